"""Which blocks of a page belong to its gold text, by shared runs of four words, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleantext.model import Block

SHINGLE = 4
STORY = 0.5
"""A block with this share of its words in gold belongs to the story."""
_WORD = re.compile(r"\w+")
_NEIGHBOURS = 3


def label_blocks(
    blocks: Sequence[Block], gold: str
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """For each block, the share of its words that stand in gold, and how many words it has.

    A shingle may reach over the blocks' borders, which is how a line of one word is found: with
    its neighbours. Where the page has a line more often than gold, the copies with the best
    neighbours count. A block without words goes with the worse of its neighbours.
    """
    tokens = [_WORD.findall(block.text) for block in blocks]
    counts = np.array([len(words) for words in tokens], dtype=np.int32)
    shares = _cover([word for words in tokens for word in words], counts, _WORD.findall(gold))
    _drop_surplus(blocks, tokens, shares, counts, gold)
    _fill_wordless(shares, counts)
    return shares.astype(np.float32), counts


def _cover(words: list[str], counts: NDArray[np.int32], gold: list[str]) -> NDArray[np.float64]:
    wanted = {tuple(gold[i : i + SHINGLE]) for i in range(max(1, len(gold) - SHINGLE + 1))}
    covered = np.zeros(len(words) + 1, dtype=np.int64)
    for i in range(len(words) - SHINGLE + 1):
        if tuple(words[i : i + SHINGLE]) in wanted:
            covered[i : i + SHINGLE] = 1
    sums = np.concatenate([[0], np.cumsum(covered)])
    ends = np.cumsum(counts)
    return (sums[ends] - sums[ends - counts]) / np.maximum(counts, 1)


def _drop_surplus(
    blocks: Sequence[Block],
    tokens: list[list[str]],
    shares: NDArray[np.float64],
    counts: NDArray[np.int32],
    gold: str,
) -> None:
    places: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if counts[index] and shares[index] >= STORY:
            places.setdefault(block.text, []).append(index)
    joined = " ".join(_WORD.findall(gold))
    weights = shares * np.minimum(counts, 30)

    def surroundings(index: int) -> float:
        near = range(max(0, index - _NEIGHBOURS), min(len(blocks), index + _NEIGHBOURS + 1))
        return float(sum(weights[i] / abs(i - index) for i in near if i != index))

    for copies in places.values():
        wanted = max(1, joined.count(" ".join(tokens[copies[0]])))
        if len(copies) > wanted:
            for index in sorted(copies, key=surroundings)[: len(copies) - wanted]:
                shares[index] = 0.0


def _fill_wordless(shares: NDArray[np.float64], counts: NDArray[np.int32]) -> None:
    with_words = np.flatnonzero(counts)
    if not len(with_words):
        return
    for index in np.flatnonzero(counts == 0):
        place = np.searchsorted(with_words, index)
        near = with_words[max(0, place - 1) : place + 1]
        shares[index] = shares[near].min()
