"""What the training scripts share: where weights go, and how they are written down."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).resolve().parents[1] / "cleantext" / "page" / "weights"


def hash_text(text: str) -> int:
    """A number that stands for a text, the same in every run."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def digest(path: Path) -> str:
    """What tells a file from every other."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest_all(folder: Path) -> str:
    """What tells the files of a folder, with their names, from all others."""
    listed = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir()))
    return hashlib.sha256(listed.encode()).hexdigest()


def write_json(path: Path, value: Any) -> None:
    """Write a value as JSON whose lines can be compared."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def say(started: float, message: str) -> None:
    """Print a message with the seconds since the start."""
    print(f"{time.perf_counter() - started:6.0f} s  {message}", flush=True)
