"""`repair`, beside ftfy and plsfix: English stories, and single sentences of many languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ftfy

from benchmarks.datasets import english_stories, sentences
from benchmarks.measure import side_by_side
from cleantext.repair import find_repairs, repair


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Megabytes a second on both kinds of text; `find_repairs` is what `explain` calls."""
    contenders: dict[str, Callable[[str], object]] = {
        "repair": repair,
        "find_repairs": find_repairs,
        "ftfy": ftfy.fix_text,
    }
    try:
        import plsfix
    except ImportError:
        pass
    else:
        contenders["plsfix"] = plsfix.fix_text
    return {
        "English stories": side_by_side(contenders, english_stories(data, seed), rounds),
        "sentences of many languages": side_by_side(contenders, sentences(data, seed), rounds),
    }
