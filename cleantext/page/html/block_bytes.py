"""What the bytes of a page's blocks are: letters, digits, marks of many kinds, words."""

from __future__ import annotations

import numpy as np

from cleantext.kernels import copy_bytes, kernel, subroutine
from cleantext.page.html.markup import Bools, Bytes, Ints

__all__ = ["CLASSES", "MEASURES", "measure_blocks"]

_BLANK = ord(" ")
CLASSES = (
    "space", "lower", "upper", "letter", "unspaced", "digit", "end", "comma", "colon", "quote",
    "bracket", "separator", "dash", "symbol", "rights", "inner",
)  # fmt: skip
"""The classes of bytes; ``inner`` is a byte inside a character."""


def _make_classes() -> Bytes:
    table = np.full(256, CLASSES.index("symbol"), dtype=np.uint8)
    for name, characters in {
        "space": "\0\x01\x02\t\n\f\r ", "end": ".!?", "comma": ",;", "colon": ":", "quote": "\"'",
        "bracket": "()[]{}", "separator": "|/<>*", "dash": "-_", "rights": "@#$%&+=",
    }.items():  # fmt: skip
        table[[ord(character) for character in characters]] = CLASSES.index(name)
    for name, first, last in (
        ("lower", 0x61, 0x7A), ("upper", 0x41, 0x5A), ("digit", 0x30, 0x39), ("inner", 0x80, 0xBF),
        ("letter", 0xC3, 0xE1), ("unspaced", 0xE3, 0xE9), ("letter", 0xEA, 0xEE),
    ):  # fmt: skip
        table[first : last + 1] = CLASSES.index(name)
    return table


_CLASSES = _make_classes()
_SPACE, _UPPER, _UNSPACED, _QUOTE, _BRACKET, _INNER = (
    CLASSES.index(name) for name in ("space", "upper", "unspaced", "quote", "bracket", "inner")
)

MEASURES = ("places", "begins", "words", "capitals", "linked", "first", "last")
"""What is measured of a block, besides how many characters of each class it has."""


def measure_blocks(text: Bytes, linked: Bools, spans: Ints) -> tuple[int, Ints, Ints]:
    """Measure the blocks, and drop those without a visible byte from the text.

    ``linked`` is which bytes are in links; ``spans`` are where each block begins in the text, at a
    mark, and which tag the mark stands for, and at last where the text ends. The size of the text
    that is left, a row for each of `MEASURES`, and for each block its characters of each class.
    """
    most = spans.shape[1] - 1
    measures = np.empty((len(MEASURES), most), dtype=np.int64)
    counts = np.zeros((most, len(CLASSES)), dtype=np.int64)
    whole = np.ascontiguousarray(spans)  # a part of an array would be compiled for apart
    count, size = _measure_blocks(text, linked, whole, _CLASSES, measures, counts)
    return size, measures[:, :count], counts[:count]


@kernel
def _measure_blocks(
    text: Bytes, linked: Bools, spans: Ints, classes: Bytes, measures: Ints, counts: Ints
) -> tuple[int, int]:
    """Measure the blocks, and drop those without a visible byte; how many are left, of what size.

    ``measures`` has a row for each of `MEASURES`.
    """
    kept = size = 0
    for block in range(spans.shape[1] - 1):
        start, end = spans[0, block], spans[0, block + 1]
        row = counts[kept]
        words, links = _count(text[start:end], linked[start:end], classes, row)
        if row[_SPACE] == end - start:
            row[_SPACE] = 0
            continue
        measures[0, kept], measures[1, kept] = spans[1, block], size
        measures[2, kept] = words[0] + (row[_UNSPACED] - words[1]) // 2
        measures[3, kept], measures[4, kept] = words[2], links
        first, last = _find_edges(text[start:end], classes)
        measures[5, kept], measures[6, kept] = first, last
        size = copy_bytes(text[start:end], text, size) if size < start else end
        kept += 1
    return kept, size


@subroutine
def _count(
    text: Bytes, linked: Bools, classes: Bytes, counts: Ints
) -> tuple[tuple[int, int, int], int]:
    """Count the characters of each class in a block.

    Its words, those in scripts without spaces and those that begin with a capital letter; how many
    visible characters are in links.
    """
    words = unspaced = capitals = links = 0
    was_space = False
    for place in range(text.size):
        kind = classes[text[place]]
        counts[kind] += 1
        is_space = kind == _SPACE
        if was_space and not is_space:
            words += 1
            unspaced += kind == _UNSPACED
            capitals += kind == _UPPER
        links += linked[place] and not is_space and kind != _INNER
        was_space = is_space
    return (words, unspaced, capitals), links


@subroutine
def _find_edges(text: Bytes, classes: Bytes) -> tuple[int, int]:
    """The class of a block's first byte, and of its last that is no part of a character."""
    first = 1 + (classes[text[1]] == _SPACE)
    last = text.size - 1
    last -= text[last] <= _BLANK
    for _ in range(3):
        kind = classes[text[last]]
        if last > 1 and kind in (_QUOTE, _BRACKET, _INNER):
            last -= 1
    return classes[text[min(first, text.size - 1)]], classes[text[last]]
