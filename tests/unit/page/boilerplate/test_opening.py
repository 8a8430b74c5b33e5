"""What a text opens with: headline, byline, dateline."""

from __future__ import annotations

import pytest

from cleantext.page.boilerplate.opening import (
    MOST_LINES,
    MOST_SMALL_LINES,
    NEAR,
    SMALL_PAGE,
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


def test_words_of_a_headline_have_other_endings_in_the_story() -> None:
    """In languages that inflect hardly one is there as it was; a shorter word says less."""
    others = ["Home", "News", *OTHER[: MOST_LINES - 1]]
    assert find_opening(describe([*others, "Milled, firefighting, a view", *MANY]), ()) == set()
    story = f"The milling stopped when firefighters came to the riverbank. {LONG}"
    assert find_opening(describe([*others, "Milled, firefighting, a view", story]), ()) == {4}


def test_a_banner_that_goes_is_not_what_the_opening_stands_above() -> None:
    """It is running text, too: what a site says of its cookies, before all else."""
    assert find_opening(describe([LONG, HEADLINE, BYLINE, LONG]), {0}) == {1, 2}
    assert find_opening(describe([LONG]), {0}) == set()


def test_a_small_text_may_have_more_of_them() -> None:
    """There is no whole menu above it; above a long one there may be."""
    others = OTHER[: MOST_SMALL_LINES - 2]
    assert find_opening(describe([*others, HEADLINE, BYLINE, LONG]), ()) == {4, 5}
    assert find_opening(describe([*OTHER, HEADLINE, LONG]), ()) == set()
    assert find_opening(describe([*others, HEADLINE, BYLINE, *MANY]), ()) == set()


def test_below_a_menu_a_small_page_has_a_headline_however_much_stands_between() -> None:
    """A long line, whatever its words are; what is no menu is not sure to have one."""
    lines = [*OTHER, "Nobody knows yet why it happened", *OTHER, LONG]
    assert find_opening(describe(lines), {0, 1}) == {len(OTHER)}
    assert find_opening(describe(lines), ()) == set()
    assert find_opening(describe([*OTHER, "Nobody knows yet", *OTHER, LONG]), {0, 1}) == set()


def test_other_long_lines_below_the_menu_are_the_openings_too() -> None:
    """A subtitle, a caption; other shorter lines between are not."""
    lines = [
        *OTHER,
        "Nobody knows yet why it happened",
        OTHER[1],
        f"Early: {LONG[:40]}",
        *OTHER,
        LONG,
    ]
    assert find_opening(describe(lines), {0}) == {len(OTHER), len(OTHER) + 2}


def test_a_byline_and_a_date_below_a_headline_are_the_openings_too() -> None:
    """In any order, where nothing else stands between; above the headline they are not known."""
    headline = "Nobody knows yet why it happened"
    for lines in (
        ["By Ann Example", "18.03.2024, 16:42 Uhr"],
        ["Posted Feb. 11, 2025, 7:14 a.m. | Updated 3:40 p.m.", "Von Ann Beispiel, Tal"],
    ):
        page = describe([*OTHER, headline, *lines, *OTHER, LONG])
        first = len(OTHER)
        assert find_opening(page, {0}) == {first, first + 1, first + 2}
        page = describe([*OTHER, *lines, headline, *OTHER, LONG])
        assert find_opening(page, {0}) == {first + 2}


@pytest.mark.parametrize(
    "line",
    [
        "By the river",
        "12 comments, 3 shares",
        "\N{COPYRIGHT SIGN} 2024 The Town",
        "Elections 2024: what it means",
        OTHER[1],
    ],
)
def test_other_short_lines_below_a_headline_are_none(line: str) -> None:
    """What is no name, what counts other things than days, rights, links."""
    page = describe([*OTHER, "Nobody knows yet why it happened", line, *OTHER, LONG])
    assert find_opening(page, {0}).isdisjoint({len(OTHER) + 1})


def test_paths_addresses_and_times_are_no_headlines() -> None:
    """They may have as many words."""
    for line in (
        "Home / News / Fire in the old mill",
        "Mail us at news@example.org with your tips",
    ):
        assert find_opening(describe([*OTHER, line, *OTHER, LONG]), {0}) == set()
    assert find_opening(
        describe([*OTHER, "On Friday, 3 May 2019 at 12:30", *OTHER, LONG]), {0}
    ) == (set())


def test_on_larger_pages_and_far_above_the_story_such_a_line_is_not_the_headline() -> None:
    """People who mark stories count one in ten in; far above stands what the site says."""
    line = "Nobody knows yet why it happened"
    long = [LONG] * (SMALL_PAGE // len(LONG.split()) + 1)
    assert find_opening(describe([*OTHER, line, *OTHER, *long]), {0}) == set()
    far = [f"Name {number}" for number in range(NEAR)]
    assert find_opening(describe([*OTHER, line, *far, LONG]), {0}) == set()


def test_a_name_with_which_the_story_begins_is_its_headline() -> None:
    """As of a person, a place or a thing, on a page of each size; one word may be a menu's."""
    long = [LONG] * (SMALL_PAGE // len(LONG.split()) + 1)
    story = f"The Harbour Mill is what people call it. {LONG}"
    assert find_opening(describe([*OTHER, "Harbour Mill", *OTHER, story, *long]), ()) == {8}
    assert find_opening(describe([*OTHER, "Mill", *OTHER, story, *long]), ()) == set()
    assert find_opening(describe([*OTHER, "Mill Road", *OTHER, story, *long]), ()) == set()
    assert find_opening(describe([*OTHER, "People of", *OTHER, story, *long]), ()) == set()
    far = [f"Name {number}" for number in range(NEAR)]
    assert find_opening(describe([*OTHER, "Harbour Mill", *far, story, *long]), ()) == set()
