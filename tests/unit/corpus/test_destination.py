"""What a run refuses to write over."""

import json
import os
from pathlib import Path

import pytest

from cleantext.corpus.destination import check_destination, check_replaceable, count_files
from cleantext.errors import CorpusError


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """What a run left: a summary that tells which files lie beside it."""
    directory = tmp_path / "out"
    (directory / "kept/sub").mkdir(parents=True)
    for name in ("kept/a.txt", "kept/sub/b.txt", "kept/sub.txt", "duplicates.jsonl"):
        (directory / name).write_text(name, encoding="utf-8")
    content = {"documents": 1, "options": {}, "version": "0", "files": count_files(directory)}
    (directory / "summary.json").write_text(json.dumps(content), encoding="utf-8")
    return directory


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


def test_a_mount_point_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be renamed can't appear whole: better before the work than after it."""
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "out")
    with pytest.raises(CorpusError, match=r"is a mount point, .* name a directory below it"):
        check_destination(tmp_path / "in", tmp_path / "out")


@pytest.mark.parametrize("place", ["out.partial", "out.partial/output/kept"])
def test_source_that_is_the_workplace(tmp_path: Path, place: str) -> None:
    """A run never works in its source, nor removes one: what a killed run left is no source."""
    source = tmp_path / place
    source.mkdir(parents=True)
    with pytest.raises(CorpusError, match="is where a run with the destination"):
        check_destination(source, tmp_path / "out", overwrite=True)


def test_accepted_destinations(tmp_path: Path, result: Path) -> None:
    """One that is not there, or empty, or an earlier run's that may be replaced."""
    source = tmp_path / "source"
    source.mkdir()
    check_destination(source, tmp_path / "new/deep")
    (tmp_path / "empty").mkdir()
    check_destination(source, tmp_path / "empty")
    check_destination(source, result, overwrite=True)
    check_destination(source, result, resume=True)


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


def test_what_somebody_laid_beside_a_result_is_not_overwritten(
    tmp_path: Path, result: Path
) -> None:
    """A file of one's own is named, and stays; a report on the run goes."""
    (tmp_path / "source").mkdir()
    (result / "report.html").write_text("<title>1 duplicate: cleantext</title>")
    made = {"summary.json", "kept", "duplicates.jsonl"}
    check_destination(tmp_path / "source", result, overwrite=True, made=made)
    (result / "page.html").write_text("<title>Mine</title>")
    (result / "notes.txt").write_text("mine")
    with pytest.raises(CorpusError, match=r"holds notes\.txt, which no run made, and --overwrite"):
        check_destination(tmp_path / "source", result, overwrite=True, made=made)
    (result / "notes.txt").unlink()
    with pytest.raises(CorpusError, match=r"holds page\.html, which no run made.*move it away"):
        check_destination(tmp_path / "source", result, overwrite=True, made=made)
    check_destination(tmp_path / "source", result, resume=True, made=made)
    # Who can't know the names of what is made has the digest.
    with pytest.raises(CorpusError, match="does not hold the files that a run left there"):
        check_destination(tmp_path / "source", result, overwrite=True)


def lay_newest(path: Path, everything: Path) -> None:
    """Make a file that the disk says is newer than all others, however coarse its clock."""
    path.write_text("<title>1 duplicate: cleantext</title>")
    others = [other for other in everything.rglob("*") if other.is_file() and other != path]
    while path.lstat().st_ctime_ns <= max(other.lstat().st_ctime_ns for other in others):
        path.touch()


@pytest.mark.parametrize("name", ["kept/sub/notes.txt", "kept/report.html", "kept/.notes"])
def test_what_somebody_laid_among_what_is_kept_is_not_overwritten(
    tmp_path: Path, result: Path, name: str
) -> None:
    """However deep it lies, and whatever it is called; once it is gone, the result may go too."""
    (tmp_path / "source").mkdir()
    lay_newest(result / name, result)
    with pytest.raises(CorpusError, match=f"the newest is {name}.; move it away"):
        check_destination(tmp_path / "source", result, overwrite=True)
    (result / name).unlink()
    check_destination(tmp_path / "source", result, overwrite=True)


def test_links_and_exchanged_files_are_noticed(tmp_path: Path, result: Path) -> None:
    """A link to a directory counts as a file, and is not followed; so many files are not enough."""
    (tmp_path / "elsewhere").mkdir()
    (result / "kept/link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CorpusError, match="does not hold the files that a run left there"):
        check_replaceable(result)
    (result / "kept/a.txt").unlink()
    with pytest.raises(CorpusError, match="does not hold the files that a run left there"):
        check_replaceable(result)


def test_a_result_of_a_version_that_did_not_note_its_files(result: Path) -> None:
    """Nobody knows what of it is somebody's; without files there is nothing to lose."""
    summary = '{"documents": 1, "options": {}, "version": "0"}'
    (result / "summary.json").write_text(summary, encoding="utf-8")
    with pytest.raises(CorpusError, match="does not hold the files"):
        check_replaceable(result)
    for path in result.rglob("*"):
        if path.is_file() and path.name != "summary.json":
            path.unlink()
    check_replaceable(result)


def test_a_destination_that_can_not_be_listed(
    result: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can't be looked at is not removed either."""

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(CorpusError, match=r"out can't be read: .*Permission denied"):
        check_replaceable(result)


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
