"""Is it enough? Whether what a scar is taken for fits its place well enough to be written."""

from __future__ import annotations

import re

from cleantext.repair.language import is_english_word
from cleantext.repair.lossy.apostrophes import takes_apostrophe
from cleantext.repair.lossy.evidence import (
    DASHES,
    DECADE,
    LETTERLIKE,
    Evidence,
    is_no_letter,
    is_stem,
)
from cleantext.repair.lossy.joined import joins_words
from cleantext.repair.lossy.marks import (
    APOSTROPHE,
    CLOSE,
    CLOSE_DOUBLE,
    DASH,
    ELLIPSIS,
    OPEN,
    OPEN_DOUBLE,
    OTHER,
)
from cleantext.repair.lossy.naming import BOTH, count_variables
from cleantext.repair.lossy.pairs import Pairs
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import EURO, QUESTION, REPLACED, SCAR, SURE, Mark, Reading
from cleantext.repair.lossy.shortened import APOSTROPHE_ONLY, is_after_season
from cleantext.repair.lossy.signs import may_be_measure, takes_no_sign

__all__ = ["Judge"]

_CONNECTING = frozenset(
    "and or but from the a an in at with for to which that when while as also it".split()
)
_NEAR = 60  # characters before a scar that may say what it ends
_FAR = 300  # and that may have what opens a quotation
# A quotation that is open; what a range goes on with.
_OPENED = re.compile(
    "(?:[\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}]"
    '|(?<![^\\s(\\[])[\N{LEFT DOUBLE QUOTATION MARK}"])'
    '[^\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"\n]*$'
)
_AMOUNT = re.compile(r" ?[$\N{POUND SIGN}\N{EURO SIGN}]?\d")
_OPENS = re.compile(f"(?<![^\\s(]){SCAR}(?=\\w)")
_CLOSING = (CLOSE, CLOSE_DOUBLE)
_QUOTES = (OPEN, CLOSE, OPEN_DOUBLE, CLOSE_DOUBLE)
# Languages that close a quotation with what others open it with; so may one that is not known.
_LOW_QUOTES = ("", "cs", "de", "sk")


class Judge:
    """Decides, for one text, which labels are sure enough."""

    def __init__(self, reading: Reading, evidence: Evidence, pairs: Pairs) -> None:
        self._skeleton = reading.skeleton
        self._evidence = evidence
        self._pairs = pairs
        self._is_readable = reading.skeleton.count(SCAR) * 8 < len(reading.skeleton)

    def is_sure(self, mark: Mark, label: int, place: Place) -> bool:
        """Whether the evidence is enough to write what the label says.

        What is enough for one mark of a quotation is enough for the other.
        """
        if mark.kind == REPLACED and may_be_measure(
            self._skeleton, mark.at, paired=mark in self._pairs
        ):
            return False
        if self._is_sure_alone(mark, label, place):
            return True
        partner, partners_label = self._pairs.partner(mark) or (None, OTHER)
        if partner is None or not partner.kind or label not in _QUOTES or place.is_inside:
            return False
        if mark.kind == REPLACED and partners_label in _CLOSING and self._has_rival(mark):
            return False
        return self._is_sure_alone(partner, partners_label, self._evidence.place(partner))

    def _is_sure_alone(self, mark: Mark, label: int, place: Place) -> bool:
        if mark.kind == SURE:
            return True
        if mark.candidates == APOSTROPHE_ONLY and mark.kind != EURO:
            return self._is_shortened(mark, place)
        if mark.kind == EURO:
            return self._fits_after_euro(mark, place)
        paired = mark in self._pairs
        if mark.kind in LETTERLIKE and not self._evidence.is_damage(mark, paired=paired):
            return False
        if label == DASH and self._evidence.is_between_amounts(mark.at):
            return True
        language = self._language(mark)
        if place.is_inside:
            return self._fits_inside(mark, label, place, language)
        if label == DASH and place.left.isdigit() and place.after[:1].islower():
            return place.after in _CONNECTING  # else as likely a hyphen
        if mark.kind in LETTERLIKE:
            return paired or self._fits_lone(label, place, language)
        if mark.kind == QUESTION:  # three bytes: neither a section sign nor a letter of Europe
            return bool(language) and (paired or self._fits_edge(mark, label, place))
        return self._fits_replaced(mark, label, place, language)

    def _fits_lone(self, label: int, place: Place, language: str) -> bool:
        """Whether a lone a with circumflex that is damage fits a mark which has no partner."""
        if label in (OPEN, OPEN_DOUBLE) and place.right.isdigit():
            return False  # as likely a minus sign
        if place.is_elided and language != "en" and label != APOSTROPHE:
            return False  # an apostrophe, and a space behind it that was none
        if label == APOSTROPHE and place.is_elision:
            return True
        return bool(language) or place.is_certain or (label == DASH and place.is_spaced)

    def _is_shortened(self, mark: Mark, place: Place) -> bool:
        """Whether an English word or a year without its beginning follows, or goes before."""
        if self._evidence.language(mark.at) != "en":
            return False
        is_sum = place.right.isdigit() and mark.kind == REPLACED
        return not is_sum or is_after_season(self._skeleton, mark.at)

    def _has_rival(self, mark: Mark) -> bool:
        """Whether, in a language of many accents, U+FFFD stands before more than one word."""
        if self._evidence.language(mark.at) == "en":
            return False
        far = max(0, mark.at - _FAR)
        start = max(far, self._skeleton.rfind("\n", far, mark.at) + 1)
        return _OPENS.search(self._skeleton, start, mark.at) is not None

    def _language(self, mark: Mark) -> str:
        """The language around a scar; English, if it is not known and nothing speaks against."""
        language = self._evidence.language(mark.at)
        if language or mark.kind != QUESTION or self._evidence.has_letters(QUESTION):
            return language
        return "en" if self._is_readable else ""

    def _fits_inside(self, mark: Mark, label: int, place: Place, language: str) -> bool:
        """Whether a mark fits between two words, and a letter within one word does not."""
        if place.is_contraction or place.is_name or place.is_span:
            return True
        if mark.kind != REPLACED and is_no_letter(mark.kind, place):
            return True
        if label == APOSTROPHE:
            if place.is_elision and language != "it":
                return language == "fr" or self._evidence.is_plenty(mark.kind)
            return self._fits_ending(mark, place, language)
        if language == "en" and label in (DASH, ELLIPSIS) and mark.kind != QUESTION:
            if joins_words(place) or (mark.kind == REPLACED and _are_long(place)):
                return True
            return self._evidence.is_plenty(mark.kind) and not self._may_be_letter(mark, place)
        return language == "en"

    def _may_be_letter(self, mark: Mark, place: Place) -> bool:
        """Whether U+FFFD may be a letter of a foreign word that it stands in."""
        if mark.kind != REPLACED:
            return False
        is_second = len(place.before) == 1 and place.further.isspace()
        known = is_english_word(place.before) or is_english_word(place.after)
        return is_second or not known

    def _fits_ending(self, mark: Mark, place: Place, language: str) -> bool:
        """Whether an apostrophe fits before an ending that is not of a closed class."""
        if takes_apostrophe(place, language):  # in Turkish, U+FFFD may be any of its letters
            return language != "tr" or mark.kind != REPLACED
        if language in ("en", "") and self._evidence.is_mojibake and place.is_accented_genitive:
            return True
        if language == "en":
            is_s = place.after in ("s", "S")
            initial = len(place.before) == 1 and place.before.isupper() and is_s
            if is_s:
                known = is_stem(place.before) or self._evidence.has_certain(mark.kind)
            else:  # where U+FFFD stands for letters too, a name may have lost one
                letters = mark.kind == REPLACED and self._evidence.has_letters(REPLACED)
                known = self._evidence.is_plenty(mark.kind) and not letters
            return initial or (known and len(place.before) > 1)
        lonely = not language and not self._evidence.has_letters(mark.kind)
        return lonely and place.after == "s" and is_english_word(place.before)

    def _fits_edge(self, mark: Mark, label: int, place: Place) -> bool:
        """Whether a mark fits at the edge of a word, or between spaces."""
        if label in _CLOSING:
            inches = mark.kind == REPLACED and place.left.isdigit()
            return self._evidence.is_plenty(mark.kind) and not inches
        if label == APOSTROPHE and place.before:
            return _may_end(place.before)
        return True

    def _fits_replaced(self, mark: Mark, label: int, place: Place, language: str) -> bool:
        """Whether U+FFFD was a mark, and not a letter, a section sign or the like."""
        paired = mark in self._pairs and not self._may_be_sums(mark, place)
        if not paired and label in (OPEN, OPEN_DOUBLE) and place.right.isdigit():
            return False  # as likely what is paid
        if language == "en":
            if (
                label == DASH
                and place.is_spaced
                and count_variables(self._skeleton, mark.at) == BOTH
            ):
                return False
            if label == ELLIPSIS and place.right == " " and _may_be_brand(place.before):
                return False  # as likely a trade mark
            plenty = self._evidence.is_plenty(REPLACED)
            if label in (APOSTROPHE, CLOSE) and place.before:
                plenty = plenty and _may_end(place.before)
            fits = plenty or self._fits_word(mark, label, place)
            return paired or (fits and not self._may_be_sign(mark, place))
        # Elsewhere a word may be a single letter, or end with one that has an accent.
        if label == DASH:
            told = language in ("de", "nl") and self._evidence.has_one_spaced(mark.at)
            return told and not self._may_be_sign(mark, place)
        return paired and place.left in ".,!?" and bool(language)

    def _fits_word(self, mark: Mark, label: int, place: Place) -> bool:
        """Whether U+FFFD is a mark beside this word, and neither a letter of a name nor meant."""
        if place.stands_alone and self._evidence.names_replaced:
            return False
        if self._evidence.is_thin(REPLACED) and label != APOSTROPHE:
            word = place.before or place.after
            if not word and self._evidence.is_about_letters(mark.at):
                return False
            if word and not is_english_word(word):
                return False
        return self._fits_edge(mark, label, place)

    def _fits_after_euro(self, mark: Mark, place: Place) -> bool:
        """Whether a euro sign and a curly mark were a mark; a price may end a quotation."""
        if mark.candidates not in DASHES:
            if mark.candidates == "\N{HORIZONTAL ELLIPSIS}" or place.row > 1:
                return True
            return not (place.stands_alone and self._evidence.is_thin(EURO))
        if place.left.isalnum() and place.right.isalnum():
            return True
        before = self._skeleton[max(0, mark.at - _NEAR) : mark.at]
        if _OPENED.search(before):
            return False  # also after a letter: "a piece" may be a part of the price
        if place.left.isalpha():
            return True
        if self._evidence.has_certain(EURO) or place.left == "\n":
            return True
        if before.rstrip()[-1:].isdigit():
            return _AMOUNT.match(self._skeleton, mark.at + 1) is not None
        if not place.left.isspace():
            return True
        language = self._evidence.language(mark.at)
        closing = "\N{EN DASH}" if language in _LOW_QUOTES else "\N{EM DASH}"
        return place.is_spaced and (language == "en" or mark.candidates != closing)

    def _may_be_sign(self, mark: Mark, place: Place) -> bool:
        """Whether U+FFFD may be a section sign, a pound sign, a degree sign or the like."""
        if place.is_range or place.after == "s":
            return False
        before = self._skeleton[max(0, mark.at - 3) : mark.at].rstrip()
        if self._evidence.is_plenty(REPLACED):
            if before[-1:].isdigit():
                return False  # a range, with spaces
            if (place.is_spaced or place.left.isalpha()) and takes_no_sign(self._skeleton, mark.at):
                return False
        if DECADE.match(self._skeleton, mark.at + 1):
            return False
        after = self._skeleton[mark.at + 1 : mark.at + 4].lstrip()
        return after[:1].isdigit() or place.left.isdigit()

    def _may_be_sums(self, mark: Mark, place: Place) -> bool:
        """Whether both ends of what would be a quotation may be signs beside a number."""
        partner, _ = self._pairs.partner(mark) or (mark, OTHER)
        other = self._evidence.place(partner)
        return all(beside.left.isdigit() or beside.right.isdigit() for beside in (place, other))


def _may_end(word: str) -> bool:
    """Whether an apostrophe may end an English word: a plural's, or for a letter not spoken."""
    return word[-1] in "szxSZX" or word.endswith(("in", "o"))


def _may_be_brand(word: str) -> bool:
    return bool(word) and not is_english_word(word)


def _are_long(place: Place) -> bool:
    """Whether so much stands on both sides that it is not one word with an accent."""
    known = is_english_word(place.before) or is_english_word(place.after)
    return min(len(place.before), len(place.after)) > (3 if known else 4)
