"""Progress is for people: it is shown on a terminal and nowhere else."""

from __future__ import annotations

import re

import pytest

from cleantext.cli.failures import warn
from cleantext.cli.progress import progress_bar


def test_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A log or a pipe gets nothing of it."""
    with progress_bar() as report:
        report("files read", 1, 2)
        report("files read", 2, 2)
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""


def test_a_message_stands_above_the_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told while a bar is shown has a line of its own, and leaves no bar behind."""
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich takes it for a terminal
    with progress_bar() as report:
        report("files read", 1, 2)
        warn("skipped a.txt")
    assert re.search(r"(?:^|\n|\x1b\[2K)cleantext: skipped a\.txt\n", capsys.readouterr().err)
