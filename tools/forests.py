"""Growing forests: of the classifier of HTML blocks, and of the line drawn on plain text.

Trees are grown by CatBoost and written down in whole numbers (`cleantext.page.classifier.forest`).
A page is measured by forests that never saw its site.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoost, CatBoostClassifier, Pool
from numpy.typing import NDArray
from records import WEIGHTS, say

from cleantext.page.classifier.forest import UNIT, Forest

SAMPLE = 0.4
"""How likely a block of mean weight is to be learned from; heavier ones are likelier."""

Rows = NDArray[np.int16]


def parse_arguments(description: str | None) -> argparse.Namespace:
    """The arguments of a training script."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--apart", nargs="*", default=[], help="sets that are only measured")
    parser.add_argument("--threads", type=int, default=1, help="more is faster, not the same bits")
    return parser.parse_args()


@dataclass(frozen=True)
class Lessons:
    """What is learned from: for each page its fold, whether it is learned from, labels, weights.

    Page i is in no fold where ``fold[i]`` is -1; ``labels`` are whether its blocks are the story's.
    """

    folds: range
    fold: Sequence[int]
    is_learned: Sequence[bool]
    labels: Sequence[NDArray[np.bool_]]
    weights: Sequence[NDArray[Any]]


@dataclass(frozen=True)
class Grower:
    """Grows forests of ``trees`` (CatBoost's parameters).

    The lightest blocks are learned from with ``least_chance``, those without weight never.
    """

    trees: dict[str, Any]
    least_chance: float
    threads: int
    started: float

    def train(
        self, lessons: Lessons, rows: Sequence[Rows], name: str
    ) -> tuple[Forest, list[NDArray[np.int64]]]:
        """The forest of all pages, and each page's scores by the forest that left its fold out."""
        forests = {}
        for left_out in (*lessons.folds, -1):
            chosen = [
                page
                for page, is_learned in enumerate(lessons.is_learned)
                if is_learned and lessons.fold[page] != left_out
            ]
            forests[left_out] = self._grow(lessons, rows, chosen)
            say(self.started, f"{name} forest without fold {left_out}")
        scores = [forests[fold].score(each) for fold, each in zip(lessons.fold, rows, strict=True)]
        return forests[-1], scores

    def _grow(self, lessons: Lessons, rows: Sequence[Rows], chosen: list[int]) -> Forest:
        labels = np.concatenate([lessons.labels[page] for page in chosen])
        weights = np.concatenate([lessons.weights[page] for page in chosen])
        # Most blocks are short lines that weigh little: fewer of them, each weighing more, will do.
        chances = weights / weights[weights > 0].mean() * SAMPLE
        chances = np.where(weights > 0, np.clip(chances, self.least_chance, 1), 0)
        drawn = np.random.default_rng(self.trees["random_seed"]).random(len(weights)) < chances
        features = np.concatenate([rows[page] for page in chosen])[drawn].astype(np.float32)
        labels, weights = labels[drawn], weights[drawn] / chances[drawn]
        model = CatBoostClassifier(
            **self.trees,
            thread_count=self.threads,
            logging_level="Silent",
            allow_writing_files=False,
        )
        model.fit(Pool(features, labels.astype(int), weight=weights * 1000))
        return convert(model)


def convert(model: CatBoost) -> Forest:
    """CatBoost's trees as whole numbers: features are whole, so a border rounds down."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "model.json"
        model.save_model(str(path), format="json")
        saved = json.loads(path.read_text())
    trees = saved["oblivious_trees"]
    depth = max(len(tree["splits"]) for tree in trees)
    features = np.zeros((depth, len(trees)), dtype=np.int16)
    borders = np.full((depth, len(trees)), np.iinfo(np.int16).max, dtype=np.int16)
    leaves = np.zeros((len(trees), 1 << depth), dtype=np.int16)
    for index, tree in enumerate(trees):
        # CatBoost's first question is the lowest bit of the leaf's number, ours the highest.
        for level, split in enumerate(tree["splits"]):
            features[depth - 1 - level, index] = split["float_feature_index"]
            borders[depth - 1 - level, index] = math.floor(split["border"])
        leaves[index, : len(tree["leaf_values"])] = np.rint(np.array(tree["leaf_values"]) * UNIT)
    _, (bias,) = saved["scale_and_bias"]
    return Forest(features, borders, leaves, round(bias * UNIT))


def average(forests: Sequence[Forest]) -> Forest:
    """One forest that scores as some of the same depth do on average."""
    count = len(forests)
    return Forest(
        np.concatenate([each.features for each in forests], axis=1),
        np.concatenate([each.borders for each in forests], axis=1),
        np.concatenate([np.rint(each.leaves / count).astype(np.int16) for each in forests]),
        round(sum(each.bias for each in forests) / count),
    )


def arrays_of(**forests: Forest) -> dict[str, NDArray[Any]]:
    """Forests by their names as the arrays that `Forest.from_arrays` reads."""
    arrays = {}
    for name, forest in forests.items():
        arrays[f"{name}.features"] = forest.features
        arrays[f"{name}.borders"] = forest.borders
        arrays[f"{name}.leaves"] = forest.leaves
        arrays[f"{name}.bias"] = np.array(forest.bias)
    return arrays
