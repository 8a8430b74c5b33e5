"""Headings at the end of a text, which nothing follows."""

from __future__ import annotations

import pytest

from cleantext.page.features import normalize_phrases
from cleantext.page.furniture.endings import find_endings

STORY = "The crane of the west pier fell on Monday, when the wind came round, and nobody was hurt."


def find(*texts: str) -> list[int]:
    """The lines that go, in their order."""
    return sorted(find_endings(texts, normalize_phrases(texts)))


@pytest.mark.parametrize("heading", ["Comments", "Share:", "Compartir", "\u8bc4\u8bba"])
def test_a_heading_of_nothing_goes(heading: str) -> None:
    """In all languages, with a colon or without."""
    assert find(STORY, heading) == [1]
    assert find(STORY, heading, STORY) == []


def test_headings_in_a_row_go() -> None:
    """Be it the same one twice, and whatever the line above ends with."""
    assert find("Crane falls", STORY, "Comments", "comments") == [2, 3]
    assert find(f"{STORY} /harbour.example.com", "Comments") == [1]


@pytest.mark.parametrize(
    "texts",
    [
        ("These are the buttons. What they do is said below each story, but for the last of all:",),
        ("Crane falls", "West pier"),
        (STORY, "West pier"),
        ("Share", "Comments"),
    ],
)
def test_the_last_of_a_list_stays(texts: tuple[str, ...]) -> None:
    """Below a colon, other short lines, or nothing at all, it may be the text's own."""
    assert find(*texts, "Comments" if texts[-1] != "Comments" else "Share") == []


@pytest.mark.parametrize("last", ["Share.", '"Share"', "More!", "- Share", "The crane fell"])
def test_what_is_said_or_listed_stays(last: str) -> None:
    """A sentence, a quotation and an item of a list are no headings."""
    assert find(STORY, last) == []


def test_a_text_that_is_gone_has_no_end() -> None:
    """Nor has an empty one."""
    assert find_endings([STORY, "Share"], ["", "share"], {0}) == {}
    assert find() == []
