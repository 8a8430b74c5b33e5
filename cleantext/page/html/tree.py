"""What an HTML page says of its blocks, in numbers: a row of features for each block."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel
from cleantext.page.html import block_text
from cleantext.page.html.block_text import Rows, bound, measure_text
from cleantext.page.html.elements import AROUND, find_flags, measure_elements
from cleantext.page.html.head import KINDS, Head
from cleantext.page.html.markup import Ints, Markup
from cleantext.page.html.names import Table, find_attributes
from cleantext.page.html.outline import Outline
from cleantext.page.html.surroundings import (
    ANCESTORS,
    FAR,
    INSIDE,
    NEAR,
    OWN,
    WINDOWS,
    describe_own,
    find_places,
    find_position,
    look_near,
    sum_windows,
)
from cleantext.page.html.zones import ZONES

__all__ = ["FEATURES", "Tree", "describe_page", "feature"]


def _first_names(groups: tuple[str, ...]) -> list[str]:
    return [group.split()[0] for group in groups]


_PARTS = (
    block_text.NAMES,
    (*(f"inside_{name}" for name in _first_names(INSIDE)),
     *(f"own_{name}" for name in _first_names(OWN)), "level"),
    (*(f"in_{name}" for name in _first_names(AROUND)),
     *(f"zone_{name}" for name in ZONES), "hidden"),
    ("bad_names", "good_names", "depth",
     *(f"{name}_{level}" for name in (
        "names", "blocks", "words", "running", "links", "share", "running_share", "place", "tags",
        "alike", "alike_words",
     ) for level in range(ANCESTORS))),
    tuple(f"{name}{near:+d}" for near in NEAR for name in (
        "words", "link_density", "last", "evidence", "level")),
    tuple(f"{name}_{side}{size}" for name in ("words", "running", "linked")
          for side in ("before", "after") for size in WINDOWS),
    ("index", "from_end", "position", "running_position", "to_running_before",
     "to_running_after", "inside_main", "main_depth", "from_main"),
    ("headlines_before", "from_title", "heading", "from_heading", "heading_says",
     "heading_says_most"),
    ("page_blocks", "page_words", "page_running", "page_links", "page_headlines",
     "page_title_share", *(f"is_{kind}" for kind in KINDS)),
)  # fmt: skip
"""The names of the features, by the function that writes them."""
FEATURES = tuple(name for part in _PARTS for name in part)
"""The names of the features, in the order of a row."""
_ENDS = [0, *accumulate(len(part) for part in _PARTS)]
_TITLE = 400
"""A block with so many thousandths of the title's words is the page's title."""
_PLACES = {name: index for index, name in enumerate(FEATURES)}


def feature(name: str) -> int:
    """Where a feature stands in a row."""
    return _PLACES[name]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """What the tree says of the blocks.

    ``features`` has a row for each block; ``words`` is how many it has, ``densities`` their link
    densities in thousandths. Block i stands, with the elements around it from the nearest
    outwards, among the blocks ``begins[k, i]`` up to, not including, ``ends[k, i]`` that its k-th
    ancestor holds; ``kinds[k, i]`` is of which kind that is (`elements.KINDS_OF_ELEMENTS`).
    """

    features: NDArray[np.int16]
    words: Ints
    densities: Ints
    begins: Ints
    ends: Ints
    kinds: Ints

    @property
    def is_headline(self) -> NDArray[np.bool_]:
        """Whether a block is the only headline of the page."""
        only: NDArray[np.bool_] = self.column("page_headlines") == 1
        only &= self.column("level") == 1
        return only

    def column(self, name: str) -> NDArray[np.int16]:
        """One feature of all blocks."""
        return self.features[:, feature(name)]


def describe_page(head: Head, markup: Markup, outline: Outline, names: Table, words: Table) -> Tree:
    """The features of each block, int16 of shape (blocks, features).

    ``names`` is what the words of class and id say, ``words`` what those of the text do.
    """
    rows = np.empty((len(FEATURES), len(outline.texts)), dtype=np.int16)
    parts = (rows[begin:end] for begin, end in pairwise(_ENDS))
    text = next(parts)
    sums = measure_text(outline, words, head.title, text)
    where = find_places(markup, outline.places)
    owners, names_of, hidden = find_attributes(markup)
    holders = where.chain[0]
    describe_own(markup, outline.places, holders, next(parts))
    find_flags(markup, holders, owners, names_of, hidden, next(parts))
    kinds = measure_elements(
        markup, where, outline.places, sums, owners, names_of, names, next(parts)
    )
    level = rows[feature("level")]
    title, said, most = (text[feature(name)] for name in ("title", "evidence", "evidence_most"))
    densities, last = text[feature("link_density")], text[feature("last")]
    look_near(text[0], densities, last, said, level, next(parts))
    sum_windows(sums, next(parts))
    find_position(markup, where, outline.places, sums, next(parts))
    _follow_headings(level, title, said, most, next(parts))
    _describe_whole(sums, level, title, head.kinds, next(parts))
    return Tree(rows.T, outline.words, densities, where.begins, where.ends, kinds)


@kernel
def _follow_headings(level: Rows, title: Rows, said: Rows, most: Rows, rows: Rows) -> None:
    """The headlines before each block, the page's title, and the last heading: what it says."""
    best, highest = 0, -1
    for block in range(level.size):
        value = title[block] + 200 * (level[block] == 1) + 100 * (level[block] == 2)
        if value > highest:
            best, highest = block, value
    headlines, last = 0, -1
    for block in range(level.size):
        last = block if level[block] > 0 else last
        rows[0, block] = bound(headlines)
        rows[1, block] = bound(block - best) if title[best] >= _TITLE else -FAR
        rows[2, block] = level[last] if last >= 0 else 0
        rows[3, block] = bound(block - last) if last >= 0 else FAR
        rows[4, block] = said[last] if last >= 0 else 0
        rows[5, block] = most[last] if last >= 0 else 0
        headlines += level[block] == 1


@kernel
def _describe_whole(sums: Ints, level: Rows, title: Rows, kinds: int, rows: Rows) -> None:
    """What the page is, the same for each block."""
    headlines = most = 0
    for block in range(level.size):
        headlines += level[block] == 1
        most = max(most, title[block])
    last = sums.shape[1] - 1
    rows[0, :] = bound(level.size)
    rows[1, :] = bound(sums[0, last])
    rows[2, :] = bound(sums[1, last])
    rows[3, :] = sums[2, last] * 1000 // max(1, sums[3, last])
    rows[4, :] = bound(headlines)
    rows[5, :] = most
    for kind in range(rows.shape[0] - 6):
        rows[6 + kind, :] = kinds >> kind & 1
