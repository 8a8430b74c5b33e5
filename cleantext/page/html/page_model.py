"""Which blocks of an HTML page belong to its story, by how likely each of them is to.

Where the line is drawn is the page's own affair: what is kept is that set of blocks, best first,
whose expected F1 is the highest (Lewis 1995, "Evaluating and optimizing autonomous text
classification systems"), so that a page whose blocks all look doubtful still gives the best of
them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel
from cleantext.page.classifier.forest import UNIT
from cleantext.page.furniture.doubles import find_double
from cleantext.page.html.block_text import RUNNING_WORDS, Rows
from cleantext.page.html.markup import Bools, Bytes, Ints
from cleantext.page.html.page_scores import MOST_SCORE
from cleantext.page.html.tree import Tree, feature

__all__ = ["Choice", "choose_blocks", "explain_blocks", "find_copies"]

DOUBT = 400
"""Scores count as so much lower when blocks are chosen: on news pages precision is worth more."""
HEADLINE = 0.5
"""A headline this likely is kept: it is too short to count where blocks are chosen."""
APART = 0.7
"""What the page sets apart needs this chance."""
CERTAIN = -4 * UNIT
"""A block with a lower score is never kept."""
BEGINNING = 0.3
"""The first lines of a run of lines are kept from this chance on ..."""
LEAST_RUN = 3
"""... if so many alike are kept below them, ..."""
MOST_FIRST = 2
"""... and no more than so many of them."""
MOST_REPEATED = 1 / 3
"""Of a page that holds all of its story twice, copies are a larger share."""
_FEW_LINKS = 300
"""Thousandths of a line."""
_STEP = 16
_PART = 2
"""The elements around a block are a part of the page from this one on."""
_WHOLE = 1 << 16
# How likely a block is to belong to the story, by its score: whole numbers, the same everywhere.
_CHANCES = np.array(
    [
        round(_WHOLE / (1 + math.exp(-score / UNIT)))
        for score in range(-MOST_SCORE, MOST_SCORE + 1, _STEP)
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Which blocks are kept, and how likely each is to belong to the story, 0 to 1."""

    kept: Bools
    chances: NDArray[np.float64]

    def heed(self, tree: Tree) -> Choice:
        """The same with the headline, unless it is unlikely to be the story's, and without menus.

        What the page itself sets apart must be likely, if anything else is kept.
        """
        apart = (tree.column("in_nav") + tree.column("in_footer") > 0) & (self.chances < APART)
        kept = self.kept & ~apart
        if not kept.any():
            kept = self.kept
        return Choice(kept | (tree.is_headline & (self.chances >= HEADLINE)), self.chances)

    def extend(self, tree: Tree) -> Choice:
        """The same with the first lines of runs of lines, as those of a poem.

        Short lines just below a menu seem to be entries of it, and those below them do not.
        """
        likely = (self.chances >= BEGINNING) & (tree.densities < _FEW_LINKS)
        is_alike = (tree.kinds[:, 1:] == tree.kinds[:, :-1]).all(axis=0)
        first = np.zeros_like(self.kept)
        _find_beginnings(self.kept, likely, is_alike, first)
        return Choice(self.kept | first, self.chances)


def choose_blocks(scores: Ints, words: Ints) -> Choice:
    """The blocks that are kept: the best ones, as many as give the highest expected F1.

    >>> choose_blocks(np.array([3000, -3000]), np.array([50, 50])).kept.tolist()
    [True, False]
    """
    bounded = np.minimum(np.maximum(scores, -MOST_SCORE), MOST_SCORE)
    chances = _CHANCES[(bounded + MOST_SCORE) // _STEP]
    least = _draw_line(bounded, words, np.argsort(-bounded, kind="stable"), _CHANCES)
    return Choice(bounded >= max(least, CERTAIN), chances / _WHOLE)


@kernel
def _draw_line(scores: Ints, words: Ints, order: Ints, chances: Ints) -> int:
    """The lowest score to keep; ``order`` is that of the scores, the highest first."""
    expected = np.empty(scores.size, np.int64)
    total = 0
    for index, block in enumerate(order):
        doubtful = max(scores[block] + MOST_SCORE - DOUBT, 0) // _STEP
        total += chances[doubtful] * words[block]
        expected[index] = total
    taken, highest, least = 0, -1.0, 0
    for index, block in enumerate(order):
        taken += words[block] * _WHOLE
        value = expected[index] / (taken + total + 1)
        if value > highest:
            highest, least = value, scores[block]
    return least


@kernel
def _find_beginnings(kept: Bools, likely: Bools, is_alike: Bools, first: Bools) -> None:
    """Find the first lines of runs; ``is_alike`` says if each and the next have like elements."""
    for block in range(1, kept.size):
        if not kept[block] or kept[block - 1]:
            continue
        run = 1
        end = min(block + LEAST_RUN, kept.size)
        while block + run < end and kept[block + run] and is_alike[block + run - 1]:
            run += 1
        before = block - 1
        while (
            run == LEAST_RUN
            and before >= max(block - MOST_FIRST, 0)
            and likely[before]
            and is_alike[before]
            and not kept[before]
        ):
            first[before] = True
            before -= 1


def find_copies(texts: Sequence[str], tree: Tree, choice: Choice) -> list[int]:
    """The blocks of running text that are kept once more.

    Pages hold a story twice, for narrow screens and for wide ones. The first copy stays, so that
    the order of the story does. What repeats within one part of a page repeats on purpose, but for
    a good part of the story (`doubles`), and so do code, and what repeats in entries of one kind,
    as the same words on two parameters of a manual do, but for what posts quote.
    """
    twice = choice.kept & (tree.column("copies") > 1) & (tree.words >= RUNNING_WORDS)
    if not twice.any():
        return []
    begins, ends = tree.begins[_PART], tree.ends[_PART]
    first: dict[str, int] = {}
    copies = []
    for index in np.flatnonzero(twice).tolist():
        other = first.setdefault(texts[index], index)
        if begins[index] != begins[other] or ends[index] != ends[other]:
            copies.append(index)
    kept = np.flatnonzero(choice.kept).tolist()
    size = sum(len(texts[index]) for index in copies)
    if size < MOST_REPEATED * sum(len(texts[index]) for index in kept):
        copies = [index for index in copies if not _is_entry(index, first[texts[index]], tree)]
    gone = {*copies, *np.flatnonzero(~choice.kept).tolist()}
    return copies + find_double(texts, gone)


def _is_entry(index: int, other: int, tree: Tree) -> bool:
    """Whether a block is code, or stands in elements of the same kinds as another; no quotation."""
    is_alike = bool((tree.kinds[:, index] == tree.kinds[:, other]).all())
    is_code = bool(tree.column("in_pre")[index])
    return (is_alike or is_code) and not tree.column("in_blockquote")[index]


_REASONS = (
    ("hidden", 1, "hidden"),
    ("in_nav", 1, "navigation"),
    ("in_footer", 1, "footer"),
    ("in_aside", 1, "aside"),
    ("in_button", 1, "form"),
    ("in_form", 1, "form"),
    ("zone_navigation", 1, "navigation"),
    ("zone_footer", 1, "footer"),
    ("zone_comment", 1, "comments"),
    ("zone_share", 1, "share"),
    ("zone_related", 1, "related"),
    ("zone_newsletter", 1, "newsletter"),
    ("zone_advertising", 1, "advertising"),
    ("zone_dialog", 1, "dialog"),
    ("link_density", 600, "links"),
    ("from_main", 1, "outside the element of the running text"),
)
"""What speaks against a block, by the feature that says so from some value on; the first counts."""
_SPEAKING = np.array([feature(name) for name, _, _ in _REASONS])
_LEAST = np.array([least for _, least, _ in _REASONS])
_TEXTS = [f"model: {text}" for *_, text in _REASONS]
_TEXTS += ["model: unlike the story", "model: reads like the story"]


def explain_blocks(tree: Tree, choice: Choice) -> list[str]:
    """What speaks for each block that is kept, and against each that is not, in words.

    These are the plainest of the model's reasons, not all of them. What holds of most of the text
    that is kept, too, speaks against nothing: some pages have a form around all of it.
    """
    found = np.empty(len(tree.words), dtype=np.uint8)
    _find_reasons(tree.features.T, choice.kept, tree.words, _SPEAKING, _LEAST, found)
    return [_TEXTS[each] for each in found.tolist()]


@kernel
def _find_reasons(
    rows: Rows, kept: Bools, words: Ints, speaking: Ints, least: Ints, found: Bytes
) -> None:
    """Find which of `_TEXTS` is the reason for each block."""
    total = 0
    shared = np.zeros(speaking.size, np.int64)
    for block in range(kept.size):
        if kept[block]:
            total += words[block]
            for reason in range(speaking.size):
                shared[reason] += words[block] * (rows[speaking[reason], block] >= least[reason])
    for block in range(kept.size):
        reason = 0
        while reason < speaking.size and (
            rows[speaking[reason], block] < least[reason] or shared[reason] * 2 > total
        ):
            reason += 1
        found[block] = speaking.size + 1 if kept[block] else reason
