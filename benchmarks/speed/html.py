"""`clean_html`, beside other extractors: megabytes of HTML a second in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.extractors import extractors
from benchmarks.measure import side_by_side
from benchmarks.pages import read_pages
from cleantext import clean_html


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Speeds on each set of pages."""
    contenders = {"clean_html": clean_html, **extractors()}
    return {
        name: side_by_side(contenders, [page.html for page in pages], rounds)
        for name, pages in read_pages(data, seed).items()
    }
