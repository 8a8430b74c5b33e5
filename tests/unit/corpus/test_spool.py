"""What a run knows of each document, written and read again."""

import os
from pathlib import Path

import numpy as np
import pytest

from cleantext.corpus.records import Skipped
from cleantext.corpus.spool import Spool
from cleantext.corpus.spool_part import Batch, PartWriter
from cleantext.neardup.texts import Texts, digest_texts


def write_part(path: Path, *texts: str, bands: int = 2) -> None:
    """A part of JSON lines with ids ``part-n``; each skips its line 99."""
    with PartWriter(path) as writer:
        for number, text in enumerate(texts, 1):
            batch = Batch(
                np.array([5]),
                np.array([number]),
                Texts.of_strings([f"{path.name}-{number}"]),
                Texts.of_strings([text]),
                np.array([len(text)]),
                np.array([[number, number + 1]]),
                np.array([100 * number]),
                np.array([10 * number]),
            )
            keys = np.arange(bands, dtype=np.uint64)[np.newaxis] + np.uint64(10 * len(text))
            writer.add(batch, keys, np.array([bool(text)]))
        writer.skip(5, Skipped("r.jsonl#99", 99, "why"))


def test_documents_are_read_as_written(tmp_path: Path) -> None:
    """Documents of several parts, one of them empty, are numbered through."""
    write_part(tmp_path / "a", "One", "", "Zwölf")
    write_part(tmp_path / "b")
    write_part(tmp_path / "c", "東京")
    with Spool([tmp_path / name for name in "abc"]) as spool:
        documents = range(len(spool.rows))
        assert [spool.text_of(n) for n in documents] == ["One", "", "Zwölf", "東京"]
        assert [spool.id_of(n) for n in documents] == ["a-1", "a-2", "a-3", "c-1"]
        assert spool.ids_of(np.array([3, 0, 2])) == ["c-1", "a-1", "a-3"]
        taken = spool.texts_of(np.array([3, 1, 0]))
        assert [taken[n] for n in range(3)] == ["東京".encode(), b"", b"One"]
        assert spool.sizes().tolist() == [3, 0, 6, 6]
        assert [list(spool.documents_of(part)) for part in range(3)] == [[0, 1, 2], [], [3]]
        assert spool.rows["length"].tolist() == [3, 0, 5, 2]
        assert spool.rows["number"].tolist() == [1, 2, 3, 1]
        assert spool.rows["has_tokens"].tolist() == [True, False, True, True]
        assert spool.rows["text_digest"][0] == digest_texts(Texts.of_strings(["One"]))[0]
        assert spool.rows["date"].tolist() == [100, 200, 300, 100]
        assert spool.rows["rank"].tolist() == [10, 20, 30, 10]
        assert spool.lines().tolist() == [[1, 2], [2, 3], [3, 4], [1, 2]]
        assert list(spool.skipped_of(1)) == [(5, Skipped("r.jsonl#99", 99, "why"))]
        assert spool.keys_of(0).tolist() == [30, 0, 50, 20]
        assert spool.keys_of(1).tolist() == [31, 1, 51, 21]


def test_rules_are_read_part_by_part(tmp_path: Path) -> None:
    """What each part noted of the rules of cleaning; a part that noted nothing adds nothing."""
    for name, rows in (("a", [{"rule": "x"}]), ("b", []), ("c", [{"rule": "y"}, {"rule": "x"}])):
        with PartWriter(tmp_path / name) as writer:
            writer.note_rules(rows)
    with Spool([tmp_path / name for name in "abc"]) as spool:
        assert [row["rule"] for row in spool.rules()] == ["x", "y", "x"]


def test_no_documents_at_all(tmp_path: Path) -> None:
    """A corpus of which nothing could be read is no special case."""
    write_part(tmp_path / "a")
    with Spool([tmp_path / "a"]) as spool:
        assert len(spool.rows) == 0
        assert spool.keys_of(7).shape == (0,)
        assert len(spool.texts_of(np.empty(0, np.int64))) == 0


def test_the_system_may_read_less_than_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Linux does beyond two gigabytes: then the rest is read, too."""
    write_part(tmp_path / "a", "first", "second", "third")
    read = os.preadv

    def read_little(descriptor: int, buffers: list[memoryview], offset: int) -> int:
        return read(descriptor, [buffers[0][:2]], offset)

    monkeypatch.setattr(os, "preadv", read_little)
    with Spool([tmp_path / "a"]) as spool:
        assert [spool.text_of(n) for n in range(3)] == ["first", "second", "third"]
        (tmp_path / "a/texts").write_bytes(b"first")
        with pytest.raises(OSError, match="texts is shorter than it was"):
            spool.text_of(1)


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
    with Spool([tmp_path / "a"]) as spool:
        assert spool.text_of(0) == "Two"
