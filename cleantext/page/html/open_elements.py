"""The elements that are open in a page's source, and in how many a parser may know better.

A closing tag may not close what it names: ``</span>`` does nothing where a ``<div>`` was opened
in the span. Each element that is taken for closed and may still be open is a slip; a page
with too many has no tags that nest any more.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from cleantext.kernels import kernel, subroutine
from cleantext.page.html.source import NAME_BITS, Ints, number_name

__all__ = [
    "FORMATTING",
    "IS_FORMATTING",
    "IS_LEAF",
    "IS_LINK",
    "IS_VOID",
    "LINKS",
    "MOST_DEPTH",
    "MOST_SLIPS",
    "close_element",
    "name_flags",
    "open_element",
]

MOST_DEPTH = 512
MOST_SLIPS = 4_000
_VOID = (
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param "
    "source track wbr"
)
# What HTML closes by itself, by what closes it: another of its family.
_FAMILIES = ("dd dt", "p", "li", "option", "tbody td tfoot th thead tr")
_LEAF = "circle defs ellipse g line path polygon polyline rect rp rt span stop symbol use"
# A closing tag of one of these closes all that was left open in it.
_CONTAINERS = (
    "address article aside blockquote body center details dialog div dl fieldset figcaption figure "
    "footer form header hgroup html main menu nav ol pre section summary table ul"
)
_DRAWINGS = "svg math"
FORMATTING = "b big code em font i s small strike strong tt u"
"""What a parser opens again in the next block where nobody closed it."""
LINKS = "a nobr"
"""The same, but one ends the one before."""
_CELLS = "applet caption marquee object td template th"
"""What is opened outside of these is not opened again within."""
IS_VOID, IS_LEAF, _IS_CONTAINER, _IS_DRAWING, _FIRST_FAMILY = 1, 2, 4, 8, 16
IS_FORMATTING, IS_LINK, _IS_CELL = 512, 1024, 2048
"""What a name says of its element. Families are counted from `_FIRST_FAMILY` on: each is a bit."""
_FAMILY = 31 * _FIRST_FAMILY


@cache  # a constant: the flags of each name, by its number
def name_flags() -> Ints:
    """What is known of each name; nothing of most."""
    flags = np.zeros(1 << NAME_BITS, dtype=np.int64)
    groups = {IS_VOID: _VOID, IS_LEAF: _LEAF, _IS_CONTAINER: _CONTAINERS, _IS_DRAWING: _DRAWINGS}
    groups |= {IS_FORMATTING: FORMATTING, IS_LINK: LINKS, _IS_CELL: _CELLS}
    groups |= {_FIRST_FAMILY << index: family for index, family in enumerate(_FAMILIES)}
    for flag, names in groups.items():
        for name in names.split():
            flags[number_name(np.frombuffer(name.encode(), dtype=np.uint8))] |= flag
    return flags


@kernel
def open_element(name: int, flags: Ints, names: Ints, counts: Ints, state: Ints) -> bool:
    """Open an element; whether it is within the limits.

    ``names`` are the open elements and ``counts`` how many of each name there are; ``state`` is how
    many are open, how many slips there were, how many drawings and formulas are open, where tags
    mean something else, and how many cells.
    """
    if not state[2]:
        _close_family(name, flags, names, counts, state)
    names[state[0]] = name
    state[0] += 1
    _count(name, 1, flags, counts, state)
    return _is_within(state)


@kernel
def close_element(name: int, flags: Ints, names: Ints, counts: Ints, state: Ints) -> bool:
    """Close an element and all that is open in it; whether its own tag was within."""
    if not counts[name]:
        return True
    safe = IS_LEAF | _FAMILY if flags[name] & _IS_CONTAINER else IS_LEAF
    while True:
        is_within = _is_within(state)
        state[0] -= 1
        last = names[state[0]]
        _count(last, -1, flags, counts, state)
        if last == name:
            return is_within
        state[1] += not flags[last] & safe


@subroutine
def _count(name: int, step: int, flags: Ints, counts: Ints, state: Ints) -> None:
    counts[name] += step
    if flags[name] & _IS_DRAWING:
        state[2] += step
    if flags[name] & _IS_CELL:
        state[3] += step


@subroutine
def _close_family(name: int, flags: Ints, names: Ints, counts: Ints, state: Ints) -> None:
    """Close what an opening tag closes by itself: a cell the last cell, a row the last row."""
    family = flags[name] & _FAMILY
    place = state[0]
    while place and family and flags[names[place - 1]] & family:
        place -= 1
        if names[place] == name or family == _FIRST_FAMILY:
            for last in names[place : state[0]]:
                _count(last, -1, flags, counts, state)
            state[0] = place
            return


@subroutine
def _is_within(state: Ints) -> bool:
    return bool(state[0] <= MOST_DEPTH and state[1] <= MOST_SLIPS)
