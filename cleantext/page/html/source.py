"""The tags in the source of an HTML page as it was written, before a parser has seen it.

Comments, declarations and what scripts and their like hold are passed over whole: the tags in them
open and close nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import START, constant, kernel, subroutine

__all__ = [
    "CLOSING",
    "NAME_BITS",
    "NONE",
    "OPENING",
    "OTHER",
    "RAW",
    "Bytes",
    "Ints",
    "Words",
    "find_either",
    "find_next",
    "find_zeros",
    "first_byte",
    "is_letter",
    "is_name",
    "is_space",
    "number_name",
    "read_tag",
    "view_eights",
    "view_source",
]

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

NONE, OTHER, RAW, OPENING, CLOSING = range(5)
"""What is found: nothing more, a comment or a declaration, an element with all that it holds as it
is, or a tag."""
NAME_BITS = 18
"""A name is known by a number of so many bits."""
_RAW_NAMES = "script style textarea title xmp iframe noembed noframes".split()
_RAW = np.frombuffer("".join(_RAW_NAMES).encode(), dtype=np.uint8)
_RAW_SIZES = tuple(map(len, _RAW_NAMES))
_LESS, _GREATER, _SLASH, _EQUALS, _QUOTE, _APOSTROPHE, _BANG, _QUESTION, _DASH = (
    constant(ord(mark)) for mark in "<>/=\"'!?-"
)
_FNV, _FNV_START = np.uint64(0x100000001B3), np.uint64(0xCBF29CE484222325)
_ONES, _HIGHS = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_NUMBERS = np.uint64(0x0001020304050607)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_EIGHT = np.dtype("<u8")


def view_eights(data: bytes | Bytes) -> Words:
    """The eight bytes that begin at each byte, as one number; the last seven begin none."""
    # By name these arguments take twice as long, and a page has seven such views.
    return np.ndarray((len(data) - 7,), _EIGHT, data, 0, (1,))


def view_source(source: bytes) -> tuple[Bytes, Words]:
    """The bytes, and the eight that begin at each of them: after the last one come spaces."""
    padded = np.frombuffer(source + b" " * 16, dtype=np.uint8)
    return padded[:-16], view_eights(padded)


@kernel
def find_next(eights: Words, byte: int, place: int) -> int:
    """Where a byte stands next; where no eight bytes begin any more, if it does not.

    Eight bytes are looked at a time (Warren, "Hacker's Delight", section 6-1).
    """
    return find_either(eights, byte, byte, place)


@kernel
def find_either(eights: Words, one: int, other: int, place: int) -> int:
    """Where one of two bytes stands next; the same as `find_next` for both."""
    ones, others = np.uint64(one) * _ONES, np.uint64(other) * _ONES
    while place < eights.size:
        found = find_zeros(eights[place] ^ ones) | find_zeros(eights[place] ^ others)
        if found:  # the lowest bit is certain
            return place + first_byte(found)
        place += 8
    return eights.size


@subroutine
def first_byte(highs: np.uint64) -> int:
    """The number of the first byte whose highest bit is set; no other bits are, and one is."""
    lowest = (highs & (~highs + np.uint64(1))) >> np.uint64(7)
    return int(np.int64((lowest * _NUMBERS) >> np.uint64(56)))  # the product brings it to the top


@subroutine
def find_zeros(eight: np.uint64) -> np.uint64:
    """The highest bit of each byte that is zero; only the lowest of them is certain."""
    return (eight - _ONES) & ~eight & _HIGHS


@kernel
def read_tag(data: Bytes, eights: Words, place: int) -> tuple[int, int, int, int]:
    """What is found next from a place on: its kind, where it begins and ends, and its name's end.

    The name of a tag begins after ``<`` or ``</``. A tag ends after its ``>``, if it has one.
    ``data`` and ``eights`` are those of `view_source`.
    """
    size = data.size
    while True:
        start = _find(data, eights, _LESS, place)
        if start + 1 >= size:
            return NONE, size, size, size
        after = data[start + 1]
        if after in (_BANG, _QUESTION):
            return OTHER, start, _end_declaration(data, eights, start), start
        if is_letter(after):
            name_end = _end_name(data, start + 1)
            if _holds_raw(data[start + 1 : name_end]):
                return RAW, start, _end_raw(data, eights, start + 1, name_end), name_end
            return OPENING, start, _end_tag(data, eights, name_end), name_end
        if after == _SLASH and start + 2 < size:
            if is_letter(data[start + 2]):
                name_end = _end_name(data, start + 2)
                return CLOSING, start, _end_tag(data, eights, name_end), name_end
            if data[start + 2] != _GREATER:
                return OTHER, start, min(_find(data, eights, _GREATER, start + 3) + 1, size), start
        place = start + 1


@kernel
def number_name(name: Bytes) -> int:
    """The number of a name, whatever its case (Fowler, Noll and Vo's hash, mixed once more)."""
    number = _FNV_START
    for byte in name:
        number = (number ^ np.uint64(_lower(byte))) * _FNV
    return int(np.int64((number * _MIX) >> np.uint64(64 - NAME_BITS)))


@subroutine
def _find(data: Bytes, eights: Words, byte: int, place: int) -> int:
    """Where a byte stands next; the end of the data if it does not."""
    return min(max(place, find_next(eights, byte, place)), data.size)


@subroutine
def _lower(byte: int) -> int:
    return byte | 32 if 65 <= byte <= 90 else byte


@kernel
def is_letter(byte: int) -> bool:
    """Whether a byte is a letter of ASCII."""
    return bool(97 <= byte | 32 <= 122)


@subroutine
def is_space(byte: int) -> bool:
    """Whether a byte is white space."""
    return bool(byte == 32 or 9 <= byte <= 13)


@subroutine
def _end_declaration(data: Bytes, eights: Words, start: int) -> int:
    """Where a comment, a declaration or a processing instruction ends."""
    size = data.size
    place = start + 2
    if place + 1 >= size or data[place] != _DASH or data[place + 1] != _DASH:
        return min(_find(data, eights, _GREATER, place) + 1, size)
    if data[start + 1] == _QUESTION:
        return min(_find(data, eights, _GREATER, place) + 1, size)
    place += 2
    if place < size and data[place] == _DASH and place + 1 < size and data[place + 1] == _GREATER:
        return place + 2
    if place < size and data[place] == _GREATER:
        return place + 1
    while True:
        place = _find(data, eights, _GREATER, place)
        if place == size:
            return size
        last = place - 2 if data[place - 1] == _BANG else place - 1
        if last - 1 >= start + 4 and data[last] == _DASH and data[last - 1] == _DASH:
            return place + 1
        place += 1


@kernel
def is_name(data: Bytes, place: int, name: Bytes) -> bool:
    """Whether a name stands there, whatever its case."""
    end = min(name.size, data.size - place)
    same = 0
    while same < end and _lower(data[place + same]) == name[same]:
        same += 1
    return same == name.size


@subroutine
def _holds_raw(name: Bytes) -> bool:
    """Whether an element of this name holds raw text."""
    start = 0
    for size in _RAW_SIZES:
        if size == name.size and is_name(name, START, _RAW[start : start + size]):
            return True
        start += size
    return False


@subroutine
def _end_raw(data: Bytes, eights: Words, start: int, end: int) -> int:
    """Where raw text ends: after the name, which stands from start to end, in the closing tag."""
    place = end
    while True:
        place = _find(data, eights, _LESS, place)
        if place + 1 >= data.size:
            return data.size
        if data[place + 1] == _SLASH and _is_again(data, start, end, place + 2):
            return place + 2 + end - start
        place += 1


@subroutine
def _is_again(data: Bytes, start: int, end: int, place: int) -> bool:
    """Whether a name stands at another place again, whatever its case."""
    if place + end - start > data.size:
        return False
    same = start
    while same < end and _lower(data[same]) == _lower(data[place + same - start]):
        same += 1
    return same == end


@subroutine
def _end_name(data: Bytes, place: int) -> int:
    while place < data.size:
        byte = data[place]
        if byte in (_SLASH, _GREATER) or is_space(byte):
            break
        place += 1
    return place


@subroutine
def _end_tag(data: Bytes, eights: Words, place: int) -> int:
    """Where a tag ends; what is quoted in it does not end it."""
    while place < data.size and data[place] != _GREATER:
        if data[place] == _EQUALS:
            place = _end_value(data, eights, place)
        else:
            place += 1
    return min(place + 1, data.size)


@subroutine
def _end_value(data: Bytes, eights: Words, equals: int) -> int:
    """Where the quoted value that follows ends; after the sign if there is none."""
    place = equals + 1
    while place < data.size and is_space(data[place]):
        place += 1
    if place < data.size and data[place] in (_QUOTE, _APOSTROPHE):
        end = _find(data, eights, data[place], place + 1)
        if end < data.size:
            return end + 1
    return equals + 1
