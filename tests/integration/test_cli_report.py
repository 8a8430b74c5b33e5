"""`cleantext dedupe --report` and `cleantext report`, as processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.cli_command import EXAMPLES, run_command

CORPUS = EXAMPLES / "corpus"


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples deduplicated (out) and their report, once for several tests."""
    folder = tmp_path_factory.mktemp("report")
    report = folder / "out" / "report.html"  # in what is not there yet when the command begins
    ended = run_command("dedupe", CORPUS, "-o", folder / "out", "--clean", "--report", report)
    assert ended.code == 0
    assert ended.err.splitlines()[-1].split() == ["report", str(report)]
    return folder


def test_a_run_writes_its_report(reported: Path) -> None:
    """With pairs side by side, and what the rules removed."""
    page = (reported / "out" / "report.html").read_text(encoding="utf-8")
    assert "7 of 24 documents are duplicates" in page
    assert page.count("<article") >= 2
    assert "phrase:related-links" in page
    assert "Not the texts that were compared" not in page


def test_the_report_of_an_earlier_run_is_the_same(reported: Path) -> None:
    """`report` reads the files of the run, and cleans the pairs as the run did."""
    later = reported / "later.html"
    ended = run_command("report", reported / "out", "-o", later, "--source", CORPUS)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"cleantext: the report is {later}\n"
    assert later.read_bytes() == (reported / "out" / "report.html").read_bytes()


def test_a_report_is_replaced_only_when_asked(reported: Path) -> None:
    """As every other file."""
    there = reported / "there.html"
    there.write_text("mine", encoding="utf-8")
    refused = run_command("report", reported / "out", "-o", there)
    assert refused.code == 1
    assert "is there already" in refused.err
    assert there.read_text(encoding="utf-8") == "mine"
    assert run_command("report", reported / "out", "-o", there, "--overwrite").code == 0
    assert "<html" in there.read_text(encoding="utf-8")


def test_a_run_that_goes_on_writes_its_report_again(tmp_path: Path) -> None:
    """With --resume and with --overwrite the report is replaced like the rest; else it is not."""
    report = tmp_path / "r.html"
    command = ("dedupe", CORPUS / "hillside-herald", "-o", tmp_path / "out", "--report", report)
    assert run_command(*command).code == 0
    refused = run_command(*command)
    assert refused.code == 1
    assert "r.html is there already" in refused.err
    for flag in ("--resume", "--overwrite"):
        report.write_text("old", encoding="utf-8")
        assert run_command(*command, flag).code == 0
        assert report.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "Missing argument 'DEST'"),
        (["{out}"], 2, "Missing option '-o'"),
        (["absent", "-o", "{new}"], 1, "absent is no result of a deduplication"),
        ([CORPUS, "-o", "{new}"], 1, "is no result of a deduplication"),
        (["{out}", "-o", "{new}", "--source", "absent"], 1, "the source absent can't be read"),
        (["{out}", "-o", "{out}"], 1, "is a directory"),
        (["{out}", "-o", "{out}/no/r.html"], 1, "lies among what the run leaves"),
        (["{out}", "-o", "{out}/summary.json", "--overwrite"], 1, "its name must end in .html"),
        (["{out}", "-o", "no/r.html"], 1, "make it first"),
        (["{out}", "-o", "x" * 300], 2, "File name too long"),
        (["{out}", "-o", "x" * 250], 1, "File name too long"),
        (["{out}", "-o", f"{CORPUS}/r.html", "--source", CORPUS], 1, "lies in the source"),
        (["{out}", "-o", "{new}", "--profile", "absent"], 1, "cleantext learn"),
    ],
)
def test_errors_say_what_to_do(
    reported: Path, arguments: list[str | Path], code: int, message: str
) -> None:
    """One message, no traceback, and nothing is written."""
    places = {"out": reported / "out", "new": reported / "new.html"}
    ended = run_command("report", *(str(each).format(**places) for each in arguments))
    assert (ended.code, ended.out) == (code, "")
    assert message in " ".join(ended.err.split())
    assert "Traceback" not in ended.err
    assert not places["new"].exists()
