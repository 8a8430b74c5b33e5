"""`clean_html`, beside other extractors: the story out of pages, on the same pages in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.extractors import extractors
from benchmarks.pages import read_pages
from benchmarks.quality.measures import score
from cleantext import clean_html


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """F1, precision and recall of each contender on each set.

    ``rounds`` has no meaning here: nothing is timed.
    """
    contenders = {"clean_html": clean_html, **extractors()}
    figures = {}
    for name, pages in read_pages(data, seed).items():
        golds = [page.gold for page in pages]
        figures[name] = {
            "pages": len(pages),
            **{
                contender: score([extract(page.html) for page in pages], golds)
                for contender, extract in contenders.items()
            },
        }
    return figures
