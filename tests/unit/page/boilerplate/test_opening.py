"""What a text opens with: headline, byline, dateline."""

from __future__ import annotations

from cleantext.page.boilerplate.opening import (
    MOST_LINES,
    MOST_SMALL_LINES,
    SMALL_TEXT,
    find_opening,
)
from tests.unit.page.boilerplate.described import LONG, describe

HEADLINE, BYLINE = "Fire in the old mill", "By Ann Hill"
MANY = [LONG] * (SMALL_TEXT // len(LONG.split()) + 1)
OTHER = [f"Name {letter}" for letter in "abcdefgh"]


def test_a_few_lines_above_the_running_text_are_its_own() -> None:
    """Whatever they are; those that are gone are not counted."""
    assert find_opening(describe(["Mark", "Sign", BYLINE, LONG]), ()) == {0, 1, 2}
    assert find_opening(describe([*OTHER, HEADLINE, LONG]), range(len(OTHER))) == {len(OTHER)}
    assert find_opening(describe([LONG, HEADLINE]), ()) == set()


def test_entries_of_the_catalogue_are_not_counted() -> None:
    """And do not stay: a menu above, buttons between the headline and the story."""
    page = describe(["Home", "News", HEADLINE, BYLINE, "Share", "Email", *MANY])
    assert find_opening(page, ()) == {2, 3}


def test_what_stands_above_the_headline_is_not_the_storys() -> None:
    """A headline shares words with the story: else the lines may be anything."""
    others = OTHER[: MOST_LINES - 1]
    assert find_opening(describe(["Home", "News", *others, HEADLINE, *MANY]), ()) == {4}
    assert find_opening(describe(["Home", "News", *OTHER[:MOST_LINES], *MANY]), ()) == set()
    assert find_opening(describe(["Home", "News", "Old mill", BYLINE, *MANY]), ()) == set()


def test_a_small_text_may_have_more_of_them() -> None:
    """There is no whole menu above it; above a long one there may be."""
    others = OTHER[: MOST_SMALL_LINES - 2]
    assert find_opening(describe([*others, HEADLINE, BYLINE, LONG]), ()) == {4, 5}
    assert find_opening(describe([*OTHER, HEADLINE, LONG]), ()) == set()
    assert find_opening(describe([*others, HEADLINE, BYLINE, *MANY]), ()) == set()
