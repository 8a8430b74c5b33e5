"""The phrase catalogue."""

from __future__ import annotations

from cleantext.page.features import normalize_phrase
from cleantext.page.phrases import load_phrases


def test_every_phrase_is_spelled_as_blocks_are() -> None:
    """A phrase that normalizing would change could never match."""
    phrases = load_phrases()
    starts = [start for entries in phrases.starts.values() for start, _, _ in entries]
    whole = [*phrases.blocks, *phrases.weak, *phrases.tails, *phrases.menu, *phrases.calendar]
    assert [phrase for phrase in whole if normalize_phrase(phrase) != phrase] == []
    assert [start for start in starts if not normalize_phrase(start + " x").startswith(start)] == []


def test_no_phrase_is_both_certain_and_weak() -> None:
    """A phrase has one strength."""
    phrases = load_phrases()
    assert phrases.blocks.keys() & phrases.weak.keys() == set()


def test_a_start_ends_at_a_words_end_and_has_a_bound() -> None:
    """A beginning matches whole words, and never a long paragraph."""
    phrases = load_phrases()
    assert phrases.find_start("share this with friends", 4) == "share"
    assert phrases.find_start("share thistles with friends", 4) is None
    assert phrases.find_start("share this with friends", 40) is None
