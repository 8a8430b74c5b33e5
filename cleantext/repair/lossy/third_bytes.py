"""Marks that lost their third byte: ``couldn\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}t``.

Windows-1252 leaves open what is the third byte of a closing double quotation mark, so the two
characters before it are mostly that. But who strips trade mark signs, or all that is not a letter,
leaves the same two of each mark. What shows it is one that stands within a word or a range, where
nobody closes a quotation.
"""

from __future__ import annotations

from dataclasses import replace

from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import Mark, Reading

__all__ = ["is_cut", "open_candidates"]

_TWO = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}"
_CLOSES = "\N{RIGHT DOUBLE QUOTATION MARK}"


def open_candidates(text: str, reading: Reading, candidates: str) -> Reading:
    """The reading, with ``candidates`` for all that lost a third byte, if one is no closing mark."""
    lone = {mark.at for mark in reading.marks if _lost_third(text, mark)}
    if not any(_closes_nothing(Place.of(reading.skeleton, at)) for at in lone):
        return reading
    marks = (replace(m, candidates=candidates) if m.at in lone else m for m in reading.marks)
    return Reading(reading.skeleton, tuple(marks))


def is_cut(text: str, mark: Mark, place: Place) -> bool:
    """Whether a mark is the last of a text, which may have been cut there, and closes no sentence.

    >>> is_cut(f"since it{_TWO}", Mark(8, 10, 8, _CLOSES, ""), Place.of("since it*", 8))
    True
    """
    at_end = mark.end == len(text) and _lost_third(text, mark)
    return at_end and (place.left.isalnum() or place.left.isspace())


def _lost_third(text: str, mark: Mark) -> bool:
    return mark.candidates == _CLOSES and text[mark.start : mark.end] == _TWO


def _closes_nothing(place: Place) -> bool:
    return place.is_contraction or place.is_elision or place.is_range or _is_possessive(place)


def _is_possessive(place: Place) -> bool:
    return place.after == "s" and len(place.before) > 1
