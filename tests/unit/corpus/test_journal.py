"""Where a run works, what it remembers, and what it refuses to write over."""

import json
from pathlib import Path

import pytest

from cleantext.corpus import journal
from cleantext.corpus.destination import count_files
from cleantext.corpus.journal import Journal, Workplace, find_setting_difference
from cleantext.errors import CorpusError


def leave_result(directory: Path, *names: str) -> None:
    """Leave empty files, and the summary of a run that made them."""
    directory.mkdir()
    for name in names:
        (directory / name).touch()
    content = {"documents": 1, "options": {}, "version": "0", "files": count_files(directory)}
    (directory / "summary.json").write_text(json.dumps(content), encoding="utf-8")


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


@pytest.mark.parametrize("content", [b"no JSON\n", b"[1]\n", b'{"part": 1}\n', b""])
def test_a_damaged_journal(tmp_path: Path, content: bytes) -> None:
    """It is told; a run that starts again does not look into it."""
    workplace = Workplace(tmp_path / "out")
    workplace.clear()
    workplace.journal.path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"journal\.jsonl is damaged; use --overwrite to start"):
        workplace.journal.read_begin("settings")
    workplace.clear(overwrite=True)
    assert workplace.journal.read() == []


def test_workplace_becomes_the_destination(tmp_path: Path) -> None:
    """The output takes the place of what was there, and nothing is left beside it."""
    workplace = Workplace(tmp_path / "out")
    leave_result(workplace.destination, "old")
    workplace.clear()
    workplace.output.mkdir()
    (workplace.output / "new").touch()
    workplace.finish(replace=True)
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")) == ["out", "out/new"]


def test_what_came_while_the_run_was_at_work_stays(tmp_path: Path) -> None:
    """A destination that somebody made meanwhile is not replaced; the output is kept."""
    workplace = Workplace(tmp_path / "out")
    workplace.clear()
    workplace.output.mkdir()
    (workplace.output / "new").touch()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.txt").touch()
    with pytest.raises(CorpusError, match=r"out is no longer empty.*run again with --resume"):
        workplace.finish()
    with pytest.raises(CorpusError, match=r"the newest is letter\.txt\); move it away"):
        workplace.finish(replace=True)
    assert (tmp_path / "out/letter.txt").exists()
    (tmp_path / "out/letter.txt").unlink()
    workplace.finish()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["new"]


def test_workplace_does_not_delete_what_no_run_made(tmp_path: Path) -> None:
    """A directory of the user's that happens to have the name is not touched."""
    workplace = Workplace(tmp_path / "out")
    workplace.path.mkdir()
    (workplace.path / "thesis.txt").touch()
    with pytest.raises(CorpusError, match=r"holds thesis\.txt, which no run left there"):
        workplace.clear()
    assert (workplace.path / "thesis.txt").exists()


@pytest.mark.parametrize(
    ("kept", "named"),
    [
        ("kept/letter.txt", "kept"),
        ("source.jsonl/letter.txt", "source.jsonl"),
        ("journal.jsonl/letter.txt", "journal.jsonl"),
        ("output", "output"),
        ("replaced", "replaced"),
        ("parts", "parts"),
        ("parts/letter.txt", "parts/letter.txt"),
        ("source.jsonl", "source.jsonl"),
    ],
)
def test_workplace_does_not_delete_what_only_has_a_name_of_ours(
    tmp_path: Path, kept: str, named: str
) -> None:
    """A directory where a run leaves a file, a file for a directory, other records or parts."""
    workplace = Workplace(tmp_path / "out")
    letter = workplace.path / kept
    letter.parent.mkdir(parents=True)
    letter.write_text('{"text": "Dear Ann"}\n', encoding="utf-8")
    for overwrite in (False, True):
        with pytest.raises(CorpusError, match=rf"holds {named}, which no run left there; move"):
            workplace.clear(overwrite=overwrite)
    assert letter.read_text(encoding="utf-8") == '{"text": "Dear Ann"}\n'


@pytest.mark.parametrize("name", ["kept", "source.jsonl", "output", "parts"])
def test_workplace_does_not_delete_a_symbolic_link(tmp_path: Path, name: str) -> None:
    """Runs make none, whatever it leads to."""
    (tmp_path / "mine").mkdir()
    workplace = Workplace(tmp_path / "out")
    workplace.path.mkdir()
    (workplace.path / name).symlink_to(tmp_path / "mine")
    with pytest.raises(CorpusError, match=rf"holds {name}, which no run left there"):
        workplace.clear()
    assert (workplace.path / name).is_symlink()


@pytest.mark.parametrize("listing", [b"", b'{"pa', b'{"path":"a.txt","size":1}\n{"pa', None])
def test_what_a_run_that_was_killed_left_is_removed(tmp_path: Path, listing: bytes | None) -> None:
    """Before it had a journal, or when it had removed it: then nothing could be resumed."""
    workplace = Workplace(tmp_path / "out")
    for name in ("output/a", "replaced/kept", "parts/00000", "parts/00001.4711"):
        (workplace.path / name).mkdir(parents=True)
    workplace.kept.write_bytes(bytes(8))
    if listing is not None:
        workplace.listing.write_bytes(listing)
    workplace.clear()
    assert list(workplace.path.iterdir()) == []


def test_a_damaged_listing_is_removed_with_its_journal(tmp_path: Path) -> None:
    """Where it is met, the run says that --overwrite starts again."""
    workplace = Workplace(tmp_path / "out")
    workplace.clear()
    workplace.listing.write_bytes(bytes(100))
    workplace.journal.add({"settings": {}})
    workplace.clear(overwrite=True)
    assert list(workplace.path.iterdir()) == []


def test_destination_that_can_not_be_made(tmp_path: Path) -> None:
    """The message names the destination and the cause."""
    (tmp_path / "file").touch()
    with pytest.raises(CorpusError, match=r"out can't be written: .*Not a directory"):
        Workplace(tmp_path / "file" / "out").clear()


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
