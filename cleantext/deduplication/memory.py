"""Floor 3: what is compared when it is in memory, whether it came as documents or as a table."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cleantext.dates import NO_DATE, date_or_none
from cleantext.deduplication import compare
from cleantext.deduplication.order import check_dates, check_sites, needs_dates, rank_of_site
from cleantext.deduplication.table_dates import dates_of
from cleantext.deduplication.tables import ColumnNames, sites_of, texts_of
from cleantext.model import Document
from cleantext.neardup.resolve import Candidates
from cleantext.neardup.texts import Texts, digest_texts

if TYPE_CHECKING:
    from cleantext.deduplication.options import DedupeOptions

__all__ = ["Gathered", "gather_documents", "gather_table", "resolve_gathered"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The texts to compare, and what their order depends on, in input order.

    ``lengths`` are in characters, ``dates`` and ``ranks`` those of `resolution_order`; what is
    not ``taking_part`` has no text, is kept, and is nobody's duplicate. ``dates_from`` and
    ``sites_from`` say where dates and sites were looked for.
    """

    texts: Texts
    lengths: NDArray[np.int64]
    dates: NDArray[np.int64]
    ranks: NDArray[np.int64]
    taking_part: NDArray[np.int64]
    dates_from: str
    sites_from: str


def gather_documents(documents: Sequence[Document], options: DedupeOptions) -> Gathered:
    """What is compared of some documents."""
    return Gathered(
        # A lone surrogate has no UTF-8, but texts that differ by one are not the same.
        Texts.of_bytes([document.text.encode("utf-8", "surrogatepass") for document in documents]),
        np.array([len(document.text) for document in documents], np.int64),
        np.array([date_or_none(document.date) for document in documents], np.int64),
        _ranks((document.site for document in documents), len(documents), options),
        np.arange(len(documents)),
        " as Document.date",
        ", in Document.url or as the directory that Document.id begins with",
    )


def gather_table(table: Any, names: ColumnNames, options: DedupeOptions) -> Gathered:
    """What is compared of the rows of an Arrow table (`read_table`)."""
    column = texts_of(table, names)
    rows = len(column.texts)
    return Gathered(
        column.texts,
        column.lengths,
        dates_of(table, names) if needs_dates(options) else np.full(rows, NO_DATE),
        _ranks(sites_of(table, names), rows, options),
        np.flatnonzero(column.is_valid),
        f" in the column {names.date!r}" if names.date else "; name their column with date_column",
        _say_where_sites_are(names),
    )


def _say_where_sites_are(names: ColumnNames) -> str:
    """The end of the sentence that no row has a site."""
    if names.url:
        return f" in the column {names.url!r}"
    return "; name the column of addresses with url_column"


def _ranks(sites: Iterable[str | None], size: int, options: DedupeOptions) -> NDArray[np.int64]:
    if not options.prefer:
        return np.zeros(size, np.int64)
    ranks: Iterator[int] = (rank_of_site(site, options.prefer) for site in sites)
    return np.fromiter(ranks, np.int64, size)


def resolve_gathered(gathered: Gathered, options: DedupeOptions) -> compare.Resolution:
    """Decide which are kept; raises `InvalidOption` where ``options`` can't be met."""
    check_dates(gathered.dates, options, gathered.dates_from)
    check_sites(gathered.ranks, options, gathered.sites_from)
    texts = gathered.texts
    keys, has_tokens = compare.Signer(options).compute_keys(texts)
    columns = compare.Columns(
        digest_texts(texts),
        has_tokens,
        gathered.lengths,
        gathered.dates,
        gathered.ranks,
        Candidates(
            compare.banding_of(options),
            lambda band: keys[:, band],
            texts.take,
            np.diff(texts.offsets),
            lambda function, numbers: deque(map(function, numbers), maxlen=0),
        ),
    )
    return compare.resolve_documents(columns, gathered.taking_part, options)
