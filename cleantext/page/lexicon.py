"""What single words say of a block: weights learned from pages, and the function words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

__all__ = ["Lexicon", "load_function_words", "load_lexicon"]


_TOKEN = re.compile(r"\w+|\n")
_HALF = 1 << 15


@dataclass(frozen=True, slots=True)
class Lexicon:
    r"""What words say.

    ``weights`` says how much a word of a short block speaks for boilerplate (above 0) or for the
    story (below 0), in eighths of the natural logarithm of the odds; ``function_words`` are
    frequent words without a meaning of their own, of a dozen languages: prose is full of them.

    >>> Lexicon({"home": 9, "said": -4}, frozenset({"the"})).read(["Home of the Home", ""]).tolist()
    [[18, 36, 9, 9, 0, 9, 1, 500], [0, 0, 0, 0, 0, 0, 0, 0]]
    """

    weights: Mapping[str, int]
    function_words: frozenset[str]
    _codes: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # One look-up a word: its weight in the low half, the number of a function word above it.
        codes = {word: _HALF + weight for word, weight in self.weights.items()}
        for number, word in enumerate(sorted(self.function_words), 1):
            codes[word] = codes.get(word, _HALF) + number * 2 * _HALF
        codes["\n"] = -1
        object.__setattr__(self, "_codes", codes)

    def read(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """What the words of each text say, int64 of shape (texts, 8).

        The sum of the weights, its mean in eighths, the first, the last, the least and the most;
        how many different function words; and the share of words with a weight, in thousandths.
        """
        joined = "\n".join([text.replace("\n", " ") for text in texts]).casefold()
        look_up, unknown = self._codes.get, _HALF
        found = np.array([look_up(word, unknown) for word in _TOKEN.findall(joined)] + [-1])
        is_word = found >= 0
        ends = np.flatnonzero(~is_word)
        counts = np.diff(ends, prepend=-1) - 1
        rows = np.zeros((8, len(counts)), dtype=np.int64)
        some = np.flatnonzero(counts)
        if len(some):
            codes = found[is_word]
            last = np.cumsum(counts)[some]
            first, size = last - counts[some], counts[some]
            weights = (codes & 2 * _HALF - 1) - _HALF
            total = np.add.reduceat(weights, first)
            rows[:6, some] = (
                total,
                total * 8 // size,
                weights[first],
                weights[last - 1],
                np.minimum.reduceat(weights, first),
                np.maximum.reduceat(weights, first),
            )
            rows[6] = _count_different(codes, counts)
            rows[7, some] = np.add.reduceat(weights != 0, first, dtype=np.int64) * 1000 // size
        return rows.T


def _count_different(codes: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many different function words each text has; ``counts`` are its words."""
    numbers = codes // (2 * _HALF)
    texts = np.repeat(np.arange(len(counts)), counts)
    width = 1 + int(numbers.max())
    different = np.unique((texts * width + numbers)[numbers > 0]) // width
    return np.bincount(different, minlength=len(counts))


@cache  # constant data of the package, read at its first use so that importing stays cheap
def load_lexicon() -> Lexicon:
    """The lexicon that comes with the package.

    >>> load_lexicon().weights["subscribe"] > 0
    True
    """
    directory = files("cleantext.page")
    weights = json.loads(directory.joinpath("weights/lexicon.json").read_text(encoding="utf-8"))
    return Lexicon(weights, load_function_words())


@cache  # the same
def load_function_words() -> frozenset[str]:
    """The function words of the languages that the package knows.

    >>> sorted(load_function_words() & {"the", "und", "mill"})
    ['the', 'und']
    """
    words = files("cleantext.page").joinpath("function_words.txt").read_text(encoding="utf-8")
    return frozenset(words.split())
