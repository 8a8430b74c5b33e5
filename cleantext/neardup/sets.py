"""The shingle sets of many texts, as fingerprints, and how many two of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.neardup.shingles import fingerprint_texts
from cleantext.neardup.texts import Texts

__all__ = ["ShingleSets", "fill_table", "next_place", "shared_at", "similarity_to", "table_size"]

_EMPTY = np.uint64(0)


@dataclass(frozen=True, slots=True)
class ShingleSets:
    """Sets of fingerprints, one after the other, each in text order and without repeats.

    Set ``i`` is ``fingerprints[offsets[i]:offsets[i + 1]]``.

    >>> normal = Texts.of_strings(["a b a b", "b a"])
    >>> ShingleSets.of_texts(normal, 2).offsets.tolist()
    [0, 2, 3]
    """

    fingerprints: NDArray[np.uint64]
    offsets: NDArray[np.int64]

    @classmethod
    def of_texts(cls, normal: Texts, shingle_size: int, secret: bytes | None = None) -> ShingleSets:
        """The shingle sets of normalized texts.

        With a ``secret`` the fingerprints are of a keyed hash, a hundred times as slow.
        """
        if secret is None:
            fingerprints, offsets = fingerprint_texts(normal, shingle_size)
        else:
            fingerprints, offsets = _fingerprint_secretly(normal, shingle_size, secret)
        largest = int(np.diff(offsets).max(initial=0))
        _drop_repeats(fingerprints, offsets, np.empty(table_size(largest), np.uint64))
        return cls(fingerprints[: offsets[-1]], offsets)

    @classmethod
    def join(cls, parts: Sequence[ShingleSets]) -> ShingleSets:
        """The sets of one after those of another."""
        sizes = [np.zeros(1, np.int64), *(np.diff(part.offsets) for part in parts)]
        fingerprints = [np.empty(0, np.uint64), *(part.fingerprints for part in parts)]
        return cls(np.concatenate(fingerprints), np.cumsum(np.concatenate(sizes)))


def _fingerprint_secretly(
    normal: Texts, shingle_size: int, secret: bytes
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """What `fingerprint_texts` gives, by BLAKE2b with a key (RFC 7693)."""
    counts = [0]
    digests: list[bytes] = []
    for number in range(len(normal)):
        tokens = normal[number].split()
        size = min(shingle_size, len(tokens))
        for at in range(len(tokens) - size + 1 if tokens else 0):
            shingle = b" ".join(tokens[at : at + size])
            digests.append(blake2b(shingle, digest_size=8, key=secret).digest())
        counts.append(len(digests))
    joined = np.frombuffer(bytearray(b"".join(digests)), np.uint64)
    return joined, np.array(counts, np.int64)


@kernel
def table_size(fingerprints: int) -> int:
    """The places of a hash table for so many: a power of two, twice as many at least."""
    size = 2
    while size < 2 * fingerprints:
        size *= 2
    return size


@kernel
def _drop_repeats(
    fingerprints: NDArray[np.uint64], offsets: NDArray[np.int64], table: NDArray[np.uint64]
) -> None:
    kept = start = 0
    for text in range(offsets.size - 1):
        end = offsets[text + 1]
        places = table[: table_size(end - start)]
        places[:] = _EMPTY
        for index in range(start, end):
            if _add(places, fingerprints[index]):
                fingerprints[kept] = fingerprints[index]
                kept += 1
        start = end
        offsets[text + 1] = kept


@subroutine
def fill_table(table: NDArray[np.uint64], fingerprints: NDArray[np.uint64]) -> None:
    """Put a set into an empty hash table; no fingerprint is 0 (see `_add`)."""
    table[:] = _EMPTY
    for fingerprint in fingerprints:
        _add(table, fingerprint)


@subroutine
def _add(table: NDArray[np.uint64], fingerprint: np.uint64) -> bool:
    """Whether a fingerprint is new to a table. 0 means an empty place, so 0 counts as 1."""
    fingerprint = max(fingerprint, np.uint64(1))
    last = np.uint64(table.size - 1)
    place = fingerprint & last
    while table[place] != _EMPTY:
        if table[place] == fingerprint:
            return False
        place = next_place(place, fingerprint, last)
    table[place] = fingerprint
    return True


@subroutine
def next_place(place: np.uint64, fingerprint: np.uint64, last: np.uint64) -> np.uint64:
    """Where a fingerprint is looked for next: in steps of its own, of an odd number of places.

    A text can be made whose fingerprints all begin at one place; in steps of one each would pass
    all others there. Source: Knuth, TAOCP volume 3, section 6.4, algorithm D.
    """
    return (place + (fingerprint >> np.uint64(32) | np.uint64(1))) & last


@subroutine
def shared_at(both: int, similarity: float) -> int:
    """How many members two sets share that have so many together and are so similar.

    One less, so that what is rounded here decides nothing.
    """
    return int(similarity / (1.0 + similarity) * both) - 1


@subroutine
def similarity_to(
    table: NDArray[np.uint64], size: int, fingerprints: NDArray[np.uint64], least: float
) -> float:
    """How similar a set is to the one of ``size`` in the table, 0 to 1; 0.0 if below ``least``.

    Counting ends where so many are missing that the rest can't make up for it: of pages that share
    a header or a footer each pair is a candidate, and their stories tell them apart. So both ends
    of the set, which is in the order of its text, are looked at in turn.
    """
    both = size + fingerprints.size
    may_miss = fingerprints.size - shared_at(both, least)
    missed = 0
    last = np.uint64(table.size - 1)
    for step in range(fingerprints.size):
        each = fingerprints[fingerprints.size - 1 - (step >> 1) if step & 1 else step >> 1]
        fingerprint = max(each, np.uint64(1))
        place = fingerprint & last
        while table[place] != _EMPTY and table[place] != fingerprint:
            place = next_place(place, fingerprint, last)
        if table[place] != fingerprint:
            missed += 1
            if missed > may_miss:
                return 0.0
    shared = fingerprints.size - missed
    found = shared / (both - shared) if shared else 0.0
    return found if found >= least else 0.0
