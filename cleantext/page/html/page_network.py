"""The network of `network`, compiled: what it says of a page whose features are known.

All numbers are whole and below 2 to the 24, so that sums are the same in whatever order, and with
whatever instructions, a machine adds: the scores are those of `Network.score`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import START, constant, kernel, subroutine
from cleantext.page.classifier.network import (
    ACTIVATION_UNIT,
    MOST_ACTIVE,
    SCORE_STEP,
    WEIGHT_UNIT,
    Network,
)
from cleantext.page.html.block_text import Rows
from cleantext.page.html.markup import Ints
from cleantext.page.html.products import ROWS, WIDTH, Floats, add_products, count_reached

__all__ = ["PageNetwork"]

Layer = tuple[Floats, Floats]
"""Weights and biases."""

_PART = ROWS * WIDTH
"""So many blocks are read at a time: their inputs must fit a processor's cache."""
_ONE = constant(1)
_ZERO, _MOST = np.float32(0), np.float32(MOST_ACTIVE)
_UNIT = np.float32(ACTIVATION_UNIT)


@dataclass(frozen=True, slots=True, eq=False)
class PageNetwork:
    """The weights of a network, in the order in which the compiled loops read them.

    ``first``, ``layers``, ``page`` and ``middle`` are in the unit of activations, with the half
    that rounds in their biases; ``last`` is in that of activations times weights.
    """

    borders: Rows
    steps: Rows
    dilations: Ints
    layers: Layer
    first: Layer
    page: Layer
    middle: Layer
    last: Layer

    @classmethod
    def of(cls, network: Network) -> PageNetwork:
        """The same network, of whose features none is a class.

        Raises ValueError where its channels don't fill vectors of `WIDTH`.
        """
        channels = network.layers.shape[-1]
        if channels % WIDTH:
            raise ValueError(f"{channels} channels: a multiple of {WIDTH} is needed")
        first, page, middle = (_scale(*network.dense[name]) for name in ("first", "page", "middle"))
        return cls(
            np.minimum(network.borders, np.iinfo(np.int16).max).astype(np.int16),
            network.steps,
            np.array(network.dilations, dtype=np.int64),
            _scale(network.layers, network.layer_biases),
            first,
            page,
            middle,
            network.dense["last"],
        )

    def score(self, features: NDArray[np.int16]) -> Ints:
        """The logarithm of the odds that each block belongs to the story, in `forest.UNIT`.

        ``features`` are those of a whole page, a row for each block.
        """
        scores = np.empty(len(features), dtype=np.int64)
        _score(
            features.T, self.borders, self.steps, self.dilations, self.layers, self.first,
            self.page, self.middle, self.last, scores,
        )  # fmt: skip
        return scores


def _scale(weights: Floats, biases: Floats) -> Layer:
    """A layer in the unit of activations: divided by a power of two, so still exact."""
    scale = np.float32(1 / WEIGHT_UNIT)
    return np.ascontiguousarray(weights) * scale, biases * scale + np.float32(0.5)


@kernel
def _score(
    rows: Rows,
    borders: Rows,
    steps: Rows,
    dilations: Ints,
    layers: Layer,
    first: Layer,
    page: Layer,
    middle: Layer,
    last: Layer,
    scores: Ints,
) -> None:
    """Write the scores of all blocks of a page."""
    count, channels = rows.shape[1], first[0].shape[1]
    # Around the page stand blocks that are nothing, as far as a convolution looks.
    edge = START
    for dilation in dilations:
        edge = max(edge, dilation)
    active = np.zeros((count + 2 * edge + ROWS, channels), np.float32)
    sums = np.empty((count + ROWS, channels), np.float32)
    _fill(sums, first[1])
    _read(rows, borders, steps, first[0], sums)
    _add(sums, active, edge, count)
    for layer in range(dilations.size):
        if layer == dilations.size // 2:
            _fill(sums, page[1])
            _multiply(_sum_up(active[edge : edge + count]), START, page[0], sums, _ONE)
            _fill(sums, sums[0])
            _add(sums, active, edge, count)
        _fill(sums, layers[1][layer])
        for side in range(3):
            start = edge + (side - 1) * dilations[layer]
            _multiply(active, start, layers[0][layer, side], sums, count)
        _add(sums, active, edge, count)
    _fill(sums, middle[1])
    _multiply(active, edge, middle[0], sums, count)
    seen = np.zeros((count, channels), np.float32)
    _add(sums, seen, START, count)
    _write_scores(seen, last[0], last[1][0], scores)


@subroutine
def _write_scores(active: Floats, weights: Floats, bias: np.float32, scores: Ints) -> None:
    for block in range(scores.size):
        total = bias
        for channel in range(active.shape[1]):
            total += active[block, channel] * weights[channel, 0]
        scores[block] = (np.int64(total) + SCORE_STEP // 2) // SCORE_STEP


@subroutine
def _fill(sums: Floats, biases: Floats) -> None:
    for block in range(sums.shape[0]):
        for channel in range(sums.shape[1]):
            sums[block, channel] = biases[channel]


@subroutine
def _read(rows: Rows, borders: Rows, steps: Rows, weights: Floats, sums: Floats) -> None:
    """Add what the inputs say: each is the place of a feature among its borders, -1 to 1."""
    values = np.zeros((rows.shape[0], _PART), np.int16)
    inputs = np.empty((rows.shape[0], _PART), np.float32)
    for start in range(0, rows.shape[1], _PART):
        count = min(_PART, rows.shape[1] - start)
        for row in range(rows.shape[0]):
            for block in range(count):
                values[row, block] = rows[row, start + block]
            for block in range(0, count, WIDTH):
                count_reached(values, row, block, borders, steps[row], inputs, block)
            most = np.float32(steps[row])
            for block in range(_PART):
                place = np.floor(inputs[row, block] * np.float32(2) * _UNIT / most)
                inputs[row, block] = place - _UNIT
        _multiply(inputs.T, START, weights, sums[start:], count)


@subroutine
def _multiply(inputs: Floats, start: int, weights: Floats, sums: Floats, count: int) -> None:
    """Add the products of weights and of so many rows of inputs, the first one from ``start``."""
    for row in range(0, count, ROWS):
        for column in range(0, weights.shape[1], WIDTH):
            add_products(inputs, start + row, weights, column, sums, row)


@subroutine
def _add(sums: Floats, active: Floats, edge: int, count: int) -> None:
    """Add the sums, rounded down, to the activations, from 0 to the most."""
    for block in range(count):
        for channel in range(sums.shape[1]):
            total = max(np.floor(sums[block, channel]), _ZERO) + active[edge + block, channel]
            active[edge + block, channel] = min(total, _MOST)


@subroutine
def _sum_up(active: Floats) -> Floats:
    """The mean over the page, rounded down, and the maximum, as the first of `ROWS` rows."""
    count, channels = active.shape
    sums = np.zeros((ROWS, 2 * channels), np.float32)
    totals = np.zeros(channels, np.int64)
    for block in range(count):
        for channel in range(channels):
            totals[channel] += np.int64(active[block, channel])
            sums[0, channels + channel] = max(sums[0, channels + channel], active[block, channel])
    for channel in range(channels):
        sums[0, channel] = totals[channel] // max(count, 1)
    return sums
