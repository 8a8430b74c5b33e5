"""Floor 2: the strings that values of JSON are, written one after the other by a kernel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.json_characters import read_hexadecimal
from cleantext.corpus.utf8 import count_characters
from cleantext.kernels import kernel, subroutine
from cleantext.neardup.bytes64 import BLOCK, copy_block, find_backslashes
from cleantext.neardup.words64 import first_bit

__all__ = ["unescape"]


@kernel
def unescape(
    data: NDArray[np.uint8],
    values: NDArray[np.int64],
    out: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> None:
    """Write the strings that values are, one after the other, and their lengths in characters.

    ``values`` are rows of `VALUE`, ``int64[strings, 4]``; ``out`` has room for their bytes, and
    64 more.
    """
    place = 0
    for number in range(values.shape[0]):
        at, end = values[number, 1], values[number, 2]
        first = place
        while at < end:
            copy_block(data, at, out, place)
            plain = first_bit(find_backslashes(data, at)) if values[number, 3] else BLOCK
            size = min(plain, end - at)
            place += size
            at += size
            if plain < BLOCK and at < end:
                place, at = _unescape_one(data, at + 1, out, place)
        offsets[number + 1] = place
        lengths[number] = count_characters(out[first:place])


@subroutine
def _unescape_one(
    data: NDArray[np.uint8], at: int, out: NDArray[np.uint8], place: int
) -> tuple[int, int]:
    """Write the character of an escape; where to write and where to read on."""
    byte = int(data[at])
    if byte != 0x75:
        if byte == 0x62:
            byte = 0x08
        elif byte == 0x66:
            byte = 0x0C
        elif byte == 0x6E:
            byte = 0x0A
        elif byte == 0x72:
            byte = 0x0D
        elif byte == 0x74:
            byte = 0x09
        out[place] = byte
        return place + 1, at + 1
    code = read_hexadecimal(data, at + 1)
    at += 5
    if 0xD800 <= code < 0xDC00:
        code = 0x10000 + ((code - 0xD800) << 10) + read_hexadecimal(data, at + 2) - 0xDC00
        at += 6
    return _encode(code, out, place), at


@subroutine
def _encode(code: int, out: NDArray[np.uint8], place: int) -> int:
    """Write a character in UTF-8; where it ends."""
    if code < 0x80:
        out[place] = code
        return place + 1
    if code < 0x800:
        out[place] = 0xC0 | code >> 6
    elif code < 0x10000:
        out[place] = 0xE0 | code >> 12
    else:
        out[place] = 0xF0 | code >> 18
        place += 1
        out[place] = 0x80 | (code >> 12 & 63)
    if code >= 0x800:
        place += 1
        out[place] = 0x80 | (code >> 6 & 63)
    out[place + 1] = 0x80 | (code & 63)
    return place + 2
