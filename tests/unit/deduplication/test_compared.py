"""The text that stands for a document where documents are compared."""

from __future__ import annotations

from cleantext.cleaning import CleanOptions
from cleantext.corpus.records import Record
from cleantext.deduplication.compared import RuleCounts, compared_text
from cleantext.model import Document

STORY = "The countyâs ferry is back on the river. She leaves the quay at nine each morning."
PAGE = f"<nav><a href=/>Home</a></nav><article><p>{STORY}</p></article>".encode()


def test_without_options_a_text_is_taken_as_it_is() -> None:
    """Nothing is repaired, removed or counted."""
    counts = RuleCounts()
    assert compared_text(Record(0, Document("a", STORY)), None, None, counts) == STORY
    assert counts.rows() == []


def test_without_options_a_page_is_all_that_can_be_seen() -> None:
    """Its boilerplate too."""
    text = compared_text(Record(0, Document("a", ""), PAGE), None, None, RuleCounts())
    assert text.split() == f"Home {STORY}".split()


def test_what_cleaning_does_to_a_text_is_counted_by_rule() -> None:
    """A repair removes no more than it puts there; a removed line counts with its white space."""
    counts = RuleCounts()
    record = Record(0, Document("a", f"{STORY}\n\nMore From This Section"))
    text = compared_text(record, CleanOptions(), None, counts)
    assert text == STORY.replace("â", "'")
    removed = {row["rule"]: (row["changes"], row["removed"]) for row in counts.rows()}
    assert len(removed) == 2
    assert (1, 0) in removed.values()
    assert (1, len("\n\nMore From This Section")) in removed.values()


def test_what_cleaning_does_to_a_page_is_counted_by_rule() -> None:
    """The blocks that are not kept count, each for its reason."""
    counts = RuleCounts()
    text = compared_text(Record(0, Document("a", ""), PAGE), CleanOptions(), None, counts)
    assert text == STORY.replace("â", "'")
    assert [(row["changes"], row["removed"]) for row in counts.rows()] == [(1, len("Home"))]


def test_rows_are_ordered_whatever_was_counted_first() -> None:
    """The rule that removed most comes first; among equals, the alphabet decides."""
    counts = RuleCounts()
    for rule, removed in (("b", 1), ("c", 9), ("a", 1), ("b", 0)):
        counts.add(rule, 1, removed)
    assert [row["rule"] for row in counts.rows()] == ["c", "a", "b"]
    assert counts.rows()[2] == {"rule": "b", "changes": 2, "removed": 1}
