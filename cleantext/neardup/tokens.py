"""Normalized texts to the hashes of their tokens."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.neardup.bytes64 import BLOCK, find_spaces
from cleantext.neardup.mixing import mix64
from cleantext.neardup.words64 import EIGHT, first_bit, load_eight

__all__ = ["find_tokens", "hash_tokens"]

_LENGTH = np.uint64(0x9E3779B97F4A7C15)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_ZERO, _ONE = np.uint64(0), np.uint64(1)


@kernel
def hash_tokens(normal: NDArray[np.uint8], start: int, end: int, hashes: NDArray[np.uint64]) -> int:
    """Write the hash of each token of ``normal[start:end]`` to ``hashes``; give their number.

    A token's hash is made of its UTF-8 bytes, eight at a time as a number: ``h = mix64(h ^
    eight)`` from 0, and at the end ``mix64((h ^ rest) + bytes * 0x9E3779B97F4A7C15)``. So tokens
    of less than eight bytes never share one by accident.

    Where tokens begin and end is found for 64 bytes at once, without asking of each byte what it
    is: how long words are can't be foreseen, and a processor that guesses wrong loses more time
    than a hash takes.
    """
    count = 0
    begin = start
    is_open = _ZERO  # whether the byte before the block is of a token, which began at `begin`
    for block in range(start, end, BLOCK):
        tokens = _mark_tokens(normal, block, end)
        before = tokens << _ONE | is_open
        begins, ends = tokens & ~before, before & ~tokens
        if not is_open:
            begin = block + first_bit(begins)
            begins &= begins - _ONE
        while ends:
            hashes[count] = _hash_token(normal, begin, block + first_bit(ends))
            count += 1
            ends &= ends - _ONE
            begin = block + first_bit(begins)
            begins &= begins - _ONE
        is_open = tokens >> np.uint64(BLOCK - 1)
    if is_open:
        hashes[count] = _hash_token(normal, begin, end)
        count += 1
    return count


@kernel
def find_tokens(normal: NDArray[np.uint8], start: int, end: int, places: NDArray[np.int64]) -> int:
    """Write where each token of ``normal[start:end]`` begins and ends; give their number."""
    count = 0
    is_open = _ZERO
    for block in range(start, end, BLOCK):
        tokens = _mark_tokens(normal, block, end)
        # A bit where a token begins, and one after its last byte.
        changes = tokens ^ (tokens << _ONE | is_open)
        while changes:
            places[count >> 1, count & 1] = block + first_bit(changes)
            count += 1
            changes &= changes - _ONE
        is_open = tokens >> np.uint64(BLOCK - 1)
    if is_open:
        places[count >> 1, 1] = end
        count += 1
    return count >> 1


@subroutine
def _hash_token(normal: NDArray[np.uint8], begin: int, end: int) -> np.uint64:
    state, bytes_ = _ZERO, end - begin
    while end - begin >= 2 * EIGHT:
        state = mix64(state ^ load_eight(normal, begin))
        begin += EIGHT
    # Most tokens have less than 16 bytes, and some 8 or more: both are computed alike.
    size = end - begin
    eights = size >> 3
    long = mix64(state ^ load_eight(normal, begin))
    state = long if eights else state
    rest = load_eight(normal, begin + EIGHT * eights) & ~(_ALL << np.uint64(8 * (size & 7)))
    return mix64((state ^ rest) + np.uint64(bytes_) * _LENGTH)


@subroutine
def _mark_tokens(normal: NDArray[np.uint8], start: int, end: int) -> np.uint64:
    """A bit for each of 64 bytes that is of a token, and before the end."""
    tokens = ~find_spaces(normal, start)
    return tokens if end - start >= BLOCK else tokens & ~(_ALL << np.uint64(end - start))
