"""Which letter a scar was, where the word tells: ``na�ve``, ``fianc??e``, ``gro�e``.

A letter is put back only where a list of common words, or the text's own undamaged words, know
one word that fits; and a sharp s where no capital can stand. A word that would fit two is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from cleantext.repair.language import is_english_word
from cleantext.repair.scars import LETTER, REPLACED, SCAR, Mark, Reading

__all__ = ["LetterFinder"]

_WORD = re.compile(r"[^\W\d_]{2,30}")
_REACH = 30  # the longest word that is looked at
_CAPITALS = frozenset(map(chr, range(0xC0, 0xE0)))
"""What is left of these and the sharp s, after C1 controls are dropped, is a lone A with tilde."""


class LetterFinder:
    """Finds the lost letters of one text."""

    def __init__(self, reading: Reading) -> None:
        self._skeleton = reading.skeleton
        self._scars = {m.at: m for m in reading.marks if m.kind in (LETTER, REPLACED)}
        self._own = _index(_WORD.findall(reading.skeleton)) if self._scars else {}

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
        letters = {known[hole] for known in self._fitting(word, language)}
        if from_tilde:
            return self._after_tilde(letters, word[:hole], language)
        if len({letter.lower() for letter in letters}) == 1:
            return self._in_case(letters, start)
        return ""

    def _after_tilde(self, letters: set[str], before: str, language: str) -> str:
        """The letter of a lone A with tilde: C1 controls were the rest of capitals and sharp s."""
        if not before:
            letters = {letter.upper() for letter in letters} & _CAPITALS
        if len(letters) == 1:
            return letters.pop()
        if language == "de" and before[-1:].islower():
            return "\N{LATIN SMALL LETTER SHARP S}"
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

    def _fitting(self, word: str, language: str) -> set[str]:
        """The known words that a damaged word may have been."""
        key = _key(word)
        known = _load_words()
        listed = known.get(language, {}).get(key, ()) or known["en"].get(key, ())
        return {
            other
            for other in {*(self._own.get(key, ()) if len(word) > 3 else ()), *listed}
            if all(a in (SCAR, b) for a, b in zip(word, other, strict=True))
        }

    def _in_case(self, letters: set[str], start: int) -> str:
        """The letter, as a capital where the word begins a sentence."""
        before = self._skeleton[max(0, start - 2) : start].strip()
        opens = not before or before[-1] in ".!?\n"
        return max(letters) if len(letters) > 1 and not opens else min(letters)


def _key(word: str) -> str:
    return "".join(c if c.isascii() else SCAR for c in word)


def _index(words: Iterable[str]) -> dict[str, set[str]]:
    """Words with letters beyond ASCII, by what they are without them."""
    index: dict[str, set[str]] = {}
    for word in words:
        if not word.isascii() and SCAR not in word:
            index.setdefault(_key(word), set()).add(word)
    return index


@cache
def _load_words() -> Mapping[str, Mapping[str, set[str]]]:
    """By language, the common words with letters beyond ASCII, by what they are without them."""
    text = resources.files(__package__).joinpath("accented.txt").read_text("utf-8")
    lists = dict(line.split(": ", 1) for line in text.splitlines())
    return {
        language: _index([*listed.split(), *map(str.capitalize, listed.split())])
        for language, listed in lists.items()
    }
