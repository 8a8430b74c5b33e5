"""What of an HTML page does not belong to its story."""

from __future__ import annotations

import pytest

from cleantext.model import Block
from cleantext.page.element import Element, Elements
from cleantext.page.profile.site_patterns import Pattern, SitePatterns
from cleantext.page.story import find_furniture, find_outside

STORY = "The mill burned down at night. It was the last of the five on the river, they said."
KEPT = Element("p", False, False, 0.0, True, 0.9, "reads like the story")
DOUBTFUL = KEPT._replace(chance=0.7)
GONE = Element("li", False, False, 1.0, False, 0.1, "navigation")


def elements(*each: Element) -> Elements:
    """The elements of a page."""
    return Elements(*map(list, zip(*each, strict=True)))


PROFILE = SitePatterns({"mill": (Pattern("page # of the mill", 9, ()),)})


def test_what_was_judged_outside_goes_for_its_reason() -> None:
    """The verdict that a block carries is the rule of its removal."""
    assert find_outside(["Home", "The mill burned."], elements(GONE, KEPT)) == {0: "navigation"}


def test_a_profile_removes_what_the_model_keeps() -> None:
    """A line that the site repeats goes, unless the model is certain that it is the story's."""
    texts = [STORY, "Page 7 of the Mill"]
    assert find_outside(texts, elements(KEPT, DOUBTFUL), PROFILE, "mill") == {1: "profile"}
    assert find_outside(texts, elements(KEPT, DOUBTFUL)) == {}
    assert find_outside(texts, elements(KEPT, KEPT), PROFILE, "mill") == {}


@pytest.mark.parametrize(("count", "gone"), [(9, []), (0, [1, 3])])
def test_a_page_that_is_no_story_loses_what_was_written_alone(count: int, gone: list[int]) -> None:
    """Prices and labels stand on each page of a shop, and are what its pages are about."""
    lines = (Pattern("$#.#", count, ()), Pattern("weight: # kg", count, (), True))
    texts = ["Oak wheel", "$17.40", "With six spokes and a hub of brass.", "Weight: 4 kg"]
    profile = SitePatterns({"mill": lines})
    assert sorted(find_outside(texts, elements(*[DOUBTFUL] * 4), profile, "mill")) == gone


@pytest.mark.parametrize(("count", "gone"), [(9, [1, 3]), (0, [1, 2, 3])])
def test_what_stands_below_a_learned_end_goes_if_it_is_doubtful(
    count: int, gone: list[int]
) -> None:
    """The tree tells comments better than a line does; where a person wrote the line, all goes."""
    profile = SitePatterns({"mill": (Pattern("comments (#)", count, (), True),)})
    doubtful = KEPT._replace(chance=0.6)
    texts = [STORY, "Comments (2)", "The wheel is four metres wide.", "I saw it, too."]
    furniture = find_outside(texts, elements(KEPT, DOUBTFUL, KEPT, doubtful), profile, "mill")
    assert sorted(furniture) == gone
    starts = [0, len(STORY) + 2, len(STORY) + 16, len(STORY) + 48]
    blocks = [
        Block(start, text, gap, element)
        for start, text, gap, element in zip(
            starts, texts, ["\n\n"] * 3 + [""], (KEPT, DOUBTFUL, KEPT, doubtful), strict=True
        )
    ]
    assert len(find_furniture(blocks, profile, "mill")) == len(gone)


def test_a_line_that_was_repaired_may_be_the_site_s() -> None:
    """What is left of a page is looked at again; without a profile there is nothing to find."""
    story = Block(0, STORY, "\n\n", KEPT)
    blocks = [story, Block(story.end + 2, "Page 7 of the Mill", "", DOUBTFUL)]
    (change,) = find_furniture(blocks, PROFILE, "mill")
    assert (change.rule, change.before) == ("profile", "\n\nPage 7 of the Mill")
    assert find_furniture(blocks) == []
