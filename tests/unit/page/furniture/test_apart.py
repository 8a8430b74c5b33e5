"""What goes of a plain text by itself."""

from __future__ import annotations

from cleantext.page.features import normalize_phrases
from cleantext.page.furniture.apart import add_rest, find_apart
from cleantext.page.plain import Lines, parse

FIRST = "The crane of the west pier fell into the harbour on Monday, when the wind came round. " * 3
SECOND = "Nobody was hurt, as the men who work there had gone to the other side for lunch. " * 3


def read(*paragraphs: str) -> Lines:
    """The lines of a text of these paragraphs."""
    return parse("\n\n".join(paragraph.strip() for paragraph in paragraphs))


def apart(lines: Lines) -> dict[int, str]:
    """What goes of these lines, by its rule."""
    return find_apart(lines, normalize_phrases(lines.texts))


def rest(lines: Lines, removed: dict[int, str]) -> dict[int, str]:
    """What goes of these lines, with what goes after it."""
    return add_rest(lines, normalize_phrases(lines.texts), removed)


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
    assert rest(lines, removed) == removed | {3: "copy", 5: "copy"}
    assert rest(read(FIRST, SECOND), {}) == {}


def test_tables_that_stand_twice_stay() -> None:
    """A row may be as long as a paragraph, and is no story."""
    rows = "| harbour | year | crane |\n|---|---|---|\n" + "\n".join(
        f"| {'Hale' * 20} | {year} | {'west pier ' * 20} |" for year in range(1990, 1994)
    )
    assert rest(read(rows, "And again:", rows), {}) == {}


def test_a_heading_goes_with_all_that_stood_below_it() -> None:
    """It would have stayed with what is below it."""
    lines = read(FIRST, SECOND, "Share", "Read more")
    assert rest(lines, {3: "phrase:related-links"}) == {
        3: "phrase:related-links",
        2: "phrase:share",
    }
    assert rest(read(FIRST, "Share", SECOND, "Read more"), {3: "phrase:related-links"}) == {
        3: "phrase:related-links"
    }


def test_the_last_line_of_fenced_code_stays() -> None:
    """Whatever it is."""
    assert rest(read(FIRST, f"```\n{SECOND}\nShare\n```"), {}) == {}
