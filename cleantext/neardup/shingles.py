"""A text as the set of its shingles: exactly, as tuples of tokens, and hashed, as numbers.

The exact set decides; the hashes only find what is worth deciding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.neardup.kernels import kernel, mix64
from cleantext.words import tokenize

__all__ = ["shingle_fingerprints", "shingle_hashes", "shingle_set"]

_SPACE = 0x20
_FNV_OFFSET = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)
_ROLL = np.uint64(0x9E3779B97F4A7C15)


def shingle_set(text: str, shingle_size: int) -> frozenset[tuple[str, ...]]:
    """The set that similarity is defined on: every run of ``shingle_size`` consecutive tokens.

    ``shingle_size`` is at least 1. A shorter text has one shingle, all of its tokens; a text
    without tokens has none. The method is Broder, "On the resemblance and containment of
    documents" (1997), section 2. It takes about 150 bytes a token while it is held.

    >>> sorted(shingle_set("To be, or not to be", 5))
    [('be', 'or', 'not', 'to', 'be'), ('to', 'be', 'or', 'not', 'to')]
    >>> shingle_set("To be", 5)
    frozenset({('to', 'be')})
    >>> shingle_set("...", 5)
    frozenset()
    """
    tokens = tokenize(text)
    if not tokens:
        return frozenset()
    if len(tokens) <= shingle_size:
        return frozenset([tuple(tokens)])
    return frozenset(zip(*(tokens[start:] for start in range(shingle_size)), strict=False))


def shingle_fingerprints(text: str, shingle_size: int) -> NDArray[np.uint64]:
    """A 64-bit hash for each shingle occurrence, in text order: ``uint64[occurrences]``.

    Equal shingles have equal fingerprints, whatever the machine. With ``t`` a token's 64-bit
    FNV-1a over its UTF-8 bytes (Fowler, Noll, Vo) put through `mix64`, a shingle's fingerprint
    is ``mix64`` of the polynomial ``sum(t[i] * ROLL**(n-1-i))`` modulo 2**64, n being its number
    of tokens: the rolling hash of Karp and Rabin (1987), so that the cost does not grow with
    ``shingle_size``. Two different shingles share a fingerprint with a probability of about
    2**-64; nobody who can choose the texts is kept from making them collide.

    >>> one, two, three = shingle_fingerprints("a b a b", 2)
    >>> bool(one == three), bool(one == two)
    (True, False)
    """
    joined = " ".join(tokenize(text)).encode()
    return _fingerprints(np.frombuffer(joined, np.uint8), shingle_size)


def shingle_hashes(text: str, shingle_size: int) -> NDArray[np.uint32]:
    """The upper halves of the fingerprints, from which signatures are made.

    One for each shingle occurrence, in text order: ``uint32[occurrences]``. A minimum does not
    care about repeats, so they are left in.

    >>> shingle_hashes("a b a b", 2).dtype, len(shingle_hashes("a b a b", 2))
    (dtype('uint32'), 3)
    """
    return (shingle_fingerprints(text, shingle_size) >> np.uint64(32)).astype(np.uint32)


@kernel
def _token_hashes(utf8: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """The hash of each token of a text in which one space parts two tokens."""
    hashes = np.empty(np.count_nonzero(utf8 == _SPACE) + 1, np.uint64)
    current = _FNV_OFFSET
    token = 0
    for byte in utf8:
        if byte == _SPACE:
            hashes[token] = mix64(current)
            current = _FNV_OFFSET
            token += 1
        else:
            current = (current ^ np.uint64(byte)) * _FNV_PRIME
    hashes[token] = mix64(current)
    return hashes


@kernel
def _fingerprints(utf8: NDArray[np.uint8], shingle_size: int) -> NDArray[np.uint64]:
    if utf8.size == 0:
        return np.empty(0, np.uint64)
    tokens = _token_hashes(utf8)
    size = min(shingle_size, tokens.size)
    leaving = np.uint64(1)
    for _ in range(size):
        leaving *= _ROLL
    shingles = np.empty(tokens.size - size + 1, np.uint64)
    rolled = np.uint64(0)
    for index in range(tokens.size):
        rolled = rolled * _ROLL + tokens[index]
        if index >= size:
            rolled -= tokens[index - size] * leaving
        if index >= size - 1:
            shingles[index - size + 1] = mix64(rolled)
    return shingles
