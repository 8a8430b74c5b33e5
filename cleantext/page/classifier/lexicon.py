"""What single words say of a block: weights learned from pages, and the function words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleantext.page.classifier.word_hashes import Hashes, Ints, hash_words, split_words

__all__ = ["Lexicon", "load_function_words", "load_lexicon", "load_prose"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words say.

    ``weights`` says how much a word of a block speaks for boilerplate (above 0) or for the story
    (below 0), in eighths of the natural logarithm of the odds; ``function_words`` are
    frequent words without a meaning of their own, of a dozen languages: prose is full of them.

    >>> Lexicon({"home": 9, "said": -4}, frozenset({"the"})).read(["Home of the Home", ""]).tolist()
    [[18, 36, 9, 9, 0, 9, 1, 500], [0, 0, 0, 0, 0, 0, 0, 0]]
    """

    weights: Mapping[str, int]
    function_words: frozenset[str]
    _hashes: Hashes = field(init=False, repr=False, compare=False)
    _weights: Ints = field(init=False, repr=False, compare=False)
    _is_function: NDArray[np.bool_] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        given = self.function_words.union(self.weights)
        known = (word for word in given if [*split_words(word.casefold())] == [word])
        words = [*sorted(known), ""]  # the last one stands for every other word
        hashes = np.append(hash_words(words).hashes, np.uint64((1 << 64) - 1))
        order = np.argsort(hashes)
        weights = np.array([self.weights.get(word, 0) for word in words], dtype=np.int64)
        is_function = np.array([word in self.function_words for word in words])
        object.__setattr__(self, "_hashes", hashes[order])
        object.__setattr__(self, "_weights", weights[order])
        object.__setattr__(self, "_is_function", is_function[order])

    def read(self, texts: Sequence[str]) -> Ints:
        """What the words of each text say, int64 of shape (texts, 8).

        The sum of the weights, its mean in eighths, the first, the last, the least and the most;
        how many different function words; and the share of words with a weight, in thousandths.
        """
        hashes, _, counts = hash_words(texts)
        found = self._find(hashes)
        rows = np.zeros((8, len(texts)), dtype=np.int64)
        some = np.flatnonzero(counts)
        if len(some):
            size = counts[some]
            last = np.cumsum(size) - 1
            first = last - size + 1
            weights = self._weights[found]
            total = np.add.reduceat(weights, first)
            known = np.add.reduceat(weights != 0, first, dtype=np.int64)
            rows[:, some] = (
                total,
                total * 8 // size,
                weights[first],
                weights[last],
                np.minimum.reduceat(weights, first),
                np.maximum.reduceat(weights, first),
                self._count_functions(found, counts)[some],
                known * 1000 // size,
            )
        return rows.T

    def weigh(self, hashes: Hashes) -> tuple[Ints, NDArray[np.bool_]]:
        """The weight of each word, 0 for one that is not known; and whether it is a function word.

        ``hashes`` are those of `hash_words`.
        """
        found = self._find(hashes)
        return self._weights[found], self._is_function[found]

    def _find(self, hashes: Hashes) -> Ints:
        """The place of each word among those that are known; the last one is for all others."""
        found = np.searchsorted(self._hashes, hashes)
        found[self._hashes[found] != hashes] = len(self._hashes) - 1
        return found

    def _count_functions(self, found: Ints, counts: Ints) -> Ints:
        """How many different function words each text has."""
        at = np.flatnonzero(self._is_function[found])
        width = len(self._hashes)
        texts = np.repeat(np.arange(len(counts)), counts)[at]
        pairs = np.sort(texts * width + found[at])
        last = pairs[1:] != pairs[:-1]
        different = np.concatenate([pairs[:-1][last], pairs[-1:]])
        return np.bincount(different // width, minlength=len(counts))


@cache  # constant data of the package, read at its first use so that importing stays cheap
def load_lexicon() -> Lexicon:
    """What the words of short blocks say: the lexicon that comes with the package.

    >>> load_lexicon().weights["subscribe"] > 0
    True
    """
    return _load("lexicon")


@cache  # the same
def load_prose() -> Lexicon:
    """What the words of running text say: a notice, a comment and a story have other words.

    >>> load_prose().weights["cookies"] > 0
    True
    """
    return _load("prose")


def _load(name: str) -> Lexicon:
    directory = files("cleantext.page")
    weights = json.loads(directory.joinpath(f"weights/{name}.json").read_text(encoding="utf-8"))
    return Lexicon(weights, load_function_words())


@cache  # the same
def load_function_words() -> frozenset[str]:
    """The function words of the languages that the package knows.

    >>> sorted(load_function_words() & {"the", "und", "mill"})
    ['the', 'und']
    """
    source = files("cleantext.page.classifier").joinpath("function_words.txt")
    return frozenset(source.read_text(encoding="utf-8").split())
