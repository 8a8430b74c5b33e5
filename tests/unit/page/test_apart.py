"""What goes of a plain text by itself."""

from __future__ import annotations

from cleantext.page.apart import add_copies, find_apart
from cleantext.page.features import normalize_phrases
from cleantext.page.plain import Lines, parse

FIRST = "The crane of the west pier fell into the harbour on Monday, when the wind came round. " * 3
SECOND = "Nobody was hurt, as the men who work there had gone to the other side for lunch. " * 3


def read(*paragraphs: str) -> Lines:
    """The lines of a text of these paragraphs."""
    return parse("\n\n".join(paragraph.strip() for paragraph in paragraphs))


def apart(lines: Lines) -> dict[int, str]:
    """What goes of these lines, by its rule."""
    return find_apart(lines, normalize_phrases(lines.texts))


def test_labels_go_by_their_rules() -> None:
    """Reading times and tags, beside running text."""
    assert apart(read(FIRST, "5 min read", SECOND, "Tags: cranes, harbours")) == {
        1: "control",
        3: "tags",
    }


def test_what_fenced_code_holds_stays() -> None:
    """Outside of it the same line goes."""
    lines = read(FIRST, "```\n5 min read\n```", SECOND, "5 min read")
    assert apart(lines) == {len(lines) - 1: "control"}


def test_a_second_copy_goes_with_what_is_removed() -> None:
    """What is removed keeps its rule, and what stands between two copies does not hide them."""
    lines = read(FIRST, SECOND, "Read more", FIRST, "Share", SECOND)
    removed = {2: "phrase:related-links", 4: "phrase:share"}
    assert add_copies(lines, removed) == removed | {3: "copy", 5: "copy"}
    assert add_copies(read(FIRST, SECOND), {}) == {}


def test_tables_that_stand_twice_stay() -> None:
    """A row may be as long as a paragraph, and is no story."""
    rows = "| harbour | year | crane |\n|---|---|---|\n" + "\n".join(
        f"| {'Hale' * 20} | {year} | {'west pier ' * 20} |" for year in range(1990, 1994)
    )
    assert add_copies(read(rows, "And again:", rows), {}) == {}
