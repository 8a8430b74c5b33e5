"""A text as the set of its shingles: exactly, as tuples of tokens, and hashed, as numbers."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.neardup.mixing import mix64
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.texts import Texts
from cleantext.neardup.tokens import hash_tokens
from cleantext.words import tokenize

__all__ = [
    "fingerprint_texts",
    "jaccard_of_sets",
    "roll_shingles",
    "shingle_fingerprints",
    "shingle_hashes",
    "shingle_set",
]

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


def jaccard_of_sets(a: Set[tuple[str, ...]], b: Set[tuple[str, ...]]) -> float:
    """The Jaccard similarity of two sets, 0 to 1; two empty sets are not similar: 0.0.

    >>> jaccard_of_sets({("a",), ("b",)}, {("b",), ("c",)})
    0.3333333333333333
    """
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def shingle_fingerprints(text: str, shingle_size: int) -> NDArray[np.uint64]:
    """A 64-bit hash for each shingle occurrence, in text order: ``uint64[occurrences]``.

    Equal shingles have equal fingerprints, whatever the machine. With ``t`` a token's hash
    (`hash_tokens`), a shingle's fingerprint is ``mix64`` of the polynomial ``sum(t[i] *
    ROLL**(n-1-i))`` modulo 2**64, n being its number of tokens: the rolling hash of Karp and
    Rabin (1987), so that the cost does not grow with ``shingle_size``. Two different shingles
    share a fingerprint with a probability of about 2**-64; nobody who can choose the texts is
    kept from making them collide.

    >>> one, two, three = shingle_fingerprints("a b a b", 2)
    >>> bool(one == three), bool(one == two)
    (True, False)
    """
    normal = Normalizer().normalize(Texts.of_strings([text]))
    fingerprints, _ = fingerprint_texts(normal, shingle_size)
    return fingerprints


def shingle_hashes(text: str, shingle_size: int) -> NDArray[np.uint32]:
    """The upper halves of the fingerprints, from which signatures are made.

    One for each shingle occurrence, in text order: ``uint32[occurrences]``. A minimum does not
    care about repeats, so they are left in.

    >>> shingle_hashes("a b a b", 2).dtype, len(shingle_hashes("a b a b", 2))
    (dtype('uint32'), 3)
    """
    return (shingle_fingerprints(text, shingle_size) >> np.uint64(32)).astype(np.uint32)


def fingerprint_texts(
    normal: Texts, shingle_size: int
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The fingerprints of normalized texts, one text after the other, and where each begins.

    With ``offsets`` the second array, those of text ``i`` are from ``offsets[i]`` up to
    ``offsets[i + 1]``. Method and odds are those of `shingle_fingerprints`.
    """
    # A token and what parts it from the next take two bytes at least.
    fingerprints = np.empty((int(normal.offsets[-1]) + len(normal)) // 2 + 1, np.uint64)
    offsets = np.zeros(len(normal) + 1, np.int64)
    _fingerprint(normal.utf8, normal.offsets, shingle_size, fingerprints, offsets)
    return fingerprints[: offsets[-1]], offsets


@kernel
def _fingerprint(
    utf8: NDArray[np.uint8],
    starts: NDArray[np.int64],
    shingle_size: int,
    fingerprints: NDArray[np.uint64],
    offsets: NDArray[np.int64],
) -> None:
    for text in range(offsets.size - 1):
        place = fingerprints[offsets[text] :]
        tokens = hash_tokens(utf8, starts[text], starts[text + 1], place)
        offsets[text + 1] = offsets[text] + roll_shingles(place, tokens, shingle_size)


@subroutine
def roll_shingles(hashes: NDArray[np.uint64], tokens: int, shingle_size: int) -> int:
    """Turn the hashes of tokens into the fingerprints of shingles, in place; their number."""
    if tokens == 0:
        return 0
    size = min(shingle_size, tokens)
    leaving = np.uint64(1)
    for _ in range(size - 1):
        leaving *= _ROLL
    rolled = np.uint64(0)
    for index in range(size - 1):
        rolled = rolled * _ROLL + hashes[index]
    for index in range(size - 1, tokens):
        rolled = rolled * _ROLL + hashes[index]
        first = hashes[index - size + 1]
        # From here on the place is no longer needed for the token that begins the shingle.
        hashes[index - size + 1] = mix64(rolled)
        rolled -= first * leaving
    return tokens - size + 1
