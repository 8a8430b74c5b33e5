"""What a run knows of each document, written and read again."""

from pathlib import Path

import numpy as np
import pytest

from cleantext.corpus.reader import Record, Skipped
from cleantext.corpus.spool import PartWriter, Spool, digest_of
from cleantext.model import Document


def write_part(path: Path, *texts: str, bands: int = 2) -> None:
    """A part of JSON lines with ids ``part-n``; each skips its line 99."""
    records = [
        (5, Record(n, Document(f"{path.name}-{n}", "", date=n))) for n in range(1, len(texts) + 1)
    ]
    with PartWriter(path) as writer:
        for n, (record, text) in enumerate(zip(records, texts, strict=True)):
            keys = np.full((1, bands), len(text), np.uint64)
            writer.add([record], [text], keys, np.array([bool(text)]), [n])
        writer.skip(5, Skipped("r.jsonl#99", 99, "why"))


def test_documents_are_read_as_written(tmp_path: Path) -> None:
    """Documents of several parts, one of them empty, are numbered through."""
    write_part(tmp_path / "a", "One", "", "Zwölf")
    write_part(tmp_path / "b")
    write_part(tmp_path / "c", "東京")
    spool = Spool([tmp_path / name for name in "abc"])
    documents = range(len(spool.rows))
    assert [spool.text_of(n) for n in documents] == ["One", "", "Zwölf", "東京"]
    assert [spool.id_of(n) for n in documents] == ["a-1", "a-2", "a-3", "c-1"]
    assert [list(spool.documents_of(part)) for part in range(3)] == [[0, 1, 2], [], [3]]
    assert spool.rows["length"].tolist() == [3, 0, 5, 2]
    assert spool.rows["number"].tolist() == [1, 2, 3, 1]
    assert spool.rows["has_tokens"].tolist() == [True, False, True, True]
    assert spool.rows["date"].tolist() == [1_000_000, 2_000_000, 3_000_000, 1_000_000]
    assert spool.rows["rank"].tolist() == [0, 1, 2, 0]
    assert spool.rows["text_digest"][0] == digest_of(b"One")
    assert list(spool.skipped_of(1)) == [(5, Skipped("r.jsonl#99", 99, "why"))]
    keys = spool.gather_keys(tmp_path / "keys", 2)
    assert keys.tolist() == [[3, 3], [0, 0], [5, 5], [2, 2]]


def test_rules_are_read_part_by_part(tmp_path: Path) -> None:
    """What each part noted of the rules of cleaning; a part that noted nothing adds nothing."""
    for name, rows in (("a", [{"rule": "x"}]), ("b", []), ("c", [{"rule": "y"}, {"rule": "x"}])):
        with PartWriter(tmp_path / name) as writer:
            writer.note_rules(rows)
    spool = Spool([tmp_path / name for name in "abc"])
    assert [row["rule"] for row in spool.rules()] == ["x", "y", "x"]


def test_no_documents_at_all(tmp_path: Path) -> None:
    """A corpus of which nothing could be read is no special case."""
    write_part(tmp_path / "a")
    spool = Spool([tmp_path / "a"])
    assert len(spool.rows) == 0
    assert spool.gather_keys(tmp_path / "keys", 7).shape == (0, 7)


def test_text_with_a_lone_surrogate(tmp_path: Path) -> None:
    """What no file of UTF-8 can hold does not end a run."""
    write_part(tmp_path / "a", "a\ud800b")
    assert Spool([tmp_path / "a"]).text_of(0) == "a?b"


def test_part_that_fails_does_not_appear(tmp_path: Path) -> None:
    """Nobody takes half a part for a whole one."""

    def fail() -> None:
        with PartWriter(tmp_path / "a"):
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_part_is_replaced_whole(tmp_path: Path) -> None:
    """A part that is made again takes the place of the first."""
    write_part(tmp_path / "a", "One")
    write_part(tmp_path / "a", "Two")
    assert Spool([tmp_path / "a"]).text_of(0) == "Two"
