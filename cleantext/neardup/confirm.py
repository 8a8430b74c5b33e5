"""The exact check of a similarity: that equal fingerprints are equal shingles, byte for byte.

Different fingerprints are of different shingles, always. So where equal ones are of equal
shingles too, a similarity that was computed from fingerprints is that of the shingle sets.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.neardup.kernels import kernel
from cleantext.neardup.sets import table_size
from cleantext.neardup.shingles import roll_shingles
from cleantext.neardup.texts import Texts
from cleantext.neardup.tokens import hash_tokens

__all__ = ["are_faithful"]

_SPACE = 0x20


def are_faithful(normal: Texts, shingle_size: int) -> bool:
    """Whether fingerprints tell all shingles apart in each pair of normalized texts.

    The texts are pairs: the first with the second, the third with the fourth, and so on.

    >>> are_faithful(Texts.of_strings(["a b c", "b c d"]), 2)
    True
    """
    sizes = np.diff(normal.offsets)
    most = int((sizes[::2] + sizes[1::2]).max(initial=0)) // 2 + 2
    return _are_faithful(
        normal.utf8,
        normal.offsets,
        shingle_size,
        np.empty(most, np.uint64),
        np.empty((most, 2), np.int64),
        np.empty(table_size(most), np.int64),
    )


@kernel
def _are_faithful(
    utf8: NDArray[np.uint8],
    starts: NDArray[np.int64],
    shingle_size: int,
    hashes: NDArray[np.uint64],
    tokens: NDArray[np.int64],
    table: NDArray[np.int64],
) -> bool:
    for first in range(0, starts.size - 1, 2):
        places = table[: table_size((starts[first + 2] - starts[first]) // 2 + 2)]
        places[:] = -1
        begin = 0
        for text in range(first, first + 2):
            count = hash_tokens(utf8, starts[text], starts[text + 1], hashes[begin:])
            _find_tokens(utf8, starts[text], starts[text + 1], tokens[begin:])
            size = min(shingle_size, count)
            # The shingles of both texts stand in one row, at the places of their first tokens.
            shingles = roll_shingles(hashes[begin:], count, shingle_size)
            if not _add_all(utf8, begin, begin + shingles, size, hashes, tokens, places):
                return False
            begin += count
    return True


@kernel
def _find_tokens(utf8: NDArray[np.uint8], start: int, end: int, tokens: NDArray[np.int64]) -> None:
    """Where each token of a normalized text begins and ends."""
    count = 0
    while start < end:
        if utf8[start] == _SPACE:
            start += 1
            continue
        tokens[count, 0] = start
        while start < end and utf8[start] != _SPACE:
            start += 1
        tokens[count, 1] = start
        count += 1


@kernel
def _add_all(
    utf8: NDArray[np.uint8],
    begin: int,
    end: int,
    size: int,
    hashes: NDArray[np.uint64],
    tokens: NDArray[np.int64],
    table: NDArray[np.int64],
) -> bool:
    """Put shingles into the table; whether each was new, or equal to what was there."""
    last = np.uint64(table.size - 1)
    before = -1  # what the shingle before this one was equal to
    for shingle in range(begin, end):
        place = hashes[shingle] & last
        while table[place] >= 0 and hashes[table[place]] != hashes[shingle]:
            place = (place + np.uint64(1)) & last
        found = table[place]
        if found < 0:
            table[place] = shingle
        else:
            # Where the shingles before were equal, only the last tokens are new.
            first = size - 1 if before >= 0 and found == before + 1 else 0
            for token in range(first, size):
                if not _is_same(utf8, tokens[shingle + token], tokens[found + token]):
                    return False
        before = found
    return True


@kernel
def _is_same(utf8: NDArray[np.uint8], a: NDArray[np.int64], b: NDArray[np.int64]) -> bool:
    if a[1] - a[0] != b[1] - b[0]:
        return False
    same = True
    for offset in range(a[1] - a[0]):
        same &= utf8[a[0] + offset] == utf8[b[0] + offset]
    return same
