"""The scripts in examples/ run, and say what they are there to show."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.integration.cli_command import EXAMPLES


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("clean_a_story.py", "What went, and why:"),
        ("find_duplicates.py", "dropped: valley-post/7"),
        ("redis_index.py", "wire/1 is 0.92 similar"),
    ],
)
def test_example_scripts_run(script: str, shown: str) -> None:
    """Each script runs as its docstring says."""
    ended = subprocess.run(
        [sys.executable, EXAMPLES / script], capture_output=True, encoding="utf-8", check=True
    )
    assert shown in ended.stdout
