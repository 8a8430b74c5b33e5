"""What the words in an element's class and id say of it, and the words in a block's text.

A word is a run of letters; of a long one its first eight bytes count, so that a word is one number,
and a look-up of all words of a page is an operation on arrays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.page.markup import Bools, Bytes, Ints, Markup, Words

__all__ = ["Table", "find_attributes", "find_words", "number_words", "pack_word", "view_words"]

LONGEST = 8
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(LONGEST + 1)], dtype=np.uint64)
_HIGHS = np.uint64(0x8080808080808080)
_MIX = np.uint64(0x9E3779B97F4A7C15)


def pack_word(word: str) -> int:
    """The number that stands for a word."""
    return int.from_bytes(word.lower().encode("utf-8", "surrogatepass")[:LONGEST], "little")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A row of whole numbers for each word that is known; ``rows[0]`` is for all others."""

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

    def look_up(self, words: Words) -> Ints:
        """The row of each word."""
        places = (words * _MIX) >> self.shift
        rows: Ints = self.rows[places].astype(np.int64)
        rows[self.keys[places] != words] = 0
        return rows


def find_words(data: Bytes, *, camel: bool) -> tuple[Ints, Ints]:
    """Where the words in the bytes begin, and how many bytes each has; the last byte ends one.

    With ``camel`` a capital letter after a small one begins a word.
    """
    is_letter = ((data | 32) - np.uint8(97) < 26) | (data >= 128)
    begins = is_letter.copy()
    begins[1:] &= ~is_letter[:-1]
    if camel:
        is_upper = (data - np.uint8(65)) < 26
        begins[1:] |= is_upper[1:] & is_letter[:-1] & ~is_upper[:-1]
    starts = np.flatnonzero(begins)
    stops = np.flatnonzero(is_letter[:-1] & (begins[1:] | ~is_letter[1:])) + 1
    return starts, stops - starts


def view_words(data: Bytes) -> Words:
    """The eight bytes from each byte on, as a number; beyond the end there are zeros."""
    padded = data.tobytes() + b"\0" * LONGEST
    return np.ndarray((len(data),), dtype="<u8", buffer=padded, strides=(1,))


def number_words(words: Words, sizes: Ints) -> Words:
    """The number of each word; ``words`` are the eight bytes from its first on."""
    return (words | ((~words & _HIGHS) >> np.uint64(2))) & _MASKS[np.minimum(sizes, LONGEST)]


def find_attributes(markup: Markup) -> tuple[Ints, Words, Bools]:
    """The words in class and id: the tag of each and its number; and which tags are hidden."""
    data, words = markup.data, markup.words
    equals = np.flatnonzero(data == ord("="))
    equals = equals[data[equals + 1] == ord('"')]
    before = words[equals - 8]
    is_name = (before >> np.uint64(16)) == _CLASS
    is_name |= (before >> np.uint64(40)) == _ID
    is_name |= (before >> np.uint64(24)) == _ROLE
    is_name |= before == _ITEMPROP
    hidden = (before >> np.uint64(8)) == _HIDDEN
    hidden |= (before == _ARIA_HIDDEN) & ((words[equals + 1] & _MASKS[5]) == _TRUE)
    hidden |= ((before >> np.uint64(16)) == _STYLE) & _hides(markup, equals)
    is_hidden = np.zeros(len(markup.tags), dtype=np.bool_)
    owners = np.searchsorted(markup.starts, equals) - 1
    inside = equals < markup.ends[owners]
    is_hidden[owners[hidden & inside]] = True
    chosen = is_name & inside
    tags, keys = _read_values(markup, equals[chosen] + 2, owners[chosen])
    return tags, keys, is_hidden


def _pack(text: str) -> np.uint64:
    return np.uint64(int.from_bytes(text.encode(), "little"))


_CLASS, _ID, _ROLE, _ITEMPROP = _pack(" class"), _pack(" id"), _pack(" role"), _pack("itemprop")
_HIDDEN, _ARIA_HIDDEN, _STYLE, _TRUE = (
    _pack(" hidden"), _pack("a-hidden"), _pack(" style"), _pack('"true')
)  # fmt: skip


def _hides(markup: Markup, equals: Ints) -> Bools:
    """Whether the style that begins at each place keeps its element from being seen."""
    stream = markup.stream
    hides = np.zeros(len(equals), dtype=np.bool_)
    place = stream.find(b"display")
    while place >= 0:
        if stream[place + 7 : place + 14].replace(b" ", b"").startswith(b":none"):
            attribute = np.searchsorted(equals, place) - 1
            tag = np.searchsorted(markup.starts, place) - 1
            if attribute >= 0 and place < markup.ends[tag]:
                hides[attribute] = True
        place = stream.find(b"display", place + 7)
    return hides


def _read_values(markup: Markup, starts: Ints, owners: Ints) -> tuple[Ints, Words]:
    """The words of the attributes whose values begin at these places."""
    if not len(starts):
        return starts, markup.words[:0]
    quotes = np.flatnonzero(markup.data == ord('"'))
    ends = quotes[np.searchsorted(quotes, starts)] + 1
    sizes = ends - starts
    firsts = np.cumsum(sizes) - sizes
    places = np.arange(int(sizes.sum())) + np.repeat(starts - firsts, sizes)
    begins, lengths = find_words(markup.data[places], camel=True)
    keys = number_words(markup.words[places[begins]], lengths)
    return np.repeat(owners, sizes)[begins], keys
