"""What Markdown marks as it is to be left."""

from __future__ import annotations

import time

import pytest

from cleantext import clean
from cleantext.page.genre.markdown import find_fixed, find_headings, have_headings_between

STORY = (
    "The ferry sails twice a day, unless the wind is too strong for it, the harbour master says.\n"
)
TABLE = "| Port | Ferry | Bus |\n|:-----|:---:|----:|\n" + "".join(
    f"| {port} | yes | no |\n" for port in ("Marrow", "Hale", "Lowick", "Stoke", "Thorpe", "Quay")
)
FENCED = "```\nShare\nRead more\n```\n"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("", []),
        ("| a | b |\n|---|---|", [0, 1]),
        ("x\n| a | b |\n|---|---|\n| 1 | 2 |\ny", [1, 2, 3]),
        ("| a | b |\n| c | d |\n| e | f |", []),
        ("|---|---|\n| a | b |", []),
        ("| a | b |\n|---|---|\n\n| c | d |", [0, 1]),
        ("```\na\n```\nb", [0, 1, 2]),
        ("~~~ python\n```\na\n~~~\nb", [0, 1, 2, 3]),
        ("a\n```\nb", []),
        ("```\na\n```\nb\n```\nc", [0, 1, 2]),
    ],
)
def test_tables_and_fences_are_found(text: str, fixed: list[int]) -> None:
    """A table has its line of dashes below the first; a fence counts if it is closed."""
    assert sorted(find_fixed(text, text.split("\n"))) == fixed


@pytest.mark.parametrize("part", [TABLE, FENCED])
def test_what_is_marked_stays_among_furniture(part: str) -> None:
    """Though a row reads like a menu, and a line like a link to another story."""
    cleaned = clean(f"{STORY}\nShare this article\n\n{part}\nMore news\n")
    assert cleaned.rstrip() == f"{STORY}\n{part}".rstrip()


def test_a_row_of_a_table_is_no_caption() -> None:
    """Two arguments may be explained in the same words, however many they are."""
    row = (
        "| `show` | bool | Whether to print or not. Can be used to only output text for a given "
        "flag, such as one for debugging, without a condition around it. Defaults to `True`. |\n"
    )
    table = (
        f"| Argument | Type | Use |\n|---|---|---|\n{row}| `text` | str | What to print. |\n{row}"
    )
    story = "".join(f"{number}. {STORY}" for number in range(20))
    assert clean(f"{story}\n{table}") == f"{story}\n{table}"


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("# A\nx\n## B\nx\n###### C\nx", [1, 3, 5], True),
        ("# A\nx\n## B\nx\ny\nx", [1, 3, 5], False),
        ("# A\nx\n#b\nx", [1, 3], False),
        ("####### A\nx\n####### B\nx", [1, 3], False),
    ],
)
def test_headings_stand_between_lines(text: str, places: list[int], expected: bool) -> None:
    """One between each two; tags of a network are none."""
    assert have_headings_between(find_headings(text.split("\n")), places) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("|---|", True),
        ("| :-: | -- |", True),
        ("|-|", True),
        ("| : |", False),
        ("||", False),
        ("|-", False),
        ("|--x|", False),
    ],
)
def test_the_line_below_the_heading_of_a_table_has_bars_and_hyphens(
    line: str, expected: bool
) -> None:
    """A hyphen at least, between two bars, and nothing but hyphens, colons and spaces."""
    lines = ["| a | b |", line, "| c | d |", "| e | f |"]
    assert bool(find_fixed("\n".join(lines), lines)) is expected


def test_a_line_that_is_nearly_one_takes_linear_time() -> None:
    """Half a million hyphens, and a letter at the end."""
    lines = ["Ports:", "| a | b | c | d |", "|" + "-" * 500_000 + "x|"]
    start = time.process_time()
    assert not find_fixed("\n".join(lines), lines)
    assert time.process_time() - start < 5


def test_many_lines_that_come_twice_take_linear_time() -> None:
    """For each pair only the headings between are looked for, not all lines."""
    count = 50_000
    headings = find_headings(["A port."] * 2 * count)
    start = time.process_time()
    assert not any(have_headings_between(headings, (n, n + count)) for n in range(count))
    assert time.process_time() - start < 5


def test_the_same_sentence_stays_under_each_heading() -> None:
    """In a manual it is said of each thing; elsewhere it is a caption."""
    said = "This port is not shown on the maps of the harbour office.\n"
    parts = [
        "Ships of all kinds lie at the long quay, and nobody knows to whom half of them belong.\n",
        "Two ferries leave in the morning, and one of them has not come back before noon yet.\n",
        "The pier was built by a man who wanted to see the sea from both of its sides at once.\n",
    ]
    text = "".join(f"## Port {n}\n\n{part}\n{said}\n" for n, part in enumerate(parts))
    assert clean(text) == text
    assert clean(text.replace("## ", "")).count(said.strip()) == 1
