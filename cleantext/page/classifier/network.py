"""A small network that reads the blocks of a page in their order: the trained model.

Each block comes in as its features (`context`, `tree`); convolutions look at its neighbours, ever
farther away (dilated: van den Oord et al. 2016, "WaveNet", section 2.1), and once at the page's
mean and its maximum. Weights and activations are small whole numbers: every sum stays below 2 to
the 24 and is exact in single precision, so that the scores are the same on every machine, in
whatever order a matrix product adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.page.classifier.forest import UNIT
from cleantext.page.classifier.measures import Ints

__all__ = ["ACTIVATION_UNIT", "CLASSES", "MOST_ACTIVE", "SCORE_STEP", "WEIGHT_UNIT", "Network"]

ACTIVATION_UNIT = 32
"""An activation of so much is 1."""
WEIGHT_UNIT = 256
"""A weight of so much is 1."""
MOST_ACTIVE = 511
"""No activation is larger."""
CLASSES = 16
"""A feature that is a class has so many values, from 0, and each is an input of its own."""

SCORE_STEP = ACTIVATION_UNIT * WEIGHT_UNIT // UNIT
"""The unit of scores is so many units of activations times weights."""
_MOST_NUMBER = np.iinfo(np.int32).max
"""Every border is below this number, and every feature is taken to be."""
_MOST_PRODUCTS = 200_000
"""OpenBLAS starts threads for a product of more than 262,144 multiplications."""
_MOST_ROWS = 1 << 12
"""So many blocks are looked at at once: what is made of each takes a kilobyte meanwhile."""
_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The whole weights of the layers, as float32, inputs by outputs.

    ``classes`` are the places of the features that are classes. ``borders`` has a row for each of
    the other features: as many rising numbers as ``steps`` says, among which its place is the
    input, and then numbers that no feature reaches. ``layers`` are the convolutions (before, here,
    after); biases are in the unit of activations times weights.
    """

    classes: tuple[int, ...]
    borders: NDArray[np.int32]
    dilations: tuple[int, ...]
    layers: _Floats
    layer_biases: _Floats
    dense: Mapping[str, tuple[_Floats, _Floats]]
    steps: NDArray[np.int16] = field(init=False, repr=False)
    _numbers: Ints = field(init=False, repr=False)
    _borders: NDArray[np.int32] = field(init=False, repr=False)
    _near: _Floats = field(init=False, repr=False)
    _near_biases: _Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        columns = np.arange(len(self.classes) + len(self.borders))
        steps = (self.borders < _MOST_NUMBER).sum(axis=1, dtype=np.int16)
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "_numbers", np.delete(columns, self.classes))
        object.__setattr__(self, "_borders", np.ascontiguousarray(self.borders.T)[:, :, None])
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
            classes=tuple(arrays["network.classes"].tolist()),
            borders=np.minimum(arrays["network.borders"], _MOST_NUMBER).astype(np.int32),
            dilations=tuple(arrays["network.dilations"].tolist()),
            layers=floats["layers"],
            layer_biases=floats["layer_biases"],
            dense={
                name: (floats[name], floats[f"{name}_bias"])
                for name in ("first", "page", "middle", "last")
            },
        )

    def score(self, inputs: _Floats) -> Ints:
        """The logarithm of the odds that each block belongs to the story, in `forest.UNIT`.

        ``inputs`` are those of a whole page, as `read` gives them.
        """
        if not len(inputs):
            return np.zeros(0, dtype=np.int64)
        active = _rectify(self._apply("first", inputs))
        del inputs  # of a page of very many lines an eighth of the memory
        middle = len(self.dilations) // 2
        for index, dilation in enumerate(self.dilations):
            if index == middle:
                active = _add(active, self._apply("page", _sum_up(active)))
            active = self._look_around(active, index, dilation)
        active = _rectify(self._apply("middle", active))
        score = self._apply("last", active)[:, 0].astype(np.int64)
        return (score + SCORE_STEP // 2) // SCORE_STEP

    def read(self, features: Ints) -> _Floats:
        """The inputs: places among the borders, -1 to 1, and a 1 for each class that holds.

        ``features`` are those of a whole page, a row for each block.
        """
        count, numbers = len(features), len(self.borders)
        inputs = np.zeros((count, numbers + len(self.classes) * CLASSES), dtype=np.float32)
        for part in _cut(count):
            inputs[part, :numbers] = self._find_places(features[part]).T
        here = np.arange(count)
        for place, column in enumerate(self.classes):
            inputs[here, numbers + place * CLASSES + features[:, column]] = ACTIVATION_UNIT
        return inputs

    def _find_places(self, features: Ints) -> NDArray[np.int16]:
        """Where each number stands among its borders, -1 to 1; a row for each feature."""
        values = np.minimum(features.T[self._numbers], _MOST_NUMBER - 1).astype(np.int32)
        # All borders at once: a search in each column takes five times as long on a short page.
        found = (values >= self._borders).view(np.uint8).sum(axis=0, dtype=np.uint8)
        places: NDArray[np.int16] = found * np.int16(2 * ACTIVATION_UNIT) // self.steps[:, None]
        places -= np.int16(ACTIVATION_UNIT)
        return places

    def _apply(self, name: str, inputs: _Floats) -> _Floats:
        weights, biases = self.dense[name]
        sums = np.empty((len(inputs), weights.shape[1]), dtype=np.float32)
        _multiply(inputs, weights, sums)
        sums += biases
        return sums

    def _look_around(self, active: _Floats, index: int, dilation: int) -> _Floats:
        """The activations after one more convolution; written out, as it takes half of the time."""
        count, width = active.shape
        padded = np.zeros((count + 2 * dilation, width), dtype=np.float32)
        padded[dilation:-dilation] = active
        sums = np.empty_like(active)
        for part in _cut(count):
            before, after = padded[part], padded[2 * dilation :][part]
            near = np.concatenate((before, active[part], after), axis=1)
            _multiply(near, self._near[index], sums[part])
        sums += self._near_biases[index]
        np.floor(sums, out=sums)
        np.maximum(sums, np.float32(0), out=sums)
        sums += active
        np.minimum(sums, np.float32(MOST_ACTIVE), out=sums)
        return sums


def _multiply(inputs: _Floats, weights: _Floats, product: _Floats) -> None:
    """The matrix product, in parts that a BLAS library does at once, without threads of its own.

    The caller has processes, and threads that wait for each other by spinning slow all of them.
    """
    rows = max(1, _MOST_PRODUCTS // weights.size)
    count, width = product.shape
    whole = count - count % rows
    if whole:
        stacked = inputs[:whole].reshape(-1, rows, inputs.shape[1])
        np.matmul(stacked, weights, out=product[:whole].reshape(-1, rows, width))
    if whole < count:
        np.matmul(inputs[whole:], weights, out=product[whole:])


def _cut(count: int) -> list[slice]:
    """The blocks of a page in runs of `_MOST_ROWS`."""
    starts = range(0, count, _MOST_ROWS)
    return [slice(start, min(start + _MOST_ROWS, count)) for start in starts]


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
