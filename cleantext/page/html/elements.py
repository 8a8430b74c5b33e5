"""What the elements around each block of an HTML page are, are called, and hold.

Each function writes rows of features, ``rows``, with a column for each block.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel
from cleantext.page.html.block_text import Rows, bound
from cleantext.page.html.markup import NAMES, Bools, Bytes, Ints, Markup, Words
from cleantext.page.html.names import Table, find_slot
from cleantext.page.html.surroundings import ANCESTORS, Places
from cleantext.page.html.zones import ZONES, read_zones

__all__ = ["AROUND", "KINDS_OF_ELEMENTS", "find_flags", "measure_elements"]

AROUND = (
    "nav menu", "footer", "aside", "header", "form fieldset", "button select label option legend",
    "article", "main", "section", "figure picture", "figcaption caption", "ul ol", "li", "dl",
    "table", "blockquote q", "pre code", "details summary", "noscript", "p", "a",
    "h1 h2 h3 h4 h5 h6",
)  # fmt: skip
"""Elements that say something of all that is in them."""
_AROUND_BITS = np.array(
    [
        sum(1 << index for index, group in enumerate(AROUND) if name in group.split())
        for name in NAMES
    ]
)
_HIDDEN = len(AROUND) + len(ZONES)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_KIND_BITS = 12
KINDS_OF_ELEMENTS = 1 << _KIND_BITS


def find_flags(
    markup: Markup, holders: Ints, owners: Ints, names: Words, hidden: Bools, rows: Rows
) -> None:
    """In which elements and zones each block stands, and whether any of them is hidden.

    ``holders`` are the nearest elements; ``owners``, ``names`` and ``hidden`` are those of
    `find_attributes`.
    """
    bits = np.zeros(len(markup.tags), dtype=np.int64)
    read_zones(owners, names, bits)
    _find_flags(markup.tags, markup.parents, hidden, holders, _AROUND_BITS, bits, rows)


@kernel
def _find_flags(
    tags: Bytes,
    parents: Ints,
    hidden: Bools,
    holders: Ints,
    around: Ints,
    bits: Ints,
    rows: Rows,
) -> None:
    for tag in range(tags.size):
        bits[tag] = bits[tag] << len(AROUND) | around[tags[tag]]
        bits[tag] |= np.int64(hidden[tag]) << _HIDDEN
        if parents[tag] >= 0:
            bits[tag] |= bits[parents[tag]]
    for block in range(holders.size):
        own = bits[holders[block]]
        for flag in range(_HIDDEN + 1):
            rows[flag, block] = own >> flag & 1


def measure_elements(
    markup: Markup,
    where: Places,
    places: Ints,
    sums: Ints,
    owners: Ints,
    names: Words,
    table: Table,
    rows: Rows,
) -> Ints:
    """What the elements around each block are called, and what they hold.

    The result has, like ``where.chain``, for each block the kinds of the elements around it: those
    with the same tag and names are of one kind, a number below `KINDS_OF_ELEMENTS`. ``sums`` are
    those of `measure_text`, ``owners`` and ``names`` those of `find_attributes`, ``table`` says
    what names say.
    """
    weights = np.zeros(len(markup.tags), dtype=np.int64)
    kinds = np.zeros(len(markup.tags), dtype=np.uint64)
    _read_names(owners, names, table.keys, table.rows, table.shift, weights, kinds)
    opened = np.empty(len(markup.tags), dtype=np.int64)
    _walk(markup.steps, markup.depths, markup.partners, places, weights, opened, rows)
    alike = np.zeros((2, KINDS_OF_ELEMENTS), dtype=np.int64)
    _find_alike(markup.tags, markup.steps, markup.partners, where.before, sums[0], kinds, alike)
    _measure_chain(
        markup.partners, where.chain, where.begins, where.ends, sums, weights, opened, kinds, alike,
        rows[3:],
    )  # fmt: skip
    return kinds[where.chain].astype(np.int64)


@kernel
def _read_names(
    owners: Ints,
    names: Words,
    keys: Words,
    values: NDArray[np.int32],
    shift: np.uint64,
    weights: Ints,
    kinds: Words,
) -> None:
    """Sum up what each tag's names say, and a number that stands for the names."""
    for index in range(owners.size):
        slot = find_slot(names[index], keys, shift)
        if slot >= 0:
            weights[owners[index]] += values[slot, 0]
        kinds[owners[index]] += (names[index] * _MIX) >> np.uint64(44)


@kernel
def _walk(
    steps: Ints,
    depths: Ints,
    partners: Ints,
    places: Ints,
    weights: Ints,
    opened: Ints,
    rows: Rows,
) -> None:
    """What all names around each block say, bad and good, and its depth; elements before a tag."""
    bad = good = count = block = 0
    for tag in range(steps.size):
        sign = -1 if steps[tag] < 0 else 1
        weight = weights[partners[tag] if steps[tag] < 0 else tag]
        bad += sign * max(weight, 0)
        good += sign * max(-weight, 0)
        count += steps[tag] > 0
        opened[tag] = count
        if block < places.size and places[block] == tag:
            rows[0, block], rows[1, block] = bound(bad), bound(good)
            rows[2, block] = depths[tag]
            block += 1


@kernel
def _find_alike(
    tags: Bytes,
    steps: Ints,
    partners: Ints,
    before: Ints,
    words: Ints,
    kinds: Words,
    alike: Ints,
) -> None:
    """Give each tag its kind; count the elements with text of each kind, and their words."""
    for tag in range(tags.size):
        key = (kinds[tag] * np.uint64(256) + np.uint64(tags[tag])) * _MIX
        kinds[tag] = key >> np.uint64(64 - _KIND_BITS)
        if steps[tag] > 0:
            held = words[before[partners[tag]]] - words[before[tag]]
            alike[0, kinds[tag]] += held > 0
            alike[1, kinds[tag]] += held


@kernel
def _measure_chain(
    partners: Ints,
    chain: Ints,
    begins: Ints,
    ends: Ints,
    sums: Ints,
    weights: Ints,
    opened: Ints,
    kinds: Words,
    alike: Ints,
    rows: Rows,
) -> None:
    """Write for each of the elements around a block what it is called and what it holds."""
    count = sums.shape[1] - 1
    for level in range(ANCESTORS):
        for block in range(count):
            tag, begin, end = chain[level, block], begins[level, block], ends[level, block]
            words = sums[0, end] - sums[0, begin]
            running = sums[1, end] - sums[1, begin]
            linked = sums[2, end] - sums[2, begin]
            characters = sums[3, end] - sums[3, begin]
            values = (
                weights[tag],
                end - begin,
                words,
                running,
                linked * 1000 // max(characters, 1),
                words * 1000 // max(sums[0, count], 1),
                running * 1000 // max(sums[1, count], 1),
                block - begin,
                opened[partners[tag]] - opened[tag],
                alike[0, kinds[tag]],
                alike[1, kinds[tag]] // max(alike[0, kinds[tag]], 1),
            )
            for index, value in enumerate(values):
                rows[ANCESTORS * index + level, block] = bound(value)
