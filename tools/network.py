"""How the network of `cleantext.page.network` is trained: the same layers in torch.

The loss is what is measured, made smooth: each page's precision and recall in words, where a
block counts as much as it is likely to be kept; and, to learn at all, the cross-entropy of its
blocks. Pages count alike, however long they are. With one thread, the same data gives the same
weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from labels import STORY
from numpy.typing import NDArray
from texts import MOST_WORDS, Page
from torch import Tensor, nn
from torch.nn import functional

from cleantext.page.context import feature
from cleantext.page.network import (
    ACTIVATION_UNIT,
    CLASS_COLUMNS,
    CLASSES,
    MOST_ACTIVE,
    NUMBER_COLUMNS,
    WEIGHT_UNIT,
    Network,
)

CHANNELS = 48
DILATIONS = (1, 2, 4, 8, 16, 1)
BORDERS = 20
EPOCHS = 12
RATE = 2e-3
DROPOUT = 0.25
DECAY = 0.01
THINNED = 0.7
"""This share of the pages is shown without some of their blocks, each time without others ..."""
LEFT_OUT = 0.35
"""... half of those without this share of them, scattered, and the others without a run of them."""
LEAST_THINNED = 8
"""A page with no more blocks is shown whole."""
BATCH_BLOCKS = 6000
MOST_BLOCKS = 1500
"""Of a longer page, a part of so many blocks is drawn each time."""
WAYS = {"layout": 1.0, "naive": 0.7, "residue": 0.8, "main": 0.9, "gold": 0.8, "crop": 0.4}
SETS = {"wcxb_dev": 1.0, "newspaper": 1.6, "readability": 1.6, "sites": 1.0, "languages": 0.3,
        "snippets": 0.8}  # fmt: skip
NO_ARTICLE = 0.6
"""What a page of another type counts."""
HARM = 1.3
"""What recall counts more where little is boilerplate."""
NAIVE_EVERY = 2
"""An epoch has every second of the ``naive`` pages."""


@dataclass(slots=True, eq=False)
class Sample:
    """A page to learn from: inputs, labels, words, what it counts and what its recall counts.

    ``inputs`` are in `ACTIVATION_UNIT`.
    """

    inputs: NDArray[np.int8]
    labels: NDArray[np.float32]
    words: NDArray[np.float32]
    counts: float
    harm: float
    naive: bool


def find_borders(features: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Quantiles of each feature, a row each, filled up with the largest int64."""
    joined = np.concatenate(features[::7])
    shares = np.linspace(0.03, 0.97, BORDERS)
    borders = np.full((len(NUMBER_COLUMNS), BORDERS + 1), np.iinfo(np.int64).max)
    for row, name in zip(borders, NUMBER_COLUMNS, strict=True):
        found = np.unique(np.quantile(joined[:, feature(name)], shares, method="nearest"))
        row[: len(found)] = found
    return borders


def make_sample(page: Page, features: NDArray[np.int64], reader: Network) -> Sample:
    """The page as the network learns from it."""
    return Sample(
        inputs=reader.read(features).astype(np.int8),
        labels=(page.labels >= STORY).astype(np.float32),
        words=page.words.astype(np.float32) + np.float32(0.3),
        counts=WAYS[page.way] * SETS[page.set] * (1 if page.type == "article" else NO_ARTICLE),
        harm=HARM if page.way in ("residue", "main", "gold") else 1.0,
        naive=page.way == "naive",
    )


class Layers(nn.Module):
    """The layers, in floating point."""

    def __init__(self) -> None:
        super().__init__()
        size = len(NUMBER_COLUMNS) + len(CLASS_COLUMNS) * CLASSES
        self.first = nn.Linear(size, CHANNELS)
        self.layers = nn.ModuleList(
            nn.Conv1d(CHANNELS, CHANNELS, 3, padding=d, dilation=d) for d in DILATIONS
        )
        self.page = nn.Linear(2 * CHANNELS, CHANNELS)
        self.middle = nn.Linear(CHANNELS, CHANNELS)
        self.last = nn.Linear(CHANNELS, 1)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, inputs: Tensor, mask: Tensor) -> Tensor:
        """The logarithm of the odds of each block; ``mask`` is 0 where a page has no more."""
        here = mask[:, None]
        active = functional.relu(self.first(self.drop(inputs))).transpose(1, 2) * here
        for index, layer in enumerate(self.layers):
            if index == len(DILATIONS) // 2:
                mean = active.sum(2) / mask.sum(1)[:, None]
                most = (active - (1 - here) * 99).amax(2)
                seen = functional.relu(self.page(torch.cat([mean, most], 1)))
                active = (active + seen[:, :, None]) * here
            active = (active + functional.relu(layer(self.drop(active)))) * here
        middle = functional.relu(self.middle(self.drop(active.transpose(1, 2))))
        return self.last(middle)[..., 0]


def train(samples: Sequence[Sample], seed: int = 1) -> Layers:
    """The layers after `EPOCHS` times over the samples."""
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    layers = Layers()
    optimizer = torch.optim.AdamW(layers.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(list(_batches(_epoch(samples, 0), np.random.default_rng(seed))))
    step = 0
    for epoch in range(EPOCHS):
        chosen = _epoch(samples, epoch)
        for batch in _batches(chosen, generator):
            rate = min(1.0, step / 100) * max(0.02, 0.5 + 0.5 * np.cos(np.pi * step / steps))
            for group in optimizer.param_groups:
                group["lr"] = RATE * float(rate)
            loss = _lose(layers, [chosen[index] for index in batch], generator)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
            optimizer.step()
            step += 1
    return layers.eval()


def _epoch(samples: Sequence[Sample], epoch: int) -> list[Sample]:
    naive = [each for each in samples if each.naive]
    return [each for each in samples if not each.naive] + naive[epoch % NAIVE_EVERY :: NAIVE_EVERY]


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


def _lose(layers: Layers, batch: Sequence[Sample], generator: np.random.Generator) -> Tensor:
    size = max(min(len(each.labels), MOST_BLOCKS) for each in batch)
    inputs = np.zeros((len(batch), size, batch[0].inputs.shape[1]), dtype=np.float32)
    mask, labels, words = np.zeros((3, len(batch), size), dtype=np.float32)
    for row, each in enumerate(batch):
        shown = _choose_blocks(len(each.labels), generator)
        part = slice(len(shown))
        inputs[row, part], mask[row, part] = each.inputs[shown], 1
        labels[row, part], words[row, part] = each.labels[shown], each.words[shown]
    counts = torch.tensor([each.counts for each in batch])
    harm = torch.tensor([each.harm for each in batch])
    tensors = [torch.from_numpy(array) for array in (mask, labels, words)]
    scores = layers(torch.from_numpy(inputs) / ACTIVATION_UNIT, tensors[0])
    return (_lose_pages(scores, *tensors, harm) * counts).sum() / 10


def _choose_blocks(total: int, generator: np.random.Generator) -> NDArray[np.intp]:
    """The blocks of a page that are shown this time, in their order: never none."""
    count = min(total, MOST_BLOCKS)
    start = int(generator.integers(0, total - count + 1))
    shown = np.arange(start, start + count)
    if count <= LEAST_THINNED or generator.random() >= THINNED:
        return shown
    kept = np.ones(count, dtype=np.bool_)
    if generator.random() < 0.5:
        kept = generator.random(count) > LEFT_OUT
    else:
        first = int(generator.integers(0, count))
        kept[first : first + int(generator.integers(1, count // 3 + 1))] = False
    return shown[kept] if kept.any() else shown


def _lose_pages(
    scores: Tensor, mask: Tensor, labels: Tensor, words: Tensor, harm: Tensor
) -> Tensor:
    """Cross-entropy, and half of what precision and recall lack; a number for each page."""
    weights = (words.clamp(max=MOST_WORDS) + 2) * mask
    weights = weights / (weights.sum(1) / 2 + (weights * labels).sum(1) / 2 + 100)[:, None]
    weights = weights * (1 + (harm[:, None] - 1) * labels)
    entropy = functional.binary_cross_entropy_with_logits(scores, labels, reduction="none")
    kept = torch.sigmoid(scores) * mask * words
    good, wanted = (kept * labels).sum(1), (words * labels).sum(1)
    precision, recall = good / (kept.sum(1) + 1), good / wanted.clamp(min=1)
    lacking = (1 - (precision + harm * recall) / (1 + harm)) * (wanted > 0)
    return (entropy * weights).sum(1) + lacking / 2


def quantize(layers: Layers, borders: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """The arrays of the network: weights as int8, biases as int32."""
    convolutions = [layer for layer in layers.layers if isinstance(layer, nn.Conv1d)]
    arrays: dict[str, NDArray[Any]] = {
        "network.borders": borders,
        "network.dilations": np.array(DILATIONS, dtype=np.int16),
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
