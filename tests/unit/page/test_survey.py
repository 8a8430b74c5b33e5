"""A first look at the source of a page."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.survey import survey


@pytest.mark.parametrize(
    ("source", "counts"),
    [
        ("", (0, 0, 0)),
        ("<p>a</p>", (2, 3, 0)),
        ("<p>" + "a" * 99 + "</p>", (2, 3, 0)),
        ("<p " + "a" * 99, (1, 102, 0)),
        ("<SVG><p></svg>", (3, 5, 1)),
        ("<svgs><blockquote>", (2, 11, 2)),
    ],
)
def test_a_survey_counts_tags_and_looks_for_names(source: str, counts: tuple[int, ...]) -> None:
    """How many there are, how long the longest is, and which of some names begin one."""
    wanted = np.array(
        [int.from_bytes(name.encode()[:8], "little") for name in ("svg", "blockquote")],
        dtype=np.uint64,
    )
    assert survey(source.encode(), wanted)[:3] == counts


@pytest.mark.parametrize("before", range(12))
def test_a_survey_finds_json_ld(before: int) -> None:
    """Wherever it stands, and not what looks like it."""
    wanted = np.zeros(0, dtype=np.uint64)
    data = "<script type='application/ld+json'>"
    assert survey(("+" * before + data).encode(), wanted)[3]
    for other in ("ld+jso", "ld-json", "d+json", "LD+JSON"):
        assert not survey((" " * before + data.replace("ld+json", other)).encode(), wanted)[3]


@pytest.mark.parametrize("size", range(1, 20))
def test_a_survey_reads_to_the_last_byte(size: int) -> None:
    """Tags count wherever they stand, also in the last eight bytes."""
    wanted = np.zeros(0, dtype=np.uint64)
    for place in range(size):
        source = b" " * place + b"<" + b" " * (size - place - 1)
        assert survey(source, wanted)[0] == 1
