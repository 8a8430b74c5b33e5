"""The manifest of an index: written whole, and refused where it is not one."""

from pathlib import Path

import pytest

from cleantext.corpus.manifest import IndexFiles, Manifest, SegmentEntry
from cleantext.errors import CorpusError

MANIFEST = Manifest(
    {"threshold": 0.7, "clean": None}, 3, ("one", "two"), 7, (SegmentEntry("000007", 12, -5),)
)


@pytest.fixture(name="files")
def make_files(tmp_path: Path) -> IndexFiles:
    """An index of one segment, with what a killed run left beside it."""
    files = IndexFiles(tmp_path / "index")
    for name in ("000007", "000008.partial", "000006"):
        files.segment(name).mkdir(parents=True)
    files.write(MANIFEST)
    return files


def test_a_manifest_is_read_as_it_was_written(files: IndexFiles) -> None:
    """And what it does not name is gone."""
    assert files.read() == MANIFEST
    assert MANIFEST.documents == 12
    assert [path.name for path in (files.path / "segments").iterdir()] == ["000007"]
    assert sorted(path.name for path in files.path.iterdir()) == ["index.json", "segments"]


def test_the_latest_runs_are_known() -> None:
    """So many that an index does not grow by them, and no killed run waits for so long."""
    runs = tuple(f"{n}" for n in range(1000))
    assert Manifest({}, runs=runs[:-1]).note_run("999") == runs
    assert Manifest({}, runs=runs).note_run("new") == (*runs[1:], "new")


def test_no_index_yet(tmp_path: Path) -> None:
    """Nothing, an empty directory and what a killed first run left are no index yet."""
    files = IndexFiles(tmp_path / "index")
    assert files.read() is None
    files.segment("000001.partial").mkdir(parents=True)
    files.lock.touch()
    assert files.read() is None


def test_segments_without_a_manifest_are_not_removed(tmp_path: Path) -> None:
    """The manifest is there before the first segment: it was lost, or they are somebody else's."""
    for name in ("000001", "holiday"):
        files = IndexFiles(tmp_path / name)
        files.segment(name).mkdir(parents=True)
        with pytest.raises(CorpusError, match=r"has segments, and no index\.json: put that back"):
            files.read()
        assert files.segment(name).is_dir()


def test_what_is_not_ours_stays_among_the_segments(files: IndexFiles) -> None:
    """Some systems leave a file in each directory; nothing but segments is removed."""
    (files.path / "segments/.DS_Store").touch()
    files.segment("holiday").mkdir()
    files.make_ready(MANIFEST)
    names = sorted(path.name for path in (files.path / "segments").iterdir())
    assert names == [".DS_Store", "000007", "holiday"]


def test_the_manifest_is_there_before_the_first_segment(tmp_path: Path) -> None:
    """A first run that is killed leaves an index of nothing."""
    files = IndexFiles(tmp_path)
    files.make_ready(Manifest({}))
    assert files.read() == Manifest({})


def test_what_is_no_index(tmp_path: Path) -> None:
    """A directory of something else, or a file, is refused by what it holds."""
    (tmp_path / "story.txt").touch()
    with pytest.raises(CorpusError, match=r"holds story\.txt, and no index\.json: it is no index"):
        IndexFiles(tmp_path).read()
    with pytest.raises(CorpusError, match=r"story\.txt is a file; name a directory"):
        IndexFiles(tmp_path / "story.txt").read()


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "{}",
        '{"format": 99}',
        '{"format": 1}',
        '{"format": 1, "segments": [], "color": "red"}',
        '{"format": 1, "segments": [], "settings": {}}',
        '{"format": 1, "runs": [], "segments": [], "settings": []}',
        '{"format": 1, "runs": [7], "segments": [], "settings": {}}',
        '{"format": 1, "runs": [], "settings": {},'
        ' "segments": [{"name": "1", "documents": "1", "oldest": 0}]}',
    ],
)
def test_manifests_that_are_not_ours(files: IndexFiles, content: str) -> None:
    """Damaged, or of a version to come."""
    (files.path / "index.json").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"is not that of an index|not of the format that"):
        files.read()
