"""Headlines of other stories below a heading that says so."""

from __future__ import annotations

import time

import pytest

from cleantext.page.boilerplate.described_page import describe_blocks, mark_phrases
from cleantext.page.boilerplate.teasers import find_teasers
from cleantext.page.classifier.measures import measure_blocks
from cleantext.page.plain import parse

STORY = "The crane of the west pier fell on Monday, when the wind came round, and nobody was hurt."


def find(*texts: str, gap: str = "\n") -> list[int]:
    """The lines that go from a page of these, in their order."""
    blocks = parse(gap.join(texts))
    marked = mark_phrases(blocks)
    return [*find_teasers(describe_blocks(marked, measure_blocks(blocks, marked.marks)))]


@pytest.mark.parametrize(
    "heading", ["Related stories", "What's Hot", "Lesen Sie auch", "Leggi anche:"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_teasers_go_where_the_story_goes_on(heading: str, gap: str) -> None:
    """Questions, items of lists and what is said are headlines, too; the heading is a phrase."""
    teasers = ["Mill to be sold in spring", "\u2022 Who pays for the ferry?", "'It was loud'"]
    assert find(STORY, heading, *teasers, STORY, gap=gap) == [2, 3, 4]


@pytest.mark.parametrize(
    ("lines", "gone"),
    [
        (["Mill for sale", "Who pays the ferry", "3. The clog shop", "Still a shop."], [3, 4]),
        (["Mill for sale", "Who pays the ferry", "3. The clog shop", "Still a shop"], [3, 4, 5]),
        (["Mill for sale", "Who pays the ferry", "4. The clog shop", "Still a shop."], [3, 4, 5]),
        (["2. Mill for sale", "3. Who pays the ferry", "4. All late", "It is late."], [3, 4, 5]),
    ],
)
def test_the_next_part_of_the_story_is_no_teaser(lines: list[str], gone: list[int]) -> None:
    """It has the number after that of the part above the box, no such line above, a text below."""
    assert find(STORY, "2. The salt cellar", "Related stories", *lines, STORY) == gone


@pytest.mark.parametrize(
    "line",
    [
        "It had stood there for years.",
        "What the town says:",
        "and the ferry, too, was damaged",
        "Ferry late",
        "word " * 16,
    ],
)
def test_the_first_line_that_is_no_headline_ends_the_list(line: str) -> None:
    """A statement, an introduction, a line that goes on, one that is too short or too long."""
    teasers = ["Mill to be sold in spring", "Ferry late on Sunday"]
    assert find(STORY, "Related stories", *teasers, line, "A new roof for the hall") == [2, 3]


@pytest.mark.parametrize("line", ["What happens next", "Where will all of the children swim now?"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_short_line_or_a_question_above_the_story_is_its_own(line: str, gap: str) -> None:
    """Below one teaser, too; where no running text follows it is a headline like the others."""
    teaser = "Bakery closes after 112 years"
    assert find(STORY, "Related stories", teaser, line, STORY, gap=gap) == [2]
    assert find(STORY, "Related stories", teaser, line, gap=gap) == [2, 3]


def test_a_line_alone_may_be_a_heading_of_the_story() -> None:
    """So may what is farther away than the list's lines."""
    assert find(STORY, "Related stories", "What happened on Monday", STORY) == []
    blocks = f"{STORY}\nRelated stories\nMill to be sold\nFerry is late\n\nOn Monday night\n{STORY}"
    assert find(*blocks.split("\n\n"), gap="\n\n") == [2, 3]


@pytest.mark.parametrize(
    "heading", ["Read more", "Comments", "The stories", "Recommended reading", "Zobacz te\u017c"]
)
def test_other_headings_have_no_teasers(heading: str) -> None:
    """Below a button the story goes on, and some headings stand above a list of its own."""
    assert find(STORY, heading, "Mill to be sold in spring", "Ferry late on Sunday", STORY) == []


def test_headings_in_a_row_take_linear_time() -> None:
    """Each line is looked at once, though each heading could be the headline of another story."""
    blocks = parse(f"{STORY}\n" + "More from this section\n" * 20_000)
    marked = mark_phrases(blocks)
    page = describe_blocks(marked, measure_blocks(blocks, marked.marks))
    start = time.process_time()
    assert len([*find_teasers(page)]) == 19_999
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("own", "gone"),
    [
        ("Crane of the west pier falls in the wind", [1, 2]),  # its words are the story's
        ("Home \u00bb News \u00bb Harbour", [1, 2]),  # a path of links
        ("Bakers ask for earlier trains", [1, 2, 3]),
    ],
)
def test_a_box_above_the_story_ends_at_its_headline(own: str, gone: list[int]) -> None:
    """Below the last news of a site, which have other words, stands the page's own headline."""
    news = ["Mill to be sold in spring", "Ferry takes dogs again"]
    assert find("Latest news", *news, own, "By Ann Example", STORY) == gone


def test_in_the_midst_of_a_story_its_words_tell_nothing() -> None:
    """Other stories about the same thing stand below it."""
    teasers = ["Crane of the west pier was old", "New crane for the west pier this spring"]
    assert find(STORY, "Related stories", *teasers, STORY) == [2, 3]
