"""What the README shows is what happens: its code runs, its output is real."""

from __future__ import annotations

import doctest
import json
import re
import shlex
from pathlib import Path

import pytest

from tests.integration.cli_command import run_command

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Find the code blocks of a language in the README."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_python_blocks_give_what_they_show() -> None:
    """The Python blocks, run one after the other, print what stands below each line."""
    shown = doctest.DocTestParser().get_doctest("".join(blocks("python")), {}, "README", None, 0)
    assert len(shown.examples) > 10
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(shown, out=report.append)
    assert not report, "".join(report)


def test_the_main_job_gives_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first command's main job runs on the examples, and ends with the README's summary."""
    command = blocks("console")[0].rpartition("&& .venv/bin/cleantext ")[2]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    ended = run_command(*shlex.split(command), PYTHONPATH=str(ROOT))
    assert ended.code == 0
    assert [line.split() for line in ended.err.splitlines()] == [
        line.split() for line in blocks("text")[0].splitlines()
    ]
    written = (tmp_path / "out" / "duplicates.jsonl").read_text(encoding="utf-8").splitlines()
    found = {line["id"]: line for line in map(json.loads, written)}
    for shown in map(json.loads, blocks("json")[0].splitlines()):
        # The last digits may change with the classifier that cleans; they are no promise.
        similarity = pytest.approx(shown["similarity"], abs=0.02)
        assert found[shown["id"]] == {**shown, "similarity": similarity}


def test_the_first_command_installs_from_the_checkout() -> None:
    """One line makes an environment, installs, and runs the main job."""
    first = blocks("console")[0]
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install --quiet . && ")


def test_ci_runs_the_readmes_test_command() -> None:
    """The second command is what CI runs, word for word."""
    test_command = blocks("console")[1].strip()
    assert test_command.endswith("-m pytest")
    assert test_command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_first_lines_tell_of_the_name_clash() -> None:
    """Who installs the wrong project, or both, is told before anything else."""
    first_lines = "".join(README.splitlines(keepends=True)[:10])
    assert "cleantext-toolkit" in first_lines
    assert "can't share" in first_lines
    assert "environment" in first_lines
