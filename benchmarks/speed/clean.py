"""`clean`, beside ftfy: stories in English, and whole pages as text, with all that is around them.

ftfy repairs characters alone; `clean` does that and all else, and is to be faster all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ftfy

from benchmarks.datasets import english_stories
from benchmarks.measure import side_by_side
from benchmarks.pages import read_texts
from cleantext import clean


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Megabytes a second on stories, and on pages by how they became text."""
    contenders: dict[str, Callable[[str], object]] = {"clean": clean, "ftfy": ftfy.fix_text}
    pages = {
        f"pages: {name}": [text for text, _ in pairs]
        for name, pairs in read_texts(data, seed).items()
    }
    texts = {"English stories": english_stories(data, seed), **pages}
    return {name: side_by_side(contenders, each, rounds) for name, each in texts.items()}
