"""Where a run works, what it remembers, and what it refuses to write over."""

from pathlib import Path

import pytest

from cleantext.corpus import journal
from cleantext.corpus.journal import (
    Journal,
    Workplace,
    check_destination,
    find_setting_difference,
)
from cleantext.errors import CorpusError


def test_journal_remembers_lines(tmp_path: Path) -> None:
    """What was added is read, in order; a journal that is not there is empty."""
    journal = Journal(tmp_path / "journal.jsonl")
    assert journal.read() == []
    journal.add({"part": 1})
    journal.add({"part": 2})
    assert Journal(tmp_path / "journal.jsonl").read() == [{"part": 1}, {"part": 2}]


def test_journal_with_a_torn_line(tmp_path: Path) -> None:
    """A line that a killed run left half is as if it had never been begun."""
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    journal.add({"part": 1})
    with path.open("ab") as file:
        file.write(b'{"par')
    assert journal.read() == [{"part": 1}]
    journal.drop_torn_line()
    journal.add({"part": 2})
    assert journal.read() == [{"part": 1}, {"part": 2}]


def test_workplace_becomes_the_destination(tmp_path: Path) -> None:
    """The output takes the place of what was there, and nothing is left beside it."""
    workplace = Workplace(tmp_path / "out")
    workplace.destination.mkdir()
    (workplace.destination / "old").touch()
    workplace.clear()
    workplace.output.mkdir()
    (workplace.output / "new").touch()
    workplace.finish()
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")) == ["out", "out/new"]


def test_workplace_does_not_delete_what_no_run_made(tmp_path: Path) -> None:
    """A directory of the user's that happens to have the name is not touched."""
    workplace = Workplace(tmp_path / "out")
    workplace.path.mkdir()
    (workplace.path / "thesis.txt").touch()
    with pytest.raises(CorpusError, match=r"holds thesis\.txt, which no run left there"):
        workplace.clear()
    assert (workplace.path / "thesis.txt").exists()


def test_destination_that_can_not_be_made(tmp_path: Path) -> None:
    """The message names the destination and the cause."""
    (tmp_path / "file").touch()
    with pytest.raises(CorpusError, match=r"out can't be written: .*Not a directory"):
        Workplace(tmp_path / "file" / "out").clear()


@pytest.mark.parametrize(
    ("destination", "message"),
    [
        ("source", "lies in the source"),
        ("source/sub/out", "lies in the source"),
        ("link/out", "lies in the source"),
        (".", "lies in the destination"),
        ("file.txt", "is a file; choose a directory"),
        ("full", "is not empty; choose another directory, or use --overwrite"),
    ],
)
def test_refused_destinations(tmp_path: Path, destination: str, message: str) -> None:
    """Each refusal says what is wrong and what to do."""
    (tmp_path / "source").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "source")
    (tmp_path / "file.txt").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full/summary.json").touch()
    with pytest.raises(CorpusError, match=message):
        check_destination(tmp_path / "source", tmp_path / destination)


def test_source_that_is_the_workplace(tmp_path: Path) -> None:
    """A run never works in its source, not even by an unlucky name."""
    source = tmp_path / "out.partial"
    source.mkdir()
    with pytest.raises(CorpusError, match="is where a run with the destination"):
        check_destination(source, tmp_path / "out", overwrite=True)


def test_accepted_destinations(tmp_path: Path) -> None:
    """One that is not there, or empty, or an earlier run's that may be replaced."""
    source = tmp_path / "source"
    source.mkdir()
    check_destination(source, tmp_path / "new/deep")
    (tmp_path / "empty").mkdir()
    check_destination(source, tmp_path / "empty")
    (tmp_path / "earlier").mkdir()
    summary = '{"documents": 1, "options": {}, "version": "0.1.0"}'
    (tmp_path / "earlier/summary.json").write_text(summary, encoding="utf-8")
    check_destination(source, tmp_path / "earlier", overwrite=True)
    check_destination(source, tmp_path / "earlier", resume=True)


def test_overwrite_replaces_only_what_a_run_made(tmp_path: Path) -> None:
    """A home directory given by mistake stays."""
    (tmp_path / "source").mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "home/letters").touch()
    with pytest.raises(CorpusError, match=r"holds letters, and no summary\.json"):
        check_destination(tmp_path / "source", tmp_path / "home", overwrite=True)
    (tmp_path / "home/summary.json").write_text('{"letters": 1}', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"holds letters, and no summary\.json of a run"):
        check_destination(tmp_path / "source", tmp_path / "home", overwrite=True)


def test_what_somebody_laid_into_a_result_is_not_overwritten(tmp_path: Path) -> None:
    """A file of one's own beside those of a run is named, and stays; a report on the run goes."""
    (tmp_path / "source").mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "summary.json").write_text('{"documents": 1, "options": {}, "version": "0"}')
    (out / "report.html").write_text("<title>1 duplicate: cleantext</title>")
    made = {"summary.json", "kept"}
    check_destination(tmp_path / "source", out, overwrite=True, made=made)
    (out / "page.html").write_text("<title>Mine</title>")
    (out / "notes.txt").write_text("mine")
    with pytest.raises(CorpusError, match=r"holds notes\.txt, which no run made, and --overwrite"):
        check_destination(tmp_path / "source", out, overwrite=True, made=made)
    (out / "notes.txt").unlink()
    with pytest.raises(CorpusError, match=r"holds page\.html, which no run made.*move it away"):
        check_destination(tmp_path / "source", out, overwrite=True, made=made)
    check_destination(tmp_path / "source", out, resume=True, made=made)
    check_destination(tmp_path / "source", out, overwrite=True)  # who can't know what is made


@pytest.mark.parametrize("destination", [".", ""])
def test_the_current_directory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, destination: str
) -> None:
    """A run makes its destination anew, so that nobody may stand in it."""
    (tmp_path / "source").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(CorpusError, match="is the current directory"):
        check_destination(tmp_path / "source", Path(destination))


def test_find_setting_difference() -> None:
    """The first setting that differs is named, with both values."""
    assert find_setting_difference({"a": 1, "b": 2}, {"a": 1, "b": 2}) is None
    assert find_setting_difference({"a": 1, "b": 2}, {"a": 1, "b": 3}) == "b was 2, and is now 3"


def test_of_settings_within_a_setting_the_one_that_differs_is_named() -> None:
    """Not all of them; and of many that are there or not, only that."""
    one = {"clean": {"captions": "drop", "repair": {"quotes": True, "fix": 1}}}
    two = {"clean": {"captions": "drop", "repair": {"quotes": False, "fix": 1}}}
    difference = "clean.repair.quotes was True, and is now False"
    assert find_setting_difference(one, two) == difference
    assert find_setting_difference(one, {"clean": None}) == "clean was given, and is now None"
    assert find_setting_difference({"clean": None}, one) == "clean was None, and is now given"


@pytest.mark.parametrize("most", [0, 100])
def test_output_is_synced_file_by_file_or_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """A few files do not wait for what the whole machine writes; the output is the same."""
    monkeypatch.setattr(journal, "_MOST_SYNCED", most)
    synced: list[str] = []
    monkeypatch.setattr("os.sync", lambda: synced.append("all"))
    monkeypatch.setattr("os.fsync", lambda descriptor: synced.append("one"))
    workplace = Workplace(tmp_path / "out")
    (workplace.output / "kept").mkdir(parents=True)
    (workplace.output / "kept/a.txt").write_text("a", encoding="utf-8")
    (workplace.output / "summary.json").write_text("{}", encoding="utf-8")
    workplace.finish()
    assert synced == (["one", "one"] if most else ["all"])
    assert (tmp_path / "out/kept/a.txt").read_text(encoding="utf-8") == "a"
    assert not workplace.path.exists()
