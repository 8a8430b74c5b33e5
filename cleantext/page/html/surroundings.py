"""What stands around each block of an HTML page: the elements that hold it, the blocks near by.

Each function is one compiled pass, over the tags or over the blocks, and writes rows of features:
``rows`` are those of its concept, with a column for each block.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleantext.kernels import kernel
from cleantext.page.html.block_text import Rows, bound
from cleantext.page.html.markup import NAMES, Bools, Bytes, Ints, Markup, tag_table

__all__ = [
    "ANCESTORS",
    "FAR",
    "INSIDE",
    "NEAR",
    "OWN",
    "WINDOWS",
    "Places",
    "describe_own",
    "find_places",
    "find_position",
    "look_near",
    "sum_windows",
]

INSIDE = ("a", "img picture", "b strong", "i em cite", "span", "time", "input")
"""Elements that are counted in a block."""
OWN = ("p", "li", "td th tr", "div", "figcaption caption", "blockquote")
"""A block's own element."""
ANCESTORS = 4
"""So many of the elements around a block are looked at one by one."""
WINDOWS = (3, 24)
"""Sums are taken over so many blocks before and after."""
NEAR = (-2, -1, 1, 2)
"""These blocks are looked at one by one."""
FAR = 999
"""A distance beyond all others."""
_INSIDE_TABLE = np.stack([tag_table(group.split()) for group in INSIDE])
_OWN_TABLE = np.stack([tag_table(group.split()) for group in OWN])
_HEADINGS = "h1 h2 h3 h4 h5 h6".split()
_LEVELS = np.array([int(name[1]) if name in _HEADINGS else 0 for name in NAMES])
_MOST = 7
"""Of ten running words, what an element of the story's holds at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where the blocks stand among the tags.

    ``chain`` has, for each block, the tags that opened the elements around it from the nearest
    outwards; each holds the blocks from ``begins`` up to, not including, ``ends``. ``before`` is
    how many blocks begin before each tag.
    """

    chain: Ints
    begins: Ints
    ends: Ints
    before: Ints


def find_places(markup: Markup, places: Ints) -> Places:
    """Where the blocks that begin at these tags stand."""
    spans = np.empty((3, ANCESTORS, len(places)), dtype=np.int64)
    before = np.empty(len(markup.tags) + 1, dtype=np.int64)
    _find_places(markup.steps, markup.partners, markup.parents, places, spans, before)
    return Places(spans[0], spans[1], spans[2], before)


@kernel
def _find_places(
    steps: Ints, partners: Ints, parents: Ints, places: Ints, spans: Ints, before: Ints
) -> None:
    block = 0
    for tag in range(steps.size):
        before[tag] = block
        block += block < places.size and places[block] == tag
    before[steps.size] = block
    for block in range(places.size):
        tag = places[block]
        holder = tag if steps[tag] > 0 else parents[tag]
        for level in range(ANCESTORS):
            holder = max(holder, 0)
            spans[0, level, block] = holder
            spans[1, level, block] = before[holder]
            spans[2, level, block] = before[partners[holder]]
            holder = parents[holder]


def describe_own(markup: Markup, places: Ints, holders: Ints, rows: Rows) -> None:
    """How many elements of some kinds are in each block, which one it is, the level of a heading.

    ``holders`` are the nearest elements around the blocks that begin at ``places``.
    """
    _describe_own(
        markup.tags, markup.steps, places, holders, _INSIDE_TABLE, _OWN_TABLE, _LEVELS, rows
    )


@kernel
def _describe_own(
    tags: Bytes,
    steps: Ints,
    places: Ints,
    holders: Ints,
    inside: Bools,
    own: Bools,
    levels: Ints,
    rows: Rows,
) -> None:
    kinds, names = inside.shape[0], own.shape[0]
    for block in range(places.size):
        last = places[block + 1] if block + 1 < places.size else tags.size - 1
        for kind in range(kinds):
            count = 0
            for tag in range(places[block], last):
                count += inside[kind, tags[tag]] and steps[tag] >= 0
            rows[kind, block] = bound(count)
        name = tags[holders[block]]
        for index in range(names):
            rows[kinds + index, block] = own[index, name]
        rows[kinds + names, block] = levels[name]


@kernel
def look_near(
    words: Rows, densities: Rows, last: Rows, said: Rows, level: Rows, rows: Rows
) -> None:
    """Some measures of the blocks near by; -1 beyond the page's ends."""
    count = words.size
    row = 0
    for near in NEAR:
        for block in range(count):
            other = block + near
            if 0 <= other < count:
                rows[row, block] = words[other]
                rows[row + 1, block] = densities[other]
                rows[row + 2, block] = last[other]
                rows[row + 3, block] = said[other]
                rows[row + 4, block] = level[other]
            else:
                rows[row : row + 5, block] = -1
        row += 5


@kernel
def sum_windows(sums: Ints, rows: Rows) -> None:
    """Words, running words and linked characters before and after each block."""
    count = sums.shape[1] - 1
    row = 0
    for kind in range(3):
        for size in WINDOWS:
            for block in range(count):
                before = sums[kind, block] - sums[kind, max(block - size, 0)]
                after = sums[kind, min(block + 1 + size, count)] - sums[kind, block + 1]
                rows[row, block] = bound(before)
                rows[row + len(WINDOWS), block] = bound(after)
            row += 1
        row += len(WINDOWS)


def find_position(markup: Markup, where: Places, places: Ints, sums: Ints, rows: Rows) -> None:
    """Where in the page each block is, how far from running text, how far in its container."""
    _find_position(sums, rows)
    _find_main(markup.steps, markup.partners, places, where.before, sums[1], rows[6:])


@kernel
def _find_position(sums: Ints, rows: Rows) -> None:
    count = sums.shape[1] - 1
    running = sums[1]
    last, following = -FAR, count + FAR
    for block in range(count):
        if running[block + 1] > running[block]:
            last = block
        rows[0, block], rows[1, block] = bound(block), bound(count - block)
        rows[2, block] = block * 1000 // count
        rows[3, block] = running[block] * 1000 // max(1, running[count])
        rows[4, block] = min(block - last, FAR)
    for block in range(count - 1, -1, -1):
        if running[block + 1] > running[block]:
            following = block
        rows[5, block] = min(following - block, FAR)


@kernel
def _find_main(
    steps: Ints, partners: Ints, places: Ints, before: Ints, running: Ints, rows: Rows
) -> None:
    """How many of the elements that hold most running text hold each block; how many they are.

    They stand one in the other: the innermost is where the story is.
    """
    total = running[running.size - 1]
    depth = inside = block = 0
    for tag in range(steps.size):
        opening = tag if steps[tag] > 0 else partners[tag]
        held = running[before[partners[opening]]] - running[before[opening]]
        if total and steps[tag] and held * 10 >= _MOST * total:
            inside += steps[tag]
            depth += steps[tag] > 0
        if block < places.size and places[block] == tag:
            rows[0, block] = inside
            block += 1
    for block in range(places.size):
        rows[1, block] = depth
        rows[2, block] = depth - rows[0, block]
