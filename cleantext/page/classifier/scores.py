"""The trained classifier: how sure it is that each block of a page belongs to the story, and why.

A network reads the blocks in their order: what they look like, where they stand, and which words
they share with the rest of the page. ``tools/README.md`` says how it was trained, and how well it
does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import product

import numpy as np

from cleantext.page.classifier.context import add_context, feature
from cleantext.page.classifier.measures import Ints
from cleantext.page.classifier.network import Network

__all__ = ["explain_blocks", "score_blocks"]

_SHORT_WORDS = 8
_FAR_BLOCKS = 3
_MENU_EVIDENCE = 16
_ALL = 1000
_FEW_SHARED = 200
"""Of a line's words of meaning fewer are in the rest of the page, in thousandths: so it is with 30
in a hundred of the long lines that go, and 5 of those that stay."""
_LEAST_MEANING = 4
"""It has to have so many."""
_PARTS = (
    ("short line", "long line"),
    ("", " without a sentence"),
    ("", ", with separators"),
    ("", ", repeated on the page"),
    ("", ", words of menus and notices"),
    ("", ", few words of the rest of the page"),
    (
        ", before the running text",
        ", after the running text",
        ", between paragraphs",
        ", far from running text",
    ),
)
"""The parts of a reason, and what each may be."""
_AFTER = 1
"""Where among the last parts "after the running text" stands."""
_SPEAKING = [
    feature(name)
    for name in (
        "words", "sentences", "separators", "copies", "phrase", "evidence", "meaning", "shared",
        "running_before", "blocks_to_running_before", "blocks_to_running_after",
    )
]  # fmt: skip
"""The features that the parts are chosen by."""


def score_blocks(texts: Sequence[str], measures: Ints) -> tuple[list[int], Ints]:
    """The logarithm of the odds that each block belongs to the story, and what it was read from.

    ``texts`` are those of a whole page's blocks, and ``measures`` those of `measure_blocks`. The
    scores are whole numbers, in `forest.UNIT`; the second result has a row of features for each.
    """
    features = add_context(texts, measures)
    model = _load_model()
    return model.score(model.read(features)).tolist(), features


def explain_blocks(features: Ints) -> list[str]:
    """What speaks against each block, in words: its form, its words, its place.

    These are the strongest of the model's reasons, not all of them.
    """
    (words, sentences, separators, copies, phrase, evidence, meaning, shared, before, last,
     following) = features.T[_SPEAKING]  # fmt: skip
    is_far = np.minimum(last, following) > _FAR_BLOCKS
    between = np.where(before == _ALL, _AFTER, _AFTER + 1 + is_far)
    answers = (
        words > _SHORT_WORDS,
        sentences == 0,
        separators > 1,
        copies > 1,
        (phrase > 0) | (evidence >= _MENU_EVIDENCE),
        (shared < _FEW_SHARED) & (meaning >= _LEAST_MEANING),
        np.where(before == 0, 0, between),
    )
    number = np.zeros(len(features), dtype=np.int64)
    for part, answer in zip(_PARTS, answers, strict=True):
        number = number * len(part) + answer
    table = _reasons()
    return [table[each] for each in number.tolist()]


@cache  # a constant: every reason that there is, by the number that its parts make
def _reasons() -> list[str]:
    return ["".join(parts) for parts in product(*_PARTS)]


@cache  # constant data of the package, read at its first use so that importing stays cheap
def _load_model() -> Network:
    with files("cleantext.page").joinpath("weights/text.npz").open("rb") as stream:
        return Network.from_arrays(np.load(stream, allow_pickle=False))
