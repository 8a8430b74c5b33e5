"""Is it damage? Whether a scar that could also be good text is to be repaired.

U+FFFD and ``â€`` are damage wherever they stand. A lone a with circumflex is a letter in French,
Portuguese, Romanian, Turkish, Vietnamese, Welsh and many others. Such a scar is judged by its
shape: some no language has (``[a-z]â[A-Z]``, ``10â12``, ``donât``); others are believed only in a
text that has enough of the first, or in a language that does not write the letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property

from cleantext.repair.language import PLAIN_A, is_english_word
from cleantext.repair.lossy.apostrophes import ends_letterless, names_have_endings, takes_apostrophe
from cleantext.repair.lossy.joined import is_word, joins_words, may_be_halves
from cleantext.repair.lossy.lines import Lines
from cleantext.repair.lossy.naming import NAMED, count_variables, is_about_letters, is_named
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import (
    CIRCUMFLEX,
    EURO,
    LETTER,
    REPLACED,
    SCAR,
    SURE,
    TWICE,
    Mark,
    Reading,
)
from cleantext.repair.lossy.shortened import APOSTROPHE_ONLY

__all__ = ["DASHES", "DECADE", "LETTERLIKE", "Evidence", "is_no_letter", "is_stem"]

LETTERLIKE = frozenset({CIRCUMFLEX, TWICE})
"""The kinds of scar that may be a letter of good text."""

DASHES = "\N{EN DASH}\N{EM DASH}"
DECADE = re.compile(r"\d0s(?!\w)")
"""What is left of a decade that was cut to two digits, after an apostrophe."""

_ELIDING = ("it", "")  # where an apostrophe between words is certain by them
_MANY = 3  # scars that make the others of a text believed too, if they are certain
_ARTICLE = re.compile(r"\b(?:[Tt]he(?:se)?|[Tt]hose|[Aa]ll|[Mm]any|[Ss]ome) [^\W\d_]{1,30}\Z")
_AMOUNTS = re.compile(f"[0-9%KM+]( ?){SCAR}\\1[$\N{POUND SIGN}\N{EURO SIGN}][0-9]")


def is_stem(word: str) -> bool:
    """Whether a word may have an English apostrophe s."""
    acronym = word.isupper() and len(word) > 1
    return word.isascii() and (len(word) > 3 or acronym or is_english_word(word))


def is_no_letter(kind: str, place: Place) -> bool:
    """Whether a scar of a kind is no letter, by its place alone."""
    return place.is_certain or (kind == CIRCUMFLEX and place.is_in_capitals)


def _is_possessive(place: Place) -> bool:
    return place.after == "s" and len(place.before) > 3 and is_english_word(place.before)


class Evidence:
    """What a text tells about its scars."""

    def __init__(self, reading: Reading) -> None:
        self._skeleton = reading.skeleton
        self._lines = Lines(reading.skeleton)
        self._places: dict[int, Place] = {}
        self._certain: Counter[str] = Counter()
        self._letters: Counter[str] = Counter()
        self._is_named = NAMED.search(reading.skeleton) is not None
        self._seen = Counter(mark.kind for mark in reading.marks)
        self._reading = reading
        self._curly = [
            mark.at
            for mark in reading.marks
            if not mark.kind and mark.end - mark.start == 1 == len(mark.candidates.strip())
        ]
        for mark in reading.marks:
            if mark.kind == SURE:
                self._certain[CIRCUMFLEX] += 1
            elif mark.kind == EURO:
                place = self.place(mark)
                joins = place.left.isalpha() or place.is_range or place.left == "\n"
                self._certain[EURO] += joins or mark.candidates not in DASHES
            elif mark.kind and mark.kind != LETTER:
                self._count(mark.kind, self.place(mark), mark.at)

    def place(self, mark: Mark) -> Place:
        """What stands around a scar."""
        if mark.at not in self._places:
            self._places[mark.at] = Place.of(self._skeleton, mark.at)
        return self._places[mark.at]

    def _count(self, kind: str, place: Place, at: int) -> None:
        if (
            is_no_letter(kind, place)
            or joins_words(place)
            or _is_possessive(place)
            or self._takes_apostrophe(place, at)
        ):
            self._certain[kind] += 1
        elif self._ends_name(place, at):
            self._certain[kind] += ends_letterless(place.before)
        else:
            # In text with names like "Vyas", spelled with the letter, so may others be.
            name = place.after == "s" and bool(place.before) and not is_stem(place.before)
            if self._reading.has_whole and place.is_accented_genitive:
                name = False  # the letter before it was mojibake, and this one is none
            self._letters[kind] += place.is_letter or name

    def _takes_apostrophe(self, place: Place, at: int) -> bool:
        if self._may_be_name(place):
            return False
        # The language of a line takes longer to tell than whether a word may be of it.
        may_be = (code for code in _ELIDING if takes_apostrophe(place, code))
        return place.is_inside and any(code == self.language(at) for code in may_be)

    def _may_be_name(self, place: Place) -> bool:
        """Whether it may be a name with the letter, at the beginning of a sentence."""
        return place.before.isupper() and self._has_names

    @cached_property
    def _has_names(self) -> bool:
        """Whether names have the letter second, in the midst of sentences."""
        return any(place.begins_name for place in self._circumflexes)

    @cached_property
    def _circumflexes(self) -> list[Place]:
        return [self.place(mark) for mark in self._reading.marks if mark.kind == CIRCUMFLEX]

    def _ends_name(self, place: Place, at: int) -> bool:
        """Whether a Turkish ending stands here: then the letter may be one of the name."""
        return place.is_inside and takes_apostrophe(place, "tr") and self.language(at) == "tr"

    @cached_property
    def _names_have_endings(self) -> bool:
        """Whether a text has several Turkish names with endings, and none has the letter."""
        return names_have_endings(self._skeleton, self._circumflexes)

    def is_plenty(self, kind: str) -> bool:
        """Whether so many scars of a kind are certain that the others can be nothing else."""
        return self._certain[kind] >= max(_MANY, 2 * self._letters[kind])

    def has_certain(self, kind: str) -> bool:
        """Whether some scar of a kind can be nothing else."""
        return self._certain[kind] > 0

    def is_thin(self, kind: str) -> bool:
        """Whether a text has few scars of a kind, or letters among them: then each may be one."""
        return self._seen[kind] < _MANY or self.has_letters(kind)

    def has_letters(self, kind: str) -> bool:
        """Whether some scars of a kind look like letters within words."""
        return self._letters[kind] > 0

    @cached_property
    def names_replaced(self) -> bool:
        """Whether most of the U+FFFD of a text are named, and none can be nothing but a mark."""
        if self.has_certain(REPLACED):
            return False
        marks = [mark for mark in self._reading.marks if mark.kind == REPLACED]
        alone = [mark.at for mark in marks if self.place(mark).stands_alone]
        return sum(is_named(self._skeleton, at) for at in alone) * 2 > len(marks)

    @cached_property
    def _names_circumflex(self) -> bool:
        """Whether a third of those between spaces are named: who names it means the others."""
        marks = [mark for mark in self._reading.marks if mark.kind == CIRCUMFLEX]
        alone = [mark.at for mark in marks if self.place(mark).is_spaced]
        return sum(is_named(self._skeleton, at) for at in alone) * 3 >= max(1, len(alone))

    def may_be_damage(self, mark: Mark) -> bool:
        """Whether it is worth while to ask what a mark was."""
        if mark.kind in LETTERLIKE and mark.candidates != APOSTROPHE_ONLY:
            return self.is_damage(mark, paired=True)
        return bool(mark.kind)

    def is_damage(self, mark: Mark, *, paired: bool) -> bool:
        """Whether a lone a with circumflex is what a lost mark left.

        ``paired`` says that it would be a quotation mark, and that its partner is there.
        """
        place = self.place(mark)
        if self.is_plenty(mark.kind) or is_no_letter(mark.kind, place):
            return True
        if self._letters[mark.kind] + self._is_named > self._certain[mark.kind]:
            return False
        language = self.language(mark.at)
        if self._would_be_mojibake(mark, place, language):
            return True
        if place.is_inside:
            return self._is_damage_inside(mark, place, language)
        if place.is_spaced:
            return self._is_spaced_dash(mark.at, language)
        if place.left.isdigit():
            return place.after in ("", "s") or (language == "en" and is_word(place.after))
        if self._certain[mark.kind]:
            return language in PLAIN_A
        if language == "nl":
            return place.is_dutch
        cut = DECADE.match(self._skeleton, mark.at + 1) is not None
        return language == "en" and (cut or _is_damage_at_edge(place, paired))

    def _is_damage_inside(self, mark: Mark, place: Place, language: str) -> bool:
        """Within a word, where too little in the text is certain."""
        if takes_apostrophe(place, language) and not self._may_be_name(place):
            return language != "tr" or self._names_have_endings
        if language in ("fr", "it", "nl"):
            return False
        if not (place.after == "s" or (place.after == "S" and place.before.isupper())):
            alone = self._certain[mark.kind] < 2  # it is one of these itself
            return language == "en" and joins_words(place) and not (alone and may_be_halves(place))
        if language == "en":
            if self._seen[mark.kind] == 1 and self._may_be_plural(mark.at, place):
                return False
            return is_stem(place.before) or (
                self.has_certain(mark.kind) and len(place.before) > 1 and place.before.isascii()
            )
        return not language and _is_possessive(place)

    def _may_be_plural(self, at: int, place: Place) -> bool:
        """Whether it may be a foreign word in the plural, and no name: ``the Mirzâs``."""
        word = place.before
        if is_english_word(word) or (word.isupper() and len(word) > 1):
            return False
        return _ARTICLE.search(self._skeleton, max(0, at - 40), at) is not None

    def _is_spaced_dash(self, at: int, language: str) -> bool:
        """Whether what stands between two spaces is a dash, and not a word or a listed letter."""
        if self.is_between_amounts(at):
            return True
        if count_variables(self._skeleton, at):
            return False
        certain = self.has_certain(CIRCUMFLEX)
        if not certain and (
            self._names_circumflex or self._has_curly(at) or is_named(self._skeleton, at)
        ):
            return False
        if (self.is_thin(CIRCUMFLEX) or not certain) and self.is_about_letters(at):
            return False
        if language and language != "en":
            return language in PLAIN_A
        # Another language may stand among English words, or among lines of them.
        if self._lines.own_language(at):
            return not self._lines.is_between_strange(at)
        return bool(language or self._lines.has_english(at)) and self._lines.is_between_english(at)

    def is_between_amounts(self, at: int) -> bool:
        """Whether a scar stands between a number and a sum of money: then it is a dash."""
        return _AMOUNTS.search(self._skeleton, max(0, at - 2), at + 4) is not None

    def has_one_spaced(self, at: int) -> bool:
        """Whether one scar of a line is beside a space; two may be guillemets."""
        line = self._skeleton[slice(*self._lines.span(at))]
        return line.count(f" {SCAR}") <= 1 and line.count(f"{SCAR} ") <= 1

    def _would_be_mojibake(self, mark: Mark, place: Place, language: str) -> bool:
        """Whether the letter would be mojibake, as others are, in a language that has none."""
        if mark.kind != CIRCUMFLEX or not self.is_mojibake or self._may_be_meant(mark.at):
            return False
        return language in PLAIN_A or place.is_accented_genitive

    @property
    def is_mojibake(self) -> bool:
        """Whether other letters are mojibake that lost nothing: then a circumflex would be, too."""
        return self._reading.has_whole and not self._letters[CIRCUMFLEX]

    def _has_curly(self, at: int) -> bool:
        """Whether the line of a scar has whole marks, read rightly: then none of it was lost."""
        start, end = self._lines.span(at)
        found = bisect_left(self._curly, start)
        return found < len(self._curly) and self._curly[found] < end

    def _may_be_meant(self, at: int) -> bool:
        return is_named(self._skeleton, at) or self.is_about_letters(at)

    def is_about_letters(self, at: int) -> bool:
        """Whether what stands around a scar is about letters, so that it may be one."""
        return is_about_letters(self._skeleton, at)

    def language(self, at: int) -> str:
        """The language of the line of a place; where it is not clear, of what is around, of all."""
        return self._lines.language(at)


def _is_damage_at_edge(place: Place, paired: bool) -> bool:
    """At the edge of a word of an English line, where nothing in the text is certain."""
    word = place.before or place.after
    if paired:
        return len(word) > 1 and is_english_word(word)
    if place.after or place.right.isdigit():
        return len(word) > 3 and is_english_word(word)
    return word[-1:] == "s" and is_english_word(word[:-1]) and place.right == " "
