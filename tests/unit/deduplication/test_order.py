"""The order of resolution: preferred sites first, then the policy, then the input."""

import numpy as np
import pytest

from cleantext import dedupe
from cleantext.dates import NO_DATE
from cleantext.deduplication.options import DedupeOptions, Keep
from cleantext.deduplication.order import (
    check_dates,
    check_sites,
    rank_of_site,
    resolution_order,
)
from cleantext.errors import InvalidOption

COLUMNS = {
    "lengths": np.array([5, 9, 5, 2, 7]),
    "dates": np.array([30, NO_DATE, 10, 30, 5]),
    "ranks": np.array([1, 1, 0, 1, 0]),
}


@pytest.mark.parametrize(
    ("keep", "order", "preferred"),
    [
        ("first", [0, 1, 2, 3], [2, 0, 1, 3]),
        ("longest", [1, 0, 2, 3], [2, 1, 0, 3]),
        ("shortest", [3, 0, 2, 1], [2, 3, 0, 1]),
        ("earliest", [2, 0, 3, 1], [2, 0, 3, 1]),
    ],
)
def test_orders(keep: Keep, order: list[int], preferred: list[int]) -> None:
    """Ties stay in input order; document 4 does not take part."""
    for prefer, wanted in ((), order), (("a",), preferred):
        options = DedupeOptions(keep=keep, prefer=prefer)
        assert resolution_order(np.arange(4), options, **COLUMNS).tolist() == wanted


def test_ranks_of_sites() -> None:
    """A site, its subdomains and no look-alike; the first that matches counts; no site is last."""
    prefer = ("news.example", "example", "wire")
    sites = ("news.example", "www.News.Example", "old.example", "fakenews.example", "Wire", "x")
    assert [rank_of_site(site, prefer) for site in sites] == [0, 0, 1, 1, 2, 3]
    assert rank_of_site(None, prefer) == 4


def test_no_site_is_as_good_as_any_other_that_is_not_preferred() -> None:
    """Both come after the preferred ones, in their given order."""
    options = DedupeOptions(prefer=("wire",))
    columns = COLUMNS | {"ranks": np.array([2, 1, 0, 2])}
    assert resolution_order(np.arange(4), options, **columns).tolist() == [2, 0, 1, 3]


def test_sites_are_missed_only_where_none_is_known() -> None:
    """One document with a site is enough, whichever it is."""
    prefer = DedupeOptions(prefer=("wire",))
    check_sites(np.array([2, 1]), prefer, "here")
    check_sites(np.array([2]), DedupeOptions(), "here")
    with pytest.raises(InvalidOption, match=r"^prefer needs sites, and no document has one here$"):
        check_sites(np.array([2, 2]), prefer, " here")
    with pytest.raises(InvalidOption, match=r"in Document\.url or as the directory"):
        dedupe(["The mill.", "The port."], prefer)
    assert dedupe([], prefer).kept_ids == ()


def test_dates_are_missed_only_where_they_are_needed() -> None:
    """One date is enough; without documents there is nothing to miss."""
    earliest, first = DedupeOptions(keep="earliest"), DedupeOptions()
    check_dates(COLUMNS["dates"], earliest, "here")
    check_dates(np.array([NO_DATE]), first, "here")
    check_dates(np.array([], np.int64), earliest, "here")
    with pytest.raises(InvalidOption, match="needs dates, and no document has one that can be rea"):
        check_dates(np.array([NO_DATE]), earliest, "here")
