"""Beginnings and ends that lines of furniture have: whether a line has one, and is no sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["KEY", "Part", "estimate_words", "fits", "make_pattern"]

KEY = 3
"""A beginning or an end is looked up by so many characters, and has no fewer."""
MOST_WORD_CHARACTERS = 10
"""A block has at least a word for so many characters, in scripts without spaces, too."""
_FIRST_UNSPACED = "\N{CJK RADICAL REPEAT}"


class Part(NamedTuple):
    """A beginning or an end of a block, the most words that the block may have, its kind.

    Where it has ``behind``, a word that this finds follows the beginning.
    """

    text: str
    most_words: int
    kind: str
    behind: re.Pattern[str] | None = None


def estimate_words(phrase: str) -> int:
    """About how many words a block has."""
    return max(phrase.count(" ") + 1, len(phrase) // MOST_WORD_CHARACTERS)


def fits(phrase: str, part: Part) -> bool:
    """Whether a word ends with the beginning, and what follows makes it no sentence of a story.

    ``phrase`` begins so.

    >>> join = Part("join us on", 12, "share", make_pattern(["facebook", "x"]))
    >>> fits("join us on facebook", join), fits("join us on saturday for tea", join)
    (True, False)
    """
    start = len(part.text)
    around = phrase[start - 1 : start + 1]
    if len(around) > 1 and around.isalpha() and around[0] < _FIRST_UNSPACED:
        return False
    return part.behind is None or part.behind.search(phrase, start) is not None


def make_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """What finds a word that begins like one of these."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})")
