"""What `cleantext dedupe` prints of a run."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner

from cleantext.cli import main
from cleantext.errors import CorpusError


def test_a_result_is_shown_whose_report_can_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run is done, and what is wrong is the report alone."""

    def fail(*arguments: object, **settings: object) -> NoReturn:
        raise CorpusError("the report can't be written")

    monkeypatch.setattr("cleantext.report.write_report", fail)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.txt").write_text("A story.", encoding="utf-8")
    places = (str(tmp_path / "source"), "-o", str(tmp_path / "out"))
    ended = CliRunner().invoke(main, ["dedupe", *places, "--report", str(tmp_path / "r.html")])
    shown = [" ".join(line.split()) for line in ended.stderr.splitlines()]
    assert (ended.exit_code, shown[0]) == (1, "1 documents")
    assert shown[-1] == "cleantext: error: the report can't be written"
    assert not any(line.startswith("report") for line in shown)


@pytest.mark.parametrize("name", ["out", "out[red]", "o[/b]ut"])
def test_what_is_shown_is_plain_and_as_long_as_it_must_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Names are shown as they are, and no line is filled up, for narrow terminals."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    for story in ("a", "b"):
        (tmp_path / f"source/{story}.txt").write_text("A story.", encoding="utf-8")
    ended = CliRunner().invoke(main, ["dedupe", "source", "-o", name])
    assert ended.stderr.splitlines() == [
        "2  documents",
        f"1  kept                                {name}/kept",
        f"1  duplicates, 1 of them exact copies  {name}/duplicates.jsonl",
        f"0  skipped                             {name}/skipped.jsonl",
    ]
