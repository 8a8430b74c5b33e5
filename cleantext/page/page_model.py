"""Which blocks of an HTML page belong to its story: two forests over what the tree says of them.

The first forest looks at each block, the second also at what the first said of the blocks around
it and of the elements that hold it (stacking: Wolpert 1992). Where the line is drawn is the page's
own affair: what is kept is that set of blocks, best first, whose expected F1 is the highest (Lewis
1995, "Evaluating and optimizing autonomous text classification systems"), so that a page whose
blocks all look doubtful still gives the best of them. ``tools/README.md`` says how it was trained.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel
from cleantext.page.block_text import RUNNING_WORDS, Rows, bound
from cleantext.page.elements import KINDS_OF_ELEMENTS
from cleantext.page.forest import UNIT, Forest
from cleantext.page.markup import Bools, Bytes, Ints
from cleantext.page.names import Table
from cleantext.page.tree import Tree, feature

__all__ = [
    "Choice",
    "add_scores",
    "choose_blocks",
    "explain_blocks",
    "find_copies",
    "load_tables",
    "score_tree",
]

MOST_SCORE = 8 * UNIT
"""Scores are bounded by this."""
LONG_WORDS = 200
"""A longer block counts as so many words when scores are averaged."""
DOUBT = 160
"""Scores count as so much lower when blocks are chosen: on news pages precision is worth more."""
HEADLINE = 0.3
"""A headline this likely is kept: it is too short to count where blocks are chosen."""
APART = 0.7
"""What the page sets apart needs this chance."""
CERTAIN = -4 * UNIT
"""A block with a lower score is never kept."""
_WINDOWS = (1, 4, 16)
_BESIDES = 7
"""So many of the second forest's own features come before those of elements and windows."""
_STEP = 16
_PART = 2
"""The elements around a block are a part of the page from this one on."""
_WHOLE = 1 << 16
# How likely a block is to belong to the story, by its score: whole numbers, the same everywhere.
_CHANCES = np.array(
    [
        round(_WHOLE / (1 + math.exp(-score / UNIT)))
        for score in range(-MOST_SCORE, MOST_SCORE + 1, _STEP)
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Which blocks are kept, and how likely each is to belong to the story, 0 to 1."""

    kept: Bools
    chances: NDArray[np.float64]

    def heed(self, tree: Tree) -> Choice:
        """The same with the headline, unless it is unlikely to be the story's, and without menus.

        What the page itself sets apart must be likely, if anything else is kept.
        """
        apart = (tree.column("in_nav") + tree.column("in_footer") > 0) & (self.chances < APART)
        kept = self.kept & ~apart
        if not kept.any():
            kept = self.kept
        return Choice(kept | (tree.is_headline & (self.chances >= HEADLINE)), self.chances)


def score_tree(tree: Tree) -> Ints:
    """The logarithm of the odds that each block belongs to the story, in `forest.UNIT`."""
    first, second = _load_forests()
    rows = tree.features.T
    again = np.concatenate([rows, add_scores(tree, _score(first, rows)).T])
    return _score(second, again)


def _score(forest: Forest, rows: Rows) -> Ints:
    """What `Forest.score` says of columns, compiled."""
    scores = np.full(rows.shape[1], forest.bias, dtype=np.int64)
    _sum_leaves(rows, forest.features, forest.borders, forest.leaves, scores)
    return scores


@kernel
def _sum_leaves(rows: Rows, features: Rows, borders: Rows, leaves: Rows, scores: Ints) -> None:
    levels, trees = features.shape
    places = np.empty(scores.size, np.int16)
    for tree in range(trees):
        places[:] = 0
        for level in range(levels):
            values, border = rows[features[level, tree]], borders[level, tree]
            for block in range(scores.size):  # compiled to vectors, as all is of one width
                places[block] = places[block] << 1 | (values[block] > border)
        for block in range(scores.size):
            scores[block] += leaves[tree, places[block]]


def add_scores(tree: Tree, scores: Ints) -> NDArray[np.int16]:
    """What a first look said of each block, its page, the elements around it and its neighbours."""
    count = _BESIDES + 4 * len(tree.begins) + 2 * len(_WINDOWS)
    columns = np.empty((count, len(scores)), np.int16)
    _add_scores(scores, tree.words, tree.begins, tree.ends, columns)
    _compare_alike(columns[0], tree.words, tree.kinds, columns[-2 * len(tree.kinds) :])
    return columns.T


@kernel
def _compare_alike(scores: Rows, words: Ints, kinds: Ints, rows: Rows) -> None:
    """Write what a first look said of the other blocks in elements of the same kind.

    ``scores`` are bounded. For each of the elements around a block: the mean score of the others,
    and which share of them was liked; for a block that is alone its own score, and -1.
    """
    sums = np.empty((3, KINDS_OF_ELEMENTS), np.int64)  # weights, of those liked, of their scores
    for level in range(kinds.shape[0]):
        for kind in kinds[level]:
            sums[:, kind] = 0
        for block in range(scores.size):
            weight = min(words[block], LONG_WORDS) + 1
            sums[0, kinds[level, block]] += weight
            sums[1, kinds[level, block]] += weight * (scores[block] > 0)
            sums[2, kinds[level, block]] += weight * scores[block]
        for block in range(scores.size):
            kind, score = kinds[level, block], scores[block]
            weight = min(words[block], LONG_WORDS) + 1
            others = sums[0, kind] - weight
            rows[2 * level, block], rows[2 * level + 1, block] = score, -1
            if others:
                rows[2 * level, block] = (sums[2, kind] - weight * score) // others
                liked = sums[1, kind] - weight * (score > 0)
                rows[2 * level + 1, block] = liked * 1000 // others


@kernel
def _add_scores(scores: Ints, words: Ints, begins: Ints, ends: Ints, rows: Rows) -> None:
    count = scores.size
    weight = np.zeros((3, count + 1), np.int64)  # of all blocks, of those liked, of their scores
    best, first, last = -MOST_SCORE, count, -1
    for block in range(count):
        score = max(-MOST_SCORE, min(MOST_SCORE, scores[block]))
        each = min(words[block], LONG_WORDS) + 1
        weight[0, block + 1] = weight[0, block] + each
        weight[1, block + 1] = weight[1, block] + each * (score > 0)
        weight[2, block + 1] = weight[2, block] + each * score
        rows[0, block] = score
        best = max(best, score)
        if score > 0:
            first, last = min(first, block), block
    for block in range(count):
        rows[1, block] = rows[0, block] - best
        rows[2, block] = weight[2, count] // weight[0, count]
        rows[3, block] = bound(weight[1, count])
        rows[4, block] = weight[1, count] * 1000 // weight[0, count]
        rows[5, block], rows[6, block] = bound(block - first), bound(block - last)
        row = _BESIDES
        for level in range(begins.shape[0]):
            begin, end = begins[level, block], ends[level, block]
            rows[row, block] = _mean(weight, begin, end)
            liked = weight[1, end] - weight[1, begin]
            rows[row + 1, block] = liked * 1000 // max(weight[0, end] - weight[0, begin], 1)
            row += 2
        for size in _WINDOWS:
            rows[row, block] = _mean(weight, max(block - size, 0), block)
            rows[row + 1, block] = _mean(weight, block + 1, min(block + 1 + size, count))
            row += 2


@kernel
def _mean(weight: Ints, begin: int, end: int) -> int:
    """The mean score of some blocks, by their weight."""
    held = max(weight[0, end] - weight[0, begin], 1)
    return int((weight[2, end] - weight[2, begin]) // held)


def choose_blocks(scores: Ints, words: Ints) -> Choice:
    """The blocks that are kept: the best ones, as many as give the highest expected F1.

    >>> choose_blocks(np.array([3000, -3000]), np.array([50, 50])).kept.tolist()
    [True, False]
    """
    bounded = np.minimum(np.maximum(scores, -MOST_SCORE), MOST_SCORE)
    chances = _CHANCES[(bounded + MOST_SCORE) // _STEP]
    least = _draw_line(bounded, words, np.argsort(-bounded, kind="stable"), _CHANCES)
    return Choice(bounded >= max(least, CERTAIN), chances / _WHOLE)


@kernel
def _draw_line(scores: Ints, words: Ints, order: Ints, chances: Ints) -> int:
    """The lowest score to keep; ``order`` is that of the scores, the highest first."""
    expected = np.empty(scores.size, np.int64)
    total = 0
    for index, block in enumerate(order):
        doubtful = max(scores[block] + MOST_SCORE - DOUBT, 0) // _STEP
        total += chances[doubtful] * words[block]
        expected[index] = total
    taken, highest, least = 0, -1.0, 0
    for index, block in enumerate(order):
        taken += words[block] * _WHOLE
        value = expected[index] / (taken + total + 1)
        if value > highest:
            highest, least = value, scores[block]
    return least


def find_copies(texts: Sequence[str], tree: Tree, choice: Choice) -> list[int]:
    """The blocks of running text that are kept once more, in another part of the page.

    Pages hold a story twice, for narrow screens and for wide ones. The first copy stays, so that
    the order of the story does. What repeats within one part of a page repeats on purpose.
    """
    twice = choice.kept & (tree.column("copies") > 1) & (tree.words >= RUNNING_WORDS)
    begins, ends = tree.begins[_PART], tree.ends[_PART]
    first: dict[str, int] = {}
    copies = []
    for index in np.flatnonzero(twice).tolist():
        other = first.setdefault(texts[index], index)
        if begins[index] != begins[other] or ends[index] != ends[other]:
            copies.append(index)
    return copies


_REASONS = (
    ("hidden", 1, "hidden"),
    ("in_nav", 1, "navigation"),
    ("in_footer", 1, "footer"),
    ("in_aside", 1, "aside"),
    ("in_button", 1, "form"),
    ("in_form", 1, "form"),
    ("zone_navigation", 1, "navigation"),
    ("zone_footer", 1, "footer"),
    ("zone_comment", 1, "comments"),
    ("zone_share", 1, "share"),
    ("zone_related", 1, "related"),
    ("zone_newsletter", 1, "newsletter"),
    ("zone_advertising", 1, "advertising"),
    ("zone_dialog", 1, "dialog"),
    ("link_density", 600, "links"),
    ("from_main", 1, "outside the element of the running text"),
)
"""What speaks against a block, by the feature that says so from some value on; the first counts."""
_SPEAKING = np.array([feature(name) for name, _, _ in _REASONS])
_LEAST = np.array([least for _, least, _ in _REASONS])
_TEXTS = [f"model: {text}" for *_, text in _REASONS]
_TEXTS += ["model: unlike the story", "model: reads like the story"]


def explain_blocks(tree: Tree, choice: Choice) -> list[str]:
    """What speaks for each block that is kept, and against each that is not, in words.

    These are the plainest of the model's reasons, not all of them.
    """
    found = np.empty(len(tree.words), dtype=np.uint8)
    _find_reasons(tree.features.T, choice.kept, _SPEAKING, _LEAST, found)
    return [_TEXTS[each] for each in found.tolist()]


@kernel
def _find_reasons(rows: Rows, kept: Bools, speaking: Ints, least: Ints, found: Bytes) -> None:
    """Find which of `_TEXTS` is the reason for each block."""
    for block in range(kept.size):
        reason = 0
        while reason < speaking.size and rows[speaking[reason], block] < least[reason]:
            reason += 1
        found[block] = speaking.size + 1 if kept[block] else reason


@cache  # constant data of the package, read at its first use so that importing stays cheap
def _load_forests() -> tuple[Forest, Forest]:
    with files("cleantext.page").joinpath("weights/html.npz").open("rb") as stream:
        arrays = np.load(stream, allow_pickle=False)
        return Forest.from_arrays(arrays, "first"), Forest.from_arrays(arrays, "second")


@cache  # the same
def load_tables() -> tuple[Table, Table]:
    """What the words of class and id say, and those of the text."""
    source = files("cleantext.page").joinpath("weights/html.json").read_text(encoding="utf-8")
    tables = json.loads(source)
    return Table.make(tables["names"], 1), Table.make(tables["words"], 2)
