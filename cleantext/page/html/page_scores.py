"""How likely each block of an HTML page is to belong to its story: two forests and a network.

The first forest looks at each block, the second also at what the first said of the blocks around
it and of the elements that hold it (stacking: Wolpert 1992). The network reads the blocks in their
order (`network`). Forests and network err on other pages, so their scores are averaged.
``tools/README.md`` says how they were trained.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.page.classifier.forest import UNIT, Forest
from cleantext.page.classifier.network import Network
from cleantext.page.html.block_text import Rows, bound
from cleantext.page.html.elements import KINDS_OF_ELEMENTS
from cleantext.page.html.markup import Ints
from cleantext.page.html.names import Table
from cleantext.page.html.page_network import PageNetwork
from cleantext.page.html.products import WIDTH, find_leaf
from cleantext.page.html.tree import Tree

__all__ = [
    "MOST_SCORE",
    "Model",
    "add_scores",
    "join_scores",
    "load_model",
    "load_tables",
    "score_tree",
]

MOST_SCORE = 8 * UNIT
"""Scores are bounded by this."""
LONG_WORDS = 200
"""A longer block counts as so many words when scores are averaged."""
_WINDOWS = (1, 4, 16)
_BESIDES = 7
"""So many of the second forest's own features come before those of elements and windows."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What judges the blocks of a page."""

    first: Forest
    second: Forest
    network: PageNetwork


def score_tree(tree: Tree) -> Ints:
    """The logarithm of the odds that each block belongs to the story, in `forest.UNIT`."""
    model = load_model()
    rows = _widen(tree.features.T)
    first = _score(model.first, rows, len(tree.words))
    again = np.concatenate([rows, _widen(add_scores(tree, first).T)])
    second = _score(model.second, again, len(tree.words))
    return join_scores(second, model.network.score(tree.features))


def join_scores(forests: Ints, network: Ints) -> Ints:
    """The mean of both, neither surer than scores can be."""
    return (_bound(forests) + _bound(network)) // 2


def _bound(scores: Ints) -> Ints:
    """Scores as they count: `np.clip` takes five times as long on a short page."""
    bounded: Ints = np.minimum(np.maximum(scores, -MOST_SCORE), MOST_SCORE)
    return bounded


def _widen(rows: Rows) -> Rows:
    """The rows with `WIDTH` more columns: vectors are read beyond the last block."""
    wide = np.zeros((len(rows), rows.shape[1] + WIDTH), dtype=np.int16)
    wide[:, : rows.shape[1]] = rows
    return wide


def _score(forest: Forest, rows: Rows, count: int) -> Ints:
    """What `Forest.score` says of so many columns, compiled; `WIDTH` others follow them."""
    scores = np.full(count, forest.bias, dtype=np.int64)
    _sum_leaves(rows, forest.features, forest.borders, forest.leaves, scores)
    return scores


@kernel
def _sum_leaves(rows: Rows, features: Rows, borders: Rows, leaves: Rows, scores: Ints) -> None:
    # Numbers without a sign, or each would be looked at for being negative.
    places = np.empty((1, scores.size + WIDTH), np.uint16)
    for tree in range(features.shape[1]):
        own = leaves[tree]
        for block in range(0, scores.size, WIDTH):
            find_leaf(rows, block, features, borders, tree, places, block)
        for block in range(scores.size):
            scores[block] += own[places[0, block]]


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


@subroutine
def _mean(weight: Ints, begin: int, end: int) -> int:
    """The mean score of some blocks, by their weight."""
    held = max(weight[0, end] - weight[0, begin], 1)
    return int((weight[2, end] - weight[2, begin]) // held)


@cache  # constant data of the package, read at its first use so that importing stays cheap
def load_model() -> Model:
    """The forests and the network that come with the package."""
    with files("cleantext.page").joinpath("weights/html.npz").open("rb") as stream:
        arrays = np.load(stream, allow_pickle=False)
        first, second = (Forest.from_arrays(arrays, name) for name in ("first", "second"))
        return Model(first, second, PageNetwork.of(Network.from_arrays(arrays)))


@cache  # the same
def load_tables() -> tuple[Table, Table]:
    """What the words of class and id say, and those of the text."""
    source = files("cleantext.page").joinpath("weights/html.json").read_text(encoding="utf-8")
    tables = json.loads(source)
    return Table.make(tables["names"], 1), Table.make(tables["words"], 2)
