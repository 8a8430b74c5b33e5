"""Normalized texts to the hashes of their tokens."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.neardup.kernels import kernel, mix64
from cleantext.neardup.words64 import EIGHT, ONES, SIGNS, first_marked, load_eight

__all__ = ["hash_tokens"]

_SPACES = np.uint64(0x2020202020202020)
_LENGTH = np.uint64(0x9E3779B97F4A7C15)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


@kernel
def hash_tokens(normal: NDArray[np.uint8], start: int, end: int, hashes: NDArray[np.uint64]) -> int:
    """Write the hash of each token of ``normal[start:end]`` to ``hashes``; give their number.

    A token's hash is made of its UTF-8 bytes, eight at a time as a number: ``h = mix64(h ^
    eight)`` from 0, and at the end ``mix64((h ^ rest) + bytes * 0x9E3779B97F4A7C15)``. So tokens
    of less than eight bytes never share one by accident.
    """
    count = 0
    while start < end:
        state = np.uint64(0)
        begin = start
        word = load_eight(normal, start)
        spaces = _find_spaces(word)
        while spaces == 0 and start + EIGHT <= end:
            state = mix64(state ^ word)
            start += EIGHT
            word = load_eight(normal, start)
            spaces = _find_spaces(word)
        rest = min(first_marked(spaces), end - start)
        start += rest
        if start > begin:
            word &= ~(_ALL << np.uint64(8 * rest))
            hashes[count] = mix64((state ^ word) + np.uint64(start - begin) * _LENGTH)
            count += 1
        start += 1
    return count


@kernel
def _find_spaces(word: np.uint64) -> np.uint64:
    """The highest bit of the first byte that is a space, and perhaps of later ones."""
    other = word ^ _SPACES
    return (other - ONES) & ~other & SIGNS
