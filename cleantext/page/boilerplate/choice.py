"""Which line between story and boilerplate is the best on a page: learned, from a few that may be.

What is expected of a line (`selection.draw_line`) is right if the scores are what they say. What
they say depends on the page: on how much of it is surely boilerplate, on how much is doubtful, on
whether what would go lies before, within or after what would stay. A small forest has learned how
much better or worse than the expected line some others are, from pages whose scores are of a
network that never saw their sites.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.boilerplate.opening import find_opening
from cleantext.page.boilerplate.rules import SHORT_TEXT
from cleantext.page.boilerplate.selection import (
    CERTAINTY,
    MOST_SCORE,
    SCORE_UNIT,
    WORD,
    find_below,
    find_line,
    weigh_blocks,
)
from cleantext.page.classifier.forest import Forest
from cleantext.page.classifier.measures import Ints

__all__ = ["DrawnLines", "choose_unlike", "describe_lines", "find_below_chosen"]

LEVELS = (
    -3000, -2000, -1400, -1000, -700, -400, -200, 0, 200, 500, 900, 1400, 2000, 2800,
)  # fmt: skip
"""Lines that may be better than the expected one, besides keeping all that no rule removes."""
LEAST_KEPT = 0.5
"""No line is chosen that keeps a smaller share of the words that the expected one keeps."""
LEAST_REMOVED = 0.02
"""A line that would remove a smaller share of the text removes nothing."""
_SHARE = 1000
_FINE = 10_000
_MOST = 32_000
_QUARTER = 4
"""A mean chance is given in a quarter of its unit, so that it fits 16 bits."""
_UNSURE, _SURE, _SURELY_NOT = SCORE_UNIT, 3 * SCORE_UNIT, -2 * SCORE_UNIT
_Masks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class DrawnLines:
    """Lines that may be drawn on a page: each score to keep at least, and a row of features.

    The first is the expected one. No two keep the same blocks.
    """

    levels: list[int]
    rows: NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class _Blocks:
    """The blocks of a page that no rule removes.

    ``values`` has three rows: what each block weighs, and that times its score and its chance.
    ``total`` is what the whole page weighs, ``count`` how many blocks it has.
    """

    scores: Ints
    values: Ints
    running: _Masks
    total: int
    count: int


def choose_unlike(
    page: DescribedPage,
    scores: Sequence[int],
    settled: Collection[int] = (),
    headline: int | None = None,
) -> list[int]:
    """The blocks whose score is too low for the story; ``settled`` are those that go anyhow.

    The ``headline`` is the story's; where it is not known, what the page opens with is. About a
    short text the expected line decides alone; a text of which neither rules nor that line take
    anything is left as it is.
    """
    line = find_line(page, scores, settled)
    opening = find_opening(page, settled) if headline is None else {headline}
    expected = find_below(page, scores, line, settled, opening)
    is_untouched = not settled and not expected
    if is_untouched or sum(page.words) < SHORT_TEXT or len(settled) == len(scores):
        return expected
    lines = describe_lines(page, scores, settled, line if expected else -MOST_SCORE)
    best = int(_load_forest().score(lines.rows).argmax())
    if best == 0:
        return expected
    return find_below_chosen(page, scores, lines.levels[best], settled, opening)


def find_below_chosen(
    page: DescribedPage,
    scores: Sequence[int],
    level: int,
    settled: Container[int],
    opening: AbstractSet[int],
) -> list[int]:
    """The blocks below a line that is not the expected one; the arguments are `find_below`'s."""
    # What scores best among the running text is the story's, whatever is chosen.
    story = max(score for score, running in zip(scores, page.running, strict=True) if running)
    return find_below(page, scores, min(level, story), settled, opening, least=LEAST_REMOVED)


def describe_lines(
    page: DescribedPage, scores: Sequence[int], settled: Container[int], expected: int
) -> DrawnLines:
    """The lines among which the best is chosen, and what the forest reads of each."""
    left = [index for index in range(len(scores)) if index not in settled]
    bounded = np.minimum(np.maximum([scores[i] for i in left], -MOST_SCORE), MOST_SCORE)
    weights, chances = weigh_blocks(bounded, [page.words[i] for i in left])
    blocks = _Blocks(
        scores=bounded,
        values=np.array([weights, weights * bounded, weights * chances]),
        running=np.array([page.running[i] for i in left]),
        total=max(sum(page.words) * WORD, 1),
        count=len(scores),
    )
    levels = np.array([expected, -MOST_SCORE, *LEVELS])
    order = bounded.argsort(kind="stable")
    ranked = bounded[order]
    dropped = ranked.searchsorted(levels)
    sums = _sum_up(blocks.values[:, order])
    sums = sums[:, -1:] - sums[:, dropped]
    chosen = _choose_apart(dropped.tolist(), sums[0].tolist())
    levels, dropped, sums = levels[chosen], dropped[chosen], sums[:, chosen]
    edges = np.array([-MOST_SCORE, *ranked.tolist(), MOST_SCORE])
    kept = bounded >= levels[:, None]
    rows = np.concatenate(
        [
            _expect(blocks, sums),
            _shape(blocks, kept, sums, edges[dropped + 1], edges[dropped]),
            _describe_parts(blocks, kept, sums, edges[dropped]),
            np.repeat(_describe_page(blocks)[:, None], len(chosen), axis=1),
        ]
    )
    rows = np.minimum(np.maximum(rows, -_MOST), _MOST).astype(np.int16)
    return DrawnLines(levels.tolist(), rows.T)


def _sum_up(values: Ints) -> Ints:
    """The sums of the first none, one, two ... of each row."""
    sums = np.zeros((len(values), values.shape[1] + 1), dtype=np.int64)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums


def _choose_apart(dropped: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """The lines that keep enough, and each other blocks than those before it."""
    first: dict[int, int] = {}
    for index, count in enumerate(dropped):
        first.setdefault(count, index)
    least = LEAST_KEPT * sizes[0]
    return [index for index in first.values() if sizes[index] >= least]


def _expect(blocks: _Blocks, sums: Ints) -> Ints:
    """Expected precision, recall and their sum, and how much more they are than the first's."""
    precision = sums[2] * _FINE // np.maximum(sums[0] * CERTAINTY, 1)
    recall = sums[2] * _FINE // max(1, int(blocks.values[2].sum()))
    values = np.array([precision, recall, precision + recall])
    return np.concatenate([values, values - values[:, :1]])


def _shape(blocks: _Blocks, kept: _Masks, sums: Ints, lowest: Ints, highest: Ints) -> Ints:
    """How much is kept, in how many runs, and the scores on both sides of the line."""
    runs = kept[:, 0] + (kept[:, 1:] > kept[:, :-1]).sum(axis=1)
    share = runs * _SHARE // np.maximum(kept.sum(axis=1), 1)
    return np.array([sums[0] * _SHARE // blocks.total, runs, share, lowest, highest])


def _describe_parts(blocks: _Blocks, kept: _Masks, sums: Ints, highest: Ints) -> Ints:
    """What goes before, after, within the kept; what is kept more, and less, than expected.

    Of each part its share of the text, its mean score and chance, and its highest score.
    """
    scores, count = blocks.scores, len(blocks.scores)
    place = np.arange(count)
    first, last = kept.argmax(axis=1), count - kept[:, ::-1].argmax(axis=1)
    is_within = (place >= first[:, None]) & (place < last[:, None]) & ~kept
    run = _sum_up(blocks.values)
    before, after = run[:, first], run[:, -1:] - run[:, last]
    within = run[:, -1:] - before - after - sums
    change = sums - sums[:, :1]
    more, fewer = change[0] > 0, change[0] < 0
    parts = np.array([before, after, within, change * more, -change * fewer])
    rising = np.maximum.accumulate(np.array([-MOST_SCORE, *scores.tolist()]))
    falling = np.maximum.accumulate(np.array([-MOST_SCORE, *scores[::-1].tolist()]))
    most = (
        rising[first],
        falling[count - last],
        np.where(is_within, scores, -MOST_SCORE).max(axis=1),
        np.where(more, highest[0], -MOST_SCORE),
        np.where(fewer, highest, -MOST_SCORE),
    )
    sizes = np.maximum(parts[:, 0], 1)
    rows = np.array(
        [
            parts[:, 0] * _SHARE // blocks.total,
            parts[:, 1] // sizes,
            parts[:, 2] // (_QUARTER * sizes),
            np.array(most),
        ]
    )
    return rows.reshape(-1, len(kept))


def _describe_page(blocks: _Blocks) -> Ints:
    """What holds of the whole page: its size, how much of it is sure or not, its best and mean."""
    scores, weights = blocks.scores, blocks.values[0]
    size, scored, good = blocks.values.sum(axis=1).tolist()
    masks = (blocks.running, scores < _SURELY_NOT, abs(scores) < _UNSURE, scores > _SURE)
    return np.array(
        [
            blocks.total // WORD,
            blocks.count,
            size * _SHARE // blocks.total,
            *(int(weights[mask].sum()) * _SHARE // size for mask in masks),
            scores[blocks.running].max(initial=-MOST_SCORE),
            scored // size,
            good // (_QUARTER * size),
        ]
    )


@cache  # constant data of the package, read at its first use so that importing stays cheap
def _load_forest() -> Forest:
    with files("cleantext.page").joinpath("weights/line.npz").open("rb") as stream:
        return Forest.from_arrays(np.load(stream, allow_pickle=False), "line")
