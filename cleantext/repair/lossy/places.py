"""Where a scar stands: the characters and the words that touch it, and what they say by shape."""

from __future__ import annotations

from dataclasses import dataclass

from cleantext.repair.lossy.reading import SCAR

__all__ = ["ENCLOSED", "ROW", "Place"]

ROW = 3
"""How many scars may stand side by side and still be marks; more are an ornament."""
ENCLOSED = 200
"""So many characters at most stand between two dashes that enclose something."""

_WORD_REACH = 30  # characters of a word that are looked at

_CONTRACTED = {
    "t": "can don won isn aren wasn weren hasn haven hadn doesn didn couldn wouldn shouldn mustn "
    "needn ain shan mightn oughtn daren",
    "m": "i",
    "re": "we you they there who what how where why these those",
    "ve": "i we you they who what could would should might must there",
    "ll": "i we you they he she it that there who this what how where when someone",
    "d": "i we you they he she it that there who how what where why",
    "s": "it he she that what who let there here how where when why everyone everybody someone",
    "clock": "o",
    "am": "ma",
    "all": "y",
    "er": "o ne e",
    "ts": "don",
    "mores": "s",
}
_ELISIONS = {
    "c": "est était étaient",
    "j": "ai aime aimerais avais étais",
    "n": "est était avait",
    "s": "est était",
    "t": "aime",
    "d": "abord accord ailleurs autre autres avoir elle être un une",
    "l": "air amour argent autre eau histoire homme",
    "qu": "elle elles il ils on un une",
    "aujourd": "hui",
}
"""French that no other language writes with the letter between."""
_WHOLE = (
    frozenset(f"{stem} {end}" for end, stems in _CONTRACTED.items() for stem in stems.split())
    | frozenset(f"{stem} {word}" for stem, words in _ELISIONS.items() for word in words.split())
    | {"gov t", "int l", "nat l", "dep t"}
)
_STEMS = frozenset(" ".join(_CONTRACTED.values()).split())

_ELIDED = frozenset("l d j m t s c n qu jusqu lorsqu puisqu quelqu aujourd".split())
_ALWAYS_ELIDED = frozenset("jusqu lorsqu puisqu".split())
# Dutch: plurals of words that end in a vowel, and short words that lost their first letters.
_DUTCH_STEMS = frozenset("z m d zo".split())
_DUTCH_ENDINGS = frozenset("n r".split())
_DUTCH_SHORT = frozenset("s t n k m".split())
_VOWELS = frozenset("aeiouyhàâäéèêëîïôöùûü")
_ENCLOSED = frozenset(
    "() [] {} <> \"\" '' `` \u201c\u201d \u2018\u2019 \xab\xbb \u2039\u203a".split()
)
_MONTHS = frozenset(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun".split()
)
_HALVES = frozenset(("am", "pm"))
_PREFIXES = frozenset("ODLM")
_SHORT = 2  # in capitals, two letters after a prefix are no name, but the rest of a word
_OPENING = frozenset("([\"'>")
_ENDING = frozenset(".,!?%)]\N{HORIZONTAL ELLIPSIS}")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a scar, or around a row of them.

    ``beyond`` is the character before the word before; a space between them is passed over;
    ``left`` and ``right`` are the characters next to it (a line feed at the end of the text),
    ``before`` and ``after`` the words that touch it, ``further`` the character before ``left``;
    ``row`` is how many scars stand side by side.
    """

    beyond: str
    further: str
    left: str
    right: str
    before: str
    after: str
    row: int

    @classmethod
    def of(cls, skeleton: str, at: int) -> Place:
        r"""The place of the scar at an offset of the skeleton.

        >>> Place.of("the crew\N{REPLACEMENT CHARACTER}s oil", 8).before
        'crew'
        """
        first, last = at, at + 1
        while first > max(0, at - ROW) and skeleton[first - 1] == SCAR:
            first -= 1
        while last < min(len(skeleton), at + ROW + 1) and skeleton[last] == SCAR:
            last += 1
        start, end = first, last
        while start > max(0, first - _WORD_REACH) and skeleton[start - 1].isalpha():
            start -= 1
        while end < min(len(skeleton), last + _WORD_REACH) and skeleton[end].isalpha():
            end += 1
        around = f"\n\n{skeleton[max(0, first - 2) : first]}"
        right = skeleton[last : last + 1] or "\n"
        words = skeleton[start:first], skeleton[last:end]
        beyond = skeleton[max(0, start - 2) : start].strip()[-1:]
        return cls(beyond, around[-2], around[-1], right, *words, last - first)

    @property
    def is_inside(self) -> bool:
        """Whether a word touches it on both sides."""
        return bool(self.before and self.after)

    @property
    def is_spaced(self) -> bool:
        """Whether a space stands on both sides."""
        return self.left.isspace() and self.right.isspace()

    @property
    def is_ornament(self) -> bool:
        """Whether a mark is unlikely here: alone on a line, or in a row of its like."""
        alone = self.right in "\r\n" or (self.row > 1 and self.right.isspace())
        begins = self.left == "\n" or (self.left + self.further).isspace()
        return self.row > ROW or (begins and alone)

    @property
    def is_named(self) -> bool:
        """Whether it stands alone in brackets or quotation marks: then it is what is meant."""
        return f"{self.left}{self.right}" in _ENCLOSED

    @property
    def is_range(self) -> bool:
        """Whether a dash here goes from a number to a number, a decade to a decade, or the like."""
        decade = self.left == "s" and self.further.isdigit()
        hour = self.beyond.isdigit() and self.before.lower() in _HALVES and self.right.isdigit()
        left = self.left.isdigit() or self.left == "%" or decade or hour
        return left and (self.right.isdigit() or self.right in "$\N{POUND SIGN}\N{EURO SIGN}")

    @property
    def stands_alone(self) -> bool:
        """Whether neither a word nor another mark touches it."""
        return self.left.isspace() and (self.right.isspace() or self.right in ",.;:!?)")

    @property
    def is_span(self) -> bool:
        """Whether a dash here goes from a day to a day, or from a month to a month."""
        return any(self.before in names and self.after in names for names in (_DAYS, _MONTHS))

    @property
    def is_contraction(self) -> bool:
        """Whether an apostrophe here makes an English word of a closed class, or French ones."""
        return f"{self.before} {self.after}".lower() in _WHOLE

    @property
    def is_elision(self) -> bool:
        """Whether an apostrophe here makes a French elision."""
        before = self.before.lower()
        return before in _ALWAYS_ELIDED or (before in _ELIDED and self.after[:1].lower() in _VOWELS)

    @property
    def is_elided(self) -> bool:
        """Whether the word before is French, or Italian, and goes on behind an apostrophe."""
        return self.before.lower() in _ELIDED

    @property
    def may_be_shortened(self) -> bool:
        """Whether the word before may go on behind an apostrophe."""
        return self.before in _PREFIXES or self.before.lower() in _STEMS | _ELIDED

    @property
    def is_dutch(self) -> bool:
        """Whether an apostrophe here makes a Dutch word: ``foto's``, ``z'n``, ``'s avonds``."""
        if not self.before:
            return self.left.isspace() and self.after.lower() in _DUTCH_SHORT
        plural = self.after == "s" and len(self.before) > 1 and self.before[-1] in "aiouyáéëïöü"
        return plural or (self.before.lower() in _DUTCH_STEMS and self.after in _DUTCH_ENDINGS)

    @property
    def is_name(self) -> bool:
        """Whether an apostrophe here makes a name such as O'Neill."""
        goes_on = len(self.after) > _SHORT or self.after[1:].islower()
        if self.after.isupper() and self.before != "O":
            return False  # "MâINILE" is Romanian
        return self.before in _PREFIXES and self.right.isupper() and goes_on

    @property
    def begins_name(self) -> bool:
        """Whether a name begins here in the midst of a sentence, as in ``il poeta Tâhir``."""
        is_capital = len(self.before) == 1 and self.before.isupper() and self.after.islower()
        return is_capital and (self.beyond.isalnum() or self.beyond == ",")

    @property
    def is_letter(self) -> bool:
        """Whether it looks like a letter within a word."""
        return self.is_inside and not (
            self.after in ("s", "d") or self.is_contraction or self.is_elision
        )

    @property
    def is_certain(self) -> bool:
        """Whether no language has a letter a with circumflex in such a place."""
        if self.is_contraction or self.is_name or self.is_range:
            return True
        if self.is_inside:
            return self._is_between_words()
        opens = self.left.isspace() or self.left in _OPENING
        # In capitals the letter may be meant: some have none with accents to type.
        is_name = self.after[:1].isupper() and not (len(self.after) > 1 and self.after.isupper())
        return self._ends_sentence() or (opens and is_name)

    @property
    def is_in_capitals(self) -> bool:
        """Whether an S follows two capitals, as in ``MARY'S``.

        Before others the letter may be meant: some have no capitals with accents to type.
        """
        before = self.before[-2:]
        return self.after == "S" and len(before) > 1 and before.isupper() and before.isascii()

    @property
    def is_accented_genitive(self) -> bool:
        """Whether an s follows a letter beyond ASCII, as in ``café's``."""
        return self.after in ("s", "S") and bool(self.before) and not self.before[-1].isascii()

    def _is_between_words(self) -> bool:
        """Whether a small letter comes before it, and a capital and a small letter after it."""
        if not (self.before[-1] + self.after[:2]).isascii():
            return False
        return self.before[-1].islower() and self.right.isupper() and self.after[1:2].islower()

    def _ends_sentence(self) -> bool:
        """Whether it comes right after the end of a sentence, and not in a list of letters."""
        if self.left not in _ENDING or not (self.further.isalnum() or self.further in _ENDING):
            return False
        closes = self.right.isspace() or self.right in ")]\"'" or self.after == "s"
        return closes or (self.left in "!?" and self.right in ".,;:")
