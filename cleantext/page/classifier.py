"""The trained classifier: how sure it is that each block of a page belongs to the story, and why.

Two forests look at the page (stacking: Wolpert 1992, "Stacked generalization"): the first at each
block among its neighbours, the second also at what the first said of the blocks around it.
``tools/README.md`` says how they were trained, and how well they do.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleantext.page.context import add_context, add_scores, feature
from cleantext.page.forest import Forest
from cleantext.page.measures import Ints

__all__ = ["explain_blocks", "score_blocks"]

_SHORT_WORDS = 8
_FAR_BLOCKS = 3
_MENU_EVIDENCE = 16


def score_blocks(measures: Ints) -> tuple[list[int], NDArray[np.int16]]:
    """The logarithm of the odds that each block belongs to the story, and what it was read from.

    ``measures`` are those of `measure_blocks` for a whole page. The scores are whole numbers, in
    `forest.UNIT`; the second result has a row of features for each block.
    """
    first, second = _load_forests()
    features = add_context(measures)
    scores = first.score(features)
    if scores.min() < 0:  # a page that the first look finds clean needs no second
        scores = second.score(add_scores(features, scores))
    return scores.tolist(), features


def explain_blocks(features: NDArray[np.int16]) -> list[str]:
    """What speaks against each block, in words: its form, its words, its place.

    These are the strongest of the model's reasons, not all of them.
    """
    columns = [feature(name) for name in _TELLING]
    return [_explain(*row) for row in features[:, columns].tolist()]


_TELLING = (
    "words", "sentences", "separators", "copies", "phrase", "evidence", "running_before",
    "blocks_to_running_before", "blocks_to_running_after",
)  # fmt: skip


def _explain(
    words: int, sentences: int, separators: int, copies: int, phrase: int, evidence: int,
    before: int, to_running: int, from_running: int,
) -> str:  # fmt: skip
    form = "short line" if words <= _SHORT_WORDS else "long line"
    reasons = [form if sentences else f"{form} without a sentence"]
    if separators > 1:
        reasons.append("with separators")
    if copies > 1:
        reasons.append("repeated on the page")
    if phrase or evidence >= _MENU_EVIDENCE:
        reasons.append("words of menus and notices")
    if before in (0, 1000):
        reasons.append("after the running text" if before else "before the running text")
    else:
        is_far = min(to_running, from_running) > _FAR_BLOCKS
        reasons.append("far from running text" if is_far else "between paragraphs")
    return ", ".join(reasons)


@cache  # constant data of the package, read at its first use so that importing stays cheap
def _load_forests() -> tuple[Forest, Forest]:
    with files("cleantext.page").joinpath("weights/text.npz").open("rb") as stream:
        arrays = np.load(stream, allow_pickle=False)
        return Forest.from_arrays(arrays, "first"), Forest.from_arrays(arrays, "second")
