"""Marks that lost their third byte: ``couldnâ€t``.

Windows-1252 leaves open what is the third byte of a closing double quotation mark, so the two
characters before it are mostly that. But who strips trade mark signs, or all that is not a letter,
leaves the same two of each mark. What shows it is one that stands within a word or a range, or
between spaces where nothing opened a quotation.
"""

from __future__ import annotations

from dataclasses import replace

from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import Mark, Reading

__all__ = ["is_cut", "open_candidates"]

_TWO = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}"
_OPENING = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{DOUBLE LOW-9 QUOTATION MARK}")
_CLOSES = "\N{RIGHT DOUBLE QUOTATION MARK}"


def open_candidates(text: str, reading: Reading, candidates: str) -> Reading:
    """The reading, with ``candidates`` for each that lost its third byte, if one can't close."""
    lone = {mark.at for mark in reading.marks if _lost_third(text, mark)}
    is_whole = any(mark.candidates in _OPENING for mark in reading.marks)
    last = len(reading.skeleton) - 1  # may have been cut
    places = (Place.of(reading.skeleton, at) for at in lone - {last})
    if not any(_joins(place) or (place.is_spaced and not is_whole) for place in places):
        return reading
    marks = (replace(m, candidates=candidates) if m.at in lone else m for m in reading.marks)
    return replace(reading, marks=tuple(marks))


def is_cut(text: str, mark: Mark, place: Place) -> bool:
    """Whether a mark is the last of a text that may have been cut there, in a word or before one.

    >>> is_cut(f"since it{_TWO}", Mark(8, 10, 8, _CLOSES, ""), Place.of("since it*", 8))
    True
    """
    at_end = mark.end == len(text) and _lost_third(text, mark)
    return at_end and (place.left.isspace() or place.may_be_shortened)


def _lost_third(text: str, mark: Mark) -> bool:
    return mark.candidates == _CLOSES and text[mark.start : mark.end] == _TWO


def _joins(place: Place) -> bool:
    """Whether no quotation is closed here: within a word or a range."""
    within = place.before[-1:].islower() and place.right.islower()
    return within or place.is_contraction or place.is_elision or place.is_range
