"""How much of a story an output has, and how much of the output is story."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence

__all__ = ["score"]

_WORD = re.compile(r"\w+")
_RUN = 4  # words


def score(outputs: Sequence[str], golds: Sequence[str]) -> dict[str, float]:
    """Means over pages of precision and recall of runs of four words, and the F1 of the means.

    The measure of the public comparisons of extractors (Bevendorff et al., SIGIR 2023).
    """
    pairs = [_compare(output, gold) for output, gold in zip(outputs, golds, strict=True)]
    precision = statistics.mean(pair[0] for pair in pairs)
    recall = statistics.mean(pair[1] for pair in pairs)
    total = precision + recall
    return {
        "F1": round(2 * precision * recall / total, 4) if total else 0.0,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }


def _compare(output: str, gold: str) -> tuple[float, float]:
    got, wanted = _runs(output), _runs(gold)
    both = (got & wanted).total()
    return both / max(got.total(), 1), (both / wanted.total() if wanted else 1.0)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _RUN + 1)) if words else ()
    return Counter(tuple(words[start : start + _RUN]) for start in starts)
