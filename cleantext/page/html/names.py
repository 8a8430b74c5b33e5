"""What the words in an element's class and id say of it, and the words in a block's text.

A word is a run of letters; of a long one its first eight bytes count, so that a word is one number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import START, constant, kernel, subroutine
from cleantext.page.html.markup import Bools, Bytes, Ints, Markup, Words
from cleantext.page.html.source import find_next, first_byte, view_eights

__all__ = [
    "Table",
    "find_attributes",
    "find_end",
    "find_slot",
    "find_words",
    "is_letter",
    "number_word",
    "pack_word",
]

LONGEST = 8
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HIGHS = np.uint64(0x8080808080808080)
_ONE = np.uint64(1)
_ONES = np.uint64(0x0101010101010101)
# Added to a byte they give one with the highest bit: from "a" on, and from what follows "z" on.
_TO_A, _BEYOND_Z = _ONES * np.uint64(0x80 - ord("a")), _ONES * np.uint64(0x7F - ord("z"))
_EQUALS, _QUOTE, _SPACE, _D = (constant(ord(mark)) for mark in '=" d')


def pack_word(word: str) -> int:
    """The number that stands for a word."""
    return int.from_bytes(word.lower().encode("utf-8", "surrogatepass")[:LONGEST], "little")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A row of whole numbers for each word that is known, where `find_slot` finds it."""

    keys: Words
    rows: NDArray[np.int32]
    shift: np.uint64

    @classmethod
    def make(cls, entries: Mapping[str, Sequence[int]], width: int) -> Table:
        """The table of these words; where two fall in one place, the one that says less is out."""
        size = max(4, (4 * len(entries)).bit_length())
        keys = np.zeros(1 << size, dtype=np.uint64)
        rows = np.zeros((1 << size, width), dtype=np.int32)
        shift = np.uint64(64 - size)
        words = sorted(entries, key=lambda word: (abs(entries[word][0]), word))
        numbers = np.array([pack_word(word) for word in words], dtype=np.uint64)
        places = (numbers * _MIX) >> shift
        keys[places] = numbers  # the last one stays
        rows[places] = np.array([entries[word] for word in words], dtype=np.int32)
        return cls(keys, rows, shift)


@kernel
def find_slot(word: np.uint64, keys: Words, shift: np.uint64) -> int:
    """The row of a word in a `Table`'s ``rows``; -1 if it is not known."""
    slot = int(np.int64((word * _MIX) >> shift))
    return slot if keys[slot] == word else -1


@kernel
def is_letter(byte: np.uint8) -> bool:
    """Whether a byte is a letter, or part of a character that is not ASCII."""
    return bool(97 <= byte | 32 <= 122 or byte >= 128)


@subroutine
def find_end(eights: Words, place: int, end: int) -> int:
    """Where the letters that begin at a place end; eight bytes are looked at a time."""
    while place < end:
        eight = eights[place]
        small = (eight | (_HIGHS >> np.uint64(2))) & ~_HIGHS
        letters = ((small + _TO_A) & ~(small + _BEYOND_Z)) | eight
        others = ~letters & _HIGHS
        if others:
            return min(place + first_byte(others), end)
        place += LONGEST
    return end


@subroutine
def _is_capital(byte: np.uint8) -> bool:
    return bool(65 <= byte <= 90)


@subroutine
def number_word(eights: Words, start: int, end: int) -> np.uint64:
    """The number of the word that stands there, its capitals as small letters."""
    word: np.uint64 = eights[start]
    word |= (~word & _HIGHS) >> np.uint64(2)
    size = end - start
    if size < LONGEST:
        word &= (_ONE << np.uint64(8 * size)) - _ONE
    return word


def find_words(data: Bytes) -> tuple[Ints, Words]:
    """Where each word in the bytes begins, and its number."""
    # One more than it takes: a view of a single number is of another kind, and compiled for again.
    padded = data.tobytes() + b" " * (LONGEST + 1)
    starts = np.empty(len(data) // 2 + 1, dtype=np.int64)
    numbers = np.empty(len(starts), dtype=np.uint64)
    count = _find_words(data, view_eights(padded), starts, numbers)
    return starts[:count], numbers[:count]


@kernel
def _find_words(data: Bytes, eights: Words, starts: Ints, numbers: Words) -> int:
    count = place = START
    while place < data.size:
        end = place
        if is_letter(data[place]):
            end = find_end(eights, place, data.size)
            starts[count] = place
            numbers[count] = number_word(eights, place, end)
            count += 1
        place = end + 1
    return count


def find_attributes(markup: Markup) -> tuple[Ints, Words, Bools]:
    """The words in class and id: the tag of each and its number; and which tags are hidden.

    There a capital letter after a small one begins a word.
    """
    owners = np.empty(len(markup.data) // 2, dtype=np.int64)
    numbers = np.empty(len(owners), dtype=np.uint64)
    hidden = np.zeros(len(markup.tags), dtype=np.bool_)
    count = _find_attributes(
        markup.data, view_eights(markup.data), markup.starts, markup.ends, owners, numbers, hidden
    )
    return owners[:count], numbers[:count], hidden


def _pack(text: str) -> np.uint64:
    return np.uint64(int.from_bytes(text.encode(), "little"))


_CLASS, _ID, _ROLE, _ITEMPROP = _pack(" class"), _pack(" id"), _pack(" role"), _pack("itemprop")
_HIDDEN, _ARIA_HIDDEN, _STYLE, _TRUE = (
    _pack(" hidden"), _pack("a-hidden"), _pack(" style"), _pack('"true')
)  # fmt: skip
_DISPLAY, _NONE = _pack("display"), _pack(":none")


_LEAST = len('<a b=""')


@kernel
def _find_attributes(
    data: Bytes,
    eights: Words,
    starts: Ints,
    ends: Ints,
    owners: Ints,
    numbers: Words,
    hidden: Bools,
) -> int:
    count = 0
    for tag in range(starts.size):
        if ends[tag] - starts[tag] < _LEAST:
            continue  # most tags
        place = starts[tag] + 1
        within = eights[: ends[tag]]  # else the rest of the page is looked through for each tag
        # Only a tag that opens has attributes; in a comment there may be what looks like some.
        while place < ends[tag] and is_letter(data[starts[tag] + 1]):
            place = find_next(within, _EQUALS, place)
            if place >= ends[tag] or data[place + 1] != _QUOTE:
                place += 1
                continue
            end = min(find_next(within, _QUOTE, place + 2), ends[tag])
            name = eights[place - LONGEST]
            if _is_name(name):
                found = _read_names(data, eights, place + 2, end, numbers[count:])
                owners[count : count + found] = tag
                count += found
            elif _hides(name, data, eights, place + 2, end):
                hidden[tag] = True
            place = end + 1
    return count


@subroutine
def _last(word: np.uint64, size: int) -> np.uint64:
    """The last bytes of eight."""
    return word >> np.uint64(64 - 8 * size)


@subroutine
def _is_name(name: np.uint64) -> bool:
    """Whether an attribute is class, id, role or itemprop; ``name`` is how it ends."""
    return bool(
        _last(name, 6) == _CLASS
        or _last(name, 3) == _ID
        or _last(name, 5) == _ROLE
        or name == _ITEMPROP
    )


@subroutine
def _hides(name: np.uint64, data: Bytes, eights: Words, start: int, end: int) -> bool:
    """Whether an attribute with this value keeps its element from being seen."""
    if _last(name, 7) == _HIDDEN:
        return True
    if name == _ARIA_HIDDEN:
        return bool(_last(eights[start - 4], 5) == _TRUE)
    return bool(_last(name, 6) == _STYLE) and _shows_nothing(data, eights, start, end)


@subroutine
def _shows_nothing(data: Bytes, eights: Words, start: int, end: int) -> bool:
    """Whether a style says ``display: none``, with few spaces if any."""
    for place in range(start, end - 11):
        if data[place] == _D and _last(eights[place - 1], 7) == _DISPLAY:
            said = np.uint64(0)
            size = 0
            for byte in data[place + 7 : min(place + 14, end)]:
                if byte != _SPACE and size < 5:
                    said |= np.uint64(byte) << np.uint64(8 * size)
                    size += 1
            if said == _NONE:
                return True
    return False


@subroutine
def _read_names(data: Bytes, eights: Words, start: int, end: int, numbers: Words) -> int:
    """Number the words in a value; how many there are."""
    count = 0
    while start < end:
        place = start
        while place < end and is_letter(data[place]) and not _begins(data, start, place):
            place += 1
        if place > start:
            numbers[count] = number_word(eights, start, place)
            count += 1
        start = place if place < end and is_letter(data[place]) else place + 1
    return count


@subroutine
def _begins(data: Bytes, start: int, place: int) -> bool:
    """Whether a capital letter begins a word within the run of letters from ``start`` on."""
    return place > start and _is_capital(data[place]) and not _is_capital(data[place - 1])
