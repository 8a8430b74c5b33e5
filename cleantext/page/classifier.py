"""The trained classifier: how sure it is that each block of a page belongs to the story, and why.

Two forests look at the page (stacking: Wolpert 1992, "Stacked generalization"): the first at each
block among its neighbours, the second also at what the first said of the blocks around it. A
network reads the blocks in their order; its score and the second forest's are averaged, as their
mistakes differ.
``tools/README.md`` says how they were trained, and how well they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

import numpy as np
from numpy.typing import NDArray

from cleantext.page.context import add_context, add_scores, feature
from cleantext.page.forest import Forest
from cleantext.page.measures import Ints
from cleantext.page.network import Network

__all__ = ["explain_blocks", "score_blocks"]

_SHORT_WORDS = 8
_FAR_BLOCKS = 3
_MENU_EVIDENCE = 16
_ALL = 1000
_PARTS = (
    ("short line", "long line"),
    ("", " without a sentence"),
    ("", ", with separators"),
    ("", ", repeated on the page"),
    ("", ", words of menus and notices"),
    (
        ", before the running text",
        ", after the running text",
        ", between paragraphs",
        ", far from running text",
    ),
)
"""The parts of a reason, and what each may be."""


def score_blocks(measures: Ints) -> tuple[list[int], NDArray[np.int16]]:
    """The logarithm of the odds that each block belongs to the story, and what it was read from.

    ``measures`` are those of `measure_blocks` for a whole page. The scores are whole numbers, in
    `forest.UNIT`; the second result has a row of features for each block.
    """
    model = _load_model()
    features = add_context(measures)
    scores = model.first.score(features)
    if scores.min() < 0:  # a page that the first look finds clean needs no second
        both = model.second.score(add_scores(features, scores)) + model.network.score(measures)
        scores = both // 2
    return scores.tolist(), features


def explain_blocks(features: NDArray[np.int16]) -> list[str]:
    """What speaks against each block, in words: its form, its words, its place.

    These are the strongest of the model's reasons, not all of them.
    """
    words, sentences, separators, copies, phrase, evidence, before, last, following = (
        features[:, feature(name)]
        for name in (
            "words", "sentences", "separators", "copies", "phrase", "evidence", "running_before",
            "blocks_to_running_before", "blocks_to_running_after",
        )
    )  # fmt: skip
    is_far = np.minimum(last, following) > _FAR_BLOCKS
    place = np.select([before == 0, before == _ALL], [0, 1], default=2 + is_far)
    answers = (
        words > _SHORT_WORDS,
        sentences == 0,
        separators > 1,
        copies > 1,
        (phrase > 0) | (evidence >= _MENU_EVIDENCE),
        place,
    )
    number = np.zeros(len(features), dtype=np.int64)
    for part, answer in zip(_PARTS, answers, strict=True):
        number = number * len(part) + answer
    table = _reasons()
    return [table[each] for each in number.tolist()]


@cache  # a constant: every reason that there is, by the number that its parts make
def _reasons() -> list[str]:
    return ["".join(parts) for parts in product(*_PARTS)]


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    first: Forest
    second: Forest
    network: Network


@cache  # constant data of the package, read at its first use so that importing stays cheap
def _load_model() -> _Model:
    with files("cleantext.page").joinpath("weights/text.npz").open("rb") as stream:
        arrays = np.load(stream, allow_pickle=False)
        return _Model(
            Forest.from_arrays(arrays, "first"),
            Forest.from_arrays(arrays, "second"),
            Network.from_arrays(arrays),
        )
