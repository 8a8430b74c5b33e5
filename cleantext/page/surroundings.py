"""What stands around each block of an HTML page: the elements that hold it, the blocks near by.

Sums over the tags in their order do what a walk would do: what an element holds is the difference
between the sums at its two tags.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.page import block_text
from cleantext.page.block_text import find_running
from cleantext.page.head import KINDS, Head
from cleantext.page.markup import NAMES, Bools, Ints, Markup, Words, tag_table
from cleantext.page.names import Table
from cleantext.page.outline import Outline
from cleantext.page.zones import ZONES, read_zones

__all__ = [
    "ANCESTORS",
    "AROUND",
    "FAR",
    "INSIDE",
    "MEASURES",
    "NEAR",
    "OWN",
    "WINDOWS",
    "Surroundings",
]

MEASURES = {name: row for row, name in enumerate(block_text.NAMES)}
"""The row of each measure of the text."""
AROUND = (
    "nav menu", "footer", "aside", "header", "form fieldset", "button select label option legend",
    "article", "main", "section", "figure picture", "figcaption caption", "ul ol", "li", "dl",
    "table", "blockquote q", "pre code", "details summary", "noscript", "p", "a",
    "h1 h2 h3 h4 h5 h6",
)  # fmt: skip
"""Elements that say something of all that is in them."""
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
_LEVEL = np.array([int(name[1]) if name in AROUND[-1].split() else 0 for name in NAMES])
_INSIDE_TABLE = np.stack([tag_table(group.split()) for group in INSIDE])
_OWN_TABLE = np.stack([tag_table(group.split()) for group in OWN])
_AROUND_BITS = np.array(
    [
        sum(1 << index for index, group in enumerate(AROUND) if name in group.split())
        for name in NAMES
    ]
)
_FLAGS = np.arange(len(AROUND) + len(ZONES) + 1)[:, None]
_MIX = np.uint64(0x9E3779B97F4A7C15)
_KINDS_OF_ELEMENTS = 12


class Surroundings:
    """The sums over the page that the features are read from; results have blocks as columns."""

    def __init__(self, markup: Markup, outline: Outline, text: Ints) -> None:
        self.markup = markup
        self.places = outline.places
        self.count = len(outline.places)
        self.here = np.arange(self.count)
        self.running = find_running(text, outline)
        self.sums = _sum_up(np.stack([text[0], self.running, outline.linked, text[1]]))
        self.chain = _find_chain(markup, self.places)
        self.before = np.zeros(len(markup.tags) + 1, dtype=np.int64)
        self.before[self.places + 1] = 1
        np.cumsum(self.before, out=self.before)
        self.begins = self.before[self.chain]
        self.ends = self.before[markup.partners[self.chain]]
        self.level = _LEVEL[markup.tags[self.chain[0]]]

    def find_flags(self, tags: Ints, names: Words, hidden: Bools) -> Ints:
        """In which elements and zones each block stands, and whether any of them is hidden."""
        markup = self.markup
        count = len(markup.tags)
        own = np.zeros(count + 1, dtype=np.int64)
        own[:-1] = _AROUND_BITS[markup.tags]
        own[:-1] |= read_zones(count, tags, names) << len(AROUND)
        own[:-1] |= hidden.astype(np.int64) << int(_FLAGS[-1, 0])
        up = np.append(np.where(markup.parents < 0, count, markup.parents), count)
        # Each round doubles how far up an element has looked.
        for _ in range(int(markup.depths.max()).bit_length()):
            own |= own[up]
            up = up[up]
        flags: Ints = (own[self.chain[0]] >> _FLAGS) & 1
        return flags

    def name_own(self) -> Ints:
        """Which element each block is, and its level if that is a heading."""
        own = _OWN_TABLE[:, self.markup.tags[self.chain[0]]]
        return np.concatenate([own, self.level[None]])

    def count_inside(self) -> Ints:
        """How many elements of some kinds are in each block."""
        markup = self.markup
        opened = _INSIDE_TABLE[:, markup.tags] & (markup.steps >= 0)
        sums = _sum_up(opened)
        following = np.append(self.places, len(markup.tags) - 1)[1:]
        return sums[:, following] - sums[:, self.places]

    def measure_elements(self, tags: Ints, names: Words, table: Table) -> Ints:
        """What the elements around each block are called, and what they hold."""
        markup, chain = self.markup, self.chain
        count = len(markup.tags)
        weights = np.bincount(tags, weights=table.look_up(names)[:, 0], minlength=count)
        weights = weights.astype(np.int64)
        around = np.where(markup.steps < 0, -weights[markup.partners], weights)
        signs = np.where(markup.steps < 0, -1, 1)
        bad = np.cumsum(np.maximum(around * signs, 0) * signs)[self.places]
        good = np.cumsum(np.maximum(-around * signs, 0) * signs)[self.places]
        held = self.sums[:, self.ends] - self.sums[:, self.begins]
        words, running, linked, characters = held
        total = np.maximum(self.sums[:, -1], 1)
        opened = np.cumsum(markup.steps > 0)
        alike, alike_words = self._find_alike(tags, names)
        measures = [
            weights[chain],
            self.ends - self.begins,
            words,
            running,
            linked * 1000 // np.maximum(characters, 1),
            words * 1000 // total[0],
            running * 1000 // total[1],
            self.here - self.begins,
            opened[markup.partners[chain]] - opened[chain],
            alike[chain],
            alike_words[chain],
        ]
        first = np.stack([bad, good, markup.depths[self.places]])
        return np.concatenate([first, np.stack(measures).reshape(-1, self.count)])

    def _find_alike(self, tags: Ints, names: Words) -> tuple[Ints, Ints]:
        """How many elements with text have the tag and names of each, and their mean words."""
        markup = self.markup
        count = len(markup.tags)
        mixed = ((names * _MIX) >> np.uint64(44)).astype(np.float64)
        sums = np.bincount(tags, weights=mixed, minlength=count).astype(np.uint64)
        keys = (sums * np.uint64(256) + markup.tags) * _MIX
        kinds = (keys >> np.uint64(64 - _KINDS_OF_ELEMENTS)).astype(np.int64)
        opening = np.flatnonzero(markup.steps > 0)
        words = self.sums[0][self.before[:-1]]
        held = words[markup.partners[opening]] - words[opening]
        size = 1 << _KINDS_OF_ELEMENTS
        alike = np.bincount(kinds[opening], weights=held > 0, minlength=size).astype(np.int64)
        total = np.bincount(kinds[opening], weights=held, minlength=size).astype(np.int64)
        return alike[kinds], (total // np.maximum(alike, 1))[kinds]

    def look_near(self, text: Ints) -> Ints:
        """Some measures of the blocks near by; -1 beyond the page's ends."""
        rows = [text[MEASURES[name]] for name in ("words", "link_density", "last", "evidence")]
        reach = max(NEAR)
        padded = np.full((len(rows) + 1, self.count + 2 * reach), -1, dtype=np.int64)
        padded[:, reach : reach + self.count] = np.stack([*rows, self.level])
        return np.concatenate(
            [padded[:, reach + near : reach + near + self.count] for near in NEAR]
        )

    def sum_windows(self) -> Ints:
        """Words, running words and linked characters before and after each block."""
        sums = self.sums[:3]
        sizes = np.array(WINDOWS)[:, None]
        before = sums[:, self.here][:, None] - sums[:, np.maximum(self.here - sizes, 0)]
        last = np.minimum(self.here + 1 + sizes, self.count)
        after = sums[:, last] - sums[:, self.here + 1][:, None]
        return np.stack([before, after], axis=1).reshape(-1, self.count)

    def find_position(self) -> Ints:
        """Where in the page each block is, how far from running text, how far in its container."""
        here, count = self.here, self.count
        is_running = self.running > 0
        last = np.maximum.accumulate(np.where(is_running, here, -FAR))
        following = np.minimum.accumulate(np.where(is_running, here, count + FAR)[::-1])[::-1]
        inside, depth = self._find_main()
        return np.stack(
            [
                here,
                count - here,
                here * 1000 // count,
                self.sums[1, :-1] * 1000 // max(1, int(self.sums[1, -1])),
                np.minimum(here - last, FAR),
                np.minimum(following - here, FAR),
                inside,
                np.full(count, depth),
                depth - inside,
            ]
        )

    def _find_main(self) -> tuple[Ints, int]:
        """How many of the elements that hold most running text hold each block; how many they are.

        They stand one in the other: the innermost is where the story is.
        """
        markup = self.markup
        running = self.sums[1][self.before[:-1]]
        opening = np.flatnonzero(markup.steps > 0)
        closing = markup.partners[opening]
        total = int(self.sums[1, -1])
        holds = (running[closing] - running[opening]) * 10 >= 7 * total
        if not total or not holds.any():
            return np.zeros(self.count, dtype=np.int64), 0
        around = opening[holds]
        inside = np.searchsorted(around, self.places, side="right")
        inside -= np.searchsorted(np.sort(closing[holds]), self.places, side="right")
        return inside, len(around)

    def describe_whole(self, head: Head, text: Ints) -> Ints:
        """What the page is, the same for each block."""
        words, running, linked, characters = self.sums[:, -1].tolist()
        whole = [
            self.count,
            words,
            running,
            linked * 1000 // max(1, characters),
            int((self.level == 1).sum()),
            int(text[MEASURES["title"]].max()),
            *(head.kinds >> index & 1 for index in range(len(KINDS))),
        ]
        return np.array(whole)[:, None].repeat(self.count, axis=1)


def _find_chain(markup: Markup, places: Ints) -> Ints:
    """The tags that opened the elements around each block, from the nearest outwards."""
    chain = [markup.containers(places)]
    for _ in range(ANCESTORS - 1):
        chain.append(np.maximum(markup.parents[chain[-1]], 0))
    return np.stack(chain)


def _sum_up(rows: NDArray[Any]) -> Ints:
    """The sums of the first none, one, two ... values of each row."""
    sums = np.zeros((rows.shape[0], rows.shape[1] + 1), dtype=np.int64)
    np.cumsum(rows, axis=1, out=sums[:, 1:])
    return sums
