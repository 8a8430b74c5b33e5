"""`clean_html`, beside other extractors: the story out of pages, on the same pages in one run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.extractors import extractors
from benchmarks.pages import Page, read_pages
from benchmarks.quality.measures import score
from cleantext import clean_html


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """F1, precision and recall of each contender on each set, and on each kind of page in it.

    ``rounds`` has no meaning here: nothing is timed.
    """
    contenders = {"clean_html": clean_html, **extractors()}
    figures = {}
    for name, pages in read_pages(data, seed).items():
        outputs = {
            contender: [extract(page.html) for page in pages]
            for contender, extract in contenders.items()
        }
        figures[name] = _score(outputs, pages, range(len(pages)))
        kinds = sorted({page.kind for page in pages})
        for kind in kinds if len(kinds) > 1 else ():
            places = [place for place, page in enumerate(pages) if page.kind == kind]
            figures[f"{name}, {kind}"] = _score(outputs, pages, places)
    return figures


def _score(
    outputs: dict[str, list[str]], pages: Sequence[Page], places: Sequence[int]
) -> dict[str, Any]:
    golds = [pages[place].gold for place in places]
    scores = {
        contender: score([texts[place] for place in places], golds)
        for contender, texts in outputs.items()
    }
    return {"pages": len(golds), **scores}
