"""`cleantext dedupe`, from files to kept files, beside peers that only flag, in one run."""

from __future__ import annotations

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.corpora import write_corpus
from benchmarks.peers import PEERS

_DOCUMENTS = 106_520
_FIRST = "cleantext dedupe, first run on a machine"
_ONCE = {"datatrove", _FIRST}  # the first takes minutes, the second is one by its nature
Measured = dict[str, float]


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Seconds, processor seconds and peak memory of each contender on stories.

    ``data`` may hold a ``corpus.jsonl`` to measure on instead of made stories. Contenders take
    turns, so that what else the machine does falls on all of them; datatrove takes one. On its
    first run on a machine cleantext compiles its loops: that is measured apart.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "stories"
        source.mkdir()
        path = source / "corpus.jsonl"
        if data:
            path.symlink_to((data / "corpus.jsonl").resolve())
        else:
            write_corpus(path, _DOCUMENTS, seed)
        return {
            "megabytes": round(path.stat().st_size / 1e6, 1),
            "contenders": _compare(_contenders(source, path, Path(folder)), rounds),
        }


def _contenders(source: Path, path: Path, folder: Path) -> dict[str, list[str]]:
    peers = [name for name in PEERS if importlib.util.find_spec(name)]
    commands = {name: ["benchmarks.peers", name, str(path)] for name in peers}
    own = dedupe_command(source, folder / "result")
    return {_FIRST: own, "cleantext dedupe": own, **commands}


def dedupe_command(source: Path, result: Path) -> list[str]:
    """The module and arguments that deduplicate a source."""
    return ["cleantext", "dedupe", str(source), "-o", str(result), "--overwrite"]


def _compare(contenders: dict[str, list[str]], rounds: int) -> dict[str, Any]:
    measured: dict[str, list[Measured]] = {name: [] for name in contenders}
    for turn in range(rounds):
        for name, command in contenders.items():
            if turn == 0 or name not in _ONCE:
                measured[name].append(measure_process(command, is_first=name == _FIRST))
    medians = {
        name: {unit: statistics.median(each[unit] for each in runs) for unit in runs[0]}
        for name, runs in measured.items()
    }
    first = medians["cleantext dedupe"]["seconds"]
    return {
        name: {**each, "times as long as cleantext": round(each["seconds"] / first, 2)}
        for name, each in medians.items()
    }


def measure_process(command: list[str], *, is_first: bool = False) -> Measured:
    """Run a module in a process of its own; its time, and the most memory it had.

    ``is_first`` is for a run as on a machine that has compiled nothing yet.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        cache = {"NUMBA_CACHE_DIR": empty} if is_first else {}
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **cache},
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return {
        "seconds": round(seconds, 2),
        "processor seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peak megabytes": round(usage.ru_maxrss * 1024 / 1e6),
    }
