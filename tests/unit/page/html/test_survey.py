"""A first look at the source of a page."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.html.survey import find_data, survey


@pytest.mark.parametrize(
    ("source", "counts"),
    [
        ("", (0, 0, 0, 0)),
        ("<p>a</p>", (2, 3, 0, 0)),
        ("<p>" + "a" * 99 + "</p>", (2, 3, 0, 0)),
        ("<p " + "a" * 99, (1, 102, 0, 0)),
        ("<SVG><p></svg>", (3, 5, 1, 0)),
        ("a < b <! " + "a" * 99 + "> <b>", (3, 2, 0, 0)),
        ("</" + "a" * 99 + ">", (1, 101, 0, 0)),
        ("<s\N{LATIN SMALL LETTER E WITH ACUTE}vg><sv><SVG", (3, 6, 1, 0)),
        ("<svgs><blockquote>", (2, 11, 2, 0)),
        ("<svg/><blockquote>/><p/>", (3, 11, 3, 1)),
        ("<svg <p /><blockquote />", (3, 13, 3, 2)),
    ],
)
def test_a_survey_counts_tags_and_looks_for_names(source: str, counts: tuple[int, ...]) -> None:
    """How many there are, the longest's size, which of some names begin one, and an empty one."""
    wanted = np.array(
        [int.from_bytes(name.encode()[:8], "little") for name in ("svg", "blockquote")],
        dtype=np.uint64,
    )
    seen = survey(source.encode(), wanted)
    assert (seen.count, seen.longest, seen.names, seen.empty) == counts


@pytest.mark.parametrize("before", range(12))
def test_data_is_found(before: int) -> None:
    """Wherever it stands, to the last byte, and not what looks like it."""
    for mark in ("+", "@", " "):
        start = before + 19
        data = mark * before + "<script type='text/ld+json'>"
        assert find_data(data[: start + 7].encode()) == ([start], [])
        assert find_data((data + ' "@type"').encode()) == ([start], [start + 10])
    for other in ("ld+jso", "ld-json", "d+json", "LD+JSON", '"@typ"', '@type"', '"@types"'):
        assert find_data((" " * before + other).encode()) == ([], [])


def test_data_that_shares_bytes_is_found() -> None:
    """The quote that ends one key may begin another."""
    assert find_data(b'"@type' * 500 + b'"') == ([], list(range(0, 3000, 6)))


@pytest.mark.parametrize("size", range(1, 20))
def test_a_survey_reads_to_the_last_byte(size: int) -> None:
    """Tags count wherever they stand, also in the last eight bytes."""
    wanted = np.zeros(0, dtype=np.uint64)
    for place in range(size):
        source = b" " * place + b"<" + b" " * (size - place - 1)
        assert survey(source, wanted).count == 1
