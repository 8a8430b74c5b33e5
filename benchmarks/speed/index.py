"""`dedupe --against INDEX`: what today's stories cost beside indexes of growing size."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.corpora import write_corpus
from cleantext import dedupe_corpus

_TODAY = 10_000  # documents
_STEP = 20_000
_STEPS = 10


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Processor seconds of a run over today's stories, without an index and with two of them.

    The larger index grows from the smaller one, a day of 20,000 stories at a time; each update is
    timed, too. The stories are made; ``data`` is not looked at.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        days = [
            _write_day(folder, f"day{number}", _STEP, seed + number) for number in range(_STEPS)
        ]
        today = _write_day(folder, "today", _TODAY, seed + _STEPS)
        small, large = folder / "small", folder / "large"
        _seconds(days[0], folder, small, update=True)
        updates = [_seconds(day, folder, large, update=True) for day in days]
        indexes = {"no index": None, f"{_STEP:,}": small, f"{_STEP * _STEPS:,}": large}
        _seconds(today, folder, small)  # what the first run loads and compiles is no cost of it
        taken: dict[str, list[float]] = {name: [] for name in indexes}
        for _ in range(rounds):
            for name, index in indexes.items():
                taken[name].append(_seconds(today, folder, index))
        files = [file for file in large.rglob("*") if file.is_file()]
        return {
            "documents today": _TODAY,
            "processor seconds by documents in the index": {
                name: round(statistics.median(seconds), 3) for name, seconds in taken.items()
            },
            "processor seconds of each update": [round(seconds, 2) for seconds in updates],
            "bytes a document": round(sum(file.stat().st_size for file in files) / _STEP / _STEPS),
        }


def _write_day(folder: Path, name: str, count: int, seed: int) -> Path:
    source = folder / name
    source.mkdir()
    write_corpus(source / "stories.jsonl", count, seed)
    return source


def _seconds(source: Path, folder: Path, index: Path | None, *, update: bool = False) -> float:
    started = time.process_time()
    dedupe_corpus(source, folder / "result", against=index, update=update, overwrite=True)
    return time.process_time() - started
