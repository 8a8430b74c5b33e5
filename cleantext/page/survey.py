"""A first look at the source of an HTML page: how large it is, and what may be in it."""

from __future__ import annotations

import numpy as np

from cleantext.kernels import START, constant, kernel, subroutine
from cleantext.page.source import Bytes, Words, find_either, find_next, is_letter, view_eights

__all__ = ["survey"]

_SEVEN = np.uint64(0x00FFFFFFFFFFFFFF)
_DATA = np.uint64(int.from_bytes(b"ld+json", "little"))
_EIGHT = 8
_LESS, _GREATER, _PLUS = (constant(ord(mark)) for mark in "<>+")


def survey(source: bytes, wanted: Words) -> tuple[int, int, int, bool]:
    """Look through a page once: how many tags there are, how many bytes the longest has, at most.

    Then which names begin a tag somewhere, as bits (a name is known by its first eight letters),
    and whether ``ld+json`` stands anywhere.
    """
    # A view of a single number is of another kind, and would be compiled for again.
    padded = source if len(source) > _EIGHT else source + b" " * _EIGHT
    data = np.frombuffer(padded, dtype=np.uint8)
    eights = view_eights(data)
    return *_survey(data, eights, len(source), wanted), _has_data(eights)


@kernel
def _survey(data: Bytes, eights: Words, size: int, wanted: Words) -> tuple[int, int, int]:
    count = last = longest = found = 0
    is_open = True
    place = _find_mark(data, eights, START)
    while place < data.size:
        if is_open:
            longest = max(longest, place - last)
        is_open = data[place] == _LESS
        last = place
        if is_open:
            count += 1
            found |= _find_name(data, place + 1, wanted)
        place = _find_mark(data, eights, place + 1)
    return count, max(longest, (size - last) * is_open), found


@subroutine
def _find_mark(data: Bytes, eights: Words, place: int) -> int:
    """Where a tag begins or ends next; the end of the data if none does."""
    place = max(place, find_either(eights, _LESS, _GREATER, place))
    if place >= eights.size:
        while place < data.size and data[place] not in (_LESS, _GREATER):
            place += 1
    return place


@kernel
def _has_data(eights: Words) -> bool:
    """Whether ``ld+json`` stands anywhere: looked for by its sign, which is rare."""
    place = find_next(eights, _PLUS, START)
    while place < eights.size + 2:
        if place >= 2 and eights[place - 2] & _SEVEN == _DATA:
            return True
        if place >= eights.size:
            return False
        place = find_next(eights, _PLUS, place + 1)
    return False


@subroutine
def _find_name(data: Bytes, place: int, wanted: Words) -> int:
    """The bit of the name that begins there; 0 if it is not wanted."""
    name = np.uint64(0)
    size = 0
    while size < 8 and place + size < data.size and is_letter(data[place + size]):
        name |= np.uint64(data[place + size] | 32) << np.uint64(8 * size)
        size += 1
    found = 0
    for index in range(wanted.size):
        found |= int(wanted[index] == name) << index
    return found
