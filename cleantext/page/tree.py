"""What an HTML page says of its blocks, in numbers: a row of features for each block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.page import block_text
from cleantext.page.block_text import measure_text
from cleantext.page.head import KINDS, Head
from cleantext.page.markup import Ints, Markup
from cleantext.page.names import Table, find_attributes
from cleantext.page.outline import Outline
from cleantext.page.surroundings import (
    ANCESTORS,
    AROUND,
    FAR,
    INSIDE,
    MEASURES,
    NEAR,
    OWN,
    WINDOWS,
    Surroundings,
)
from cleantext.page.zones import ZONES

__all__ = ["FEATURES", "Tree", "describe_page", "feature"]

_LIMIT = 32_000


def _first_names(groups: tuple[str, ...]) -> list[str]:
    return [group.split()[0] for group in groups]


FEATURES = (
    *block_text.NAMES,
    *(f"inside_{name}" for name in _first_names(INSIDE)),
    *(f"own_{name}" for name in _first_names(OWN)), "level",
    *(f"in_{name}" for name in _first_names(AROUND)),
    *(f"zone_{name}" for name in ZONES), "hidden",
    "bad_names", "good_names", "depth",
    *(f"{name}_{level}" for name in (
        "names", "blocks", "words", "running", "links", "share", "running_share", "place", "tags",
        "alike", "alike_words",
    ) for level in range(ANCESTORS)),
    *(f"{name}{near:+d}" for near in NEAR for name in (
        "words", "link_density", "last", "evidence", "level")),
    *(f"{name}_{side}{size}" for name in ("words", "running", "linked")
      for side in ("before", "after") for size in WINDOWS),
    "index", "from_end", "position", "running_position", "to_running_before",
    "to_running_after", "inside_main", "main_depth", "from_main", "headlines_before", "from_title",
    "heading", "from_heading", "heading_says", "heading_says_most",
    "page_blocks", "page_words", "page_running", "page_links", "page_headlines", "page_title_share",
    *(f"is_{kind}" for kind in KINDS),
)  # fmt: skip
"""The names of the features, in the order of a row."""
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
    ancestor holds.
    """

    features: NDArray[np.int16]
    words: Ints
    densities: Ints
    begins: Ints
    ends: Ints

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
    text = measure_text(outline, words, head.title)
    page = Surroundings(markup, outline, text)
    attributes = find_attributes(markup)
    flags = page.find_flags(*attributes)
    parts = [
        text,
        page.count_inside(),
        page.name_own(),
        flags,
        page.measure_elements(*attributes[:2], names),
        page.look_near(text),
        page.sum_windows(),
        page.find_position(),
        _follow_headings(page, text),
        page.describe_whole(head, text),
    ]
    features = np.concatenate(parts, dtype=np.int32, casting="same_kind")
    np.clip(features, -_LIMIT, _LIMIT, out=features)
    return Tree(features.astype(np.int16).T, text[0], text[3], page.begins, page.ends)


def _follow_headings(page: Surroundings, text: Ints) -> Ints:
    """The headlines before each block, the page's title, and the last heading: what it says."""
    here, level = page.here, page.level
    headlines = np.cumsum(level == 1) - (level == 1)
    title = text[MEASURES["title"]]
    best = int(np.argmax(title + 200 * (level == 1) + 100 * (level == 2)))
    from_title = here - best if title[best] >= 400 else np.full(page.count, -FAR)
    last = np.maximum.accumulate(np.where(level > 0, here, -1))
    is_under = last >= 0
    return np.stack(
        [
            headlines,
            from_title,
            level[last] * is_under,
            np.where(is_under, here - last, FAR),
            text[MEASURES["evidence"]][last] * is_under,
            text[MEASURES["evidence_most"]][last] * is_under,
        ]
    )
