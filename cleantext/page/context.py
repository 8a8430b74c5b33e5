"""What stands around each block of a page, and where in the page it stands, in numbers.

Boilerplate comes in runs and stories are long: how much running text lies before and after a
block, near and far, says more than the block itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.page.features import RUNNING_WORDS, SENTENCE_WORDS
from cleantext.page.measures import COLUMNS, SENTENCE_END, Ints, column

__all__ = ["NAMES", "add_context", "add_scores", "feature"]

_WINDOWS = (1, 2, 4, 8, 16, 48)
_NEAR = (-3, -2, -1, 1, 2, 3)
_NEAR_COLUMNS = (
    "words", "end", "first", "capitalized", "digits", "evidence_mean", "phrase", "breaks_after",
)  # fmt: skip
_CHANNELS = (
    "words", "running", "sentences", "short", "phrases", "evidence", "function_words", "capitals",
    "copies",
)  # fmt: skip
_LONG_WORDS = 200
_SHORT_WORDS = 4
_LIMIT = 32_000
_MOST_SCORE = 8_192
_PAGE = (
    "page_blocks", "page_words", "page_running", "page_running_share", "index", "index_from_end",
    "position", "words_before", "running_before", "blocks_to_running_before",
    "blocks_to_running_after", "words_to_running_before", "words_to_running_after", "run_blocks",
    "run_words",
)  # fmt: skip
NAMES = (
    *COLUMNS,
    *(f"{name}{near:+d}" for near in _NEAR for name in _NEAR_COLUMNS),
    *(f"{name}_{side}{size}" for size in _WINDOWS for side in ("before", "after")
      for name in _CHANNELS),
    *_PAGE,
)  # fmt: skip
"""The names of the features, in the order of a row."""


_PLACES = {name: index for index, name in enumerate(NAMES)}


def feature(name: str) -> int:
    """Where a feature stands in a row."""
    return _PLACES[name]


def add_context(measures: Ints) -> NDArray[np.int16]:
    """The features of each block: its measures, its neighbours', its windows', its page's.

    The result is int16 of shape (blocks, names), clipped to what 16 bits hold.
    """
    channels = _find_channels(measures)
    parts = [measures, _find_near(measures), _sum_windows(channels), _find_place(channels)]
    return _narrow(np.concatenate(parts, axis=1))


def _find_channels(measures: Ints) -> Ints:
    """What is summed over windows, a column each."""
    words = np.minimum(measures[:, column("words")], _LONG_WORDS)
    ends = measures[:, column("end")] == SENTENCE_END
    running = (words >= RUNNING_WORDS) & (measures[:, column("sentences")] > 0)
    return np.stack(
        [
            words,
            words * running,
            words * ((words >= SENTENCE_WORDS) & ends),
            ((words <= _SHORT_WORDS) & ~ends).astype(np.int64),
            (measures[:, column("phrase")] > 0).astype(np.int64),
            np.clip(measures[:, column("evidence_mean")], -100, 100),
            measures[:, column("function_words")],
            measures[:, column("capitalized")] // 8,
            (measures[:, column("copies")] > 1).astype(np.int64),
        ],
        axis=1,
    )


def _find_near(measures: Ints) -> Ints:
    """Some measures of the blocks near by; -1 beyond the page's ends."""
    count = len(measures)
    columns = [column(name) for name in _NEAR_COLUMNS]
    reach = max(_NEAR)
    padded = np.full((count + 2 * reach, len(columns)), -1, dtype=np.int64)
    padded[reach : reach + count] = measures[:, columns]
    return np.concatenate([padded[reach + n : reach + n + count] for n in _NEAR], axis=1)


def _sum_windows(channels: Ints) -> Ints:
    """The channels summed over windows before and after each block, the block left out."""
    count, width = channels.shape
    sums = np.zeros((count + 1, width), dtype=np.int64)
    np.cumsum(channels, axis=0, out=sums[1:])
    here = np.arange(count)[:, None]
    sizes = np.array(_WINDOWS)
    before = sums[here] - sums[np.maximum(here - sizes, 0)]
    after = sums[np.minimum(here + 1 + sizes, count)] - sums[here + 1]
    return np.stack([before, after], axis=2).reshape(count, -1)


def _find_place(channels: Ints) -> Ints:
    """Where in the page a block stands, and how far from running text."""
    count = len(channels)
    here = np.arange(count)
    words, running = _sum_up(channels[:, 0]), _sum_up(channels[:, 1])
    is_running = channels[:, 1] > 0
    last = np.maximum.accumulate(np.where(is_running, here, -1))
    following = np.minimum.accumulate(np.where(is_running, here, count)[::-1])[::-1]
    inside = np.where(is_running, here, last + 1)
    outside = np.where(is_running, here + 1, following)
    total = np.full(count, words[-1])
    total_running = np.full(count, running[-1])
    columns = [
        np.full(count, count),
        total,
        total_running,
        total_running * 1000 // np.maximum(total, 1),
        here,
        count - here,
        here * 1000 // count,
        words[:-1] * 1000 // np.maximum(total, 1),
        running[:-1] * 1000 // np.maximum(total_running, 1),
        np.where(last < 0, _LIMIT, here - last),
        np.where(following == count, _LIMIT, following - here),
        words[:-1] - words[np.maximum(last, 0)],
        words[np.minimum(following, count)] - words[:-1],
        outside - inside,
        words[outside] - words[inside],
    ]
    return np.stack(columns, axis=1)


def add_scores(features: NDArray[np.int16], scores: Ints) -> NDArray[np.int16]:
    """The features again, with what a first look at each block, its neighbours and the page gave.

    ``scores`` are the logarithms of the odds that each block belongs to the story (`forest`).
    """
    count = len(scores)
    here = np.arange(count)[:, None]
    sizes = np.array(_WINDOWS)
    low, high = np.maximum(here - sizes, 0), np.minimum(here + 1 + sizes, count)
    bounded = np.clip(scores, -_MOST_SCORE, _MOST_SCORE)
    words = np.minimum(features[:, column("words")], _LONG_WORDS) + np.int64(1)
    weighed = _sum_up(bounded * words)
    weights = _sum_up(words)
    before = (weighed[here] - weighed[low]) // np.maximum(weights[here] - weights[low], 1)
    after = (weighed[high] - weighed[here + 1]) // np.maximum(weights[high] - weights[here + 1], 1)
    story = np.flatnonzero(bounded > 0)
    first, last = (story[0], story[-1]) if len(story) else (count, -1)
    columns = [
        bounded,
        bounded - (bounded.max() if count else 0),
        np.full(count, weighed[-1] // max(1, int(weights[-1]))),
        np.full(count, words[story].sum()),
        here[:, 0] - first,
        here[:, 0] - last,
    ]
    return np.concatenate(
        [features, _narrow(np.stack(columns, axis=1)), _narrow(before), _narrow(after)], axis=1
    )


def _sum_up(values: Ints) -> Ints:
    """The sums of the first none, one, two ... values."""
    return np.concatenate([[0], np.cumsum(values)])


def _narrow(values: Ints) -> NDArray[np.int16]:
    return np.clip(values, -_LIMIT, _LIMIT).astype(np.int16)
