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

from collections.abc import Iterator
from functools import cached_property

from cleantext.edits import Change
from cleantext.repair.lossy.apostrophes import takes_apostrophe
from cleantext.repair.lossy.compounds import HYPHEN, count_compounding, has_compounds
from cleantext.repair.lossy.dashes import Dashes
from cleantext.repair.lossy.evidence import Evidence
from cleantext.repair.lossy.joined import joins_words
from cleantext.repair.lossy.judge import Judge
from cleantext.repair.lossy.letters import LetterFinder
from cleantext.repair.lossy.marks import (
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
from cleantext.repair.lossy.pairs import Pairs
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.questions import has_bytes_as_questions
from cleantext.repair.lossy.reading import (
    CIRCUMFLEX,
    LETTER,
    REPLACED,
    SCAR,
    SURE,
    Mark,
    Reading,
)
from cleantext.repair.lossy.scars import MARKS, read_marks
from cleantext.repair.lossy.shortened import narrow
from cleantext.repair.lossy.signs import find_sign
from cleantext.repair.lossy.third_bytes import is_cut, open_candidates
from cleantext.repair.screen import may_be_lossy

__all__ = ["find_lossy"]

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
_STRAIGHT = {
    **_CURLY,
    APOSTROPHE: "'",
    CLOSE: "'",
    OPEN: "'",
    OPEN_DOUBLE: '"',
    CLOSE_DOUBLE: '"',
}

# Titles stand in single marks in English alone.
_DOUBLE = {OPEN: OPEN_DOUBLE, CLOSE: CLOSE_DOUBLE}

_CARBON = "CO"
_BEFORE_COMPANY = frozenset("&,")  # or before the state
_BEHEADED = frozenset("bout cause".split())
"""Without their beginning they may be words, too; what would open has a partner then."""
_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"


def find_lossy(text: str, *, curly: bool = False) -> list[Change]:
    r"""The changes that put back what was lost; ``curly`` asks for curly quotation marks.

    Where the evidence is thin the text is left as it is. It can be wrong where single and double
    quotation marks, the two dashes, or a dash and a non-breaking hyphen would fit alike.

    Source: our own; which mark a scar was is decided as `label_marks` says.

    >>> [change.rule for change in find_lossy("the crew\N{REPLACEMENT CHARACTER}s effort")]
    ['lossy:apostrophe']
    """
    if not may_be_lossy(text):
        return []
    reading = read_marks(text, questions=has_bytes_as_questions(text))
    reading = narrow(open_candidates(text, reading, MARKS))
    if not reading.is_legible:
        return []
    evidence = Evidence(reading)
    if not any(evidence.may_be_damage(mark) for mark in reading.marks):
        return []
    return list(_Restorer(text, reading, evidence, curly).find_changes())


class _Restorer:
    """Writes, for one text, what each scar was."""

    def __init__(self, text: str, reading: Reading, evidence: Evidence, curly: bool) -> None:
        self._text = text
        self._reading = reading
        self._curly = curly
        self._evidence = evidence
        self._letters = LetterFinder(reading)
        # A letter has no label: where nothing else was lost, none needs one.
        is_labelled = any(mark.kind not in ("", LETTER) for mark in reading.marks)
        labelled = label_marks(reading) if is_labelled else []
        self._labels = {mark.at: label for mark, label in labelled}
        self._pairs = Pairs(labelled, reading.skeleton)
        self._judge = Judge(reading, evidence, self._pairs)
        self._dashes = Dashes(reading, evidence, labelled)

    def find_changes(self) -> Iterator[Change]:
        for mark in self._reading.marks:
            if not mark.kind:
                continue
            place = self._evidence.place(mark)
            rule, after = self._restore(mark, place)
            before = self._text[mark.start : mark.end]
            if after and after != before:  # an "Ã" may be the letter that it stands for
                yield Change("repair", rule, mark.start, mark.end, before, after)

    def _restore(self, mark: Mark, place: Place) -> tuple[str, str]:
        """The rule and the character of a scar; no character where it can't be told."""
        if letter := self._find_letter(mark, place):
            return "lossy:letter", letter
        if sign := self._find_sign(mark, place):
            return "lossy:sign", sign
        if mark.kind == SURE and mark.candidates == _CURLY[ELLIPSIS]:
            return _RULES[ELLIPSIS], mark.candidates  # also in rows, and alone on a line
        label = self._label(mark, place)
        if self._is_hyphen(mark, place):
            return "lossy:hyphen", HYPHEN
        if label == OTHER or place.is_ornament or not self._judge.is_sure(mark, label, place):
            return "", ""
        if self._is_emoji(mark, label, place) or self._is_named(mark, label, place):
            return "", ""
        if is_cut(self._text, mark, place) and mark not in self._pairs:
            return "", ""
        if label == DASH:
            return _RULES[label], self._dashes.choose(mark)
        if self._curly and len(mark.candidates) == 1:
            return _RULES[label], mark.candidates
        return _RULES[label], (_CURLY if self._curly else _STRAIGHT)[label]

    @cached_property
    def _has_hyphens(self) -> bool:
        """Whether what joins words in this text are hyphens that were set not to break."""
        inside = ((mark, self._evidence.place(mark)) for mark in self._reading.marks)
        joining = [each for each in inside if self._may_be_hyphen(*each)]
        return has_compounds(self._reading.skeleton, [(mark.at, place) for mark, place in joining])

    def _may_be_hyphen(self, mark: Mark, place: Place) -> bool:
        """Whether a scar stands between two English words as a dash does, either of the two."""
        is_open = "\N{EN DASH}" in mark.candidates and "\N{EM DASH}" in mark.candidates
        is_dash = self._labels.get(mark.at) in (DASH, ELLIPSIS, OTHER) and not place.is_span
        is_single = bool(mark.kind) and place.is_inside and place.row == 1
        return is_single and is_open and is_dash and self._evidence.language(mark.at) == "en"

    def _is_hyphen(self, mark: Mark, place: Place) -> bool:
        if not self._may_be_hyphen(mark, place) or not count_compounding(place):
            return False
        return self._has_hyphens

    def _label(self, mark: Mark, place: Place) -> int:
        label = self._labels.get(mark.at)
        if label is None:
            return OTHER
        if place.is_span:
            return DASH
        if label == CLOSE and place.is_inside:
            return APOSTROPHE  # the same character; a word goes on after it
        if label == OTHER and joins_words(place):
            return DASH
        if label == OTHER:
            return OTHER
        language = self._evidence.language(mark.at)
        if self._is_apostrophe(mark, label, place, language):
            return APOSTROPHE
        may_be_dash = "\N{EN DASH}" in mark.candidates
        if label in (OPEN, OPEN_DOUBLE) and place.is_spaced and may_be_dash:
            return DASH  # what is said begins with it, as in Polish
        if label in _DOUBLE and language != "en" and self._is_outermost(mark):
            return _DOUBLE[label]
        return label

    def _is_named(self, mark: Mark, label: int, place: Place) -> bool:
        """Whether what is left is itself what is meant; an ellipsis may stand in brackets alone."""
        if not place.is_named or mark.kind not in (CIRCUMFLEX, REPLACED):
            return False
        left_out = label == ELLIPSIS and place.left in "([" and place.row == 1
        return not left_out or self._evidence.is_about_letters(mark.at)

    def _is_apostrophe(self, mark: Mark, label: int, place: Place, language: str) -> bool:
        """Whether it is one by the words beside it, whatever the chain of marks says."""
        if language == "en":
            opens = label in (OPEN, OPEN_DOUBLE) and mark not in self._pairs
            return opens and place.after in _BEHEADED
        if place.is_elision or takes_apostrophe(place, language):
            return True
        return label == DASH and _is_suffix(mark, place)

    def _find_sign(self, mark: Mark, place: Place) -> str:
        """What its bytes tell, or the digit of carbon dioxide: no quotation was open there."""
        closes = self._labels.get(mark.at) in (CLOSE, CLOSE_DOUBLE) and mark not in self._pairs
        is_oxide = closes and place.before == _CARBON and place.beyond not in _BEFORE_COMPANY
        if is_oxide and mark.kind == CIRCUMFLEX and self._evidence.may_be_damage(mark):
            return "\N{SUBSCRIPT TWO}"
        return find_sign(mark, place)

    def _is_emoji(self, mark: Mark, label: int, place: Place) -> bool:
        """Whether scars stand together as no marks do: no quotation is empty, no dash is double."""
        if not place.is_spaced:
            return False
        if place.row > 1:
            return label != DASH or mark.kind == REPLACED
        around = self._reading.skeleton[max(0, mark.at - 3) : mark.at + 4]
        return mark.kind in (CIRCUMFLEX, REPLACED) and f" {SCAR} {SCAR} " in around

    def _is_outermost(self, mark: Mark) -> bool:
        """Whether a single quotation mark has a partner and stands in no other quotation."""
        return mark in self._pairs and not self._pairs.is_nested(mark)

    def _find_letter(self, mark: Mark, place: Place) -> str:
        if mark.kind not in (LETTER, REPLACED):
            return ""
        from_tilde = self._text[mark.start] == _TILDE
        if from_tilde and place.left.isdigit() and place.right.isdigit():
            return "\N{MULTIPLICATION SIGN}"
        language = self._evidence.language(mark.at)
        return self._letters.find(mark, language, from_tilde=from_tilde)


def _is_suffix(mark: Mark, place: Place) -> bool:
    """Whether an ending may stand behind a foreign word; few but the English join by dashes."""
    return mark.kind == SURE and place.is_inside and place.after.islower()
