"""Floor 2: the documents of a Parquet file, from Arrow's buffers, without an object for each.

Rows of which a column is not what was asked for go through the same reader as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.parquet_tables import read_table_columns
from cleantext.corpus.reader import read_row
from cleantext.corpus.records import Fields, LineSpan, RankOf, Record, Skipped
from cleantext.corpus.spool_part import Batch
from cleantext.corpus.utf8 import NOT_UTF8, measure_texts
from cleantext.dates import NO_DATE, date_or_none
from cleantext.neardup.texts import PADDING, Texts

__all__ = ["read_parquet_batches"]


def read_parquet_batches(
    root: Path,
    path: str,
    span: LineSpan,
    fields: Fields,
    skip: Callable[[Skipped], None],
    file_number: int,
    rank_of: RankOf | None = None,
) -> Iterator[Batch]:
    """Give the documents of a file, or of the row groups that begin within a span of its bytes.

    ``skip`` is told of rows that hold none. ``rank_of`` gives the rank of a document's site, from
    its id and address; None: it is 0. Raises `UnreadableDocument` where the file can't be read on.
    """
    number = span.first_line
    for columns, rows in read_table_columns(root / path, fields, span):
        numbers = np.arange(number, number + rows)
        number += rows
        if not _is_plain(columns, fields) or rank_of or fields.date is not None:
            yield _read_rows(columns, numbers, path, fields, skip, file_number, rank_of)
            continue
        texts = _texts_of(columns[fields.text])
        lengths = measure_texts(texts)
        ids = _ids_of(columns.get(fields.id), path, numbers)
        is_document = np.asarray(columns[fields.text].is_valid()) & (lengths != NOT_UTF8)
        is_document &= measure_texts(ids) != NOT_UTF8
        for row in np.flatnonzero(~is_document).tolist():
            skipped = read_row(columns, row, int(numbers[row]), path, fields)
            assert isinstance(skipped, Skipped)
            skip(skipped)
        taken = np.flatnonzero(is_document)
        if len(taken) < rows:
            texts, ids = texts.take(taken), ids.take(taken)
        yield _make_batch(file_number, numbers[taken], ids, texts, lengths[taken])


def _is_plain(columns: dict[str, Any], fields: Fields) -> bool:
    """Whether the texts are texts, and the ids texts or whole numbers."""
    import pyarrow as pa

    ids = columns.get(fields.id)
    has_ids = ids is None or _is_text(ids.type) or pa.types.is_integer(ids.type)
    return has_ids and _is_text(columns[fields.text].type)


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind)
    )


def _texts_of(column: Any) -> Texts:
    """The bytes of a column of texts; what stands for a null has no meaning."""
    import pyarrow as pa

    array = column.cast(pa.large_string())
    _, ends, data = array.buffers()
    offsets = np.frombuffer(ends, np.int64, len(array) + 1, array.offset * 8)
    size = int(offsets[-1] - offsets[0])
    utf8 = np.empty(size + PADDING, np.uint8)
    if data is not None:
        utf8[:size] = np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]]
    return Texts(utf8, offsets - offsets[0])


def _ids_of(column: Any, path: str, numbers: NDArray[np.int64]) -> Texts:
    """The ids of the rows: their own, or ``path#n``."""
    ids = Texts.of_bytes([b""] * len(numbers)) if column is None else _texts_of(column)
    is_nameless = np.diff(ids.offsets) == 0
    if column is not None:
        is_nameless |= ~np.asarray(column.is_valid())
    if not is_nameless.any():
        return ids
    return Texts.of_bytes(
        [
            f"{path}#{numbers[row]}".encode() if nameless else ids[row]
            for row, nameless in enumerate(is_nameless.tolist())
        ]
    )


def _read_rows(
    columns: dict[str, Any],
    numbers: NDArray[np.int64],
    path: str,
    fields: Fields,
    skip: Callable[[Skipped], None],
    file_number: int,
    rank_of: RankOf | None,
) -> Batch:
    """The documents of rows that need Python's objects: for their dates, sites or types."""
    records: list[Record] = []
    for row, number in enumerate(numbers.tolist()):
        record = read_row(columns, row, number, path, fields)
        if isinstance(record, Skipped):
            skip(record)
        else:
            records.append(record)
    documents = [record.document for record in records]
    return _make_batch(
        file_number,
        np.array([record.number for record in records], np.int64),
        Texts.of_strings(document.id for document in documents),
        Texts.of_strings(document.text for document in documents),
        np.array([len(document.text) for document in documents], np.int64),
        [date_or_none(document.date) for document in documents],
        [rank_of(document) for document in documents] if rank_of else 0,
    )


def _make_batch(
    file_number: int,
    numbers: NDArray[np.int64],
    ids: Texts,
    texts: Texts,
    lengths: NDArray[np.int64],
    dates: Sequence[int] | int = NO_DATE,
    ranks: Sequence[int] | int = 0,
) -> Batch:
    zeros = np.zeros(len(numbers), np.int64)
    lines = np.zeros((len(numbers), 2), np.int64)
    return Batch(
        zeros + file_number, numbers, ids, texts, lengths, lines,
        zeros + np.array(dates, np.int64), zeros + np.array(ranks, np.int64),
    )  # fmt: skip
