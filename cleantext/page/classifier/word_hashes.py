"""The words of a page's blocks, by their hashes.

A page has a thousand words, and to make a string of each would take longer than all else that is
measured: they are found, hashed and looked up all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from operator import add
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleantext.page.features import join_lines
from cleantext.words import UNSPACED, UNSPACED_CLASS

__all__ = ["Hashes", "Ints", "Words", "hash_words", "split_words"]

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_PIECE = re.compile(f"[{UNSPACED_CLASS}]+|[^\\W{UNSPACED_CLASS}]+")
_IS_UNSPACED = re.compile(f"[{UNSPACED_CLASS}]").match
_SPACED, _PAIRED = 1, 2
"""A part of words that have spaces around them; a part of a script written without."""
_PLANE = 0x10000
"""The first character beyond the basic plane: the few letters there are looked at one by one."""
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MOST_POWERS = 1 << 14
_PART = 1 << 17
"""So many characters are read at once: what is made of each takes thirty bytes meanwhile."""


class Words(NamedTuple):
    """The words of some texts, one text after the other.

    The hash of each word, and how many letters it has (those of a script without spaces count
    twice); how many words each text has.
    """

    hashes: Hashes
    sizes: Ints
    counts: Ints


def split_words(text: str) -> Iterator[str]:
    r"""The words of a casefolded text: runs of ``\w``, and of scripts without spaces each pair.

    Two neighbouring characters say nearly as much as words that are told apart by a dictionary
    (Nie, Gao, Zhang and Zhou 2000, "On the use of words and n-grams for Chinese information
    retrieval"); runs of them would be whole clauses, which nothing else shares.

    >>> list(split_words("the 東京都 tower"))
    ['the', '東京', '京都', 'tower']
    """
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and _IS_UNSPACED(piece):
            yield from map(add, piece, piece[1:])
        else:
            yield piece


def hash_words(texts: Sequence[str]) -> Words:
    """The words of the texts, casefolded, as `split_words` tells them apart."""
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

    A word's hash is that of Karp and Rabin (1987, "Efficient randomized pattern-matching
    algorithms"), modulo 2 to the 64: a chance of one in ten to the 15 that a word is taken for one
    of the ten thousand that are known.
    """
    codes, letters = _read_letters(f"{text}\n")
    starts, ends, sizes = _find_places(letters)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * _powers(_BASE, len(codes)), out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * _powers(_INVERSE, len(codes))[starts]
    counts = np.searchsorted(starts, np.flatnonzero(codes == ord("\n")))
    counts[1:] -= counts[:-1].copy()
    return Words(hashes, sizes, counts)


def _read_letters(text: str) -> tuple[NDArray[np.unsignedinteger], NDArray[np.uint8]]:
    """The text's characters, and of which words each is a part, with none on either side."""
    if text.isascii():
        data = text.encode("ascii")
        table = _letters()[:256].tobytes()
        inside = b"".join((b"\0", data.translate(table), b"\0"))
        return np.frombuffer(data, dtype=np.uint8), np.frombuffer(inside, dtype=np.uint8)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = np.zeros(len(codes) + 2, dtype=np.uint8)
    letters[1:-1] = _find_letters(codes)
    return codes, letters


def _find_places(letters: NDArray[np.uint8]) -> tuple[Ints, Ints, Ints]:
    """Where each word begins and ends, and its size; ``letters`` are those of `_read_letters`."""
    is_paired = letters == _PAIRED
    if not is_paired.any():
        edges = np.flatnonzero(letters[1:] != letters[:-1])
        return edges[::2], edges[1::2], edges[1::2] - edges[::2]
    spaced = letters == _SPACED
    edges = np.flatnonzero(spaced[1:] != spaced[:-1])
    first = np.flatnonzero(is_paired)
    goes_on = is_paired[first + 1]
    begins = goes_on | ~is_paired[first - 1]  # the last of a run is in the pair before it
    pairs, goes_on = first[begins] - 1, goes_on[begins]
    starts = np.concatenate([edges[::2], pairs])
    ends = np.concatenate([edges[1::2], pairs + 1 + goes_on])
    sizes = np.concatenate([edges[1::2] - edges[::2], 2 + 2 * goes_on])
    order = np.argsort(starts)
    return starts[order], ends[order], sizes[order]


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


def _find_letters(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Of which words each character is a part."""
    letters = _letters().take(codes, mode="clip")
    if codes.max(initial=0) >= _PLANE:
        for place in np.flatnonzero(codes >= _PLANE).tolist():
            letters[place] = chr(codes[place]).isalnum()
    return letters


@cache  # a constant of Unicode, made at its first use so that importing stays cheap
def _letters() -> NDArray[np.uint8]:
    r"""Of which words each character of the basic plane is a part; 0 for one that is in none."""
    table = np.zeros(_PLANE + 1, dtype=np.uint8)
    for word in _WORD.finditer("".join(map(chr, range(_PLANE)))):
        table[word.start() : word.end()] = _SPACED
    for first, last in UNSPACED:
        table[first : last + 1] = _PAIRED
    return table
