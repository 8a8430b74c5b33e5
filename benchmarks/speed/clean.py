"""`clean`, beside ftfy: stories in English, and whole pages as text, with all that is around them.

ftfy repairs characters alone; `clean` does that and all else, and is to be faster all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ftfy

from benchmarks.datasets import english_stories, pages_as_text
from benchmarks.measure import side_by_side
from cleantext import clean


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Megabytes a second on both kinds of text."""
    contenders: dict[str, Callable[[str], object]] = {"clean": clean, "ftfy": ftfy.fix_text}
    return {
        "English stories": side_by_side(contenders, english_stories(data, seed), rounds),
        "whole pages as text": side_by_side(contenders, pages_as_text(data, seed), rounds),
    }
