"""The dates of tables: Arrow's own types, and whatever else `parse_date` reads."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext import DedupeOptions, dedupe, dedupe_corpus, drop_duplicates
from cleantext.corpus.reader import value_of
from cleantext.dates import EARLIEST, LATEST, NO_DATE, date_or_none
from cleantext.deduplication.table_dates import dates_of
from cleantext.deduplication.tables import ColumnNames

DAY = datetime(2024, 5, 17, tzinfo=UTC)
MOMENT = 1715904000 * 10**6
STORY = " ".join(f"word{n}" for n in range(60))
FAR = 2**63 - 1
"""What databases write for a moment that never comes."""


def read_dates(values: Any) -> list[int]:
    """The dates of a column, behind a row and a chunk that are not there any more."""
    whole = pa.table({"text": ["x"] * len(values), "date": values})
    table = pa.concat_tables([whole.slice(0, 1), whole]).slice(1)
    return list(dates_of(table, ColumnNames(date="date")))


@pytest.mark.parametrize(
    "values",
    [
        ["2024-05-17", None, "soon", "2024-05-17"],
        pa.array([date(2024, 5, 17), None, None, date(2024, 5, 17)]),
        pa.array([date(2024, 5, 17), None, None, date(2024, 5, 17)], pa.date64()),
        pa.array([DAY, None, None, DAY]),
        pa.array([DAY, None, None, DAY], pa.timestamp("s")),
        pa.array([MOMENT, None, None, MOMENT], pa.timestamp("us", "Mars/Olympus")),
        pa.array([MOMENT * 1000 + 999, None, None, MOMENT * 1000], pa.timestamp("ns")),
        pa.array([DAY, None, None, DAY]).dictionary_encode(),
        [20240517, None, 0, 1715904000],
    ],
    ids=lambda values: str(getattr(values, "type", type(values[0]).__name__)),
)
def test_dates_of_every_type(values: Any) -> None:
    """Arrow's own types of dates, and all that `parse_date` reads."""
    assert read_dates(values) == [MOMENT, NO_DATE, NO_DATE, MOMENT]


def test_a_column_of_nothing_has_no_dates() -> None:
    """Also in several chunks, which Arrow can't unify."""
    assert read_dates(pa.nulls(3)) == [NO_DATE] * 3


@pytest.mark.parametrize("unit", ["s", "ms", "us"])
@pytest.mark.parametrize("zone", [None, "UTC"])
def test_a_moment_is_read_where_a_datetime_can_tell_it(unit: str, zone: str | None) -> None:
    """From the first of the year 1 to the last of 9999; no number is too large, and turns round."""
    scale = {"s": 10**6, "ms": 10**3, "us": 1}[unit]
    first, last = EARLIEST // scale, LATEST // scale
    numbers = [-(2**63), -(10**17), first - 1, first, -1, 0, last, last + 1, 10**18, FAR - 1, FAR]
    expected = [n * scale if first <= n <= last else NO_DATE for n in numbers]
    column = pa.array(numbers, pa.timestamp(unit, zone))
    assert read_dates(column) == expected
    assert read_dates(column.dictionary_encode()) == expected
    assert [date_or_none(value_of(value)) for value in column] == expected


@pytest.mark.parametrize(
    "column",
    [
        pa.array([-(2**31), -719_163, -719_162, -1, 0, 2_932_896, 2_932_897, 2**31 - 1]).cast(
            pa.int32()
        ).cast(pa.date32()),
        pa.array([-(2**63), -(10**16), -86_400_000, 0, 10**16, FAR]).cast(pa.date64(), safe=False),
        pa.array([-86_400_001, -1, 1, 86_399_999]).cast(pa.date64(), safe=False),
    ],
)  # fmt: skip
def test_a_day_is_read_where_a_date_can_tell_it(column: pa.Array) -> None:
    """And as a file's record has it, whose days are dates of Python."""
    assert read_dates(column) == [date_or_none(value_of(value)) for value in column]


def test_a_nanosecond_is_cut_off() -> None:
    """The digits beyond a microsecond are dropped before 1970, too; a far moment is in 2262."""
    column = pa.array([-1500, -500, 1500, FAR, None], pa.timestamp("ns"))
    assert read_dates(column) == [-1, 0, 1, FAR // 1000, NO_DATE]


def test_what_is_no_date_is_none() -> None:
    """A span of time is none, even one that Python can't tell."""
    assert read_dates(pa.array([1, FAR], pa.duration("s"))) == [NO_DATE, NO_DATE]


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([FAR, 1715936400000], pa.timestamp("ms")),
        pa.array([10**13, 1715936400], pa.timestamp("s")),
        pa.array([FAR, 1715904000000]).cast(pa.date64()),
    ],
)
def test_a_date_that_never_comes_is_not_the_earliest(dates: pa.Array) -> None:
    """Of two copies the one with a date stays, not the one whose date is beyond all numbers."""
    table = pa.table({"text": [STORY, STORY], "date": dates, "n": [1, 2]})
    options = DedupeOptions(keep="earliest")
    assert dedupe(table, options, date_column="date").kept_ids == ("1",)
    assert drop_duplicates(table, options, date_column="date")["n"].to_pylist() == [2]


def test_a_table_and_its_file_keep_the_same(tmp_path: Path) -> None:
    """The earliest copy is one and the same, however the table is given."""
    moments = pa.array([FAR, None, 1715936400000, 1715936399999], pa.timestamp("ms"))
    table = pa.table({"text": [STORY] * 4, "date": moments, "id": list("abcd")})
    options = DedupeOptions(keep="earliest")
    kept = drop_duplicates(table, options, date_column="date")
    tmp_path.joinpath("s").mkdir()
    pq.write_table(table, tmp_path / "s" / "t.parquet")
    dedupe_corpus(tmp_path / "s", tmp_path / "o", options)
    assert pq.read_table(tmp_path / "o" / "kept" / "t.parquet") == kept
    assert kept["id"].to_pylist() == ["d"]
