"""Which words a block shares with the rest of its page, and what the words of prose say.

A story comes back to its names and its subject. The teaser of another story, a notice, a comment
read like it, and have other words. What is weighed are a block's words of meaning: those of at
least `MEANING_LETTERS` letters that are no function words, each once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.page.classifier.lexicon import Lexicon
from cleantext.page.classifier.measures import column
from cleantext.page.classifier.word_hashes import Hashes, Ints, hash_words
from cleantext.page.features import RUNNING_WORDS

__all__ = ["COLUMNS", "read_vocabulary"]

MEANING_LETTERS = 4
"""A shorter word has no meaning that tells one subject from another."""
COLUMNS = (
    "meaning", "shared", "shared_blocks", "central", "prose_mean", "prose_against", "prose_known",
)  # fmt: skip
"""The words of meaning of a block; the share of them that other running text of the page has, in
thousandths; by how many blocks of it they are shared, in eighths of a thousand; how central the
block's words are to the page, where 1000 is its most central running text. Then, of all words: the
mean of what they say by the lexicon of prose, the mean of what speaks against the story, both in
1/16 of its unit, and the share that it knows, in thousandths."""

_MOST_SHARING = 8
_MOST_WEIGHT = 100
_MOST_CENTRAL = 3000
_ROUNDS = 2
_CENTER = 1000


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Each word of meaning in each block that has it, once."""

    words: Ints
    blocks: Ints
    blocks_of_word: Ints
    words_of_block: Ints

    def add_up(self, values: NDArray[np.generic]) -> Ints:
        """The sum of a value of each pair over the words of a block."""
        # Sums of whole numbers below 2 to the 53: exact in double precision.
        sums = np.bincount(self.blocks, weights=values, minlength=len(self.words_of_block))
        return sums.astype(np.int64)

    def spread(self, values: Ints) -> Ints:
        """The sum of a value of each block over the other blocks that have a pair's word."""
        here = values[self.blocks]
        sums = np.bincount(self.words, weights=here, minlength=len(self.blocks_of_word))
        return sums.astype(np.int64)[self.words] - here


def read_vocabulary(texts: Sequence[str], measures: Ints, prose: Lexicon) -> Ints:
    """A row for each block, int64 of shape (blocks, `COLUMNS`).

    ``texts`` and ``measures`` are those of the blocks of a whole page; ``prose`` says what words
    of running text say.
    """
    count = len(texts)
    hashes, sizes, counts = hash_words(texts)
    blocks = np.repeat(np.arange(count), counts)
    which, examples = _number(hashes)
    weights, is_function = prose.weigh(hashes[examples])
    has_meaning = (sizes[examples] >= MEANING_LETTERS) & ~is_function
    pairs = _pair(which, blocks, has_meaning, count)
    words = measures[:, column("words")]
    running = (words >= RUNNING_WORDS) & (measures[:, column("sentences")] > 0)
    own = np.maximum(pairs.words_of_block, 1)
    sharing = pairs.spread(running.astype(np.int64))
    said, total = weights[which], np.maximum(counts, 1)
    rows = (
        pairs.words_of_block,
        pairs.add_up(sharing > 0) * 1000 // own,
        pairs.add_up(np.minimum(sharing, _MOST_SHARING)) * 1000 // (own * _MOST_SHARING),
        _find_center(pairs, np.minimum(words, _MOST_WEIGHT) * running, running),
        _sum_blocks(said, blocks, count) * 16 // total,
        _sum_blocks(np.maximum(said, 0), blocks, count) * 16 // total,
        _sum_blocks(said != 0, blocks, count) * 1000 // total,
    )
    return np.array(rows).T


def _number(hashes: Hashes) -> tuple[Ints, Ints]:
    """A number for each word, equal ones alike, and where a word of each number stands."""
    order = hashes.argsort()
    ordered = hashes[order]
    is_new = np.ones(len(order), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = is_new.cumsum() - 1
    return numbers, order[is_new]


def _pair(which: Ints, blocks: Ints, has_meaning: NDArray[np.bool_], count: int) -> _Pairs:
    chosen = has_meaning[which]
    keys = np.sort(which[chosen] * np.int64(count) + blocks[chosen])
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    words, holders = np.divmod(keys, count)
    return _Pairs(
        words,
        holders,
        np.bincount(words, minlength=len(has_meaning)),
        np.bincount(holders, minlength=count),
    )


def _find_center(pairs: _Pairs, weights: Ints, running: NDArray[np.bool_]) -> Ints:
    """How central each block is: a block is, whose words are those of central running text.

    Two rounds of what ranks pages by their links (Mihalcea and Tarau 2004, "TextRank", section 2),
    over the words that blocks share.
    """
    own = np.maximum(pairs.words_of_block, 1)
    central: Ints = np.full(len(weights), _CENTER)
    for _ in range(_ROUNDS):
        received = pairs.add_up(pairs.spread(weights * np.minimum(central, _CENTER))) // own
        most = max(1, int(received[running].max(initial=0)))
        central = received * _CENTER // most
    bounded: Ints = np.minimum(central, _MOST_CENTRAL)
    return bounded


def _sum_blocks(values: NDArray[np.generic], blocks: Ints, count: int) -> Ints:
    return np.bincount(blocks, weights=values, minlength=count).astype(np.int64)
