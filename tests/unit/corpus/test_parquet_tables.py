"""The timestamps of Parquet files that are INT96, as Spark and Impala write them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext import DedupeOptions, dedupe_corpus
from cleantext.corpus.parquet_tables import Moments, find_moments
from cleantext.corpus.writer import Kept, write_kept

NEVER = datetime(9999, 12, 31)
LONG_AGO = datetime(1500, 1, 1)
NOW = datetime(2024, 5, 17, 8, 30, 0, 5)
BEFORE_1970 = datetime(1960, 5, 17, 8, 30, 0, 5)
MICROSECONDS = pa.timestamp("us")


def write_table(path: Path, *, is_old: bool = True, **columns: Any) -> pa.Table:
    """Write a table, and give what it holds, its INT96 in microseconds."""
    pq.write_table(pa.table(columns), path, use_deprecated_int96_timestamps=is_old)
    return pq.read_table(path, coerce_int96_timestamp_unit="us")


def write_all(path: Path, kept: Kept) -> Path:
    """Write what is kept of a table; the file that becomes of it."""
    write_kept(path.parent, path.name, path.parent / "out", kept, "text")
    return path.parent / "out" / path.name


def physical_types(path: Path) -> list[str]:
    """How the columns of a file are stored."""
    schema = pq.ParquetFile(path).schema
    return [schema.column(number).physical_type for number in range(len(schema.names))]


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        (pa.array([NOW, None, BEFORE_1970], MICROSECONDS), "ns"),
        (pa.array([NOW, NEVER, None], MICROSECONDS), "us"),
        (pa.array([LONG_AGO, None, None], MICROSECONDS), "us"),
        (pa.array([[NOW], [NEVER, None], None], pa.list_(MICROSECONDS)), "us"),
        (pa.array([{"a": NOW, "b": 1}, {"a": NEVER, "b": 2}, None]), "us"),
        (pa.array([{"a": NOW, "b": 1}, {"a": NOW, "b": 2}, None]), "ns"),
        (pa.array([[("k", NEVER)], [], None], pa.map_(pa.string(), MICROSECONDS)), "us"),
    ],
)
@pytest.mark.parametrize("is_cleaned", [False, True])
def test_timestamps_that_are_int96_survive(
    tmp_path: Path, column: pa.Array, unit: str, is_cleaned: bool
) -> None:
    """Of any year, wherever they are in a row, and as INT96: who wrote them reads them so."""
    path = tmp_path / "t.parquet"
    table = write_table(path, text=["One", "Two", "Three"], t=column)
    assert find_moments(path) == Moments(unit, are_all_old=True)
    out = write_all(path, Kept({1, 2, 3}, ["", "1", "2", "3"].__getitem__ if is_cleaned else None))
    assert physical_types(out) == physical_types(path)
    written = pq.read_table(out, coerce_int96_timestamp_unit="us")
    assert written.select(["t"]).equals(table.select(["t"]))


def test_nanoseconds_survive_where_they_fit(tmp_path: Path) -> None:
    """Beside a year that they don't reach, what is less than a microsecond is dropped."""
    path = tmp_path / "t.parquet"
    nanoseconds = pa.array([1_715_934_600_123_456_789, -1], pa.timestamp("ns"))
    write_table(path, text=["One", "Two"], t=nanoseconds)
    out = write_all(path, Kept({1, 2}))
    assert pq.read_table(out)["t"].combine_chunks().equals(nanoseconds)
    whole = pa.array([NOW, NEVER], MICROSECONDS)
    write_table(path, text=["One", "Two"], s=nanoseconds, t=whole)
    written = pq.read_table(write_all(path, Kept({1, 2})), coerce_int96_timestamp_unit="us")
    assert written["t"].combine_chunks().equals(whole)
    assert written["s"].cast(pa.int64()).to_pylist() == [1_715_934_600_123_456, -1]


def test_other_timestamps_stay_what_they_are(tmp_path: Path) -> None:
    """A table without INT96 gets none."""
    path = tmp_path / "t.parquet"
    table = write_table(path, is_old=False, text=["One"], t=pa.array([NEVER], MICROSECONDS))
    out = write_all(path, Kept({1}))
    assert physical_types(out) == ["BYTE_ARRAY", "INT64"]
    assert pq.read_table(out).equals(table)


def test_damage_after_the_last_kept_row_is_not_met(tmp_path: Path) -> None:
    """A damaged row of INT96 that nobody wants hinders no other."""
    path = tmp_path / "t.parquet"
    times = pa.array([NEVER, NOW], MICROSECONDS)
    table = pa.table({"text": ["One", "Two"], "t": times})
    pq.write_table(table, path, row_group_size=1, use_deprecated_int96_timestamps=True)
    column = pq.read_metadata(path).row_group(1).column(1)
    data = bytearray(path.read_bytes())
    place = column.dictionary_page_offset
    data[place : place + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    path.write_bytes(data)
    written = pq.read_table(write_all(path, Kept({1})), coerce_int96_timestamp_unit="us")
    assert written["t"].to_pylist() == [NEVER]


def test_dates_that_are_int96_are_compared_as_they_are(tmp_path: Path) -> None:
    """The year 1500 is earlier than this one, and the last is not."""
    (tmp_path / "source").mkdir()
    dates = pa.array([NOW, LONG_AGO, NEVER], MICROSECONDS)
    path = tmp_path / "source" / "t.parquet"
    write_table(path, id=["a", "b", "c"], text=["The same story again."] * 3, date=dates)
    dedupe_corpus(path.parent, tmp_path / "out", DedupeOptions(keep="earliest"))
    assert pq.read_table(tmp_path / "out/kept/t.parquet")["id"].to_pylist() == ["b"]
