"""More pages to learn from: their stories are marked by an extractor that sees the HTML.

A page of the multilingual set has no gold text, but sentences that its story must have and others
that it must not have. Where what trafilatura finds agrees with them, it is taken for gold; for the
classifier of plain text the page becomes text as those of the other sets did. Needs trafilatura
2.3 and, for text, Resiliparse 2.0 and bs4.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from bs4 import BeautifulSoup
from resiliparse.extract.html2text import extract_plain_text
from sites import name_site
from texts import MOST_CHARACTERS, Page, make_page, read_lines

TAUGHT = "snippets"
MOST_HTML = 1_000_000
LEAST_CHARACTERS = 200
LEAST_FOUND = 0.67
MOST_WRONG = 0.34


def read_taught(data: Path) -> Iterator[Page]:
    """The pages whose story the extractor got right, each in three ways."""
    for row in read_lines(data / "pages" / f"{TAUGHT}.jsonl.xz"):
        gold = find_story(row)
        if gold:
            site = name_site(urlsplit(row["url"] or "").hostname or row["id"])
            ways = {**_become_text(row["html"]), "gold": gold, "id": row["id"], "type": "article"}
            for way in ("layout", "naive", "main"):
                if ways[way].strip() and len(ways[way]) <= MOST_CHARACTERS:
                    yield make_page(TAUGHT, site, way, ways)


def find_story(row: dict[str, Any]) -> str:
    """The story of a page as the extractor finds it; empty if the sentences speak against it."""
    if len(row["html"]) > MOST_HTML:
        return ""
    found = trafilatura.extract(row["html"], include_comments=False, fast=True) or ""
    joined = " ".join(found.split())
    must = [" ".join(each.split()) in joined for each in row["must"]]
    wrong = [" ".join(each.split()) in joined for each in row["must_not"]]
    if len(found) < LEAST_CHARACTERS or not must or sum(must) < LEAST_FOUND * len(must):
        return ""
    if sum(wrong) > MOST_WRONG * max(1, len(wrong)):
        return ""
    return "\n".join(line.removeprefix("- ") for line in found.split("\n"))


def _become_text(html: str) -> dict[str, str]:
    soup = BeautifulSoup(html, "lxml")
    for element in soup(["script", "style", "noscript", "template"]):
        element.decompose()
    return {
        "layout": extract_plain_text(html, main_content=False, list_bullets=True, links=False),
        "naive": soup.get_text("\n"),
        "main": extract_plain_text(
            html, main_content=True, list_bullets=True, links=False, alt_texts=False
        ),
    }
