"""`Cleaner.batch` on one and on two processes, beside ftfy alone, on damaged stories."""

from __future__ import annotations

import random
import statistics
import time
from functools import partial
from pathlib import Path
from typing import Any

import ftfy

from benchmarks.datasets import english_stories
from benchmarks.measure import seconds_of, spread
from benchmarks.prose import write_story
from cleantext import Cleaner

_STORIES = 600
_DAMAGED = 4  # every fourth


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Megabytes a second of the whole of `clean`: processes are started in the time measured."""
    texts = english_stories(data, seed) if data else _made(seed)
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    cleaner = Cleaner()
    seconds = seconds_of(
        {
            "1 worker": partial(cleaner.batch, texts, workers=1),
            "2 workers": partial(cleaner.batch, texts, workers=2),
            "ftfy alone": lambda: [ftfy.fix_text(text) for text in texts],
        },
        rounds,
        time.perf_counter,
    )
    speeds = {name: [size / each for each in measured] for name, measured in seconds.items()}
    median = {name: statistics.median(measured) for name, measured in speeds.items()}
    return {
        "texts": len(texts),
        "megabytes": round(size, 3),
        "megabytes a second": {name: spread(measured) for name, measured in speeds.items()},
        "ratios": {
            "2 workers/1 worker": round(median["2 workers"] / median["1 worker"], 2),
            "1 worker/ftfy alone": round(median["1 worker"] / median["ftfy alone"], 2),
        },
    }


def _made(seed: int) -> list[str]:
    """Stories, some of which were decoded wrongly, with furniture around each."""
    chance = random.Random(seed)
    texts = []
    for number in range(_STORIES):
        text = write_story(chance).text.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
        if number % _DAMAGED == 0:
            text = text.encode().decode("cp1252", "replace")
        texts.append(f"Home\nNews\nSport\n\n{text}\n\nShare this article\nPrivacy policy")
    return texts
