"""A file that appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleantext.corpus.whole_file import written_path, written_whole
from cleantext.errors import CorpusError


def test_it_is_there_at_the_end_and_not_before(tmp_path: Path) -> None:
    """What had its name stays until then; nothing else is left."""
    path = tmp_path / "a.txt"
    path.write_text("old")
    with written_whole(path, "report") as place:
        place.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    """What it leads to is written, wherever that is."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "real" / "a.txt")
    with written_whole(link, "report") as place:
        place.write_text("new")
    assert link.is_symlink()
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["a.txt"]
    assert link.read_text() == "new"


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt()])
def test_after_an_error_nothing_is_left(tmp_path: Path, error: BaseException) -> None:
    """Also after Ctrl-C; the error is that of whoever wrote."""
    with pytest.raises(type(error)), written_whole(tmp_path / "a.txt", "report"):
        raise error
    assert list(tmp_path.iterdir()) == []


def test_errors_of_the_disk_are_told_with_the_role(tmp_path: Path) -> None:
    """Without the name of the file that was to be renamed, which nobody gave."""
    message = r"the report .*a\.txt can't be written: No space left on device$"
    with pytest.raises(CorpusError, match=message), written_whole(tmp_path / "a.txt", "report"):
        raise OSError(28, "No space left on device", str(tmp_path / "a.txt.partial"))
    assert list(tmp_path.iterdir()) == []
    missing = tmp_path / "no" / "a.txt"
    with (
        pytest.raises(CorpusError, match=r"written: No such file or directory$"),
        written_whole(missing, "profile"),
    ):
        pass


def test_two_at_once_do_not_write_into_one_file(tmp_path: Path) -> None:
    """The second is refused, and what the first writes stays."""
    path = tmp_path / "a.txt"
    with written_whole(path, "report") as place:
        place.write_text("first")
        with (
            pytest.raises(CorpusError, match="there already: another run is at work, or left it"),
            written_whole(path, "report"),
        ):
            pass
    assert path.read_text() == "first"


def test_a_loop_of_links_leads_nowhere(tmp_path: Path) -> None:
    """A link that leads to itself is an error with the destination's name."""
    loop = tmp_path / "loop.jsonl"
    loop.symlink_to(loop)
    with pytest.raises(CorpusError, match=r"the destination .*loop\.jsonl can't be written"):
        written_path(loop)
