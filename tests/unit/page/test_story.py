"""What of an HTML page does not belong to its story."""

from __future__ import annotations

from cleantext.model import Block
from cleantext.page.element import Element
from cleantext.page.profile import Pattern, SitePatterns
from cleantext.page.story import find_outside

KEPT = Element("p", False, False, 0.0, True, 0.9, "reads like the story")
GONE = Element("li", False, False, 1.0, False, 0.1, "navigation")


def test_what_was_judged_outside_goes_for_its_reason() -> None:
    """The verdict that a block carries is the rule of its removal."""
    blocks = [Block(0, "Home", "\n\n", GONE), Block(6, "The mill burned.", "", KEPT)]
    (change,) = find_outside(blocks)
    assert (change.rule, change.before) == ("navigation", "Home\n\n")


def test_a_profile_removes_what_the_model_keeps() -> None:
    """A line that the site repeats goes, whatever the model says of it."""
    profile = SitePatterns({"mill": (Pattern("page # of the mill", 9, ()),)})
    blocks = [Block(0, "The mill burned.", "\n\n", KEPT), Block(18, "Page 7 of the Mill", "", KEPT)]
    (change,) = find_outside(blocks, profile, "mill")
    assert change.rule == "profile"
    assert find_outside(blocks) == []


def test_the_white_space_before_a_page_has_no_verdict() -> None:
    """The empty first block of a page that begins with white space is left."""
    assert find_outside([Block(0, "", "  "), Block(2, "x = 1", "", KEPT)]) == []
