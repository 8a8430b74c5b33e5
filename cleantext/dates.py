"""Floor 0: the dates that documents carry, brought to one scale."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

__all__ = ["ALWAYS", "EARLIEST", "LATEST", "NO_DATE", "date_or_none", "parse_date"]

ALWAYS = -(2**63)
"""The date before which nothing is."""

NO_DATE = 2**63 - 1
"""In a table of dates: the document has none, and so comes after all that have one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
EARLIEST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
LATEST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
"""The first and the last moment that a `datetime` can tell, in microseconds since 1970."""
_LONGEST = 64  # characters; no date has more
_LARGEST = 10**20  # nanoseconds since 1970 have reached it in the year 5138
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The zones that RFC 2822, section 4.3, still lets mail name by letters.
_ZONES = {"gmt": 0, "ut": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
          "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}  # fmt: skip

_TIME = (
    r"(?:[T ,]\s?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,](?P<part>\d{1,9}))?"
    r"\s?(?P<noon>[AP]M)?\s?(?P<zone>[+-]\d\d:?\d\d|[+-]\d\d|[A-Z]{1,3})?)?"
)
_FORMS = [
    re.compile(form + _TIME, re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?",
        r"(?:[a-z]{3,9},?\s)?(?P<day>\d{1,2})[ -](?P<name>[a-z]{3,9})\.?,?[ -](?P<year>\d{4})",
        r"(?:[a-z]{3,9},?\s)?(?P<name>[a-z]{3,9})\.?\s(?P<day>\d{1,2}),?\s(?P<year>\d{4})",
    )
]
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?", re.ASCII)


def parse_date(value: object) -> int | None:
    """Read a date as microseconds since the beginning of 1970, UTC; None if it can't be read.

    ``value`` is what a record holds: a text, a number, a `datetime` or a `date`. Texts are read
    as ISO 8601 in its common forms (also ``2024``, ``2024-05``, ``20240517``,
    ``2024/05/17 8:30``), as mail and feeds write them (``Fri, 17 May 2024 08:30:00 GMT``), and
    with English names of months (``May 17, 2024``). Numbers are such a date (``20240517``, a
    year) or else seconds, milli-, micro- or nanoseconds since 1970, by their size. What has no
    zone is taken as UTC, what has no time as the beginning of its day, month or year.

    0 is no date. A date such as ``03/04/2024`` can be of March or of April, and is not read.

    >>> parse_date("1970-01-02"), parse_date("Thu, 1 Jan 1970 01:00:00 +0100")
    (86400000000, 0)
    >>> parse_date("03/04/2024") is parse_date("yesterday") is None
    True
    """
    if isinstance(value, datetime):
        # What Pandas has for no time is one, too, and unlike itself.
        return _microseconds(value) if value == value else None
    if isinstance(value, date):
        return _microseconds(datetime(value.year, value.month, value.day))
    if isinstance(value, str):
        return _parse_text(value.strip())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _parse_number(value)
    return None


def date_or_none(value: object) -> int:
    """A date as tables hold it: `parse_date`, with `NO_DATE` for none."""
    date = parse_date(value)
    return NO_DATE if date is None else date


def _microseconds(moment: datetime) -> int:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // _MICROSECOND


def _parse_number(value: float) -> int | None:
    # 0 is what programs write for "not known"; NaN is not within any bounds.
    if value == 0 or not abs(value) < _LARGEST:
        return None
    if value == int(value) and value > 0:
        written = _parse_calendar(str(int(value)))
        if written is not None:
            return written
    # Seconds reach 10**11 in the year 5138, when milliseconds have long passed it.
    for largest, unit in ((1e11, 10**6), (1e14, 10**3), (1e17, 1)):
        if abs(value) < largest:
            return int(value * unit)
    return int(value) // 1000


def _parse_text(text: str) -> int | None:
    if len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdecimal():
        return _parse_number(int(text))
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _parse_parts(match.groupdict())
    return _parse_calendar(text)


def _parse_calendar(text: str) -> int | None:
    """A year, or a date written without separators: ``20240517``, ``20240517083000``."""
    match = _DIGITS.fullmatch(text if len(text) != 4 else f"{text}0101")
    return match and _moment(*(int(part or 0) for part in match.groups()))


def _parse_parts(parts: dict[str, str | None]) -> int | None:
    month = int(parts.get("month") or 1)
    if name := parts.get("name"):
        if name[:3].lower() not in _MONTHS:
            return None
        month = _MONTHS.index(name[:3].lower()) + 1
    hour = int(parts["hour"] or 0)
    if noon := parts["noon"]:
        hour = hour % 12 + 12 * (noon.lower() == "pm")
    numbers = (parts["year"], month, parts.get("day") or 1, hour, parts["minute"], parts["second"])
    moment = _moment(*(int(number or 0) for number in numbers))
    offset = _offset(parts["zone"])
    if moment is None or offset is None:
        return None
    return moment + int((parts["part"] or "0").ljust(6, "0")[:6]) - offset


def _offset(zone: str | None) -> int | None:
    """How far a zone is ahead of UTC, in microseconds; None for one that is not known."""
    if zone is None:
        return 0
    if zone[0] not in "+-":
        hours = _ZONES.get(zone.lower())
        return None if hours is None else hours * 3600 * 10**6
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return (-minutes if zone[0] == "-" else minutes) * 60 * 10**6


def _moment(*numbers: int) -> int | None:
    try:
        return _microseconds(datetime(*numbers))  # type: ignore[arg-type]  # six numbers, no tzinfo
    except ValueError:
        return None
