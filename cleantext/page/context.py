"""What stands around each block of a page, and where in the page it stands, in numbers.

Boilerplate comes in runs and stories are long: how much running text lies before and after a
block, near and far, says more than the block itself.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cleantext.page.features import RUNNING_WORDS, SENTENCE_WORDS
from cleantext.page.measures import COLUMNS, SENTENCE_END, Ints, column

_Number = TypeVar("_Number", np.int16, np.int64)

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
_MOST_EVIDENCE = 100
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

    The result is int16 of shape (blocks, names), clipped to what 16 bits hold. In memory it lies
    column by column, as the forest reads it.
    """
    own = _narrow(measures.T)
    channels = _find_channels(own)
    parts = [own, _find_near(own), _sum_windows(channels), _narrow(_find_place(channels))]
    return np.concatenate(parts).T


def _find_channels(own: NDArray[np.int16]) -> NDArray[np.int32]:
    """What is summed over windows, a row each."""
    words = np.minimum(own[column("words")], _LONG_WORDS)
    ends = own[column("end")] == SENTENCE_END
    running = (words >= RUNNING_WORDS) & (own[column("sentences")] > 0)
    return np.array(
        [
            words,
            words * running,
            words * ((words >= SENTENCE_WORDS) & ends),
            (words <= _SHORT_WORDS) & ~ends,
            own[column("phrase")] > 0,
            _bound(own[column("evidence_mean")], _MOST_EVIDENCE),
            own[column("function_words")],
            own[column("capitalized")] // 8,
            own[column("copies")] > 1,
        ],
        dtype=np.int32,
    )


def _find_near(own: NDArray[np.int16]) -> NDArray[np.int16]:
    """Some measures of the blocks near by; -1 beyond the page's ends."""
    count = own.shape[1]
    reach = max(_NEAR)
    padded = np.full((len(_NEAR_COLUMNS), count + 2 * reach), -1, dtype=np.int16)
    padded[:, reach : reach + count] = own[[column(name) for name in _NEAR_COLUMNS]]
    return np.concatenate([padded[:, reach + n : reach + n + count] for n in _NEAR])


def _sum_windows(channels: NDArray[np.int32]) -> NDArray[np.int16]:
    """The channels summed over windows before and after each block, the block left out.

    No channel is so large that its sum over the largest window would not fit.
    """
    width, count = channels.shape
    sums = np.zeros((width, count + 1), dtype=np.int32)
    np.cumsum(channels, axis=1, out=sums[:, 1:])
    low, high = _find_windows(count)
    windows = np.empty((len(_WINDOWS), 2, width, count), dtype=np.int16)
    windows[:, 0] = (sums[:, None, :-1] - sums[:, low]).swapaxes(0, 1)
    windows[:, 1] = (sums[:, high] - sums[:, None, 1:]).swapaxes(0, 1)
    return windows.reshape(-1, count)


def _find_windows(count: int) -> tuple[Ints, Ints]:
    """Where each window before a block begins, and each after it ends, a row for each size."""
    here = np.arange(count)
    sizes = np.array(_WINDOWS)[:, None]
    return np.maximum(here - sizes, 0), np.minimum(here + 1 + sizes, count)


def _find_place(channels: NDArray[np.int32]) -> Ints:
    """Where in the page a block stands, and how far from running text; a row for each name."""
    count = channels.shape[1]
    here = np.arange(count)
    words, running = _sum_up(channels[0]), _sum_up(channels[1])
    is_running = channels[1] > 0
    last = np.maximum.accumulate(np.where(is_running, here, -1))
    following = np.minimum.accumulate(np.where(is_running, here, count)[::-1])[::-1]
    inside = np.where(is_running, here, last + 1)
    outside = np.where(is_running, here + 1, following)
    total, total_running = int(words[-1]), int(running[-1])
    place = np.empty((len(_PAGE), count), dtype=np.int64)
    for row, values in enumerate(
        (
            count,
            total,
            total_running,
            total_running * 1000 // max(total, 1),
            here,
            count - here,
            here * 1000 // count,
            words[:-1] * 1000 // max(total, 1),
            running[:-1] * 1000 // max(total_running, 1),
            np.where(last < 0, _LIMIT, here - last),
            np.where(following == count, _LIMIT, following - here),
            words[:-1] - words[np.maximum(last, 0)],
            words[np.minimum(following, count)] - words[:-1],
            outside - inside,
            words[outside] - words[inside],
        )
    ):
        place[row] = values
    return place


def add_scores(features: NDArray[np.int16], scores: Ints) -> NDArray[np.int16]:
    """The features again, with what a first look at each block, its neighbours and the page gave.

    ``scores`` are the logarithms of the odds that each block belongs to the story (`forest`).
    """
    count = len(scores)
    here = np.arange(count)
    low, high = _find_windows(count)
    bounded = _bound(scores, _MOST_SCORE)
    words = np.minimum(features[:, column("words")], _LONG_WORDS) + np.int64(1)
    weighed = _sum_up(bounded * words)
    weights = _sum_up(words)
    before = (weighed[:-1] - weighed[low]) // np.maximum(weights[:-1] - weights[low], 1)
    after = (weighed[high] - weighed[1:]) // np.maximum(weights[high] - weights[1:], 1)
    story = np.flatnonzero(bounded > 0)
    first, last = (story[0], story[-1]) if len(story) else (count, -1)
    rows = [
        bounded,
        bounded - (bounded.max() if count else 0),
        np.full(count, weighed[-1] // max(1, int(weights[-1]))),
        np.full(count, words[story].sum()),
        here - first,
        here - last,
    ]
    return np.concatenate([features.T, _narrow(np.concatenate([rows, before, after]))]).T


def _sum_up(values: NDArray[np.integer]) -> Ints:
    """The sums of the first none, one, two ... values."""
    sums = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


def _narrow(values: Ints) -> NDArray[np.int16]:
    return _bound(values, _LIMIT).astype(np.int16)


def _bound(values: NDArray[_Number], most: int) -> NDArray[_Number]:
    """The values, none of them beyond the bound on either side; `np.clip` is slow on few."""
    return np.minimum(np.maximum(values, -most), most)
