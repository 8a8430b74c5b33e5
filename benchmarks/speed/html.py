"""`clean_html`, beside trafilatura and resiliparse: pages of the user's, or made ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.datasets import html_pages
from benchmarks.measure import side_by_side
from cleantext import clean_html
from cleantext.page.html import parse


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Megabytes of HTML a second; ``parse`` finds and judges the blocks without making the text."""
    contenders: dict[str, Callable[[str], object]] = {"clean_html": clean_html, "parse": parse}
    html = [page["html"] for page in html_pages(data, seed)]
    return {"pages": side_by_side(contenders | _peers(), html, rounds)}


def _peers() -> dict[str, Callable[[str], object]]:
    peers: dict[str, Callable[[str], object]] = {}
    try:
        import trafilatura
    except ImportError:
        pass
    else:
        peers["trafilatura"] = lambda page: trafilatura.extract(page, include_comments=False)
        peers["trafilatura fast"] = lambda page: trafilatura.extract(
            page, include_comments=False, fast=True
        )
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError:
        pass
    else:
        peers["resiliparse"] = lambda page: extract_plain_text(
            page, main_content=True, alt_texts=False
        )
    return peers
