"""Floor 2: the rows of Parquet files as Arrow batches of bounded size, and of Arrow tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.formats import reading_errors
from cleantext.corpus.records import WHOLE, Fields, LineSpan
from cleantext.errors import UnreadableDocument

__all__ = [
    "Moments",
    "find_moments",
    "read_row_batches",
    "read_row_groups",
    "read_table_columns",
    "slice_rows",
]

_ROWS_AT_ONCE = 1024
_BYTES_AT_ONCE = 1_000_000
_INT96 = "INT96"


@dataclass(frozen=True, slots=True)
class Moments:
    """How the timestamps of a Parquet file are to be read and written that are INT96.

    Spark and Impala write such: a day and its nanoseconds, which reaches farther than Arrow's
    numbers of nanoseconds (1677 to 2262). ``unit`` is what they are read in. ``are_all_old`` says
    that all timestamps of the file are INT96: they can be written so, all or none.
    """

    unit: str = "us"
    are_all_old: bool = False


def find_moments(path: Path) -> Moments:
    """Find the unit that loses nothing of a Parquet file: nanoseconds if all its INT96 fit them.

    Where some don't, it is microseconds: a year is more than a billionth of a second. Raises
    `UnreadableDocument` if the file can't be read; damaged rows are passed over.
    """
    import pyarrow as pa

    metadata = _read_metadata(path)
    leaves = [metadata.schema.column(number) for number in range(metadata.num_columns)]
    old = [leaf.path for leaf in leaves if leaf.physical_type == _INT96]
    if not old:
        return Moments()
    others = (leaf.logical_type.type for leaf in leaves)
    are_all_old = "TIMESTAMP" not in others
    # What is damaged is met again where rows are read that are wanted.
    with suppress(UnreadableDocument, StopIteration):
        _, first = next(read_row_batches(path, old, unit="ns"))
        for _, batch in read_row_batches(path, old):
            try:
                batch.cast(first.schema)
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                return Moments("us", are_all_old)
    return Moments("ns", are_all_old)


def read_row_batches(
    path: Path, columns: list[str] | None = None, span: LineSpan = WHOLE, unit: str = "us"
) -> Iterator[tuple[int, Any]]:
    """Give a Parquet file's rows as Arrow batches, each with the number of its row group.

    Of ``columns`` those are read that are there, and of the row groups those that begin within
    the bytes of ``span``; timestamps that are INT96 get the ``unit`` (see `Moments`). Raises
    `UnreadableDocument` where the file can't be read on.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # A column of a row group may be larger than memory: it is read piece by piece.
        settings = {"pre_buffer": False, "buffer_size": _BYTES_AT_ONCE}
        with (
            reading_errors(),
            pq.ParquetFile(path, coerce_int96_timestamp_unit=unit, **settings) as table,
        ):
            for group, start in enumerate(_group_starts(table.metadata)):
                if start < span.start or (span.end is not None and start >= span.end):
                    continue
                for batch in table.iter_batches(_ROWS_AT_ONCE, row_groups=[group], columns=columns):
                    yield group, batch
    except pa.ArrowException as error:
        raise UnreadableDocument(f"not a valid Parquet file: {error}") from error


def read_row_groups(path: Path) -> list[tuple[int, int]]:
    """The byte that each row group of a Parquet file begins with, and how many rows it has.

    Raises `UnreadableDocument` if that can't be read.
    """
    metadata = _read_metadata(path)
    rows = (metadata.row_group(number).num_rows for number in range(metadata.num_row_groups))
    return list(zip(_group_starts(metadata), rows, strict=True))


def _read_metadata(path: Path) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with reading_errors():
            return pq.read_metadata(path)
    except pa.ArrowException as error:
        raise UnreadableDocument(f"not a valid Parquet file: {error}") from error


def _group_starts(metadata: Any) -> list[int]:
    """The byte of its file that each row group of a Parquet file begins with."""
    starts = []
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        pages = [
            offset
            for column in map(group.column, range(group.num_columns))
            for offset in (column.dictionary_page_offset, column.data_page_offset)
            if offset is not None
        ]
        starts.append(min(pages, default=0))
    return starts


def read_table_columns(
    path: Path, fields: Fields, span: LineSpan = WHOLE
) -> Iterator[tuple[dict[str, Any], int]]:
    """Give the columns of ``fields`` that a Parquet file has, by name, and how many rows they are.

    ``span`` and what it raises are those of `read_row_batches`; a file without texts is unreadable
    too.
    """
    names = [name for name in (fields.id, fields.text, fields.url, fields.date) if name is not None]
    for _, batch in read_row_batches(path, names, span):
        _check_texts(batch.schema, fields.text)
        places = {name: batch.schema.get_field_index(name) for name in names}
        columns = {
            name: _as_moments(batch.column(place)) for name, place in places.items() if place >= 0
        }
        yield columns, batch.num_rows


def _check_texts(schema: Any, name: str) -> None:
    """Raise `UnreadableDocument` where a column of this name is missing, or can't hold texts."""
    import pyarrow as pa

    places = schema.get_all_field_indices(name)
    if not places:
        raise UnreadableDocument(f"the table has no column {name!r}")
    if len(places) > 1:
        raise UnreadableDocument(f"the table has {len(places)} columns {name!r}")
    kind = schema.field(places[0]).type
    stored = kind.storage_type if isinstance(kind, pa.BaseExtensionType) else kind
    values = stored.value_type if pa.types.is_dictionary(stored) else stored
    is_text = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    if not (pa.types.is_null(values) or any(holds(values) for holds in is_text)):
        raise UnreadableDocument(f"the column {name!r} does not hold texts, but {kind}")


def _as_moments(column: Any) -> Any:
    """A column of timestamps as a `datetime` has them; any other as it is.

    They get no more digits than microseconds, and UTC for a zone: a moment is the same in any, and
    this machine may not know the one that the table names.
    """
    import pyarrow as pa

    if not pa.types.is_timestamp(column.type):
        return column
    unit = "us" if column.type.unit == "ns" else column.type.unit
    return column.cast(pa.timestamp(unit, column.type.tz and "UTC"), safe=False)


def slice_rows(table: Any, rows: NDArray[np.int64]) -> list[Any]:
    """Some rows of a table, in order, as slices of it: for types that Arrow can't take rows of.

    String views are such a type.
    """
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(rows) else []
    return [table.slice(int(run[0]), len(run)) for run in runs]
