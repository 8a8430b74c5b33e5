"""`clean_html`: how much of a page's story it gives, and how much else."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.datasets import html_pages
from cleantext import clean_html

_WORD = re.compile(r"\w+")
_SIZE = 4


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """F1, precision and recall of each page type: means over pages, of runs of four words.

    ``rounds`` has no meaning here: nothing is timed.
    """
    found: dict[str, list[tuple[float, float]]] = {}
    for page in html_pages(data, seed):
        figures = _compare(clean_html(page["html"]), page["gold"])
        for kind in ("all", page["type"]):
            found.setdefault(kind, []).append(figures)
    return {kind: {"pages": len(values)} | _average(values) for kind, values in found.items()}


def _compare(output: str, gold: str) -> tuple[float, float]:
    got, wanted = _runs(output), _runs(gold)
    both = (got & wanted).total()
    return both / max(1, got.total()), both / wanted.total() if wanted else 1.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    last = max(1, len(words) - _SIZE + 1) if words else 0
    return Counter(tuple(words[start : start + _SIZE]) for start in range(last))


def _average(values: list[tuple[float, float]]) -> dict[str, float]:
    precision, recall = (statistics.mean(column) for column in zip(*values, strict=True))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}
