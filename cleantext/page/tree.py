"""What the tree of an HTML page says of its blocks, in numbers: a row of features for each block.

Sums over the tags in their order do what a walk would do: what an element holds is the difference
between the sums at its two tags.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.page import block_text
from cleantext.page.block_text import find_running, measure_text
from cleantext.page.head import KINDS, Head
from cleantext.page.markup import NAMES, Bools, Ints, Markup, Words, tag_table
from cleantext.page.names import Table, find_attributes
from cleantext.page.outline import Outline
from cleantext.page.zones import ZONES, read_zones

__all__ = ["FEATURES", "Tree", "describe_page", "feature"]

_AROUND = (
    "nav menu", "footer", "aside", "header", "form fieldset", "button select label option legend",
    "article", "main", "section", "figure picture", "figcaption caption", "ul ol", "li", "dl",
    "table", "blockquote q", "pre code", "details summary", "noscript", "p", "a",
    "h1 h2 h3 h4 h5 h6",
)  # fmt: skip
"""Elements that say something of all that is in them."""
_INSIDE = ("a", "img picture", "b strong", "i em cite", "span", "time", "input")
"""Elements that are counted in a block."""
_OWN = (
    "p", "li", "td th tr", "dt dd", "div", "figcaption caption", "section article main body",
    "blockquote",
)  # fmt: skip
"""A block's own element."""
_LIMIT = 32_000
_ANCESTORS = 4
_WINDOWS = (1, 3, 8, 24)
_NEAR = (-2, -1, 1, 2)
_FAR = 999
_HELD = ("words", "running", "linked", "characters")


def _first_names(groups: tuple[str, ...]) -> list[str]:
    return [group.split()[0] for group in groups]


FEATURES = (
    *block_text.NAMES,
    *(f"inside_{name}" for name in _first_names(_INSIDE)),
    *(f"own_{name}" for name in _first_names(_OWN)), "level",
    *(f"in_{name}" for name in _first_names(_AROUND)),
    *(f"zone_{name}" for name in ZONES), "hidden",
    "bad_names", "good_names", "depth",
    *(f"{name}_{level}" for name in (
        "names", "blocks", "words", "running", "links", "share", "running_share", "place", "tags",
        "alike", "alike_words",
    ) for level in range(_ANCESTORS)),
    *(f"{name}{near:+d}" for near in _NEAR for name in (
        "words", "link_density", "last", "evidence", "level")),
    *(f"{name}_{side}{size}" for name in ("words", "running", "linked")
      for side in ("before", "after") for size in _WINDOWS),
    "index", "from_end", "position", "running_position", "to_running_before",
    "to_running_after", "inside_main", "main_depth", "from_main", "headlines_before", "from_title",
    "heading", "from_heading", "heading_says", "heading_says_most",
    "page_blocks", "page_words", "page_running", "page_links", "page_headlines", "page_title_share",
    *(f"is_{kind}" for kind in KINDS),
    *(f"page_in_{name}" for name in _first_names(_AROUND)),
    *(f"page_zone_{name}" for name in ZONES),
)  # fmt: skip
"""The names of the features, in the order of a row."""
_PLACES = {name: index for index, name in enumerate(FEATURES)}
_LEVEL = np.array([int(name[1]) if name in _AROUND[-1].split() else 0 for name in NAMES])
_INSIDE_TABLE = np.stack([tag_table(group.split()) for group in _INSIDE])
_OWN_TABLE = np.stack([tag_table(group.split()) for group in _OWN])
_AROUND_BITS = np.array(
    [
        sum(1 << index for index, group in enumerate(_AROUND) if name in group.split())
        for name in NAMES
    ]
)
_FLAGS = np.arange(len(_AROUND) + len(ZONES) + 1)[:, None]
_MIX = np.uint64(0x9E3779B97F4A7C15)
_KINDS_OF_ELEMENTS = 12


def feature(name: str) -> int:
    """Where a feature stands in a row."""
    return _PLACES[name]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """What the tree says of the blocks.

    ``features`` has a row for each block; ``words`` is how many it has, ``densities`` their link
    densities in thousandths. Block i stands, with the elements around it from the nearest
    outwards, among the blocks ``begins[k, i]`` up to, not including, ``ends[k, i]`` that its k-th
    ancestor holds.
    """

    features: NDArray[np.int16]
    words: Ints
    densities: Ints
    begins: Ints
    ends: Ints


def describe_page(head: Head, markup: Markup, outline: Outline, names: Table, words: Table) -> Tree:
    """The features of each block, int16 of shape (blocks, features).

    ``names`` is what the words of class and id say, ``words`` what those of the text do.
    """
    text = measure_text(outline, words, head.title)
    page = _Page(markup, outline, text)
    attributes = find_attributes(markup)
    flags = page.find_flags(*attributes)
    headings = _follow_headings(page, text)
    parts = [
        text,
        page.count_inside(),
        _OWN_TABLE[:, markup.tags[page.chain[0]]],
        page.level[None],
        flags,
        page.measure_elements(*attributes[:2], names),
        page.look_near(text),
        page.sum_windows(),
        page.find_position(),
        headings,
        page.describe_whole(head, flags, text),
    ]
    features = np.concatenate(parts, dtype=np.int32, casting="same_kind")
    np.clip(features, -_LIMIT, _LIMIT, out=features)
    return Tree(features.astype(np.int16).T, text[0], text[3], page.begins, page.ends)


class _Page:
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
        own[:-1] |= read_zones(count, tags, names) << len(_AROUND)
        own[:-1] |= hidden.astype(np.int64) << int(_FLAGS[-1, 0])
        up = np.append(np.where(markup.parents < 0, count, markup.parents), count)
        # Each round doubles how far up an element has looked.
        for _ in range(int(markup.depths.max()).bit_length()):
            own |= own[up]
            up = up[up]
        flags: Ints = (own[self.chain[0]] >> _FLAGS) & 1
        return flags

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
        rows = [text[_PLACES[name]] for name in ("words", "link_density", "last", "evidence")]
        reach = max(_NEAR)
        padded = np.full((len(rows) + 1, self.count + 2 * reach), -1, dtype=np.int64)
        padded[:, reach : reach + self.count] = np.stack([*rows, self.level])
        return np.concatenate(
            [padded[:, reach + near : reach + near + self.count] for near in _NEAR]
        )

    def sum_windows(self) -> Ints:
        """Words, running words and linked characters before and after each block."""
        sums = self.sums[:3]
        sizes = np.array(_WINDOWS)[:, None]
        before = sums[:, self.here][:, None] - sums[:, np.maximum(self.here - sizes, 0)]
        last = np.minimum(self.here + 1 + sizes, self.count)
        after = sums[:, last] - sums[:, self.here + 1][:, None]
        return np.stack([before, after], axis=1).reshape(-1, self.count)

    def find_position(self) -> Ints:
        """Where in the page each block is, how far from running text, how far in its container."""
        here, count = self.here, self.count
        is_running = self.running > 0
        last = np.maximum.accumulate(np.where(is_running, here, -_FAR))
        following = np.minimum.accumulate(np.where(is_running, here, count + _FAR)[::-1])[::-1]
        inside, depth = self._find_main()
        return np.stack(
            [
                here,
                count - here,
                here * 1000 // count,
                self.sums[1, :-1] * 1000 // max(1, int(self.sums[1, -1])),
                np.minimum(here - last, _FAR),
                np.minimum(following - here, _FAR),
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

    def describe_whole(self, head: Head, flags: Ints, text: Ints) -> Ints:
        """What the page is, the same for each block."""
        words, running, linked, characters = self.sums[:, -1].tolist()
        whole = [
            self.count,
            words,
            running,
            linked * 1000 // max(1, characters),
            int((self.level == 1).sum()),
            int(text[_PLACES["title"]].max()),
            *(head.kinds >> index & 1 for index in range(len(KINDS))),
            *(flags[:-1] @ text[0] * 100 // max(1, words)).tolist(),
        ]
        return np.array(whole)[:, None].repeat(self.count, axis=1)


def _find_chain(markup: Markup, places: Ints) -> Ints:
    """The tags that opened the elements around each block, from the nearest outwards."""
    chain = [markup.containers(places)]
    for _ in range(_ANCESTORS - 1):
        chain.append(np.maximum(markup.parents[chain[-1]], 0))
    return np.stack(chain)


def _follow_headings(page: _Page, text: Ints) -> Ints:
    """The headlines before each block, the page's title, and the last heading: what it says."""
    here, level = page.here, page.level
    headlines = np.cumsum(level == 1) - (level == 1)
    title = text[_PLACES["title"]]
    best = int(np.argmax(title + 200 * (level == 1) + 100 * (level == 2)))
    from_title = here - best if title[best] >= 400 else np.full(page.count, -_FAR)
    last = np.maximum.accumulate(np.where(level > 0, here, -1))
    is_under = last >= 0
    return np.stack(
        [
            headlines,
            from_title,
            level[last] * is_under,
            np.where(is_under, here - last, _FAR),
            text[_PLACES["evidence"]][last] * is_under,
            text[_PLACES["evidence_most"]][last] * is_under,
        ]
    )


def _sum_up(rows: NDArray[Any]) -> Ints:
    """The sums of the first none, one, two ... values of each row."""
    sums = np.zeros((rows.shape[0], rows.shape[1] + 1), dtype=np.int64)
    np.cumsum(rows, axis=1, out=sums[:, 1:])
    return sums
