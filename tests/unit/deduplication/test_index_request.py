"""What a run asks of an index: dates, days, and what is neither."""

from __future__ import annotations

import pytest

from cleantext.dates import parse_date
from cleantext.deduplication.index_request import check_index_request
from cleantext.errors import InvalidOption


@pytest.mark.parametrize("date", ["20240517", "2024-05-17", "2024/05/17", "May 17, 2024"])
def test_the_same_day_in_each_form_is_the_same_date(date: str) -> None:
    """Eight digits are a date, as ISO 8601 writes it in its basic form, and no number of days."""
    wanted = parse_date("2024-05-17")
    assert check_index_request("index", update=True, expire=date) == wanted


@pytest.mark.parametrize("wrong", ["20249999", "02024517", "0", "1000001", "soon", 20240517])
def test_what_is_neither_days_nor_a_date_is_refused(wrong: str | int) -> None:
    """The message shows what was given."""
    message = f"expire must be a number of days, at least 1, or a date such as .*; got '?{wrong}'?$"
    with pytest.raises(InvalidOption, match=message):
        check_index_request("index", update=True, expire=wrong)
