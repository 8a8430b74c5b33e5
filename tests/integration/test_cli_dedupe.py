"""`cleantext dedupe`, as a process: what it writes, says, and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.cli_command import EXAMPLES, Ended, run_command

ROOT = Path(__file__).parents[2]
CORPUS = EXAMPLES / "corpus"


def read_lines(path: Path) -> list[dict[str, object]]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def deduplicated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Path]:
    """The examples, cleaned and deduplicated once for several tests."""
    destination = tmp_path_factory.mktemp("dedupe") / "out"
    return run_command("dedupe", CORPUS, "-o", destination, "--clean"), destination


def test_the_result_is_laid_out_as_promised(deduplicated: tuple[Ended, Path]) -> None:
    """kept/, duplicates.jsonl, skipped.jsonl and summary.json, and nothing else."""
    ended, destination = deduplicated
    assert (ended.code, ended.out) == (0, "")
    assert sorted(path.name for path in destination.iterdir()) == [
        "duplicates.jsonl",
        "kept",
        "skipped.jsonl",
        "summary.json",
    ]
    assert [path.name for path in destination.parent.iterdir()] == ["out"]


def test_the_summary_says_how_many_and_where(deduplicated: tuple[Ended, Path]) -> None:
    """The last lines on standard error are the counts of summary.json, with the places."""
    ended, destination = deduplicated
    summary = json.loads((destination / "summary.json").read_text(encoding="utf-8"))
    counts = [line.split()[0] for line in ended.err.splitlines()]
    names = ("documents", "kept", "duplicates", "skipped")
    assert counts == [str(summary[name]) for name in names]
    assert str(destination / "duplicates.jsonl") in ended.err


def test_the_examples_show_each_thing(deduplicated: tuple[Ended, Path]) -> None:
    """An exact copy, near copies across formats and languages, and a record without text."""
    destination = deduplicated[1]
    duplicates = {row["id"]: row for row in read_lines(destination / "duplicates.jsonl")}
    assert duplicates["valley-post/choir-tour.txt"]["similarity"] == 1.0
    for near in (
        "morning-lantern/ferry.html",
        "nordsee-kurier/deichbau-beschlossen.txt",
        "nw-2041",
    ):
        assert 0.7 <= float(str(duplicates[near]["similarity"])) < 1.0
    assert "hillside-herald/bridge-shut.txt" not in duplicates
    assert [row["path"] for row in read_lines(destination / "skipped.jsonl")] == [
        "northwire.jsonl#3"
    ]


def test_kept_stories_are_clean(deduplicated: tuple[Ended, Path]) -> None:
    """With --clean, what is kept has neither mojibake nor boilerplate, and the caption once."""
    kept = deduplicated[1] / "kept" / "harbour-courier" / "ferry-returns.txt"
    story = kept.read_text(encoding="utf-8")
    assert "â" not in story
    assert "More From This Section" not in story
    assert story.count("leaves the Sennet quay on Monday morning") == 1


def test_overwrite_and_resume_of_a_finished_run(tmp_path: Path) -> None:
    """A result is replaced only when asked; resuming a finished run has nothing to do."""
    command = ("dedupe", CORPUS / "hillside-herald", "-o", tmp_path / "out")
    assert run_command(*command).code == 0
    refused = run_command(*command)
    assert refused.code == 1
    assert "is not empty" in refused.err
    assert run_command(*command, "--overwrite").code == 0
    assert run_command(*command, "--resume").code == 0
    other = run_command(*command, "--resume", "--threshold", "0.5")
    assert other.code == 1
    assert "threshold" in other.err


def test_against_an_index(tmp_path: Path) -> None:
    """What one run adds to an index, the next one drops, and the summary says so."""
    command = ("dedupe", CORPUS, "--against", tmp_path / "index", "-o")
    first = run_command(*command, tmp_path / "one", "--update", "--expire", "30")
    assert first.code == 0
    assert " 0  of these in the index" in first.err
    second = run_command(*command, tmp_path / "two")
    assert "24  of these in the index" in second.err
    assert {row["source"] for row in read_lines(tmp_path / "two" / "duplicates.jsonl")} == {"index"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "one", "two"]


def test_paths_are_shown_whole(tmp_path: Path) -> None:
    """A terminal may be narrower than a path is long; who copies it must have all of it."""
    out = tmp_path / ("long-" * 20)
    ended = run_command("dedupe", EXAMPLES / "corpus", "-o", out, COLUMNS="40")
    assert str(out / "duplicates.jsonl") in ended.err
    assert "duplicates, 1 of them exact copies" in ended.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["absent", "-o", "{out}"], 1, "can't be read"),
        (["ab\x1b[2Jsent", "-o", "{out}"], 1, r"ab\x1b[2Jsent can't be read"),
        (["", "-o", "{out}"], 2, "an empty path names nothing; '.' is the current directory"),
        (["corpus", "-o", ""], 2, "an empty path names nothing"),
        (["corpus", "-o", "x" * 300], 2, "can't be used: File name too long"),
        (["corpus"], 2, "Missing option '-o'"),
        (["corpus", "-o", "corpus/out"], 1, "which is never written to"),
        (["corpus", "-o", "."], 1, "lies in the destination"),
        (["corpus", "-o", "{out}", "--threshold", "1.5"], 2, "'--threshold': 1.5 is not in"),
        (["corpus", "-o", "{out}", "--threshold", "nan"], 2, "threshold must be above 0"),
        (["corpus", "-o", "{out}", "--keep", "best"], 2, "'best' is not one of"),
        (["corpus", "-o", "{out}", "--engine", "spark"], 2, "'spark' is not one of"),
        (["corpus", "-o", "{out}", "--workers", "0"], 2, "0 is not in the range"),
        (["corpus", "-o", "{out}", "--profile", "p.json"], 2, "give --clean with it"),
        (["corpus", "-o", "{out}", "--profile", "p.json", "--clean"], 1, "cleantext learn"),
        (["corpus", "-o", "{out}", "--against", "index"], 1, "a run with --update makes one"),
        (["corpus", "-o", "{out}", "--update"], 2, "name it with against"),
        (["corpus", "-o", "{out}", "--keep", "earliest"], 2, "no document has one"),
        (["corpus", "-o", "{out}", "--report", "corpus/r.html"], 1, "r.html lies in the source"),
        (["corpus", "-o", "{out}", "--report", "absent/r.html"], 1, "make it first"),
        (["corpus", "-o", "{out}", "--report", "{out}/skipped.jsonl"], 1, "must end in .html"),
        (["corpus", "-o", "{out}", "--report", "corpus"], 1, "corpus is a directory"),
        (["corpus", "-o", "{out}", "--report", "find_duplicates.py"], 1, "is there already"),
    ],
)
def test_errors_say_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    """One message, no traceback, nothing on standard output, nothing written."""
    monkeypatch.chdir(EXAMPLES)
    destination = tmp_path / "out"
    filled = [argument.format(out=destination) for argument in arguments]
    ended = run_command("dedupe", *filled, PYTHONPATH=str(ROOT))
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err
    assert "Traceback" not in ended.err
    assert not list(tmp_path.iterdir())
