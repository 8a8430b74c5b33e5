"""A small network that reads the blocks of a page in their order: the trained model.

Each block comes in as its features (`context`); convolutions look at its neighbours, ever farther
away (dilated: van den Oord et al. 2016, "WaveNet", section 2.1), and once at the page's mean and
its maximum. Weights and activations are small whole numbers: every sum stays below 2 to the 24 and
is exact in single precision, so that the scores are the same on every machine, in whatever order a
matrix product adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.page.context import NAMES, feature
from cleantext.page.forest import UNIT
from cleantext.page.measures import Ints

__all__ = ["ACTIVATION_UNIT", "CLASS_COLUMNS", "MOST_ACTIVE", "NUMBER_COLUMNS", "WEIGHT_UNIT",
           "Network"]  # fmt: skip

ACTIVATION_UNIT = 32
"""An activation of so much is 1."""
WEIGHT_UNIT = 256
"""A weight of so much is 1."""
MOST_ACTIVE = 511
"""No activation is larger."""
CLASSES = 16
CLASS_COLUMNS = ("first", "last", "end")
"""The features that are classes of characters; each class is an input of its own."""
NUMBER_COLUMNS = tuple(name for name in NAMES if name not in CLASS_COLUMNS)
"""The features that are numbers; an input is the place of a number among the borders."""

_NO_BORDER = np.iinfo(np.int64).max
"""What rows of borders are filled up with in the file."""
_SCORE = ACTIVATION_UNIT * WEIGHT_UNIT // UNIT
"""The unit of scores is so many units of activations times weights."""
_NUMBERS = [feature(name) for name in NUMBER_COLUMNS]
_MOST_NUMBER = np.iinfo(np.int32).max
"""Every border is below this number."""
_MOST_PRODUCTS = 200_000
"""OpenBLAS starts threads for a product of more than 262,144 multiplications."""
_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The whole weights of the layers, as float32, inputs by outputs.

    ``borders`` are rising numbers for each of `NUMBER_COLUMNS`; ``layers`` are the convolutions
    (before, here, after); biases are in the unit of activations times weights.
    """

    borders: tuple[Ints, ...]
    dilations: tuple[int, ...]
    layers: _Floats
    layer_biases: _Floats
    dense: Mapping[str, tuple[_Floats, _Floats]]
    _borders: NDArray[np.int32] = field(init=False, repr=False)
    _steps: NDArray[np.int16] = field(init=False, repr=False)
    _near: _Floats = field(init=False, repr=False)
    _near_biases: _Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        steps = np.array([len(row) for row in self.borders], dtype=np.int16)
        borders = np.full((len(self.borders), max(steps)), _MOST_NUMBER, dtype=np.int32)
        for row, known in zip(borders, self.borders, strict=True):
            row[: len(known)] = known
        object.__setattr__(self, "_borders", np.ascontiguousarray(borders.T)[:, :, None])
        object.__setattr__(self, "_steps", steps[:, None])
        # In the unit of activations, with the half that rounds: powers of two, so still exact.
        count, parts, width, _ = self.layers.shape
        scale = np.float32(1 / WEIGHT_UNIT)
        object.__setattr__(self, "_near", self.layers.reshape(count, parts * width, width) * scale)
        object.__setattr__(self, "_near_biases", self.layer_biases * scale + np.float32(0.5))

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Network:
        """The network that the training script wrote."""
        floats = {
            name.removeprefix("network."): arrays[name].astype(np.float32)
            for name in arrays
            if name.startswith("network.")
        }
        return cls(
            borders=tuple(row[row < _NO_BORDER] for row in arrays["network.borders"]),
            dilations=tuple(arrays["network.dilations"].tolist()),
            layers=floats["layers"],
            layer_biases=floats["layer_biases"],
            dense={
                name: (floats[name], floats[f"{name}_bias"])
                for name in ("first", "page", "middle", "last")
            },
        )

    def score(self, features: Ints) -> Ints:
        """The logarithm of the odds that each block belongs to the story, in `forest.UNIT`.

        ``features`` are those of `add_context` for a whole page.
        """
        if not len(features):
            return np.zeros(0, dtype=np.int64)
        active = _rectify(self._apply("first", self.read(features)))
        middle = len(self.dilations) // 2
        for index, dilation in enumerate(self.dilations):
            if index == middle:
                active = _add(active, self._apply("page", _sum_up(active)))
            active = self._look_around(active, index, dilation)
        active = _rectify(self._apply("middle", active))
        score = self._apply("last", active)[:, 0].astype(np.int64)
        return (score + _SCORE // 2) // _SCORE

    def read(self, features: Ints) -> _Floats:
        """The inputs: places among the borders, -1 to 1, and a 1 for each class that holds."""
        count, numbers = len(features), len(NUMBER_COLUMNS)
        inputs = np.zeros((count, numbers + len(CLASS_COLUMNS) * CLASSES), dtype=np.float32)
        values = np.minimum(features.T[_NUMBERS], _MOST_NUMBER - 1).astype(np.int32)
        # All borders at once: a search in each column takes five times as long on a short page.
        found = (values >= self._borders).view(np.uint8).sum(axis=0, dtype=np.uint8)
        places = found * np.int16(2 * ACTIVATION_UNIT) // self._steps - np.int16(ACTIVATION_UNIT)
        inputs[:, :numbers] = places.T
        here = np.arange(count)
        for place, name in enumerate(CLASS_COLUMNS):
            classes = features[:, feature(name)]
            inputs[here, numbers + place * CLASSES + classes] = ACTIVATION_UNIT
        return inputs

    def _apply(self, name: str, inputs: _Floats) -> _Floats:
        weights, biases = self.dense[name]
        sums = _multiply(inputs, weights)
        sums += biases
        return sums

    def _look_around(self, active: _Floats, index: int, dilation: int) -> _Floats:
        """The activations after one more convolution; written out, as it takes half of the time."""
        count, width = active.shape
        padded = np.zeros((count + 2 * dilation, width), dtype=np.float32)
        padded[dilation:-dilation] = active
        near = np.concatenate((padded[:count], active, padded[2 * dilation :]), axis=1)
        sums = _multiply(near, self._near[index])
        sums += self._near_biases[index]
        np.floor(sums, out=sums)
        np.maximum(sums, np.float32(0), out=sums)
        sums += active
        np.minimum(sums, np.float32(MOST_ACTIVE), out=sums)
        return sums


def _multiply(inputs: _Floats, weights: _Floats) -> _Floats:
    """The matrix product, in parts that a BLAS library does at once, without threads of its own.

    The caller has processes, and threads that wait for each other by spinning slow all of them.
    """
    rows = max(1, _MOST_PRODUCTS // weights.size)
    product = np.empty((len(inputs), weights.shape[1]), dtype=np.float32)
    if len(inputs) <= rows:
        return np.matmul(inputs, weights, out=product)
    for start in range(0, len(inputs), rows):
        part = slice(start, start + rows)
        np.matmul(inputs[part], weights, out=product[part])
    return product


def _sum_up(active: _Floats) -> _Floats:
    """The mean over the page, rounded down, and the maximum."""
    mean = active.sum(axis=0, dtype=np.float64) // len(active)
    return np.concatenate([mean.astype(np.float32), active.max(axis=0)])[None]


def _rectify(sums: _Floats) -> _Floats:
    """Sums of products as activations: rounded to their unit, from 0 to the most."""
    active: _Floats = sums * np.float32(1 / WEIGHT_UNIT)
    active += np.float32(0.5)
    np.floor(active, out=active)
    np.maximum(active, np.float32(0), out=active)
    return np.minimum(active, np.float32(MOST_ACTIVE), out=active)


def _add(active: _Floats, sums: _Floats) -> _Floats:
    added: _Floats = active + _rectify(sums)
    np.minimum(added, np.float32(MOST_ACTIVE), out=added)
    return added
