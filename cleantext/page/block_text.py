"""What the text of each block of an HTML page looks like, in numbers."""

from __future__ import annotations

from collections import Counter

import numpy as np

from cleantext.page.markup import Ints, Words
from cleantext.page.names import Table, find_words, number_words, view_words
from cleantext.page.outline import CLASSES, Outline

__all__ = ["NAMES", "find_running", "measure_text", "number_title"]

RUNNING_WORDS = 12
"""A block with so many words, the end of a sentence and few links is running text."""
_LINKED = 500
_COUNTED = (
    "upper", "digit", "end", "comma", "colon", "quote", "bracket", "separator", "dash", "symbol",
    "rights", "unspaced", "letter",
)  # fmt: skip
_COLUMNS = [CLASSES.index(name) for name in _COUNTED]
_END = CLASSES.index("end")
_HEAD_WORDS = 16
"""So many words of a block's beginning are looked up."""
_FEW_WORDS = 3
NAMES = (
    "words", "characters", "capitals", "link_density", "first", "last", "copies", "copies_before",
    *(f"share_{name}" for name in _COUNTED),
    "evidence", "evidence_mean", "evidence_least", "evidence_most", "evidence_first", "function",
    "title",
)  # fmt: skip
"""The names of the measures. Shares are in thousandths; ``first`` and ``last`` are classes of
characters; ``evidence`` is what the words say, ``title`` the share that the page's title has."""


def measure_text(outline: Outline, evidence: Table, title: str) -> Ints:
    """A row for each of `NAMES`, a column for each block."""
    characters = outline.counts[:, 1:-1].sum(axis=1)
    per = np.maximum(characters, 1)
    words = np.maximum(outline.words, 1)
    return np.concatenate(
        [
            np.stack(
                [
                    outline.words,
                    characters,
                    outline.capitals * 1000 // words,
                    outline.linked * 1000 // per,
                    outline.first,
                    outline.last,
                ]
            ),
            _count_copies(outline.texts),
            outline.counts.T[_COLUMNS] * 1000 // per,
            _read_words(outline, evidence, number_title(title)),
        ]
    )


def find_running(measures: Ints, outline: Outline) -> Ints:
    """The words of each block that is running text, 0 for the others."""
    is_running = (measures[0] >= RUNNING_WORDS) & (measures[3] < _LINKED)
    is_running &= outline.counts[:, _END] > 0
    running: Ints = measures[0] * is_running
    return running


def _count_copies(texts: list[str]) -> Ints:
    """How often the page has each text, and how often before it."""
    totals = Counter(texts)
    seen = dict.fromkeys(texts, -1)
    before = [0] * len(texts)
    if len(totals) < len(texts):
        for index, text in enumerate(texts):
            seen[text] += 1
            before[index] = seen[text]
    return np.array([[totals[text] for text in texts], before])


def number_title(title: str) -> Words:
    """The numbers of the words of the page's title."""
    data = np.frombuffer(title.encode("utf-8", "surrogatepass") + b" ", dtype=np.uint8)
    starts, sizes = find_words(data, camel=False)
    return number_words(view_words(data)[starts], sizes)


def _read_words(outline: Outline, evidence: Table, title: Words) -> Ints:
    """What the first words of each block say, and how many of them are in the title."""
    count = len(outline.texts)
    starts, sizes = find_words(outline.data, camel=False)
    firsts = np.searchsorted(starts, outline.begins)
    numbers_of = np.minimum(np.append(firsts, len(starts))[1:] - firsts, _HEAD_WORDS)
    begins = np.cumsum(numbers_of) - numbers_of
    chosen = np.arange(int(numbers_of.sum())) + np.repeat(firsts - begins, numbers_of)
    found = np.zeros((7, count), dtype=np.int64)
    if not len(chosen):
        return found
    numbers = number_words(view_words(outline.data)[starts[chosen]], sizes[chosen])
    said, function = evidence.look_up(numbers).T
    sums = np.zeros((3, len(chosen) + 1), dtype=np.int64)
    np.cumsum(np.stack([said, function, np.isin(numbers, title)]), axis=1, out=sums[:, 1:])
    total, functions, titles = sums[:, begins + numbers_of] - sums[:, begins]
    filled = np.flatnonzero(numbers_of)
    found[0] = total
    found[1] = total * 8 // np.maximum(numbers_of, 1)
    found[2, filled] = np.minimum.reduceat(said, begins[filled])
    found[3, filled] = np.maximum.reduceat(said, begins[filled])
    found[4, filled] = said[begins[filled]]
    found[5] = functions
    found[6] = titles * 1000 // np.maximum(numbers_of, _FEW_WORDS)
    return found
