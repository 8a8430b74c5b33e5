"""The exact check of a similarity: that equal fingerprints are equal shingles, byte for byte.

Different fingerprints are of different shingles, always. So where equal ones are of equal
shingles too, a similarity that was computed from fingerprints is that of the shingle sets.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.neardup.sets import next_place, table_size
from cleantext.neardup.shingles import roll_shingles
from cleantext.neardup.texts import Texts
from cleantext.neardup.tokens import find_tokens, hash_tokens
from cleantext.neardup.words64 import EIGHT, load_eight

__all__ = ["are_faithful", "check_equal"]


def are_faithful(normal: Texts, shingle_size: int) -> bool:
    """Whether fingerprints tell all shingles apart in each pair of normalized texts.

    The texts are pairs: the first with the second, the third with the fourth, and so on.

    >>> are_faithful(Texts.of_strings(["a b c", "b c d"]), 2)
    True
    """
    sizes = np.diff(normal.offsets)
    most = int((sizes[::2] + sizes[1::2]).max(initial=0)) // 2 + 2
    return check_equal(
        normal.utf8,
        normal.offsets,
        shingle_size,
        np.empty(most, np.uint64),
        np.empty((most, 2), np.int64),
        np.empty(table_size(most), np.int64),
    )


@kernel
def check_equal(
    utf8: NDArray[np.uint8],
    starts: NDArray[np.int64],
    shingle_size: int,
    hashes: NDArray[np.uint64],
    tokens: NDArray[np.int64],
    table: NDArray[np.int64],
) -> bool:
    """Whether equal hashes are equal shingles, in all of the texts (two and two).

    The last of the loops that a comparison runs.
    """
    for first in range(0, starts.size - 1, 2):
        middle, end = starts[first + 1], starts[first + 2]
        a = hash_tokens(utf8, starts[first], middle, hashes)
        b = hash_tokens(utf8, middle, end, hashes[a:])
        find_tokens(utf8, starts[first], middle, tokens)
        find_tokens(utf8, middle, end, tokens[a:])
        # The shingles of both texts stand in one row, at the places of their first tokens.
        last_a = roll_shingles(hashes[:a], a, shingle_size)
        last_b = a + roll_shingles(hashes[a:], b, shingle_size)
        places = table[: table_size(a + b)]
        places[:] = -1
        if not (
            _add_all(utf8, 0, last_a, last_a, min(shingle_size, a), hashes, tokens, places)
            and _add_all(utf8, a, last_b, last_a, min(shingle_size, b), hashes, tokens, places)
        ):
            return False
    return True


@subroutine
def _add_all(
    utf8: NDArray[np.uint8],
    begin: int,
    end: int,
    first_end: int,
    size: int,
    hashes: NDArray[np.uint64],
    tokens: NDArray[np.int64],
    table: NDArray[np.int64],
) -> bool:
    """Put shingles into the table; whether each was new, or equal to what was there.

    ``first_end`` is where those of the first text end; from there to ``begin`` there are none.
    """
    before = -1  # what the shingle before this one was equal to
    for shingle in range(begin, end):
        # Where one shingle is equal, the next one mostly is.
        is_one = before >= 0 and (before + 1 < first_end or before + 1 >= begin)
        follows = is_one and hashes[before + 1] == hashes[shingle]
        found = before + 1 if follows else _find_or_add(shingle, hashes, table)
        if found != shingle:
            # Where the shingles before were equal, only the last tokens are new.
            first = size - 1 if before >= 0 and found == before + 1 else 0
            for token in range(first, size):
                one, two = shingle + token, found + token
                if not _is_same(
                    utf8, tokens[one, 0], tokens[one, 1], tokens[two, 0], tokens[two, 1]
                ):
                    return False
        before = found if found != shingle else -1
    return True


@subroutine
def _find_or_add(shingle: int, hashes: NDArray[np.uint64], table: NDArray[np.int64]) -> int:
    """The shingle in the table that has the same hash; itself, if it had to be added."""
    last = np.uint64(table.size - 1)
    # In the sets, where 0 has another meaning, it counts as 1.
    own = max(hashes[shingle], np.uint64(1))
    place = own & last
    while table[place] >= 0 and max(hashes[table[place]], np.uint64(1)) != own:
        place = next_place(place, own, last)
    if table[place] < 0:
        table[place] = shingle
    return int(table[place])


@subroutine
def _is_same(utf8: NDArray[np.uint8], a: int, a_end: int, b: int, b_end: int) -> bool:
    size = a_end - a
    if size != b_end - b:
        return False
    while size > EIGHT:
        if load_eight(utf8, a) != load_eight(utf8, b):
            return False
        a += EIGHT
        b += EIGHT
        size -= EIGHT
    # A token has a byte at least: so many of the last eight are none of it.
    beyond = np.uint64(8 * (EIGHT - size))
    return bool((load_eight(utf8, a) ^ load_eight(utf8, b)) << beyond == 0)
