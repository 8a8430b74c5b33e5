"""All that the classifier reads of each block of a page: its looks, its place and its words.

Boilerplate comes in runs and stories are long: how much running text lies before and after a
block says as much as the block itself. What the blocks near by look like is not in here, since
the network (`network`) sees them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleantext.page.classifier import vocabulary
from cleantext.page.classifier.lexicon import Lexicon, load_prose
from cleantext.page.classifier.measures import COLUMNS, Ints, column
from cleantext.page.features import RUNNING_WORDS

__all__ = ["NAMES", "add_context", "feature"]

_LONG_WORDS = 200
_LIMIT = 32_000
_PLACE = (
    "page_blocks", "page_words", "page_running", "page_running_share", "index", "index_from_end",
    "position", "words_before", "running_before", "blocks_to_running_before",
    "blocks_to_running_after", "words_to_running_before", "words_to_running_after", "run_blocks",
    "run_words",
)  # fmt: skip
NAMES = (*COLUMNS, *_PLACE, *vocabulary.COLUMNS)
"""The names of the features, in the order of a row."""


_PLACES = {name: index for index, name in enumerate(NAMES)}


def feature(name: str) -> int:
    """Where a feature stands in a row."""
    return _PLACES[name]


def add_context(texts: Sequence[str], measures: Ints, prose: Lexicon | None = None) -> Ints:
    """The features of each block: its measures, its place, and its words among the page's.

    The result is int64 of shape (blocks, names). ``texts`` are those of a whole page's blocks, and
    ``measures`` those of `measure_blocks`; ``prose`` is what words of running text say, by default
    the lexicon that comes with the package.
    """
    words = vocabulary.read_vocabulary(texts, measures, prose or load_prose())
    return np.concatenate([measures.T, _find_place(measures), words.T]).T


def _find_place(measures: Ints) -> Ints:
    """Where in the page a block stands, and how far from running text; a row for each name."""
    count = len(measures)
    here = np.arange(count)
    lengths = np.minimum(measures[:, column("words")], _LONG_WORDS)
    is_running = (lengths >= RUNNING_WORDS) & (measures[:, column("sentences")] > 0)
    words, running = _sum_up(lengths), _sum_up(lengths * is_running)
    last = np.maximum.accumulate(np.where(is_running, here, -1))
    following = np.minimum.accumulate(np.where(is_running, here, count)[::-1])[::-1]
    inside = np.where(is_running, here, last + 1)
    outside = np.where(is_running, here + 1, following)
    total, total_running = int(words[-1]), int(running[-1])
    rows: tuple[Ints | int, ...] = (
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
    place = np.empty((len(_PLACE), count), dtype=np.int64)
    for row, values in zip(place, rows, strict=True):
        row[:] = values
    return np.minimum(place, _LIMIT, out=place)


def _sum_up(values: Ints) -> Ints:
    """The sums of the first none, one, two ... values."""
    sums = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=sums[1:])
    return sums
