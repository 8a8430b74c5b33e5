"""Large files cut into pieces."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext.corpus.pieces import cut_file
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import Fields, LineSpan, Record
from cleantext.corpus.source import SourceFile


def one_by_one(function: Callable[[int], int], numbers: Sequence[int]) -> Iterable[int]:
    """What runs a function in order, without threads."""
    return map(function, numbers)


def cut(folder: Path, name: str, most: int) -> list[tuple[int, int, int]]:
    """The pieces of a file."""
    file = SourceFile(name, (folder / name).stat().st_size)
    return [(*piece,) for piece in cut_file(folder, file, most, one_by_one)]


def write(folder: Path, kind: str) -> str:
    """Write 1000 documents, in row groups or lines of a few hundred bytes; the file's name."""
    name = f"stories.{kind}"
    texts = [f"story {number} " * 20 for number in range(1000)]
    if kind == "parquet":
        table = pa.table({"text": texts})
        pq.write_table(table, folder / name, row_group_size=50, compression="none")
    else:
        (folder / name).write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return name


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_pieces_together_hold_each_document_once(tmp_path: Path, kind: str) -> None:
    """They cover the file, and read one after the other they give what the whole file gives."""
    name = write(tmp_path, kind)
    pieces = cut(tmp_path, name, 30_000)
    assert len(pieces) > 3
    assert [start for start, _, _ in pieces] == [0, *(end for _, end, _ in pieces[:-1])]
    assert pieces[-1][1] == (tmp_path / name).stat().st_size
    file = SourceFile(name)
    found = [
        record
        for start, end, first in pieces
        for record in read_file(tmp_path, file, Fields(), LineSpan(start, end, first))
    ]
    assert found == list(read_file(tmp_path, file, Fields()))
    assert sum(isinstance(each, Record) for each in found) == 1000


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl.gz", "broken.parquet", "gone.jsonl"])
def test_what_cant_be_cut_is_left_whole(tmp_path: Path, name: str) -> None:
    """Text, packed files, and what can't be read, which is told when it is read."""
    if not name.startswith("gone"):
        (tmp_path / name).write_bytes(b"x" * 1000)
    assert cut_file(tmp_path, SourceFile(name, 1000), 100, one_by_one) == []
