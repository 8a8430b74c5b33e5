"""Floor 3: what is compared when it is in memory, whether it came as documents or as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cleantext.dates import NO_DATE, parse_date
from cleantext.deduplication import compare
from cleantext.deduplication.order import check_dates, needs_dates, rank_of_site
from cleantext.deduplication.tables import (
    ColumnNames,
    TextColumn,
    dates_of,
    sites_of,
)
from cleantext.model import Document

if TYPE_CHECKING:
    from cleantext.deduplication.options import DedupeOptions

__all__ = ["Gathered", "gather_documents", "gather_table", "resolve_gathered"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The texts to compare, and what their order depends on, in input order.

    ``dates`` and ``ranks`` are those of `resolution_order`; what is not ``taking_part`` has no
    text, is kept, and is nobody's duplicate. ``dates_from`` says where dates were looked for.
    """

    texts: Sequence[str]
    dates: NDArray[np.int64]
    ranks: NDArray[np.int64]
    taking_part: NDArray[np.int64]
    dates_from: str


def gather_documents(documents: Sequence[Document], options: DedupeOptions) -> Gathered:
    """What is compared of some documents."""
    return Gathered(
        [document.text for document in documents],
        np.fromiter(map(_date_of, documents), np.int64, len(documents)),
        _ranks((document.site for document in documents), len(documents), options),
        np.arange(len(documents)),
        "as Document.date",
    )


def _date_of(document: Document) -> int:
    date = parse_date(document.date)
    return NO_DATE if date is None else date


def gather_table(table: Any, names: ColumnNames, options: DedupeOptions) -> Gathered:
    """What is compared of the rows of an Arrow table (`read_table`)."""
    texts = TextColumn(table[names.text], names.text)
    return Gathered(
        texts,
        dates_of(table, names) if needs_dates(options) else np.full(len(texts), NO_DATE),
        _ranks(sites_of(table, names), len(texts), options),
        np.flatnonzero(texts.is_valid),
        f"in the column {names.date!r}" if names.date else "; name their column with date_column",
    )


def _ranks(sites: Iterable[str | None], size: int, options: DedupeOptions) -> NDArray[np.int64]:
    if not options.prefer:
        return np.zeros(size, np.int64)
    ranks: Iterator[int] = (rank_of_site(site, options.prefer) for site in sites)
    return np.fromiter(ranks, np.int64, size)


def resolve_gathered(gathered: Gathered, options: DedupeOptions) -> compare.Resolution:
    """Decide which are kept; raises `InvalidOption` where ``options`` can't be met."""
    check_dates(gathered.dates, options, gathered.dates_from)
    texts = gathered.texts
    keys, has_tokens = compare.compute_keys(texts, options)
    columns = compare.Columns(
        # Python's hash is of this process, but only tells which texts to compare.
        np.array([hash(text) for text in texts], np.int64).view(np.uint64),
        keys,
        has_tokens,
        np.array([len(text) for text in texts], np.int64),
        gathered.dates,
        gathered.ranks,
    )
    return compare.resolve_documents(columns, gathered.taking_part, texts.__getitem__, options)
