"""Floor 3: the order in which documents are looked at, and so which of several copies is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cleantext.dates import NO_DATE
from cleantext.deduplication.options import DedupeOptions
from cleantext.errors import InvalidOption

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["check_dates", "check_sites", "needs_dates", "rank_of_site", "resolution_order"]


def rank_of_site(site: str | None, prefer: Sequence[str]) -> int:
    """The place of a site among the preferred ones, from 0; one after the last for all others.

    A preferred site stands for its subdomains too, and case does not matter. No site (None) has
    the place after that, so that `check_sites` can tell.

    >>> [rank_of_site(site, ["ap.org", "bbc"]) for site in ("BBC", "www.ap.org", "map.org", None)]
    [1, 0, 2, 3]
    """
    if site is None:
        return len(prefer) + 1
    name = f".{site.lower()}"
    matches = (rank for rank, wanted in enumerate(prefer) if name.endswith(f".{wanted.lower()}"))
    return next(matches, len(prefer))


def resolution_order(
    taking_part: NDArray[np.int64],
    options: DedupeOptions,
    *,
    lengths: NDArray[np.int64],
    dates: NDArray[np.int64],
    ranks: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The documents taking part in the order of resolution; ties stay in their given order.

    Those of a preferred site come first, then ``options.keep`` decides. ``lengths`` are in
    characters, ``dates`` as `cleantext.dates.parse_date` has them (`NO_DATE`: none) and ``ranks``
    as `rank_of_site`, of all documents.
    """
    import numpy as np

    sorters: dict[str, Callable[[], NDArray[np.int64]]] = {
        "longest": lambda: -lengths[taking_part],
        "shortest": lambda: lengths[taking_part],
        "earliest": lambda: dates[taking_part],
    }
    keys = [sorters[options.keep]()] if options.keep in sorters else []
    if options.prefer:  # lexsort: the last key comes first
        keys.append(np.minimum(ranks[taking_part], len(options.prefer)))
    return taking_part[np.lexsort(keys)] if keys else taking_part


def needs_dates(options: DedupeOptions) -> bool:
    """Whether the order depends on dates."""
    return options.keep == "earliest"


def check_dates(dates: NDArray[np.int64], options: DedupeOptions, where: str) -> None:
    """Raise `InvalidOption` if the earliest is to be kept and no document has a date.

    ``where`` says where dates were looked for: it ends the sentence.
    """
    if needs_dates(options) and len(dates) and bool((dates == NO_DATE).all()):
        raise InvalidOption(
            f"keep='earliest' needs dates, and no document has one that can be read{where}"
        )


def check_sites(ranks: NDArray[np.int64], options: DedupeOptions, where: str) -> None:
    """Raise `InvalidOption` if sites are preferred and no document has one.

    ``ranks`` are as `rank_of_site`; ``where`` says where sites were looked for, and ends the
    sentence.
    """
    if options.prefer and len(ranks) and bool((ranks > len(options.prefer)).all()):
        raise InvalidOption(f"prefer needs sites, and no document has one{where}")
