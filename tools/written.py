"""Pages that were written to learn from: every line says by itself what it is.

What people marked as the story differs from set to set, and most sets have large pages in English.
These are small and large, of many kinds, in forty-four languages; they teach what this library
promises. Each line of a file has its label and a space before it: ``+`` the story's, ``-``
furniture, ``?`` what people would not agree about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from texts import Page

from cleantext.page.plain import parse

WRITTEN = "written"
FOLDER = Path(__file__).parent / WRITTEN
LABELS = {"+": 1.0, "-": 0.0, "?": np.nan}
GAPS = ("\n", "\n\n")
"""Each page is shown twice: its lines below each other, and with empty lines between them."""
RUNNING = 20
"""Running text begins with the story's first line of so many words."""
_WORD = re.compile(r"\w+")


def read_written(folder: Path = FOLDER) -> Iterator[Page]:
    """The pages, each a site of its own."""
    for path in sorted(folder.glob("*.txt")):
        lines = [line.split(" ", 1) for line in path.read_text("utf-8").rstrip("\n").split("\n")]
        texts = [text for _, text in lines]
        words = np.array([len(_WORD.findall(text)) for text in texts], dtype=np.int32)
        labels = np.array([LABELS[label] for label, _ in lines], dtype=np.float32)
        gold = "\n".join(text for text, label in zip(texts, labels, strict=True) if label == 1)
        for gap in GAPS:
            blocks = list(parse(gap.join(texts)))
            yield Page(
                WRITTEN, path.stem, path.stem, "article", WRITTEN, gold, blocks, labels, words
            )


def without_opening(labels: NDArray[np.float32], words: NDArray[np.int32]) -> NDArray[np.float32]:
    """The labels; what the story has above its running text is unknown if the page has furniture.

    Headline, byline and date are the story's, but most stories of the other sets are without
    theirs: to learn both would teach neither. `cleantext.page.boilerplate.opening` finds them.
    """
    is_story = labels == 1
    running = np.flatnonzero(is_story & (words >= RUNNING))
    above = np.arange(len(labels)) < (running[0] if len(running) and (labels == 0).any() else 0)
    return np.where(above & is_story, np.nan, labels).astype(np.float32)
