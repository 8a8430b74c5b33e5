"""Is it damage? Whether a scar that could also be good text is to be repaired.

U+FFFD and ``â€`` are damage wherever they stand. A lone a with circumflex is a letter in French,
Portuguese, Romanian, Turkish, Vietnamese, Welsh and many others. Such a scar is judged by its
shape: some no language has (``[a-z]â[A-Z]``, ``10â12``, ``donât``); others are believed only in a
text that has enough of the first, or in a language that does not write the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleantext.repair.language import PLAIN_A, find_language, is_english_word
from cleantext.repair.scars import CIRCUMFLEX, SCAR, SURE, Mark, Reading

__all__ = ["Evidence", "Place"]

_WORD_REACH = 30  # characters of a word that are looked at
_REACH = 300  # characters of a line that are looked at, at least, on each side of a scar
_SCARS = 3  # scars side by side that are looked past
_MANY = 3  # certain scars that make the others of a text believed too

_CONTRACTED = {
    "t": "can don won isn aren wasn weren hasn haven hadn doesn didn couldn wouldn shouldn mustn "
    "needn ain",
    "m": "i",
    "re": "we you they there who what how",
    "ve": "i we you they who could would should might must",
    "ll": "i we you they he she it that there who this what",
    "d": "i we you they he she it that there who",
    "s": "it he she that what who let there here how where everyone everybody someone",
}
_WHOLE = (
    {f"{stem} {ending}" for ending, stems in _CONTRACTED.items() for stem in stems.split()}
    | set("o clock,ma am,y all,gov t,int l,nat l,dep t,o er,ne er,e er,don ts,s mores".split(","))
)  # fmt: skip
"""Closed-class words with an apostrophe: no language has them with a letter there."""

_ELIDED = frozenset("l d j m t s c n qu jusqu lorsqu puisqu quelqu aujourd".split())
_VOWELS = frozenset("aeiouyhàâäéèêëîïôöùûü")
_PREFIXES = frozenset("ODLM")
_CLOSING = frozenset(".,!?;:%)]}\"'\N{HORIZONTAL ELLIPSIS}")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a scar in the skeleton: the characters and the words that touch it."""

    left: str
    right: str
    before: str
    after: str

    @classmethod
    def of(cls, skeleton: str, at: int) -> Place:
        """The place of the scar at an offset of the skeleton."""
        start, end = at, at + 1
        while start > max(0, at - _SCARS) and skeleton[start - 1] == SCAR:
            start -= 1
        while end < min(len(skeleton), at + _SCARS) and skeleton[end] == SCAR:
            end += 1
        left = skeleton[start - 1] if start else "\n"
        right = skeleton[end : end + 1] or "\n"
        first, last = start, end
        while start > max(0, at - _WORD_REACH) and skeleton[start - 1].isalpha():
            start -= 1
        while end < min(len(skeleton), at + _WORD_REACH) and skeleton[end].isalpha():
            end += 1
        return cls(left, right, skeleton[start:first], skeleton[last:end])

    @property
    def is_contraction(self) -> bool:
        """Whether an apostrophe here makes an English word of a closed class."""
        return f"{self.before} {self.after}".lower() in _WHOLE

    @property
    def is_elision(self) -> bool:
        """Whether an apostrophe here makes a French elision."""
        return self.before.lower() in _ELIDED and self.after[:1].lower() in _VOWELS

    @property
    def is_name(self) -> bool:
        """Whether an apostrophe here makes a name such as O'Neill."""
        return self.before in _PREFIXES and self.right.isupper()

    @property
    def is_certain(self) -> bool:
        """Whether no language has a letter a with circumflex in such a place."""
        left, right = self.left, self.right
        if self.is_contraction or left.isdigit() or right.isdigit():
            return True
        if not self.before:
            opens = left.isspace() or left in "([\"'"
            return (opens and self.after[:1].isupper()) or (
                left in _CLOSING and not right.isalpha()
            )
        if not self.after:
            return False
        inner = self.before[-1].islower() and right.isupper() and self.after[1:2].islower()
        return inner or self.is_name

    @property
    def is_letter(self) -> bool:
        """Whether it looks like a letter within a word."""
        return bool(self.before and self.after) and not (
            self.after in ("s", "d") or self.is_contraction or self.is_elision
        )


class Evidence:
    """What a text tells about its scars that might be good text."""

    def __init__(self, reading: Reading) -> None:
        self._skeleton = reading.skeleton
        self._languages: dict[tuple[int, int], str] = {}
        self._words = self._certain = self._letters = 0
        for mark in reading.marks:
            if mark.kind == SURE:
                self._certain += 1
            elif mark.kind == CIRCUMFLEX:
                place = Place.of(reading.skeleton, mark.at)
                self._certain += place.is_certain
                if place.is_letter:
                    joined = self.joins_words(place)
                    self._certain += joined
                    self._letters += not joined

    def is_damage(self, mark: Mark) -> bool:
        """Whether a lone a with circumflex is what a lost mark left."""
        if self._certain >= _MANY and self._certain >= 2 * self._letters:
            return True
        place = Place.of(self._skeleton, mark.at)
        if place.is_certain:
            return True
        language = self.language(mark.at)
        if language == "fr":
            return place.is_elision
        if language not in PLAIN_A or (self._letters and not self._certain):
            return False
        if place.before and place.after:
            return self._is_inside(place, language)
        if place.before or place.after:
            return bool(self._certain) or self._is_edge(place, language)
        return place.left.isspace() and place.right.isspace()  # a dash between spaces

    def _is_inside(self, place: Place, language: str) -> bool:
        if language != "en":
            return False
        if place.after == "s":
            return self.is_stem(place.before)
        return self.joins_words(place)

    def _is_edge(self, place: Place, language: str) -> bool:
        """At the edge of a word, with nothing else in the text: a plural's apostrophe."""
        plural = place.before[-1:] == "s" and is_english_word(place.before[:-1])
        return language == "en" and plural and place.right == " "

    def is_stem(self, word: str) -> bool:
        """Whether a word may have an English apostrophe s."""
        acronym = word.isupper() and len(word) > 1
        return word.isascii() and (len(word) > 3 or acronym or is_english_word(word))

    def joins_words(self, place: Place) -> bool:
        """Whether what touches a scar on both sides are English words, so that a dash fits."""
        both = (place.before, place.after)
        shortest, longest = sorted(map(len, both))
        enough = shortest > 2 or (longest > 3 and (shortest > 1 or bool({*both} & {"a", "I"})))
        return enough and all(word in ("a", "I") or is_english_word(word) for word in both)

    def language(self, at: int) -> str:
        """The language of the line of a place, or of what surrounds it where that is not clear."""
        first = max(0, (at // _REACH - 1) * _REACH)  # in steps, so that a long line is read once
        last = first + 3 * _REACH
        start = self._skeleton.rfind("\n", first, at) + 1 or first
        end = self._skeleton.find("\n", at, last)
        line = (start, last if end < 0 else end)
        return self._language(line) or self._language((first, last))

    def _language(self, span: tuple[int, int]) -> str:
        if span not in self._languages:
            self._languages[span] = find_language(self._skeleton[slice(*span)])
        return self._languages[span]
