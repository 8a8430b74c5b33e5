"""A bound on how different two sets are, at a look: 1,024 bits of each.

Each member of a set turns one bit over. What two sets share turns the same bits over in both, so
that no more bits differ than members do: where too many bits differ the sets are surely not similar
enough (Sandes, Teodoro, Melo, "Bitmap Filter: Speeding up Exact Set Similarity Joins with Bitwise
Operations", Information Systems 88, 2020). Of pages that share a footer each pair is a candidate,
and nearly all are told apart by this. In sets of several thousands all bits are as good as drawn,
and say nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine

__all__ = ["count_parities", "differ_by_more"]

_WORDS = 16


def count_parities(
    fingerprints: NDArray[np.uint64], offsets: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """The bits of each of some sets (`ShingleSets`): ``uint64[sets, 16]``."""
    parities = np.zeros((len(offsets) - 1, _WORDS), np.uint64)
    _turn_over(fingerprints, offsets, parities)
    return parities


@kernel
def _turn_over(
    fingerprints: NDArray[np.uint64], offsets: NDArray[np.int64], parities: NDArray[np.uint64]
) -> None:
    for number in range(offsets.size - 1):
        for each in fingerprints[offsets[number] : offsets[number + 1]]:
            # The lowest bits choose the place in a table, so these are as good as independent.
            bit = each >> np.uint64(54)
            parities[number, bit >> np.uint64(6)] ^= np.uint64(1) << (bit & np.uint64(63))


@subroutine
def differ_by_more(ones: NDArray[np.uint64], others: NDArray[np.uint64], most: int) -> bool:
    """Whether two sets surely differ by more than so many members, by the bits of each."""
    differing = 0
    for word in range(ones.size):
        differing += _count_bits(ones[word] ^ others[word])
    return differing > most


@subroutine
def _count_bits(word: np.uint64) -> int:
    """How many bits are set: pairs, fours, eights, all (compilers know it, and take one step)."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    word = (word & np.uint64(0x3333333333333333)) + (
        (word >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))
