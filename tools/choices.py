"""Learning which line between story and boilerplate is the best on a page.

For each page the lines of `cleantext.page.boilerplate.choice` are described by the scores of a
network that never saw the page's site, and measured: precision and recall of what each keeps, in
runs of four words. Forests of CatBoost's learn how much more each has of both than the expected
line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from catboost import CatBoostRegressor
from forests import average, convert
from labels import SHINGLE
from numpy.typing import NDArray
from texts import Page

from cleantext.page.boilerplate.choice import DrawnLines, describe_lines, find_below_chosen
from cleantext.page.boilerplate.judgement import describe_judged
from cleantext.page.boilerplate.opening import find_opening
from cleantext.page.boilerplate.rules import SHORT_TEXT, find_certain
from cleantext.page.boilerplate.selection import MOST_SCORE, find_below, find_copies, find_line
from cleantext.page.classifier.forest import Forest
from cleantext.page.classifier.measures import COLUMNS

TREES: dict[str, Any] = {
    "iterations": 300, "depth": 4, "learning_rate": 0.08, "l2_leaf_reg": 10.0,
    "border_count": 32, "bootstrap_type": "Bernoulli", "subsample": 0.6,
}  # fmt: skip
SEEDS = (1, 2, 3, 4)
"""Forests are averaged: each draws other pages to learn from, and a page or two would be judged
otherwise by each alone."""
GOLD = 10.0
"""What a text with nothing to remove counts more."""
PERCENT = 100
"""Leaves are kept in 1/1024 of a percent."""
Ints = NDArray[np.int64]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """The lines of a page, how much better each is than the expected one, and what it counts."""

    lines: DrawnLines
    values: NDArray[np.float64]
    count: float


def make_lesson(
    page: Page, features: Ints, scores: Ints, count: float, harm: float
) -> Lesson | None:
    """What can be learned from a page, or None where no line is chosen.

    Recall counts ``harm`` times as much as precision.
    """
    judged = describe_judged(page.blocks, features[:, : len(COLUMNS)])
    if judged is None or sum(judged.words) < SHORT_TEXT:
        return None
    settled = find_certain(judged)
    if len(settled) == len(page.blocks):
        return None
    each = scores.tolist()
    line = find_line(judged, each, settled)
    opening = find_opening(judged, settled)
    expected = find_below(judged, each, line, settled, opening)
    lines = describe_lines(judged, each, settled, line if expected else -MOST_SCORE)
    unlike = [
        find_below_chosen(judged, each, level, settled, opening) for level in lines.levels[1:]
    ]
    values = []
    words = [_WORD.findall(block.text) for block in page.blocks]
    gold = _count_runs(_WORD.findall(page.gold))
    for found in (expected, *unlike):
        removed = {*settled, *found}
        if len(removed) > len(settled):
            removed |= set(find_copies(judged, each, removed))
        kept = chain.from_iterable(w for i, w in enumerate(words) if i not in removed)
        values.append(_measure(_count_runs(kept), gold, harm))
    return Lesson(lines, np.array(values) - values[0], count * (GOLD if page.way == "gold" else 1))


def _count_runs(words: Iterable[str]) -> Counter[tuple[str, ...]]:
    found = list(words)
    return Counter(zip(*(found[start:] for start in range(SHINGLE)), strict=False))


def _measure(kept: Counter[tuple[str, ...]], gold: Counter[tuple[str, ...]], harm: float) -> float:
    """Precision and recall together: 2 if all is right."""
    good = (kept & gold).total()
    precision, recall = good / max(1, kept.total()), good / max(1, gold.total())
    return 2 * (precision + harm * recall) / (1 + harm)


def learn_choice(lessons: Sequence[Lesson]) -> Forest:
    """The forest of some pages."""
    rows = np.concatenate([each.lines.rows for each in lessons]).astype(np.float32)
    values = np.concatenate([each.values for each in lessons]) * PERCENT
    counts = np.concatenate([np.full(len(each.values), each.count) for each in lessons])
    grown = []
    for seed in SEEDS:
        model = CatBoostRegressor(
            **TREES, random_seed=seed, thread_count=1, logging_level="Silent",
            allow_writing_files=False,
        )  # fmt: skip
        grown.append(convert(model.fit(rows, values, sample_weight=counts)))
    return average(grown)
