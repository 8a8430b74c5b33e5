"""Dates as documents carry them, read as microseconds since 1970."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cleantext.dates import parse_date

MOMENT = datetime(2024, 5, 17, 8, 30, 5, tzinfo=UTC)
DAY = datetime(2024, 5, 17, tzinfo=UTC)
SECONDS = int(MOMENT.timestamp())


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-05-17T08:30:05Z", MOMENT),
        ("2024-05-17 08:30:05", MOMENT),
        ("  2024-05-17T10:30:05+02:00\n", MOMENT),
        ("2024-05-17T04:30:05-0400", MOMENT),
        ("2024-05-17 08:30:05 +00", MOMENT),
        ("2024-05-17 08:30:05 UTC", MOMENT),
        ("2024-05-17T08:30:05.250Z", MOMENT + timedelta(milliseconds=250)),
        ("2024-05-17T08:30:05.123456789Z", MOMENT + timedelta(microseconds=123456)),
        ("2024/5/17 8:30", MOMENT.replace(second=0)),
        ("2024-05-17", DAY),
        ("20240517", DAY),
        ("20240517083005", MOMENT),
        ("20240517T083005Z", MOMENT),
        ("2024-05", DAY.replace(day=1)),
        ("2024", DAY.replace(month=1, day=1)),
        ("Fri, 17 May 2024 08:30:05 GMT", MOMENT),
        ("Fri, 17 May 2024 04:30:05 EDT", MOMENT),
        ("17 May 2024", DAY),
        ("17-MAY-2024 08:30:05.00", MOMENT),
        ("May 17, 2024", DAY),
        ("Friday, May 17, 2024, 8:30 am", MOMENT.replace(second=0)),
        ("Sept. 3, 2024 12:05 AM", datetime(2024, 9, 3, 0, 5, tzinfo=UTC)),
        (str(SECONDS), MOMENT),
        (SECONDS, MOMENT),
        (SECONDS + 0.5, MOMENT + timedelta(milliseconds=500)),
        (SECONDS * 10**3, MOMENT),
        (SECONDS * 10**6, MOMENT),
        (SECONDS * 10**9, MOMENT),
        (20240517, DAY),
        (2024, DAY.replace(month=1, day=1)),
        (-1, datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (date(2024, 5, 17), DAY),
        (MOMENT.replace(tzinfo=None), MOMENT),
        (MOMENT.astimezone(timezone(timedelta(hours=9))), MOMENT),
    ],
)
def test_forms_that_are_read(value: object, moment: datetime) -> None:
    """Each form that corpora hold is read as the same moment."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert parse_date(value) == (moment - epoch) // timedelta(microseconds=1)


@pytest.mark.parametrize(
    "value",
    [None, "", "soon", "17 Foo 2024", "2024-02-30", "2024-05-17T25:00", "03/04/2024", "0", 0, True,
     float("nan"), float("inf"), 10**30, -(10**400), 1e20, "2024-05-17 08:30 XYZ",
     "2024-05-17, revised", [2024],
     "9" * 60],
)  # fmt: skip
def test_what_is_no_date(value: object) -> None:
    """What can't be read, or could be two dates, is no date, and never an error."""
    assert parse_date(value) is None


def test_no_time_of_pandas_is_no_date() -> None:
    """It is a `datetime` whose parts are no numbers."""
    pandas = pytest.importorskip("pandas")
    assert parse_date(pandas.NaT) is None
    assert parse_date(pandas.NA) is None


def test_hostile_texts_cost_nothing() -> None:
    """A long text is no date, and is not looked at for one."""
    started = time.process_time()
    for text in ("1" * 1_000_000, "a" * 1_000_000, "2024-" * 200_000, " " * 1_000_000):
        assert parse_date(text) is None
    assert time.process_time() - started < 1
