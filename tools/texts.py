"""The texts that the classifier learns from: pages as text, with a label for each block."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from labels import label_blocks
from numpy.typing import NDArray
from sites import find_site, read_sites

from cleantext.model import Block
from cleantext.page.plain import parse, trim

SETS = ("wcxb_dev", "newspaper", "readability", "sites")
WAYS = ("layout", "naive", "residue", "main", "gold", "crop")
"""The ways a page became text. ``gold`` is a text with nothing to remove, ``crop`` a few blocks of
it: a short text is no boilerplate either."""
MOST_CROPPED = 12
TRANSLATIONS = "languages"
"""One text in many languages (the UDHR), with nothing to remove: no language is boilerplate."""
MOST_CHARACTERS = 400_000
MOST_WORDS = 80
"""A longer block counts as so many words: a page is not decided by its longest paragraph."""


@dataclass(slots=True, eq=False)
class Page:
    """A page as text: where it is from, its blocks, the share of each that is the story's.

    A label is NaN where nobody knows.
    """

    set: str
    id: str
    site: str
    type: str
    way: str
    gold: str
    blocks: list[Block]
    labels: NDArray[np.float32]
    words: NDArray[np.int32]


def read_pages(data: Path, name: str) -> Iterator[Page]:
    """The pages of a set, each in every way that it became text."""
    sites = read_sites(read_lines(data / "pages" / f"{name}.jsonl.xz"))
    for row in read_lines(data / "texts" / f"{name}.jsonl.xz"):
        site = find_site(row, sites)
        row["crop"] = _crop(row["id"], row["gold"])
        for way in WAYS:
            if row[way].strip() and len(row[way]) <= MOST_CHARACTERS:
                yield make_page(name, site, way, row)


def _crop(name: str, gold: str) -> str:
    """Some lines of a text, chosen by the page's name."""
    lines = gold.split("\n")
    choice = int(hashlib.sha256(name.encode()).hexdigest()[:12], 16)
    start = choice % len(lines)
    return "\n".join(lines[start : start + 1 + choice // len(lines) % (2 * MOST_CROPPED)])


def read_translations(data: Path) -> Iterator[Page]:
    """The translations, each a page of a site of its own."""
    for row in read_lines(data / f"{TRANSLATIONS}.jsonl.xz"):
        if row["lang"].startswith("udhr"):
            text = {"id": row["lang"], "type": "article", "gold": row["text"]}
            yield make_page(TRANSLATIONS, row["lang"], "gold", text)


def make_page(name: str, site: str, way: str, row: dict[str, Any]) -> Page:
    """The page as it became text in this way; ``row`` has the text, gold, id and type."""
    blocks = trim(parse(row[way]))
    labels, words = label_blocks(blocks, row["gold"])
    if way in ("gold", "crop"):
        labels[:] = 1
    return Page(name, row["id"], site, row["type"], way, row["gold"], blocks, labels, words)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a compressed JSON-lines file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
