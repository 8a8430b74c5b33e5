"""The real command, run as a process, for the tests of the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str


def run_command(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Ended:
    """Run ``cleantext`` with the arguments, without a terminal, and wait for its end."""
    ended = subprocess.run(
        [sys.executable, "-m", "cleantext", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "COLUMNS": "100", "PYTHONWARNINGS": "error", **environment},
        timeout=120,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8"))
