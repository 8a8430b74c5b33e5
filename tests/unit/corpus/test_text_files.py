"""Files of text, read many at a time: the same documents as one by one."""

import os
from pathlib import Path

import pytest

from cleantext.corpus import text_files
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import Fields, Record, Skipped
from cleantext.corpus.source import SourceFile, walk
from cleantext.corpus.text_files import is_plain_text, read_text_batches

FILES = {
    "plain.txt": b"Only ASCII.",
    "utf8.txt": "Caf\xe9 \N{EURO SIGN}".encode(),
    "empty.txt": b"",
    "latin1.txt": "Les \xe9l\xe8ves sont all\xe9s \xe0 l'\xe9cole".encode("latin-1"),
    "marked.txt": b"\xef\xbb\xbfWith a mark",
    "wide.md": "Sixteen bits a letter".encode("utf-16-le"),
    "surrogate.txt": b"half \xed\xa0\x80 a pair",
    "below/deep.md": b"# A title",
}


@pytest.fixture
def files(tmp_path: Path) -> list[tuple[int, SourceFile]]:
    """A corpus of text files in several encodings, as a source lists them, with their numbers."""
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return list(enumerate(walk(tmp_path)))


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_batches_hold_what_reading_one_by_one_gives(
    tmp_path: Path,
    files: list[tuple[int, SourceFile]],
    at_once: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ids, texts and lengths are the same, whatever the encoding and the size of a batch."""
    monkeypatch.setattr(text_files, "_BATCH_FILES", at_once)
    found = []
    for batch in read_text_batches(tmp_path, files, lambda number, skipped: None):
        for row in range(len(batch.texts)):
            text = batch.texts[row].decode()
            assert batch.lengths[row] == len(text)
            found.append((int(batch.files[row]), batch.ids[row].decode(), text))
    expected = []
    for number, file in files:
        (record,) = read_file(tmp_path, file, Fields())
        assert isinstance(record, Record)
        text = record.document.text.encode(errors="replace").decode()
        expected.append((number, record.document.id, text))
    assert found == expected


def test_a_file_that_has_grown_is_read_whole(tmp_path: Path) -> None:
    """What was written after the source was listed is read too; that it changed is told later."""
    (tmp_path / "a.txt").write_text("much more than it was")
    (batch,) = read_text_batches(tmp_path, [(0, SourceFile("a.txt", 4))], lambda *_: None)
    assert batch.texts[0] == b"much more than it was"


def test_the_system_may_read_less_than_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Linux does beyond two gigabytes: then the rest is read, too."""
    (tmp_path / "a.txt").write_text("One two three.", encoding="utf-8")
    files = list(enumerate(walk(tmp_path)))
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: read(descriptor, min(size, 5)))
    (batch,) = read_text_batches(tmp_path, files, lambda number, skipped: None)
    assert batch.texts[0] == b"One two three."


def test_a_file_that_is_gone_is_skipped_with_its_reason(tmp_path: Path) -> None:
    """The others are read."""
    (tmp_path / "b.txt").write_text("b")
    skipped: list[tuple[int, Skipped]] = []
    files = [(3, SourceFile("a.txt", 1)), (4, SourceFile("b.txt", 1))]
    batches = read_text_batches(
        tmp_path, files, lambda number, what: skipped.append((number, what))
    )
    assert [batch.files.tolist() for batch in batches] == [[4]]
    assert skipped == [(3, Skipped("a.txt", 0, "can't be read: No such file or directory"))]


def test_packed_files_pages_and_problems_are_no_plain_text() -> None:
    """They are read in other ways."""
    assert is_plain_text(SourceFile("a/b.TXT"))
    for file in (
        SourceFile("a.txt.gz"),
        SourceFile("a.html"),
        SourceFile("a.jsonl"),
        SourceFile("a.txt", problem="a pipe"),
    ):
        assert not is_plain_text(file)
