"""Where a page's own table of contents leads: the parts of a book, a manual, a list of questions.

Such a page has chapters of many kinds, and whole ones look unlike the others: options, a glossary,
what a later edition brought. What the page itself lists as its parts belongs to it all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_to_bytes

import numpy as np

from cleantext.page.html.markup import Ints, Markup
from cleantext.page.html.outline import Outline

__all__ = ["find_listed"]

LEAST_ENTRIES = 24
"""A table of contents with fewer entries may be that of an article, which has advertisements, the
teasers of other articles and calls to buy between its parts."""
LEAST_PAGE = 0.5
"""What it leads to is at least this share of the page's blocks."""
LEAST_RISING = 0.5
"""At least this share of its links lead ever farther down; those of an index lead anywhere."""
LINKED = 500
"""Of an entry so many thousandths are links, at least: a sentence that refers to a part is none."""
NEAR = 3
"""The next entry stands within so many blocks."""
HERE = 2
"""A link that leads no farther than so many blocks is the address of what it stands at."""
_LETTERS = 2
"""An entry has so many letters: numbers and arrows lead to notes, and back."""
_LINK = re.compile(rb' href="#([^"]++)"')
_NAME = re.compile(rb' (?:id|name)="([^"]++)"')


def find_listed(markup: Markup, outline: Outline, densities: Ints) -> range:
    """The blocks from the first to the last part that the page's table of contents leads to.

    ``densities`` are the link densities of the blocks, in thousandths. None where the page has no
    table of contents, or only of a few parts. Wrong where another list of links leads down a page
    in its order, such as that of the members whose posts follow.
    """
    data = markup.data.tobytes()
    if data.count(b' href="#') < LEAST_ENTRIES:
        return range(0)
    links = [*_find_links(data, markup, outline, densities)]
    targets = _find_targets(data, markup, outline, {name for _, name in links})
    parts = max(map(_find_rising, _find_lists(links, targets)), key=len, default=[])
    if len(parts) < LEAST_ENTRIES:
        return range(0)
    listed = range(parts[0], parts[-1])
    return listed if len(listed) >= LEAST_PAGE * len(outline.texts) else range(0)


def _find_links(
    data: bytes, markup: Markup, outline: Outline, densities: Ints
) -> Iterator[tuple[int, bytes]]:
    """The links of entries to places in the page: the block of each, and the place's name."""
    found = [*_LINK.finditer(data)]
    blocks = np.searchsorted(outline.places, _find_tags(markup, found), side="right") - 1
    linked = set(np.flatnonzero(densities >= LINKED).tolist()).intersection(blocks.tolist())
    entries = {block for block in linked if _has_letters(outline.texts[block])}
    for block, link in zip(blocks.tolist(), found, strict=True):
        if block in entries:
            yield block, unquote_to_bytes(link[1])


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _LETTERS


def _find_targets(
    data: bytes, markup: Markup, outline: Outline, wanted: set[bytes]
) -> dict[bytes, int]:
    """The blocks at which these names stand; of elements of one name the first counts."""
    found = [name for name in _NAME.finditer(data) if name[1] in wanted]
    blocks = np.searchsorted(outline.places, _find_tags(markup, found)).tolist()
    return {name[1]: block for name, block in zip(reversed(found), reversed(blocks), strict=True)}


def _find_tags(markup: Markup, found: Sequence[re.Match[bytes]]) -> Ints:
    """The tags in which attributes stand."""
    starts = np.array([match.start() for match in found], dtype=np.int64)
    return np.searchsorted(markup.starts, starts, side="right") - 1


def _find_lists(
    links: Sequence[tuple[int, bytes]], targets: dict[bytes, int]
) -> Iterator[list[int]]:
    """Links that stand together: for each of a list, to which block it leads."""
    entries: list[int] = []
    last = 0
    for block, name in links:
        target = targets.get(name, block)
        if abs(target - block) <= HERE:
            continue
        if entries and block - last > NEAR:
            yield entries
            entries = []
        entries.append(target)
        last = block
    yield entries


def _find_rising(entries: Sequence[int]) -> list[int]:
    """The longest rising sequence among the entries, if it is most of them.

    Found as in Fredman (1975, "On computing the length of longest increasing subsequences").
    """
    ends: list[int] = []  # for each length, where its sequence with the lowest end has that end
    before: list[int] = []
    for place, entry in enumerate(entries):
        length = bisect_left(ends, entry, key=entries.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [place]
    if len(ends) < LEAST_RISING * len(entries) or not ends:
        return []
    rising = [ends[-1]]
    while before[rising[-1]] >= 0:
        rising.append(before[rising[-1]])
    return [entries[place] for place in reversed(rising)]
