"""Floor 2: the characters in a string of JSON that are more than one byte: escapes, and UTF-8."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import subroutine

__all__ = ["read_hexadecimal", "size_of_character", "size_of_escape"]

_BACKSLASH = 0x5C
_DIGIT_0, _DIGIT_9 = 0x30, 0x39


@subroutine
def size_of_escape(data: NDArray[np.uint8], at: int, end: int) -> int:
    """The bytes of an escape with its backslash; 0 if it is none, or half of a pair."""
    if at >= end:
        return 0
    byte = data[at]
    if byte == 0x75:  # u
        code = read_hexadecimal(data, at + 1)
        if code < 0 or 0xDC00 <= code < 0xE000:
            return 0
        if code < 0xD800 or code >= 0xE000:
            return 6
        if data[at + 5] != _BACKSLASH or data[at + 6] != 0x75:
            return 0
        return 12 if 0xDC00 <= read_hexadecimal(data, at + 7) < 0xE000 else 0
    # " \ / b f n r t
    is_known = byte == 0x22 or byte == 0x5C or byte == 0x2F or byte == 0x62
    is_known |= byte == 0x66 or byte == 0x6E or byte == 0x72 or byte == 0x74
    return 2 if is_known else 0


@subroutine
def read_hexadecimal(data: NDArray[np.uint8], at: int) -> int:
    """The number that four digits write; -1 if one is no digit, or beyond the data."""
    if at + 4 > data.size:
        return -1
    code = 0
    for place in range(at, at + 4):
        byte = int(data[place])
        lower = byte | 0x20
        if _DIGIT_0 <= byte <= _DIGIT_9:
            code = code << 4 | byte - _DIGIT_0
        elif 0x61 <= lower <= 0x66:
            code = code << 4 | lower - 0x57
        else:
            return -1
    return code


@subroutine
def size_of_character(data: NDArray[np.uint8], at: int) -> int:
    """The bytes of a character beyond ASCII (RFC 3629, section 4); 0 if it is not valid."""
    first, second = data[at], data[at + 1]
    if second & 0xC0 != 0x80:
        return 0
    if 0xC2 <= first < 0xE0:
        return 2
    if data[at + 2] & 0xC0 != 0x80:
        return 0
    if first == 0xE0:
        return 3 if second >= 0xA0 else 0
    if first == 0xED:
        return 3 if second < 0xA0 else 0
    if 0xE0 < first < 0xF0:
        return 3
    if data[at + 3] & 0xC0 != 0x80:
        return 0
    is_valid = 0xF0 < first < 0xF4
    is_valid |= (first == 0xF0 and second >= 0x90) or (first == 0xF4 and second < 0x90)
    return 4 if is_valid else 0
