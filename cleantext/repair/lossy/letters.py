"""Which letter a scar was, where the word tells: ``na�ve``, ``fianc??e``, ``gro�e``.

A letter is put back only where a list of common words, or the text's own undamaged words, know
one word that fits; and a sharp s where no capital can stand. A word that would fit two is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from cleantext.repair.language import is_english_word
from cleantext.repair.lossy.reading import LETTER, REPLACED, SCAR, Mark, Reading

__all__ = ["LetterFinder"]

_WORD = re.compile(r"[^\W\d_]{2,30}")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_REACH = 30  # the longest word that is looked at
_LEAST = 4  # a text's own words tell nothing of shorter ones
_MOST_LOOKED_AT = 1_000_000  # words of a text, for all its scars: a second or so
_CAPITALS = frozenset(map(chr, range(0xC0, 0xE0)))
"""What is left of these and the sharp s, after C1 controls are dropped, is a lone A with tilde."""

_CIRCUMFLEX = "\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}"


class LetterFinder:
    """Finds the lost letters of one text."""

    def __init__(self, reading: Reading) -> None:
        self._skeleton = reading.skeleton
        self._scars = {m.at: m for m in reading.marks if m.kind in (LETTER, REPLACED)}
        self._own = _OwnWords(_WORD.findall(reading.skeleton) if self._scars else ())

    def find(self, mark: Mark, language: str, *, from_tilde: bool) -> str:
        """The letter that a scar was, or nothing.

        ``language`` is that of the line; ``from_tilde`` says that the scar is a lone A with tilde,
        which a capital or a sharp s leaves.
        """
        start, end = self._word(mark.at)
        word = self._skeleton[start:end]
        hole = mark.at - start
        if hole == len(word) - 1 and is_english_word(word[:-1]):
            return ""  # more likely a quotation mark after a word
        letters = self._own.letters(word, hole) | _listed_letters(word, hole, language)
        if from_tilde:
            return _after_tilde(letters, word, hole, language)
        if len({letter.lower() for letter in letters}) == 1:
            return self._in_case(letters, start)
        return ""

    def _word(self, at: int) -> tuple[int, int]:
        """Where the word of a scar begins and ends."""
        start, end = at, at + 1
        while start > max(0, at - _REACH) and self._is_part(start - 1):
            start -= 1
        while end < min(len(self._skeleton), at + _REACH) and self._is_part(end):
            end += 1
        return start, end

    def _is_part(self, at: int) -> bool:
        return self._skeleton[at].isalpha() or at in self._scars

    def _in_case(self, letters: set[str], start: int) -> str:
        """The letter, as a capital where the word begins a sentence."""
        before = self._skeleton[max(0, start - 2) : start].strip()
        opens = not before or before[-1] in ".!?\n"
        return max(letters) if len(letters) > 1 and not opens else min(letters)


def _after_tilde(letters: set[str], word: str, hole: int, language: str) -> str:
    """The letter of a lone A with tilde: C1 controls were the rest of capitals and sharp s.

    Where the word has another letter with an accent, the A with tilde is meant, as in ``OPÇÃO``:
    damage would have hit both. So it is before an O or an E, as in ``IRMÃOS``, where another word
    of the text is misspelled.
    """
    if _BEYOND_ASCII.sub("", word) != word.replace(SCAR, ""):
        return ""
    if word[hole + 1 : hole + 2] in ("O", "E"):
        letters = letters - {_CIRCUMFLEX}
    before = word[:hole]
    if not before:
        letters = {letter.upper() for letter in letters} & _CAPITALS
    if len(letters) == 1:
        return letters.pop()
    if language == "de" and before[-1:].islower():
        return "\N{LATIN SMALL LETTER SHARP S}"
    return ""


class _OwnWords:
    """The words of a text with letters beyond ASCII that were not damaged.

    In Cyrillic all words of a length differ in such letters alone, and a text may have as many
    scars as words. So each word is looked at not for each scar but for each shape, which is a
    damaged word's length and the places of its scars.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in dict.fromkeys(words):
            if len(word) >= _LEAST and not word.isascii() and SCAR not in word:
                self._by_length.setdefault(len(word), []).append(word)
        self._shapes: dict[tuple[int, ...], dict[str, dict[int, set[str]]]] = {}
        self._looked_at = 0

    def letters(self, damaged: str, hole: int) -> set[str]:
        """What stands at the place of a hole in the words that a damaged one may have been."""
        holes = tuple(place for place, letter in enumerate(damaged) if letter == SCAR)
        shape = (len(damaged), *holes)
        if shape not in self._shapes:
            self._looked_at += len(self._by_length.get(len(damaged), ()))
            if self._looked_at > _MOST_LOOKED_AT:
                return set()
            self._shapes[shape] = self._index(len(damaged), holes)
        return self._shapes[shape].get(damaged, {}).get(hole, set())

    def _index(self, length: int, holes: Sequence[int]) -> dict[str, dict[int, set[str]]]:
        """By what is left of a word with these holes, the letters that may have been in each."""
        index: dict[str, dict[int, set[str]]] = {}
        for word in self._by_length.get(length, ()):
            left = list(word)
            for hole in holes:
                left[hole] = SCAR
            if not any(word[hole].isascii() for hole in holes):
                letters = index.setdefault("".join(left), {hole: set() for hole in holes})
                for hole in holes:
                    letters[hole].add(word[hole])
        return index


def _listed_letters(damaged: str, hole: int, language: str) -> set[str]:
    """What stands at the place of a hole in the common words that a damaged one may have been."""
    key = _key(damaged)
    listed = _load_words(language).get(key, ()) or _load_words("en").get(key, ())
    return {
        other[hole]
        for other in listed
        if all(a in (SCAR, b) for a, b in zip(damaged, other, strict=True))
    }


def _key(word: str) -> str:
    return _BEYOND_ASCII.sub(SCAR, word)


def _index(words: Iterable[str]) -> dict[str, set[str]]:
    """Words with letters beyond ASCII, by what they are without them."""
    index: dict[str, set[str]] = {}
    for word in words:
        if not word.isascii() and SCAR not in word:
            index.setdefault(_key(word), set()).add(word)
    return index


@cache
def _load_words(language: str) -> Mapping[str, set[str]]:
    """The common words of a language with letters beyond ASCII, by what they are without them."""
    words = _read_lists().get(language, "").split()
    return _index([*words, *map(str.capitalize, words)])


@cache
def _read_lists() -> Mapping[str, str]:
    """By language, its common words with letters beyond ASCII, on one line."""
    text = resources.files(__package__).joinpath("accented.txt").read_text("utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines())
