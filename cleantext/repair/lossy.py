"""Restore characters whose bytes are gone for good: ``countryâs`` becomes ``country's``.

UTF-8 read as Latin-1 or Windows-1252 turns a curly apostrophe into three characters, two of them
C1 controls. Whoever strips controls then leaves a lone ``â``. The same apostrophe may be left as
U+FFFD, as ``???``, or without its ``â``. What is left is a scar; which mark it was is decided from
the words around it and from all the other marks of the text.

This comes *before* the mojibake engine: that would take ``â€ `` for a dagger, ``â¦ `` for a
brace, and forget which mark an ``â€?`` was. Mojibake that lost nothing is read here as what it
was, and left for the engine to repair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleantext.edits import Change
from cleantext.repair.evidence import Evidence, Place
from cleantext.repair.marks import (
    APOSTROPHE,
    CLOSE,
    CLOSE_DOUBLE,
    DASH,
    ELLIPSIS,
    OPEN,
    OPEN_DOUBLE,
    OTHER,
    label_marks,
)
from cleantext.repair.scars import CIRCUMFLEX, EURO, QUESTION, REPLACED, Mark, Reading, read_marks

__all__ = ["find_lossy", "may_be_lossy"]

_RULES = {
    APOSTROPHE: "lossy:apostrophe",
    CLOSE: "lossy:quote",
    OPEN: "lossy:quote",
    OPEN_DOUBLE: "lossy:quote",
    CLOSE_DOUBLE: "lossy:quote",
    DASH: "lossy:dash",
    ELLIPSIS: "lossy:ellipsis",
}
_CURLY = {
    APOSTROPHE: "\N{RIGHT SINGLE QUOTATION MARK}",
    CLOSE: "\N{RIGHT SINGLE QUOTATION MARK}",
    OPEN: "\N{LEFT SINGLE QUOTATION MARK}",
    OPEN_DOUBLE: "\N{LEFT DOUBLE QUOTATION MARK}",
    CLOSE_DOUBLE: "\N{RIGHT DOUBLE QUOTATION MARK}",
    ELLIPSIS: "\N{HORIZONTAL ELLIPSIS}",
}
_STRAIGHT = {APOSTROPHE: "'", CLOSE: "'", OPEN: "'", OPEN_DOUBLE: '"', CLOSE_DOUBLE: '"'}

# What nobody writes; with capitals and lower case as they come.
_SUSPECTS = ("\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}", "\N{LATIN CAPITAL LETTER A WITH TILDE}",
             "\N{REPLACEMENT CHARACTER}", "\N{INVERTED QUESTION MARK}", "??", "\N{EURO SIGN}")
_BYTES_AS_QUESTIONS = re.compile(
    r"[A-Za-z]\?{3}(?:s|t|re|ve|ll|d|m)(?![A-Za-z?])"
    r"|(?<![^\s(])\?{3}[A-Za-z][^?\n ]{0,30} [^?\n]{1,200}\?{3}(?![^\s.,;:)])"
)


def may_be_lossy(text: str) -> bool:
    """Whether `find_lossy` may find anything; False for nearly all good text, and fast.

    >>> may_be_lossy("Nothing was lost here?")
    False
    """
    return any(suspect in text for suspect in _SUSPECTS)


def find_lossy(text: str, *, curly: bool = False) -> list[Change]:
    """The changes that put back what was lost; ``curly`` asks for curly quotation marks.

    Where the evidence is thin the text is left as it is. It can be wrong where single and double
    quotation marks, or the two dashes, would fit alike.

    >>> [change.after for change in find_lossy("the country\\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}s oil")]
    ["'"]
    """
    if not may_be_lossy(text):
        return []
    questions = _BYTES_AS_QUESTIONS.search(text) is not None
    reading = read_marks(text, questions=questions)
    if not any(mark.kind for mark in reading.marks):
        return []
    return list(_Restorer(text, reading, curly).find_changes())


class _Restorer:
    """Decides, for one text, what each scar was."""

    def __init__(self, text: str, reading: Reading, curly: bool) -> None:
        self._text = text
        self._skeleton = reading.skeleton
        self._curly = curly
        self._evidence = Evidence(reading)
        self._labelled = label_marks(reading)
        self._paired = _find_pairs(self._labelled, reading.skeleton)
        self._dashes = _count_dashes(reading)

    def find_changes(self) -> Iterator[Change]:
        for number, (mark, label) in enumerate(self._labelled):
            if not mark.kind or label == OTHER:
                continue
            place = Place.of(self._skeleton, mark.at)
            if self._is_sure(mark, label, place, number in self._paired):
                after = self._write(mark, label, place)
                before = self._text[mark.start : mark.end]
                yield Change("repair", _RULES[label], mark.start, mark.end, before, after)

    def _write(self, mark: Mark, label: int, place: Place) -> str:
        if label == DASH:
            return self._choose_dash(mark, place)
        return _CURLY[label] if self._curly else _STRAIGHT.get(label, _CURLY[label])

    def _is_sure(self, mark: Mark, label: int, place: Place, paired: bool) -> bool:
        """Whether the evidence is enough to change this scar."""
        if mark.kind == CIRCUMFLEX:
            return self._evidence.is_damage(mark)
        if mark.kind == EURO:
            return _is_lone_euro_damage(mark, place)
        if mark.kind in (REPLACED, QUESTION):
            return self._is_mark(mark, label, place, paired)
        return True

    def _is_mark(self, mark: Mark, label: int, place: Place, paired: bool) -> bool:
        """Whether what became U+FFFD or question marks was a mark at all, and not a letter."""
        if label in (OPEN, OPEN_DOUBLE):
            return paired or bool(place.after) and self._evidence.language(mark.at) == "en"
        if label in (CLOSE, CLOSE_DOUBLE):
            return paired
        if label == ELLIPSIS:
            return True
        if label == DASH:
            return self._is_dash(mark, place)
        return self._is_apostrophe(mark, place)

    def _is_dash(self, mark: Mark, place: Place) -> bool:
        """A sign before a number, or a letter within a word, is no dash."""
        if _is_range(place):
            return True
        if place.before and place.after:
            return self._evidence.joins_words(place)
        if mark.kind == QUESTION:  # three bytes: no section sign
            return True
        following = self._skeleton[mark.at + 1 : mark.at + 4].lstrip()
        return not following[:1].isdigit()

    def _is_apostrophe(self, mark: Mark, place: Place) -> bool:
        if place.is_contraction or place.is_name:
            return True
        if place.before and place.after:
            language = self._evidence.language(mark.at)
            if language == "fr":
                return place.is_elision
            return language in ("en", "") and self._evidence.is_stem(place.before)
        if place.before:
            return place.before[-1] in "szxSZX" or place.before.endswith(("in", "o"))
        return place.left.isspace()

    def _choose_dash(self, mark: Mark, place: Place) -> str:
        """An en dash or an em dash: as the bytes left it, as this text does it, or as most do."""
        dashes = [c for c in mark.candidates if c in "\N{EN DASH}\N{EM DASH}"]
        if len(dashes) == 1:
            return dashes[0]
        if place.left.isdigit() and place.right.isdigit():
            return "\N{EN DASH}"
        spaced = place.left.isspace()
        en, em = self._dashes[spaced]
        if en != em:
            return "\N{EN DASH}" if en > em else "\N{EM DASH}"
        return "\N{EN DASH}" if spaced else "\N{EM DASH}"


def _is_range(place: Place) -> bool:
    left = place.left.isdigit() or place.left == "%"
    return left and (place.right.isdigit() or place.right in "$\N{POUND SIGN}\N{EURO SIGN}")


def _is_lone_euro_damage(mark: Mark, place: Place) -> bool:
    """Before a curly mark a euro sign may be one, where a number or a space stands before it."""
    if mark.candidates not in "\N{EN DASH}\N{EM DASH}":
        return True
    return (place.left.isalpha() and place.right.isalpha()) or (
        place.left.isspace() and place.right.isspace()
    )


def _find_pairs(labelled: Sequence[tuple[Mark, int]], skeleton: str) -> set[int]:
    """The numbers of the quotation marks that have a partner in the same paragraph."""
    paired: set[int] = set()
    opened: dict[int, int] = {}
    last = 0
    closes = {CLOSE: OPEN, CLOSE_DOUBLE: OPEN_DOUBLE}
    for number, (mark, label) in enumerate(labelled):
        if "\n\n" in skeleton[last : mark.at]:
            opened.clear()
        last = mark.at
        if label in (OPEN, OPEN_DOUBLE):
            opened[label] = number
        elif (partner := opened.pop(closes.get(label, OTHER), None)) is not None:
            paired |= {partner, number}
    return paired


def _count_dashes(reading: Reading) -> dict[bool, tuple[int, int]]:
    """How many whole en dashes and em dashes a text has, by whether there is a space before."""
    counts = {True: [0, 0], False: [0, 0]}
    for mark in reading.marks:
        if not mark.kind and mark.candidates in ("\N{EN DASH}", "\N{EM DASH}"):
            before = reading.skeleton[mark.at - 1 : mark.at]
            if not before.isdigit():
                counts[before.isspace()][mark.candidates == "\N{EM DASH}"] += 1
    return {spaced: (en, em) for spaced, (en, em) in counts.items()}
