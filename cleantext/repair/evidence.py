"""Is it damage? Whether a scar that could also be good text is to be repaired.

U+FFFD and ``â€`` are damage wherever they stand. A lone a with circumflex is a letter in French,
Portuguese, Romanian, Turkish, Vietnamese, Welsh and many others. Such a scar is judged by its
shape: some no language has (``[a-z]â[A-Z]``, ``10â12``, ``donât``); others are believed only in a
text that has enough of the first, or in a language that does not write the letter.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from cleantext.repair.language import PLAIN_A, find_language, is_english_word
from cleantext.repair.scars import CIRCUMFLEX, LETTER, SCAR, SURE, TWICE, Mark, Reading

__all__ = ["Evidence", "Place", "has_bytes_as_questions"]

_WORD_REACH = 30  # characters of a word that are looked at
_REACH = 300  # characters of a line that are looked at, at least, on each side of a scar
_ALL = (0, 20_000)  # what is read of a text for its language
_ROW = 3  # marks that may stand side by side
_MANY = 3  # certain scars that make the others of a text believed too

_WORD = re.compile(r"[^\W\d_]{5,20}")

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
_OPENING = frozenset("([\"'>")
_CLOSING = frozenset(".,!?;:%)]}\"'\N{HORIZONTAL ELLIPSIS}")


_CONTRACTION = re.compile(
    r"[A-Za-z]\?{3}(?:s|t|re|ve|ll|d|m)(?![A-Za-z?])|(?<![A-Za-z])(?:[ldjmtscn]|qu)\?{3}[aeiouyh]"
)
_QUOTATION = re.compile(
    r"(?<![^\s(])\?{3}[A-Za-z][^?\n ]{0,30} [^?\n]{1,200}\?{3}(?![^\s.,;:)])"
)
_BETWEEN = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,20})( ?)\?{3}\2([a-z]{2,20})(?![A-Za-z])|\d\?{3}\d")
_ASKED = re.compile(r"[A-Za-z]\?{2,}(?=\s+[A-Z\"]|\s*$)|\?!|!\?", re.MULTILINE)


def has_bytes_as_questions(text: str) -> bool:
    """Whether runs of question marks in a text stand for bytes, and not for questions.

    >>> has_bytes_as_questions("I don???t know"), has_bytes_as_questions("What??? I know")
    (True, False)
    """
    if "???" not in text:
        return False
    if _CONTRACTION.search(text) or _QUOTATION.search(text):
        return True
    inside = spaced = 0
    for match in _BETWEEN.finditer(text):
        before, space, after = match.groups()
        if before is None or (is_english_word(before) and is_english_word(after)):
            spaced += bool(space)
            inside += not space
    return (inside > 0 or spaced > 1) and not _ASKED.search(text)


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a scar, or a row of them: the characters and the words that touch it."""

    left: str
    right: str
    before: str
    after: str
    row: int

    @classmethod
    def of(cls, skeleton: str, at: int) -> Place:
        """The place of the scar at an offset of the skeleton."""
        first, last = at, at + 1
        while first > max(0, at - _ROW) and skeleton[first - 1] == SCAR:
            first -= 1
        while last < min(len(skeleton), at + _ROW + 1) and skeleton[last] == SCAR:
            last += 1
        start, end = first, last
        while start > max(0, first - _WORD_REACH) and skeleton[start - 1].isalpha():
            start -= 1
        while end < min(len(skeleton), last + _WORD_REACH) and skeleton[end].isalpha():
            end += 1
        left = skeleton[first - 1] if first else "\n"
        right = skeleton[last : last + 1] or "\n"
        return cls(left, right, skeleton[start:first], skeleton[last:end], last - first)

    @property
    def is_ornament(self) -> bool:
        """Whether a mark is unlikely here: alone before a line, or in a row of its like."""
        return self.row > _ROW or (self.left == "\n" and self.right in "\r\n")

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
        if self.is_contraction or (left.isdigit() and right.isdigit()):
            return True
        if not self.before:
            opens = left.isspace() or left in _OPENING
            closes = left in _CLOSING and (not right.isalpha() or self.after == "s")
            return closes or (opens and self.after[:1].isupper())
        if not self.after:
            return False
        ascii_letters = (self.before[-1] + self.after[:2]).isascii()
        inner = self.before[-1].islower() and right.isupper() and self.after[1:2].islower()
        return (inner and ascii_letters) or self.is_name

    @property
    def is_letter(self) -> bool:
        """Whether it looks like a letter within a word."""
        return bool(self.before and self.after) and not (
            self.after in ("s", "d") or self.is_contraction or self.is_elision
        )


def _is_word(word: str) -> bool:
    return word in ("a", "A", "I") or (len(word) > 1 and is_english_word(word))


class Evidence:
    """What a text tells about its scars that might be good text."""

    def __init__(self, reading: Reading) -> None:
        self._skeleton = reading.skeleton
        self._languages: dict[tuple[int, int], str] = {}
        self._certain: Counter[str] = Counter()
        self._letters: Counter[str] = Counter()
        for mark in reading.marks:
            if mark.kind == SURE:
                self._certain[CIRCUMFLEX] += 1
            elif mark.kind and mark.kind != LETTER:
                place = Place.of(reading.skeleton, mark.at)
                if place.is_certain or self.joins_words(place):
                    self._certain[mark.kind] += 1
                else:
                    self._letters[mark.kind] += place.is_letter

    def is_plenty(self, kind: str) -> bool:
        """Whether so many scars of a kind are certain that the others can be nothing else."""
        return self._certain[kind] >= max(_MANY, 2 * self._letters[kind])

    def may_be_damage(self, mark: Mark) -> bool:
        """Whether it is worth while to ask what a mark was."""
        if mark.kind in (CIRCUMFLEX, TWICE):
            return self.is_damage(mark, paired=True)
        return bool(mark.kind)

    def has_letters(self, kind: str) -> bool:
        """Whether some scars of a kind look like letters within words."""
        return self._letters[kind] > 0

    def is_damage(self, mark: Mark, paired: bool) -> bool:
        """Whether a lone a with circumflex is what a lost mark left.

        ``paired`` says that it would be a quotation mark, and that its partner is there.
        """
        place = Place.of(self._skeleton, mark.at)
        if self.is_plenty(mark.kind) or place.is_certain:
            return True
        if place.left.isdigit() or place.right.isdigit():
            return True
        if self._letters[mark.kind] > self._certain[mark.kind]:
            return False
        language = self.language(mark.at)
        if place.before and place.after:
            return self._is_inside(place, language)
        if place.before or place.after:
            return language in PLAIN_A and (
                bool(self._certain[mark.kind]) or self._is_edge(place, language, paired)
            )
        # A dash between spaces.
        spaced = place.left.isspace() and place.right.isspace()
        return spaced and (language in PLAIN_A or (not language and self._has_english(mark.at)))

    def _is_inside(self, place: Place, language: str) -> bool:
        if language == "fr":
            return place.is_elision
        if place.after == "s" and language in ("en", ""):
            return self.is_stem(place.before) if language else is_english_word(place.before)
        return language == "en" and self.joins_words(place)

    def _is_edge(self, place: Place, language: str, paired: bool) -> bool:
        """At the edge of a word, with nothing certain in the text."""
        if language != "en":
            return False
        word = place.before or place.after
        if paired:
            return len(word) > 1 and is_english_word(word)
        if place.after:
            return len(word) > 3 and is_english_word(word)
        return word[-1] == "s" and is_english_word(word[:-1]) and place.right == " "

    def is_stem(self, word: str) -> bool:
        """Whether a word may have an English apostrophe s."""
        acronym = word.isupper() and len(word) > 1
        return word.isascii() and (len(word) > 3 or acronym or is_english_word(word))

    def joins_words(self, place: Place) -> bool:
        """Whether what touches a scar on both sides are English words, so that a dash fits."""
        longest = max(len(place.before), len(place.after))
        return longest > 2 and _is_word(place.before) and _is_word(place.after)

    def language(self, at: int) -> str:
        """The language of the line of a place; of what surrounds it, or of the text, if not clear."""
        first = max(0, (at // _REACH - 1) * _REACH)  # in steps, so that a long line is read once
        last = first + 3 * _REACH
        start = self._skeleton.rfind("\n", first, at) + 1 or first
        end = self._skeleton.find("\n", at, last)
        line = (start, last if end < 0 else end)
        return self._language(line) or self._language((first, last)) or self._language(_ALL)

    def _has_english(self, at: int) -> bool:
        """Whether there are at least some longer English words around a place."""
        around = self._skeleton[max(0, at - _REACH) : at + _REACH]
        words = [word for word in _WORD.findall(around) if is_english_word(word)]
        return len(words) > 1

    def _language(self, span: tuple[int, int]) -> str:
        if span not in self._languages:
            words = self._skeleton[slice(*span)]
            # Where letters were lost, what is left is no language's.
            hidden = len(words) > _REACH / 2 and words.count(SCAR) * 12 > len(words)
            self._languages[span] = "" if hidden else find_language(words)
        return self._languages[span]
