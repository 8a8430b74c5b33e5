"""What the benchmarks share: timing side by side, and a description of where it was done."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

__all__ = ["environment", "side_by_side"]

_PACKAGES = (
    "ftfy", "plsfix", "regex", "numpy", "pyarrow", "numba", "datasketch", "rensa", "selectolax",
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


def side_by_side(
    contenders: Mapping[str, Callable[[str], object]], texts: Sequence[str], rounds: int
) -> dict[str, Any]:
    """Megabytes of UTF-8 a second of each contender; the rounds are taken in turn.

    Medians, with the slowest and the fastest round; and the first contender's ratio to each other.
    """
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    speeds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, function in contenders.items():
            started = time.perf_counter()
            for text in texts:
                function(text)
            speeds[name].append(size / (time.perf_counter() - started))
    median = {name: statistics.median(measured) for name, measured in speeds.items()}
    first, *others = contenders
    return {
        "texts": len(texts),
        "megabytes": round(size, 3),
        "megabytes a second": {
            name: {
                "median": round(median[name], 1),
                "least": round(min(measured), 1),
                "most": round(max(measured), 1),
            }
            for name, measured in speeds.items()
        },
        "ratios": {f"{first}/{other}": round(median[first] / median[other], 2) for other in others},
    }
