"""Where the model draws the line on a page, and what goes by it.

A fixed threshold is right on average and wrong for most pages: beside a story that the model is
sure of, a doubtful block is a teaser; where all is doubtful, it may be the story. So the line is
drawn for each page where the sum of expected precision and expected recall, in words, is highest
if the scores are what they say, logarithms of odds (Lewis 1995, "Evaluating and optimizing
autonomous text classification systems", section 4).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Container, Sequence

from cleantext.page.features import RUNNING_WORDS
from cleantext.page.plain import lines_of
from cleantext.page.rules import SHORT_TEXT, DescribedPage

__all__ = ["draw_line", "estimate_probability", "find_copies", "find_story", "find_unlike"]

SCORE_UNIT = 1024
"""The classifier's scores are logarithms of odds in this unit (`forest.UNIT`)."""
CEILING = -200
"""No block with a higher score goes: more is kept than an even chance would ..."""
MARGIN = 1230
"""... and what scores by no more than this below the best running text is kept."""
SHORT_CEILING = -1500
"""Of a text of less than `SHORT_TEXT` words only what is boilerplate four times likelier than not
goes."""
OPENING = 3
"""So many blocks before the running text of a page are its headline, byline and dateline."""
WORTHWHILE = 0.05
"""The model removes nothing where it would remove a smaller share of the words."""
GAIN = 0.02
"""So much more must be expected of precision and recall together than of keeping everything, where
less than that share goes anyhow: such a text may be clean as it is."""
SURE = 500
"""A block with a higher score is the story's, even if the site repeats it."""
_MOST_SCORE = 8 * SCORE_UNIT
_CERTAINTY = 65_536
_WORD = 10
_WORDLESS = 3


def find_unlike(
    page: DescribedPage,
    scores: Sequence[int],
    settled: Collection[int] = (),
    headline: int | None = None,
) -> list[int]:
    """The blocks whose score is too low for the story; ``settled`` are those that go anyhow.

    A page has a story: what scores best among its running text is not boilerplate. The
    ``headline`` is the story's; where it is not known, so is a headline, byline or dateline that a
    text opens with, below a menu that goes anyhow. And where next to nothing would go, nothing
    does: a text that is almost clean is left as it is.
    """
    words, total = page.words, sum(page.words)
    best = max(score for score, running in zip(scores, page.running, strict=True) if running)
    ceiling = CEILING if total >= SHORT_TEXT else SHORT_CEILING
    is_clean = sum(words[index] for index in settled) < WORTHWHILE * total
    line = draw_line(scores, words, settled, gain=GAIN if is_clean else 0.0)
    threshold = min(line, ceiling, best - MARGIN)
    spared = _find_opening(page, settled) if headline is None else {headline}
    found = [i for i, score in enumerate(scores) if score < threshold and i not in spared]
    return found if sum(words[index] for index in found) >= WORTHWHILE * total else []


def find_story(page: DescribedPage, scores: Sequence[int]) -> set[int]:
    """The blocks that are the story's for all that their site repeats: none of a short text's."""
    if sum(page.words) < SHORT_TEXT:
        return set()
    return {index for index, score in enumerate(scores) if score > SURE}


def _find_opening(page: DescribedPage, settled: Container[int]) -> set[int]:
    """The few lines before the running text, if they are few."""
    before = range(page.running.index(True))
    opening = {i for i in before if page.words[i] and i not in settled}
    return opening if len(opening) <= OPENING else set()


def draw_line(
    scores: Sequence[int],
    words: Sequence[int],
    settled: Container[int] = (),
    gain: float = GAIN,
) -> int:
    """The lowest score to keep, for the highest sum of expected precision and recall.

    All sums are whole numbers, and two of their quotients are added: the same on every machine.
    Where that sum is not higher by ``gain`` than that of keeping everything, everything is kept.

    >>> draw_line([4000, -500, -900], [100, 5, 40])  # the story is sure
    4000
    >>> draw_line([-400, -500, -900], [100, 5, 40])  # any of it may be the story: all is kept
    -8192
    """
    # Loaded by the first page that a model is asked about, not by the import of the package.
    import numpy as np

    left = [index for index in range(len(scores)) if index not in settled]
    if not left:
        return -_MOST_SCORE
    found = np.array([scores[index] for index in left])
    weights = np.array([words[index] * _WORD or _WORDLESS for index in left])
    bounded = np.clip(found, -_MOST_SCORE, _MOST_SCORE)
    # How likely each block is the story's. No score is so near to the middle between two of these
    # numbers that the last digits of the exponential function, which may differ from machine to
    # machine, could matter.
    chances = np.rint(_CERTAINTY / (1 + np.exp(-bounded / SCORE_UNIT))).astype(np.int64)
    order = np.argsort(-found, kind="stable")
    kept, good = np.cumsum(weights[order]), np.cumsum((weights * chances)[order])
    values = good / (kept * _CERTAINTY) + good / good[-1]
    best = values.argmax()
    return int(found[order[best]]) if values[best] - values[-1] >= gain else -_MOST_SCORE


def estimate_probability(score: int) -> float:
    """How likely a block with this score is the story's, 0 to 1, in thousandths.

    >>> estimate_probability(0), estimate_probability(SCORE_UNIT)
    (0.5, 0.731)
    """
    return round(1 / (1 + math.exp(-score / SCORE_UNIT)), 3)


def find_copies(page: DescribedPage, scores: Sequence[int], removed: Container[int]) -> list[int]:
    """The blocks of running text that the page has once more, where it scores better.

    Of a paragraph that stands on the page twice, first as its teaser, one is left: the one with
    the higher score, or the first. ``removed`` are the blocks that are gone already.
    """
    best: dict[str, int] = {}
    copies = []
    for index, text in enumerate(lines_of(page.blocks).texts):
        if index in removed or page.words[index] < RUNNING_WORDS:
            continue
        other = best.setdefault(text, index)
        if other != index:
            worse, better = sorted((other, index), key=lambda i: (scores[i], -i))
            copies.append(worse)
            best[text] = better
    return copies
