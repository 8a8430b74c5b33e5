"""How the network of `cleantext.page.classifier.network` is trained: the same layers in torch.

The loss is what is measured, made smooth: each page's precision and recall in words, where a
block counts as much as it is likely to be kept; and, to learn at all, the cross-entropy of its
blocks. Pages count alike, however long they are.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from texts import MOST_WORDS
from torch import Tensor, nn
from torch.nn import functional

from cleantext.page.classifier.network import (
    ACTIVATION_UNIT,
    CLASSES,
    MOST_ACTIVE,
    WEIGHT_UNIT,
    Network,
)

BORDERS = 20
FEW_BORDERS = 3
"""A feature with fewer borders is the same on nearly all blocks: of what it is on the others the
network would see little, or nothing where there is one border."""
RATE = 2e-3
LEFT_OUT = 0.35
"""Of half of the pages that are thinned this share is left out, of the others a run of blocks."""
LEAST_THINNED = 8
"""A page with no more blocks is shown whole."""
BATCH_BLOCKS = 6000
MOST_BLOCKS = 1500
"""Of a longer page, a part of so many blocks is drawn each time."""

PORTABLE = {"MKL_CBWR": "COMPATIBLE", "ATEN_CPU_CAPABILITY": "default"}
"""Set before they load, these make MKL and torch choose their order of adding alike everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a network is built, and how long and how strictly it learns.

    ``classes`` are the places of the features that are classes. The share ``thinned`` of the pages
    is shown without some of their blocks, each time without others; ``measured`` is what lacking
    precision and recall count beside the cross-entropy; ``rare`` is how many borders there are
    between the rare values of a feature that is nearly always the same.
    """

    classes: tuple[int, ...] = ()
    channels: int
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 1)
    epochs: int
    dropout: float
    decay: float
    thinned: float
    measured: float
    rare: int = 0


@dataclass(slots=True, eq=False)
class Sample:
    """A page to learn from: inputs, labels, words, what it counts and what its recall counts.

    ``inputs`` are in `ACTIVATION_UNIT`. ``known`` is 0 for blocks of which nobody knows what they
    are: a page that has some is not measured as a whole. An epoch has every second of the pages
    that are ``halved``.
    """

    inputs: NDArray[np.int8]
    labels: NDArray[np.float32]
    words: NDArray[np.float32]
    counts: float
    harm: float = 1.0
    halved: bool = False
    known: NDArray[np.float32] | None = None


def make_repeatable() -> None:
    """From here on sums do not depend on what the processor can do, as far as torch and MKL go.

    To be called first: the script starts again where its environment does not say so. oneDNN makes
    its code for the processor it runs on, so it is not asked. That takes twice as long.

    Sources: oneMKL developer guide, "Obtaining Numerically Reproducible Results"; PyTorch notes,
    "Reproducibility".
    """
    if PORTABLE.items() - os.environ.items():
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **PORTABLE})
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.backends.mkldnn.set_flags(_enabled=False)


def find_borders(features: Sequence[NDArray[Any]], recipe: Recipe) -> NDArray[np.int64]:
    """Quantiles of each feature that is no class, a row each, filled up with the largest int64."""
    joined = np.concatenate(features[::7])
    numbers = np.delete(np.arange(joined.shape[1]), recipe.classes)
    borders = np.full((len(numbers), BORDERS + 1), np.iinfo(np.int64).max)
    for row, number in zip(borders, numbers, strict=True):
        column = joined[:, number]
        found = _find_quantiles(column, 0.03, BORDERS)
        if recipe.rare and len(found) < FEW_BORDERS:
            values, counts = np.unique(column, return_counts=True)
            rare = column[column != values[counts.argmax()]]
            found = np.union1d(found, _find_quantiles(rare, 0.1, recipe.rare))
        row[: len(found)] = found
    return borders


def _find_quantiles(column: NDArray[Any], outside: float, count: int) -> NDArray[Any]:
    """So many quantiles, without those that are the same; what is ``outside`` has none."""
    if not len(column):
        return column
    shares = np.linspace(outside, 1 - outside, count)
    return np.unique(np.quantile(column, shares, method="nearest"))


def make_reader(recipe: Recipe, borders: NDArray[np.int64]) -> Network:
    """A network that has learned nothing, to read inputs with."""
    layers = Layers(len(borders) + len(recipe.classes) * CLASSES, recipe)
    return Network.from_arrays(quantize(layers, recipe, borders))


class Layers(nn.Module):
    """The layers, in floating point."""

    def __init__(self, size: int, recipe: Recipe) -> None:
        super().__init__()
        width = recipe.channels
        self.first = nn.Linear(size, width)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in recipe.dilations
        )
        self.page = nn.Linear(2 * width, width)
        self.middle = nn.Linear(width, width)
        self.last = nn.Linear(width, 1)
        self.drop = nn.Dropout(recipe.dropout)

    def forward(self, inputs: Tensor, mask: Tensor) -> Tensor:
        """The logarithm of the odds of each block; ``mask`` is 0 where a page has no more."""
        here = mask[:, None]
        active = functional.relu(self.first(self.drop(inputs))).transpose(1, 2) * here
        for index, layer in enumerate(self.layers):
            if index == len(self.layers) // 2:
                mean = active.sum(2) / mask.sum(1)[:, None]
                most = (active - (1 - here) * 99).amax(2)
                seen = functional.relu(self.page(torch.cat([mean, most], 1)))
                active = (active + seen[:, :, None]) * here
            active = (active + functional.relu(layer(self.drop(active)))) * here
        middle = functional.relu(self.middle(self.drop(active.transpose(1, 2))))
        return self.last(middle)[..., 0]


def train(samples: Sequence[Sample], recipe: Recipe, seed: int = 1) -> Layers:
    """The layers after all epochs."""
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    layers = Layers(samples[0].inputs.shape[1], recipe)
    optimizer = torch.optim.AdamW(layers.parameters(), lr=RATE, weight_decay=recipe.decay)
    steps = recipe.epochs * len(list(_batches(_epoch(samples, 0), np.random.default_rng(seed))))
    step = 0
    for epoch in range(recipe.epochs):
        chosen = _epoch(samples, epoch)
        for batch in _batches(chosen, generator):
            rate = min(1.0, step / 100) * max(0.02, 0.5 + 0.5 * np.cos(np.pi * step / steps))
            for group in optimizer.param_groups:
                group["lr"] = RATE * float(rate)
            loss = _lose(layers, [chosen[index] for index in batch], recipe, generator)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
            optimizer.step()
            step += 1
    return layers.eval()


def _epoch(samples: Sequence[Sample], epoch: int) -> list[Sample]:
    halved = [each for each in samples if each.halved]
    return [each for each in samples if not each.halved] + halved[epoch % 2 :: 2]


def _batches(samples: Sequence[Sample], generator: np.random.Generator) -> Iterator[list[int]]:
    """Pages of about one length together, the batches in any order."""
    sizes = [min(len(each.labels), MOST_BLOCKS) for each in samples]
    noisy = [size * (1 + 0.2 * generator.random()) for size in sizes]
    batches: list[list[int]] = [[]]
    longest = 0
    for index in sorted(range(len(samples)), key=noisy.__getitem__):
        longest = max(longest, sizes[index])
        if batches[-1] and longest * (len(batches[-1]) + 1) > BATCH_BLOCKS:
            batches.append([])
            longest = sizes[index]
        batches[-1].append(index)
    for place in generator.permutation(len(batches)):
        yield batches[place]


def _lose(
    layers: Layers, batch: Sequence[Sample], recipe: Recipe, generator: np.random.Generator
) -> Tensor:
    size = max(min(len(each.labels), MOST_BLOCKS) for each in batch)
    inputs = np.zeros((len(batch), size, batch[0].inputs.shape[1]), dtype=np.float32)
    mask, known, labels, words = np.zeros((4, len(batch), size), dtype=np.float32)
    for row, each in enumerate(batch):
        shown = _choose_blocks(len(each.labels), recipe.thinned, generator)
        part = slice(len(shown))
        inputs[row, part], mask[row, part] = each.inputs[shown], 1
        labels[row, part], words[row, part] = each.labels[shown], each.words[shown]
        known[row, part] = 1 if each.known is None else each.known[shown]
    columns = np.array([(each.counts, each.harm, each.known is None) for each in batch])
    counts, harm, is_whole = torch.from_numpy(columns.astype(np.float32).T)
    tensors = [torch.from_numpy(array) for array in (mask, known, labels, words)]
    scores = layers(torch.from_numpy(inputs) / ACTIVATION_UNIT, tensors[0])
    measured = is_whole * recipe.measured
    return (_lose_pages(scores, *tensors, harm, measured) * counts).sum() / 10


def _choose_blocks(total: int, thinned: float, generator: np.random.Generator) -> NDArray[np.intp]:
    """The blocks of a page that are shown this time, in their order: never none."""
    count = min(total, MOST_BLOCKS)
    start = int(generator.integers(0, total - count + 1))
    shown = np.arange(start, start + count)
    if count <= LEAST_THINNED or generator.random() >= thinned:
        return shown
    kept = np.ones(count, dtype=np.bool_)
    if generator.random() < 0.5:
        kept = generator.random(count) > LEFT_OUT
    else:
        first = int(generator.integers(0, count))
        kept[first : first + int(generator.integers(1, count // 3 + 1))] = False
    return shown[kept] if kept.any() else shown


def _lose_pages(
    scores: Tensor,
    mask: Tensor,
    known: Tensor,
    labels: Tensor,
    words: Tensor,
    harm: Tensor,
    measured: Tensor,
) -> Tensor:
    """Cross-entropy, and a part of what precision and recall lack; a number for each page."""
    weights = (words.clamp(max=MOST_WORDS) + 2) * mask * known
    weights = weights / (weights.sum(1) / 2 + (weights * labels).sum(1) / 2 + 100)[:, None]
    weights = weights * (1 + (harm[:, None] - 1) * labels)
    entropy = functional.binary_cross_entropy_with_logits(scores, labels, reduction="none")
    kept = torch.sigmoid(scores) * mask * words
    good, wanted = (kept * labels).sum(1), (words * labels).sum(1)
    precision, recall = good / (kept.sum(1) + 1), good / wanted.clamp(min=1)
    lacking = (1 - (precision + harm * recall) / (1 + harm)) * (wanted > 0)
    return (entropy * weights).sum(1) + lacking * measured


def quantize(layers: Layers, recipe: Recipe, borders: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """The arrays of the network: weights as int8, biases as int32."""
    convolutions = [layer for layer in layers.layers if isinstance(layer, nn.Conv1d)]
    arrays: dict[str, NDArray[Any]] = {
        "network.classes": np.array(recipe.classes, dtype=np.int16),
        "network.borders": borders,
        "network.dilations": np.array(recipe.dilations, dtype=np.int16),
        # torch: outputs, inputs, places; here: places, inputs, outputs.
        "network.layers": np.stack(
            [_weights(each.weight).transpose(2, 1, 0) for each in convolutions]
        ),
        "network.layer_biases": np.stack([_biases(each.bias) for each in convolutions]),
    }
    for name in ("first", "page", "middle", "last"):
        layer = getattr(layers, name)
        arrays[f"network.{name}"] = _weights(layer.weight).T
        arrays[f"network.{name}_bias"] = _biases(layer.bias)
    return arrays


def _weights(values: Tensor) -> NDArray[np.int8]:
    return np.rint(values.detach().numpy() * WEIGHT_UNIT).clip(-127, 127).astype(np.int8)


def _biases(values: Tensor | None) -> NDArray[np.int32]:
    assert values is not None
    unit = WEIGHT_UNIT * ACTIVATION_UNIT
    return (
        np.rint(values.detach().numpy() * unit)
        .clip(-MOST_ACTIVE * 64, MOST_ACTIVE * 64)
        .astype(np.int32)
    )
