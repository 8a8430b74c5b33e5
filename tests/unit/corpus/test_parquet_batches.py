"""Parquet read by batches: the same documents as row by row."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext.corpus.parquet_batches import read_parquet_batches
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import WHOLE, Fields, LineSpan, Record, Skipped
from cleantext.corpus.source import SourceFile
from cleantext.dates import NO_DATE, date_or_none
from cleantext.model import Document

TEXTS = ["One", None, "", "Caf\xe9 \N{EURO SIGN}", "Five", "Six"]
TABLES = {
    "texts and ids": pa.table({"id": ["a", "b", "c", "d", None, ""], "text": TEXTS}),
    "no ids": pa.table({"text": TEXTS}),
    "numbers for ids": pa.table({"id": [1, 2, 3, -4, None, 6], "text": TEXTS}),
    "large texts": pa.table({"text": pa.array(TEXTS, pa.large_string())}),
    "dictionaries": pa.table({"text": pa.array(TEXTS).dictionary_encode()}),
    "no texts": pa.table({"text": pa.nulls(6)}),
    "odd ids": pa.table({"id": [1.5, 2.0, None, 4.0, 5.0, 6.0], "text": TEXTS}),
    "bytes that are no UTF-8": pa.table(
        {
            "id": list("abcdef"),
            "text": pa.Array.from_buffers(
                pa.string(),
                6,
                pa.array([b"x", b"\xff", b"y\xe9", b"z", b"", b"w"], pa.binary()).buffers(),
            ),
        }
    ),
    "more columns": pa.table({"n": range(6), "text": TEXTS, "id": list("uvwxyz")}),
}


def one_by_one(folder: Path, fields: Fields) -> tuple[list[Document], list[Skipped]]:
    """What reading row by row gives."""
    found = list(read_file(folder, SourceFile("t.parquet"), fields))
    documents = [each.document for each in found if isinstance(each, Record)]
    return documents, [each for each in found if isinstance(each, Skipped)]


@pytest.mark.parametrize("name", TABLES)
def test_batches_hold_what_reading_row_by_row_gives(tmp_path: Path, name: str) -> None:
    """Ids, texts, lengths, and what is skipped, for every type of column, in groups of two."""
    pq.write_table(TABLES[name], tmp_path / "t.parquet", row_group_size=2)
    skipped: list[Skipped] = []
    documents = []
    for batch in read_parquet_batches(
        tmp_path, "t.parquet", WHOLE, Fields(), skipped.append, file_number=7
    ):
        assert set(batch.files.tolist()) <= {7}
        assert set(batch.dates.tolist()) <= {NO_DATE}
        for row in range(len(batch.texts)):
            text = batch.texts[row].decode()
            assert batch.lengths[row] == len(text)
            documents.append(Document(batch.ids[row].decode(), text))
    assert (documents, skipped) == one_by_one(tmp_path, Fields())


def test_dates_and_sites_are_read_where_they_are_asked_for(tmp_path: Path) -> None:
    """They need Python's objects, and are what row by row gives."""
    table = pa.table(
        {
            "text": ["a", "b"],
            "url": ["http://x.org/1", None],
            "date": [date(2024, 5, 17), None],
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    fields = Fields(date="date")
    (batch,) = read_parquet_batches(
        tmp_path, "t.parquet", WHOLE, fields, print, 0, lambda document: len(document.site or "")
    )
    documents, _ = one_by_one(tmp_path, fields)
    assert batch.dates.tolist() == [date_or_none(document.date) for document in documents]
    assert batch.ranks.tolist() == [len(document.site or "") for document in documents]


def test_a_span_chooses_the_row_groups_that_begin_in_it(tmp_path: Path) -> None:
    """Rows keep the numbers they have in the whole file."""
    table = pa.table({"text": [f"text {row}" for row in range(10)]})
    path = tmp_path / "t.parquet"
    pq.write_table(table, path, row_group_size=3)
    middle = pq.read_metadata(path).row_group(2).column(0).dictionary_page_offset
    ids = []
    for span in (LineSpan(0, middle, 1), LineSpan(middle, None, 7)):
        batches = read_parquet_batches(tmp_path, "t.parquet", span, Fields(), print, 0)
        ids.append([batch.ids[row].decode() for batch in batches for row in range(len(batch.ids))])
    assert ids[0] == [f"t.parquet#{n}" for n in range(1, 7)]
    assert ids[1] == [f"t.parquet#{n}" for n in range(7, 11)]
