"""What the benchmarks share: timing side by side, and a description of where it was done."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

__all__ = ["environment", "seconds_of", "side_by_side", "spread"]

_PACKAGES = (
    "ftfy", "plsfix", "regex", "numpy", "pyarrow", "numba", "selectolax", "chardet", "fastwarc",
    "trafilatura", "resiliparse", "readability-lxml", "jusText", "datasketch", "rensa", "datatrove",
)  # fmt: skip


def environment() -> dict[str, Any]:
    """Machine, versions and commit."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return {
        "machine": {
            "system": platform.platform(terse=True),
            "processor": _processor(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
        "versions": {name: version for name in _PACKAGES if (version := _version(name))},
        "commit": commit.stdout.strip() or None,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def seconds_of(
    contenders: Mapping[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, list[float]]:
    """How long each contender takes in each round; the rounds are taken in turn.

    The clock is the processor's, which other work on the machine disturbs least. Who starts
    processes or threads gives ``time.perf_counter``.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, function in contenders.items():
            started = clock()
            function()
            seconds[name].append(clock() - started)
    return seconds


def spread(measured: Sequence[float], digits: int = 2) -> dict[str, float]:
    """The median of what was measured, the least and the most."""
    return {
        "median": round(statistics.median(measured), digits),
        "least": round(min(measured), digits),
        "most": round(max(measured), digits),
    }


def side_by_side(
    contenders: Mapping[str, Callable[[str], object]], texts: Sequence[str], rounds: int
) -> dict[str, Any]:
    """Megabytes of UTF-8 a second of one core, of each contender; the rounds are taken in turn.

    Each gets the first text once before: what is loaded then is told by `speed.startup`.

    Medians, with the slowest and the fastest round; and the first contender's ratio to each other.
    """
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6

    def read_all(function: Callable[[str], object]) -> None:
        for text in texts:
            function(text)

    for function in contenders.values():
        function(texts[0])
    seconds = seconds_of({name: partial(read_all, contenders[name]) for name in contenders}, rounds)
    speeds = {name: [size / each for each in measured] for name, measured in seconds.items()}
    median = {name: statistics.median(measured) for name, measured in speeds.items()}
    first, *others = contenders
    return {
        "texts": len(texts),
        "megabytes": round(size, 3),
        "megabytes a second": {name: spread(measured) for name, measured in speeds.items()},
        "ratios": {f"{first}/{other}": round(median[first] / median[other], 2) for other in others},
    }
