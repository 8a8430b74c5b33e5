"""The elements of a page's blocks."""

from __future__ import annotations

from cleantext.page.element import Element, Elements

KEPT = Element("p", False, False, 0.0, True, 0.9, "reads like the story")
GONE = Element("li", True, True, 1.0, False, 0.1, "navigation")


def elements(*each: Element) -> Elements:
    """The elements of a page."""
    return Elements(*map(list, zip(*each, strict=True)))


def test_an_element_is_made_once() -> None:
    """It is known again by its identity, so whoever asks later gets the same one."""
    both = elements(KEPT, GONE)
    assert (len(both), list(both)) == (2, [KEPT, GONE])
    assert all(element is both[index] for index, element in enumerate(both))


def test_a_rejected_block_is_not_kept() -> None:
    """The reason is the one given; all else stays."""
    both = elements(KEPT, GONE)
    both.reject(0, "again")
    assert both[0] == KEPT._replace(kept=False, reason="again")
    assert both[1] == GONE


def test_elements_of_a_kind_are_each_their_own() -> None:
    """Equal ones are not the same one."""
    both = elements(KEPT)
    both.add(GONE, 2)
    assert list(both) == [KEPT, GONE, GONE]
    assert both[1] is not both[2]
