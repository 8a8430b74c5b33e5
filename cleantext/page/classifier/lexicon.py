"""What single words say of a block: weights learned from pages, and the function words.

The words of a whole page are looked up at once, by their hashes: a page has a thousand of them,
and to make a string of each would take longer than all else that is measured.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleantext.page.features import join_lines

__all__ = [
    "Hashes",
    "Ints",
    "Lexicon",
    "Words",
    "hash_words",
    "load_function_words",
    "load_lexicon",
    "load_prose",
]

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_PLANE = 0x10000
"""The first character beyond the basic plane: the few letters there are looked at one by one."""
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MOST_POWERS = 1 << 14
_PART = 1 << 17
"""So many characters are read at once: what is made of each takes thirty bytes meanwhile."""


class Words(NamedTuple):
    """The words of some texts, one text after the other.

    The hash of each word, and how many characters it has; how many words each text has.
    """

    hashes: Hashes
    sizes: Ints
    counts: Ints


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
        known = filter(_WORD.fullmatch, self.function_words.union(self.weights))
        words = [*sorted(known), ""]  # the last one stands for every other word
        hashes = np.array([*_find_words("\n".join(words)).hashes, (1 << 64) - 1], dtype=np.uint64)
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


def hash_words(texts: Sequence[str]) -> Words:
    """The words of the texts, casefolded."""
    text = join_lines(texts).casefold()
    if len(text) <= _PART:
        return _find_words(text)
    return Words(*map(np.concatenate, zip(*map(_find_words, _cut(text)), strict=True)))


def _cut(text: str) -> Iterator[str]:
    """The text in parts that break between lines; a line is not cut."""
    start = 0
    while len(text) - start > _PART:
        end = text.rfind("\n", start, start + _PART)
        if end < 0:
            end = text.find("\n", start + _PART)
        if end < 0:
            break
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _find_words(text: str) -> Words:
    r"""The words of each line of the text.

    A word is a run of ``\w``. Its hash is that of Karp and Rabin (1987, "Efficient randomized
    pattern-matching algorithms"), modulo 2 to the 64: a chance of one in ten to the 15 that a
    word is taken for one of the ten thousand that are known.
    """
    codes, inside = _read_letters(f"{text}\n")
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * _powers(_BASE, len(codes)), out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * _powers(_INVERSE, len(codes))[starts]
    counts = np.searchsorted(starts, np.flatnonzero(codes == ord("\n")))
    counts[1:] -= counts[:-1].copy()
    return Words(hashes, ends - starts, counts)


def _read_letters(text: str) -> tuple[NDArray[np.unsignedinteger], NDArray[np.uint8]]:
    """The text's characters, and whether each is a part of words, with a no on either side."""
    if text.isascii():
        data = text.encode("ascii")
        table = _letters()[:256].tobytes()
        inside = b"".join((b"\0", data.translate(table), b"\0"))
        return np.frombuffer(data, dtype=np.uint8), np.frombuffer(inside, dtype=np.uint8)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = np.zeros(len(codes) + 2, dtype=np.uint8)
    letters[1:-1] = _are_letters(codes)
    return codes, letters


def _powers(base: int, count: int) -> Hashes:
    """The base to the power of none, one, two ..., modulo 2 to the 64."""
    first = _first_powers(base)
    if count <= len(first):
        return first[:count]
    factors = np.full(count - len(first) + 1, base, dtype=np.uint64)
    factors[0] = first[-1]
    return np.concatenate([first, np.cumprod(factors)[1:]])


@cache  # constants, made at their first use so that importing stays cheap
def _first_powers(base: int) -> Hashes:
    """As many as most pages need."""
    powers = np.full(_MOST_POWERS, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


def _are_letters(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether each character is a part of words."""
    letters = _letters().take(codes, mode="clip")
    if codes.max(initial=0) >= _PLANE:
        for place in np.flatnonzero(codes >= _PLANE).tolist():
            letters[place] = chr(codes[place]).isalnum()
    return letters


@cache  # a constant of Unicode, made at its first use so that importing stays cheap
def _letters() -> NDArray[np.bool_]:
    r"""Whether each character of the basic plane is in ``\w``."""
    table = np.zeros(_PLANE + 1, dtype=np.bool_)
    for word in _WORD.finditer("".join(map(chr, range(_PLANE)))):
        table[word.start() : word.end()] = True
    return table


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
