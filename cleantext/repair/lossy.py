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
from cleantext.repair.evidence import Evidence, Place, has_bytes_as_questions
from cleantext.repair.language import is_english_word
from cleantext.repair.letters import LetterFinder
from cleantext.repair.marks import (
    APOSTROPHE,
    CLOSE,
    CLOSE_DOUBLE,
    DASH,
    ELLIPSIS,
    LABELS_OF,
    OPEN,
    OPEN_DOUBLE,
    OTHER,
    label_marks,
)
from cleantext.repair.scars import (
    CIRCUMFLEX,
    EURO,
    LETTER,
    QUESTION,
    REPLACED,
    SCAR,
    SURE,
    TWICE,
    Mark,
    Reading,
    read_marks,
)


__all__ = ["find_lossy", "may_be_lossy"]

_MANY = 50

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
_EITHER = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
_SUSPECTS = ("\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}", "\N{LATIN CAPITAL LETTER A WITH TILDE}",
             "\N{REPLACEMENT CHARACTER}", "\N{INVERTED QUESTION MARK}", "??", "\N{EURO SIGN}")


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
    questions = has_bytes_as_questions(text)
    reading = read_marks(text, questions=questions)
    evidence = Evidence(reading)
    if len(reading.marks) > _MANY and reading.skeleton.count(SCAR) * 4 > len(reading.skeleton):
        return []  # too little is left of the text to tell anything
    if not any(evidence.may_be_damage(mark) for mark in reading.marks):
        return []
    return list(_Restorer(text, reading, evidence, curly).find_changes())


class _Restorer:
    """Decides, for one text, what each scar was."""

    def __init__(self, text: str, reading: Reading, evidence: Evidence, curly: bool) -> None:
        self._text = text
        self._skeleton = reading.skeleton
        self._curly = curly
        self._evidence = evidence
        self._is_readable = reading.skeleton.count(SCAR) * 8 < len(reading.skeleton)
        self._letters = LetterFinder(reading)
        self._marks = [mark for mark in reading.marks if mark.kind]
        self._labelled = label_marks(reading)
        self._paired = _find_pairs(self._labelled, reading.skeleton)
        self._dashes = _count_dashes(reading)

    def find_changes(self) -> Iterator[Change]:
        labels = {mark.at: (label, n) for n, (mark, label) in enumerate(self._labelled)}
        for mark in self._marks:
            if letter := self._find_letter(mark):
                yield self._change(mark, "lossy:letter", letter)
                continue
            if sign := self._find_sign(mark):
                yield self._change(mark, "lossy:sign", sign)
                continue
            label, number = labels.get(mark.at, (OTHER, -1))
            if label == OTHER:
                continue
            place = Place.of(self._skeleton, mark.at)
            if label == CLOSE and place.before and place.after:
                label = APOSTROPHE  # the same character; a word goes on after it
            if place.is_elision and self._evidence.language(mark.at) == "fr":
                label = APOSTROPHE
            if not place.is_ornament and self._is_sure(
                mark, label, place, number in self._paired
            ):
                yield self._change(mark, _RULES[label], self._write(mark, label, place))

    def _change(self, mark: Mark, rule: str, after: str) -> Change:
        before = self._text[mark.start : mark.end]
        return Change("repair", rule, mark.start, mark.end, before, after)

    def _find_letter(self, mark: Mark) -> str:
        if mark.kind not in (LETTER, REPLACED):
            return ""
        from_tilde = self._text[mark.start] == _TILDE
        if from_tilde and _is_between_digits(self._skeleton, mark.at):
            return "\N{MULTIPLICATION SIGN}"
        language = self._evidence.language(mark.at)
        return self._letters.find(mark, language, from_tilde=from_tilde)

    def _find_sign(self, mark: Mark) -> str:
        """What else a scar's bytes can tell: a bullet, a trade mark, a euro, a prime, a hyphen."""
        if mark.kind != SURE:
            return ""
        place = Place.of(self._skeleton, mark.at)
        fits = {
            "\N{BULLET}": place.left.isspace() and place.right.isspace(),
            "\N{TRADE MARK SIGN}": place.left.isalnum() and place.left.isascii(),
            "\N{EURO SIGN}": place.left.isdigit() or place.right.isdigit(),
            "\N{PRIME}": place.left.isdigit(),
            "\N{DOUBLE PRIME}": place.left.isdigit(),
            "\N{NON-BREAKING HYPHEN}": place.left.isalpha() and place.right.isalpha(),
        }
        if any(candidate in LABELS_OF for candidate in mark.candidates):
            return ""
        return next((sign for sign in mark.candidates if fits.get(sign)), "")

    def _write(self, mark: Mark, label: int, place: Place) -> str:
        if label == DASH:
            return self._choose_dash(mark, place)
        return _CURLY[label] if self._curly else _STRAIGHT.get(label, _CURLY[label])

    def _is_sure(self, mark: Mark, label: int, place: Place, paired: bool) -> bool:
        """Whether the evidence is enough to change this scar."""
        if mark.kind == SURE:
            return True
        if mark.kind == EURO:
            return _is_lone_euro_damage(mark, place)
        language = self._language(mark)
        letterlike = mark.kind in (CIRCUMFLEX, TWICE)
        if letterlike and not self._evidence.is_damage(mark, paired):
            return False
        if place.before and place.after:
            return self._is_inside(mark, label, place, language)
        if label == DASH and place.left.isdigit() and place.after[:1].islower():
            return False  # as likely a hyphen
        if letterlike:
            spaced = place.left.isspace() and place.right.isspace()
            return bool(language) or paired or place.is_certain or (label == DASH and spaced)
        if mark.kind == QUESTION:  # three bytes: neither a section sign nor a letter of Europe
            return bool(language) and (paired or self._fits_edge(mark, label, place))
        return self._is_replaced_mark(mark, label, place, language, paired)

    def _language(self, mark: Mark) -> str:
        """The language around a scar; English, if it is not known and nothing speaks against."""
        language = self._evidence.language(mark.at)
        if language or mark.kind != QUESTION or self._evidence.has_letters(QUESTION):
            return language
        return "en" if self._is_readable else ""

    def _is_inside(self, mark: Mark, label: int, place: Place, language: str) -> bool:
        """Whether a mark fits between two words, and a letter within one word does not."""
        if place.is_contraction or place.is_name or (mark.kind != REPLACED and place.is_certain):
            return True
        if label == APOSTROPHE:
            if place.is_elision:
                return language == "fr" or self._evidence.is_plenty(mark.kind)
            return self._is_possessive(mark, place, language)
        if language != "en":
            return False
        if label in (DASH, ELLIPSIS) and mark.kind != QUESTION:
            plenty = self._evidence.is_plenty(mark.kind) or _are_long(place)
            return plenty or self._evidence.joins_words(place)
        return True

    def _is_possessive(self, mark: Mark, place: Place, language: str) -> bool:
        """Whether an apostrophe fits before an ending that is not of a closed class."""
        if language == "en":
            initial = len(place.before) == 1 and place.before.isupper() and place.after == "s"
            known = self._evidence.is_stem(place.before) or self._evidence.is_plenty(mark.kind)
            return initial or (known and len(place.before) > 1)
        lonely = not language and not self._evidence.has_letters(mark.kind)
        return lonely and place.after == "s" and is_english_word(place.before)

    def _fits_edge(self, mark: Mark, label: int, place: Place) -> bool:
        """Whether a mark fits at the edge of a word, or between spaces."""
        if label in (CLOSE, CLOSE_DOUBLE):
            return self._evidence.is_plenty(mark.kind)
        if label == APOSTROPHE and place.before:
            return place.before[-1] in "szxSZX" or place.before.endswith(("in", "o"))
        return True

    def _is_replaced_mark(
        self, mark: Mark, label: int, place: Place, language: str, paired: bool
    ) -> bool:
        """Whether U+FFFD was a mark, and not a letter, a section sign or the like."""
        if language == "en":
            fits = self._evidence.is_plenty(REPLACED) or self._fits_edge(mark, label, place)
            return paired or (fits and not self._may_be_sign(mark, place))
        # Elsewhere a word may be a single letter, or end with one that has an accent.
        if label == DASH:
            return language in ("de", "nl") and not self._may_be_sign(mark, place)
        return paired and place.left in ".,!?" and bool(language)

    def _may_be_sign(self, mark: Mark, place: Place) -> bool:
        """Whether U+FFFD may be a section sign, a pound sign, a degree sign or the like."""
        if _is_range(place):
            return False
        following = self._skeleton[mark.at + 1 : mark.at + 4].lstrip()
        before = self._skeleton[max(0, mark.at - 3) : mark.at].rstrip()
        if before[-1:].isdigit() and self._evidence.is_plenty(REPLACED):
            return False
        return following[:1].isdigit() or (place.left.isdigit() and place.after in ("C", "F"))

    def _is_apostrophe(self, mark: Mark, place: Place) -> bool:
        if place.is_contraction or place.is_name:
            return True
        if place.before and place.after:
            language = self._evidence.language(mark.at)
            if language == "fr":
                return place.is_elision
            initial = len(place.before) == 1 and place.before.isupper() and place.after == "s"
            return language in ("en", "") and (initial or self._evidence.is_stem(place.before))
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


def _are_long(place: Place) -> bool:
    """Whether so much stands on both sides that it is not one word with an accent."""
    known = is_english_word(place.before) or is_english_word(place.after)
    return min(len(place.before), len(place.after)) > (3 if known else 4)


def _is_between_digits(skeleton: str, at: int) -> bool:
    return skeleton[max(0, at - 1) : at].isdigit() and skeleton[at + 1 : at + 2].isdigit()


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
        if mark.candidates == _EITHER:
            continue  # a straight mark says nothing about which it is
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
