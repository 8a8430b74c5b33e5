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
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING

from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.boilerplate.opening import find_opening
from cleantext.page.boilerplate.rules import SHORT_TEXT
from cleantext.page.features import RUNNING_WORDS
from cleantext.page.furniture.phrases import load_phrases

if TYPE_CHECKING:
    from cleantext.page.classifier.measures import Ints

__all__ = [
    "CERTAINTY",
    "MOST_SCORE",
    "SCORE_UNIT",
    "WORD",
    "draw_line",
    "estimate_probability",
    "find_below",
    "find_copies",
    "find_edges",
    "find_line",
    "find_story",
    "weigh_blocks",
]

SCORE_UNIT = 1024
"""The classifier's scores are logarithms of odds in this unit (`forest.UNIT`)."""
CEILING = -200
"""No block with a higher score goes: more is kept than an even chance would ..."""
MARGIN = 1230
"""... and what scores by no more than this below the best running text is kept."""
SHORT_CEILING = -1500
"""Of a text of less than `SHORT_TEXT` words only what is boilerplate four times likelier than not
goes ..."""
STATEMENT = -2250
"""... and a sentence that follows what stays only if it is nine times likelier: there, and at the
end of any page."""
WORTHWHILE = 0.05
"""The model removes nothing where it would remove a smaller share of the words."""
GAIN = 0.02
"""So much more must be expected of precision and recall together than of keeping everything, where
less than that share goes anyhow: such a text may be clean as it is."""
EDGE_SCORE = -1500
"""At the edges of a page that has other furniture goes what has a lower score: it is boilerplate
four times likelier than not ..."""
ENTRY = 0
"""... and so does an entry of the catalogue above the running text that has a lower one than this:
it is likelier than not ..."""
MOST_EDGES = 0.1
"""... if it is no more than this share of the words. Where it is, the line was drawn to keep it."""
BELOW_BOX = -800
"""A paragraph below a box in the midst of the story stays if it has a higher score: boilerplate no
more than twice as likely as not."""
SURE = 500
"""A block with a higher score is the story's, even if the site repeats it."""
MOST_SCORE = 8 * SCORE_UNIT
"""A score farther from 0 says no more."""
CERTAINTY = 65_536
"""A chance of so much is certain."""
WORD = 10
"""What a word weighs ..."""
WORDLESS = 3
"""... and a block without one."""


def find_line(page: DescribedPage, scores: Sequence[int], settled: Collection[int] = ()) -> int:
    """The lowest score to keep on a page, as far as the scores are what they say.

    A page has a story: what scores best among its running text is not boilerplate.
    """
    words, total = page.words, sum(page.words)
    best = max(score for score, running in zip(scores, page.running, strict=True) if running)
    ceiling = CEILING if total >= SHORT_TEXT else SHORT_CEILING
    is_clean = sum([words[index] for index in settled]) < WORTHWHILE * total
    line = draw_line(scores, words, settled, gain=GAIN if is_clean else 0.0)
    return min(line, ceiling, best - MARGIN)


def find_below(
    page: DescribedPage,
    scores: Sequence[int],
    line: int,
    settled: Container[int],
    opening: AbstractSet[int],
    *,
    least: float = WORTHWHILE,
) -> list[int]:
    """The blocks below a line.

    The ``opening`` is the story's, and so are sentences that follow what stays, unless they are
    boilerplate four times likelier than not, nine times in a short text. And where next to nothing
    would go, a smaller share of the words than ``least``, nothing does: a text that is almost clean
    is left as it is.
    """
    spared = opening | _find_statements(page, scores, line, settled)
    found = [i for i, score in enumerate(scores) if score < line and i not in spared]
    words = page.words
    return found if sum([words[index] for index in found]) >= least * sum(words) else []


def find_story(page: DescribedPage, scores: Sequence[int]) -> set[int]:
    """The blocks that are the story's for all that their site repeats: none of a short text's."""
    if sum(page.words) < SHORT_TEXT:
        return set()
    return {index for index, score in enumerate(scores) if score > SURE}


def _find_statements(
    page: DescribedPage, scores: Sequence[int], line: int, settled: Container[int]
) -> set[int]:
    """Sentences that follow what stays, and are below the line, but not surely.

    A story goes on with its last sentences, however little they have in common with the others;
    and below a box in its midst, whose last lines may be no rule's, with a paragraph.
    """
    lowest = EDGE_SCORE if sum(page.words) >= SHORT_TEXT else STATEMENT
    found = set()
    follows = below_box = False
    for index, score in enumerate(scores):
        if index in settled:
            below_box |= follows
            continue
        goes_on = follows and page.sentence[index] and lowest < score < line
        if goes_on or (below_box and page.running[index] and BELOW_BOX < score < line):
            found.add(index)
        follows = score >= line or index in found
        below_box &= not (follows or page.running[index])
    return found


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
        return -MOST_SCORE
    found = np.array([scores[index] for index in left])
    bounded = np.minimum(np.maximum(found, -MOST_SCORE), MOST_SCORE)
    weights, chances = weigh_blocks(bounded, [words[index] for index in left])
    order = np.argsort(-found, kind="stable")
    kept, good = np.cumsum(weights[order]), np.cumsum((weights * chances)[order])
    values = good / (kept * CERTAINTY) + good / good[-1]
    best = values.argmax()
    return int(found[order[best]]) if values[best] - values[-1] >= gain else -MOST_SCORE


def weigh_blocks(scores: Ints, words: Sequence[int]) -> tuple[Ints, Ints]:
    """What each block weighs, and how likely it is the story's, in `CERTAINTY`.

    ``scores`` are not beyond `MOST_SCORE`.
    """
    import numpy as np

    weights = np.array([size * WORD or WORDLESS for size in words])
    return weights, _load_chances()[scores + MOST_SCORE]


@cache  # a constant, made at its first use: for each score from the lowest on
def _load_chances() -> Ints:
    import numpy as np

    scores = np.arange(-MOST_SCORE, MOST_SCORE + 1)
    # No score is so near to the middle between two of these numbers that the last digits of the
    # exponential function, which may differ from machine to machine, could matter.
    return np.rint(CERTAINTY / (1 + np.exp(-scores / SCORE_UNIT))).astype(np.int64)


def estimate_probability(score: int) -> float:
    """How likely a block with this score is the story's, 0 to 1, in thousandths.

    >>> estimate_probability(0), estimate_probability(SCORE_UNIT)
    (0.5, 0.731)
    """
    return round(1 / (1 + math.exp(-score / SCORE_UNIT)), 3)


def find_edges(
    page: DescribedPage, scores: Sequence[int], gone: Container[int], headline: int | None = None
) -> list[int]:
    """What is left of the surroundings before the first and after the last running text.

    A line drawn through a page keeps everything where next to nothing would go, since a clean text
    must stay as it is. A page of which something is ``gone`` is none: a few lines that are hardly
    the story's go with it. The ``headline`` stays, and what a text opens with, unless it is an
    entry of the catalogue ("Comments"), which is no headline.
    """
    running = [index for index, each in enumerate(page.running) if each and index not in gone]
    words = page.words
    if not running or sum(words) < SHORT_TEXT:
        return []
    known = load_phrases().whole
    spared = {i for i in find_opening(page, gone) if page.phrases[i] not in known} | {headline}
    outside = (*range(running[0]), *range(running[-1] + 1, len(words)))
    lowest = dict.fromkeys((i for i in range(running[0]) if page.phrases[i] in known), ENTRY)
    lowest |= dict.fromkeys((i for i in outside if i > running[0] and page.sentence[i]), STATEMENT)
    found = [
        i
        for i in outside
        if scores[i] < lowest.get(i, EDGE_SCORE) and i not in gone and i not in spared
    ]
    return found if sum([words[i] for i in found]) <= MOST_EDGES * sum(words) else []


def find_copies(page: DescribedPage, scores: Sequence[int], removed: Container[int]) -> list[int]:
    """The blocks of running text that the page has once more, where it scores better.

    Of a paragraph that stands on the page twice, first as its teaser, one is left: the one with
    the higher score, or the first. ``removed`` are the blocks that are gone already.
    """
    best: dict[str, int] = {}
    copies = []
    for index, text in enumerate(page.lines.texts):
        if index in removed or page.words[index] < RUNNING_WORDS:
            continue
        other = best.setdefault(text, index)
        if other != index:
            worse, better = sorted((other, index), key=lambda i: (scores[i], -i))
            copies.append(worse)
            best[text] = better
    return copies
