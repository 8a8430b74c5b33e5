"""A story that goes on below a box: the page is read once more without it.

Below a box that asks for an address, or shows an advertisement, most pages have no more of their
story, so the model thinks little of what comes there. Without the box the same paragraphs follow
upon the story's own. A sentence that such a reading keeps stays, with what stands before it, down
to the first line that goes by another rule: there the story is over, or may be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleantext.page.boilerplate.choice import choose_unlike
from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.classifier.measures import Ints
from cleantext.page.classifier.scores import score_blocks

__all__ = ["spare_below_boxes"]

_KINDS = (
    "advertising", "app", "furniture", "newsletter", "paywall", "story-continues", "video",
)  # fmt: skip
"""What stands in the midst of stories. A list of other stories, or comments, mostly ends one."""
_RULES = frozenset(f"phrase:{kind}" for kind in _KINDS)


def spare_below_boxes(
    page: DescribedPage,
    measures: Ints,
    scores: Sequence[int],
    unlike: list[int],
    certain: Mapping[int, str],
    headline: int | None = None,
) -> list[int]:
    """Of the blocks whose score is too low those that it is also where boxes are not read.

    ``unlike`` are the blocks that `choose_unlike` found by the ``scores``, which `score_blocks`
    made of the ``measures``; ``certain`` are those that go anyhow, with their rules. The
    ``headline`` is the story's, where it is known.
    """
    running = [i for i, each in enumerate(page.running) if each and i not in certain]
    if not unlike or not running:
        return unlike
    boxes = {i for i in range(running[0], running[-1]) if certain.get(i) in _RULES}
    if not boxes:
        return unlike
    first = min(boxes)
    others = (i for i, rule in certain.items() if i > first and rule not in _RULES)
    end = min(others, default=len(scores))
    doubtful = [i for i in unlike if first < i < end and page.sentence[i]]
    if not doubtful:
        return unlike
    means = _score_without(boxes, page, measures, scores)
    again = set(choose_unlike(page, means, certain, headline))
    last = max((i for i in doubtful if i not in again), default=first)
    return [i for i in unlike if i in again or not first < i <= last]


def _score_without(
    boxes: set[int], page: DescribedPage, measures: Ints, scores: Sequence[int]
) -> list[int]:
    """The mean of each block's score and of what it is where the boxes are not read."""
    rest = [i for i in range(len(scores)) if i not in boxes]
    others, _ = score_blocks([page.lines.texts[i] for i in rest], measures[rest])
    means = list(scores)
    for index, other in zip(rest, others, strict=True):
        means[index] = (scores[index] + other) // 2
    return means
