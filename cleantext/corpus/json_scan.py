"""Floor 2: where the values of a few fields are in JSON lines, found by a kernel.

The kernel takes a line only if it is sure of every byte of it, so that what it takes is what a
parser would take: an object of plain keys with strings, plain numbers, ``true``, ``false`` and
``null``, in valid UTF-8. All other lines, valid or not, are left to the parser.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.json_characters import size_of_character, size_of_escape
from cleantext.kernels import kernel, subroutine
from cleantext.neardup.bytes64 import BLOCK, find_breaks, find_special
from cleantext.neardup.words64 import first_bit, load_eight

__all__ = [
    "BLANK",
    "NULL",
    "NUMBER",
    "OTHER",
    "PLAIN",
    "STRING",
    "VALUE",
    "count_breaks",
    "scan_lines",
]

PLAIN, BLANK = 1, 2
"""What a line is: taken by the kernel, or blank; 0: left to the parser."""

NULL, STRING, NUMBER, OTHER = 0, 1, 2, 3
"""What a field is; a missing one is null."""

VALUE = np.dtype(
    [("kind", np.int64), ("start", np.int64), ("end", np.int64), ("escaped", np.int64)]
)
"""A field's kind, where it begins and ends (a string: in its quotes), whether it has escapes."""

_QUOTE, _BACKSLASH, _COMMA, _COLON = 0x22, 0x5C, 0x2C, 0x3A
_OPEN, _CLOSE = 0x7B, 0x7D
_DIGIT_0, _DIGIT_9, _MINUS, _DOT = 0x30, 0x39, 0x2D, 0x2E
_LINE_BREAK = 0x0A
_BAD = -1


@kernel
def count_breaks(data: NDArray[np.uint8], size: int) -> int:
    """How many line breaks are in ``data[:size]``."""
    count = 0
    for index in range(size):
        count += data[index] == _LINE_BREAK
    return count


@kernel
def scan_lines(
    data: NDArray[np.uint8],
    size: int,
    names: NDArray[np.uint8],
    name_ends: NDArray[np.int64],
    lines: NDArray[np.int64],
    values: NDArray[np.int64],
) -> int:
    """Scan the lines in ``data[:size]``, and give their number.

    ``names`` are those of the fields, one after the other. Of each line are written: where it
    begins, where it ends (with its line break) and what it is (``lines``, ``int64[most, 3]``),
    and of each field its `VALUE` (``values``, ``int64[most, fields, 4]``). ``data`` must have
    64 bytes more.
    """
    count = start = 0
    while start < size:
        end = _end_of_line(data, start, size)
        lines[count, 0], lines[count, 1] = start, end
        values[count] = 0
        first = _skip_space(data, start, end)
        lines[count, 2] = 0
        if first == end:
            lines[count, 2] = BLANK
        elif _scan_object(data, first, end, names, name_ends, values[count]):
            lines[count, 2] = PLAIN
        start = end
        count += 1
    return count


@subroutine
def _end_of_line(data: NDArray[np.uint8], at: int, size: int) -> int:
    """Where the line ends, after its break, that ``data[at]`` is in."""
    while at < size:
        place = first_bit(find_breaks(data, at))
        if place < BLOCK:
            return min(at + place + 1, size)
        at += BLOCK
    return size


@subroutine
def _scan_object(
    data: NDArray[np.uint8],
    at: int,
    end: int,
    names: NDArray[np.uint8],
    name_ends: NDArray[np.int64],
    values: NDArray[np.int64],
) -> bool:
    """Whether a line is an object that the kernel is sure of; its fields are written."""
    if data[at] != _OPEN:
        return False
    at += 1
    while True:
        key = _skip_space(data, at, end)
        if key >= end or data[key] != _QUOTE:
            return False
        at, escaped = _scan_string(data, key + 1, end)
        if at == _BAD or escaped:
            return False
        field = _find_name(data, key + 1, at - 1, names, name_ends)
        at = _skip_space(data, at, end)
        if at >= end or data[at] != _COLON:
            return False
        start = _skip_space(data, at + 1, end)
        at, kind, escaped = _scan_value(data, start, end)
        if at == _BAD:
            return False
        if field >= 0:
            quote = 1 if kind == STRING else 0
            values[field, 0], values[field, 3] = kind, escaped
            values[field, 1], values[field, 2] = start + quote, at - quote
        at = _skip_space(data, at, end)
        if at >= end or data[at] != _COMMA:
            break
        at += 1
    return at < end and data[at] == _CLOSE and _skip_space(data, at + 1, end) == end


@subroutine
def _skip_space(data: NDArray[np.uint8], at: int, end: int) -> int:
    while at < end and (
        data[at] == 0x20 or data[at] == 0x09 or data[at] == 0x0D or data[at] == 0x0A
    ):
        at += 1
    return at


@subroutine
def _find_name(
    data: NDArray[np.uint8],
    start: int,
    end: int,
    names: NDArray[np.uint8],
    name_ends: NDArray[np.int64],
) -> int:
    """The number of the field that has this name; -1 if it is none of them."""
    first = 0
    for field in range(name_ends.size):
        if name_ends[field] - first == end - start:
            same = True
            for offset in range(end - start):
                same &= data[start + offset] == names[first + offset]
            if same:
                return field
        first = name_ends[field]
    return -1


@subroutine
def _scan_value(data: NDArray[np.uint8], at: int, end: int) -> tuple[int, int, int]:
    """Where a value ends, its kind, and whether it has escapes."""
    if at >= end:
        return _BAD, NULL, 0
    first = data[at]
    if first == _QUOTE:
        stop, escaped = _scan_string(data, at + 1, end)
        return stop, STRING, escaped
    if first == 0x6E:
        return _scan_word(data, at, end, np.uint64(0x6C6C756E), 4), NULL, 0
    if first == 0x74:
        return _scan_word(data, at, end, np.uint64(0x65757274), 4), OTHER, 0
    if first == 0x66:
        return _scan_word(data, at, end, np.uint64(0x65736C6166), 5), OTHER, 0
    stop, is_whole = _scan_number(data, at, end)
    return stop, NUMBER if is_whole else OTHER, 0


@subroutine
def _scan_word(data: NDArray[np.uint8], at: int, end: int, word: np.uint64, size: int) -> int:
    mask = (np.uint64(1) << np.uint64(8 * size)) - np.uint64(1)
    return at + size if at + size <= end and load_eight(data, at) & mask == word else _BAD


@subroutine
def _scan_number(data: NDArray[np.uint8], at: int, end: int) -> tuple[int, bool]:
    """Where a number ends, and whether it is a whole one. One that may be rounded is refused."""
    start = at
    if at < end and data[at] == _MINUS:
        at += 1
    digits = _skip_digits(data, at, end)
    if digits == at or (data[at] == _DIGIT_0 and (digits > at + 1 or at > start)):
        return _BAD, False
    if digits - at > 18 or digits >= end:
        return _BAD, False
    at = digits
    if data[at] == _DOT:
        digits = _skip_digits(data, at + 1, end)
        return (_BAD if digits == at + 1 else digits), False
    return at, True


@subroutine
def _skip_digits(data: NDArray[np.uint8], at: int, end: int) -> int:
    while at < end and _DIGIT_0 <= data[at] <= _DIGIT_9:
        at += 1
    return at


@subroutine
def _scan_string(data: NDArray[np.uint8], at: int, end: int) -> tuple[int, int]:
    """Where a string ends, after its quote, and whether it has escapes."""
    escaped = 0
    while at < end:
        place = first_bit(find_special(data, at))
        at += place
        if place == BLOCK:
            continue
        if at >= end:
            break
        byte = data[at]
        if byte == _QUOTE:
            return at + 1, escaped
        if byte == _BACKSLASH:
            escaped = 1
            size = size_of_escape(data, at + 1, end)
        else:
            size = size_of_character(data, at)
        if size == 0:
            break
        at += size
    return _BAD, 0
