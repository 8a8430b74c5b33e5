"""Progress is for people: it is shown on a terminal and nowhere else."""

from __future__ import annotations

import pytest

from cleantext.cli.progress import progress_bar


def test_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A log or a pipe gets nothing of it."""
    with progress_bar() as report:
        report("files read", 1, 2)
        report("files read", 2, 2)
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""
