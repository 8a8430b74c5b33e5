"""Other tools that give the story of a page; those that are not installed are left out."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

__all__ = ["extractors"]

Extractor = Callable[[str], str]


def extractors() -> dict[str, Extractor]:
    """What gives the story of an HTML page, each as its documentation says."""
    makers: dict[str, Callable[[], Extractor]] = {
        "trafilatura": lambda: _trafilatura(fast=False),
        "trafilatura, fast": lambda: _trafilatura(fast=True),
        "resiliparse": _resiliparse,
        "readability-lxml": _readability,
        "jusText": _justext,
    }
    found = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            continue
    return found


def _trafilatura(*, fast: bool) -> Extractor:
    trafilatura: Any = importlib.import_module("trafilatura")
    return lambda page: trafilatura.extract(page, include_comments=False, fast=fast) or ""


def _resiliparse() -> Extractor:
    module: Any = importlib.import_module("resiliparse.extract.html2text")
    return lambda page: module.extract_plain_text(
        page, main_content=True, alt_texts=False, links=False
    )


def _readability() -> Extractor:
    readability: Any = importlib.import_module("readability")
    lexbor: Any = importlib.import_module("selectolax.lexbor")

    def extract(page: str) -> str:
        document = readability.Document(page)
        body = lexbor.LexborHTMLParser(document.summary(html_partial=True)).body
        text = body.text(separator=" ") if body else ""
        return f"{document.short_title()}\n{text}"

    return extract


def _justext() -> Extractor:
    justext: Any = importlib.import_module("justext")
    words = justext.get_stoplist("English")

    def extract(page: str) -> str:
        paragraphs = justext.justext(page, words)
        return "\n".join(each.text for each in paragraphs if not each.is_boilerplate)

    return extract
