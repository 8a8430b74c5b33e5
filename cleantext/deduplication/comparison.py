"""Floor 3: the documents of a corpus, compared with each other and with an index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.spool import Spool
from cleantext.deduplication.compare import (
    Columns,
    Resolution,
    banding_of,
    find_first_equal,
    resolve_documents,
)
from cleantext.deduplication.options import DedupeOptions
from cleantext.neardup.buckets import Map
from cleantext.neardup.resolve import Candidates

if TYPE_CHECKING:
    from cleantext.deduplication.index import Found
    from cleantext.deduplication.index_use import IndexUse

__all__ = ["Comparison", "compare_documents"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the documents of a corpus.

    ``first_of_id`` is for each document the first that has its id: itself, or else it is skipped
    and neither kept nor a duplicate. ``indexed`` is what an index holds of them, if there is one.
    ``is_blank`` are those that are kept as nothing is known of them: no index gets them.
    """

    resolution: Resolution
    indexed: Found | None
    is_kept: NDArray[np.bool_]
    first_of_id: NDArray[np.int64]
    is_blank: NDArray[np.bool_]

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Which of the kept documents others can be compared with, by an index."""
        return self.is_kept & ~self.is_blank

    @property
    def candidate_pairs(self) -> int:
        """How many pairs were looked at, also with documents of the index."""
        with_index = self.indexed.candidate_pairs if self.indexed else 0
        return self.resolution.candidate_pairs + with_index

    def indexed_id_of(self, document: int) -> str:
        """The id of the document of the index that stands for one."""
        assert self.indexed is not None
        return self.indexed.id_of(document)


def compare_documents(
    spool: Spool,
    options: DedupeOptions,
    spread: Map,
    note: Callable[[int], object],
    index: IndexUse | None,
) -> Comparison:
    """Decide which documents of a corpus are kept; ``spread`` and ``note`` are `Candidates`'.

    Blank ones are: nothing is known of pages whose scripts would have to write their text.
    """
    rows = spool.rows
    numbers = np.arange(len(rows))
    first_of_id = find_first_equal(rows["id_digest"], spool.have_same_id)
    candidates = Candidates(
        banding_of(options), spool.keys_of, spool.texts_of, spool.sizes(), spread, note
    )
    taking_part = np.flatnonzero((first_of_id == numbers) & ~rows["is_blank"])
    indexed = None
    if index is not None:
        indexed = index.index.find(candidates, taking_part, rows["has_tokens"])
    columns = Columns(
        rows["text_digest"],
        rows["has_tokens"],
        rows["length"],
        rows["date"],
        rows["rank"],
        candidates,
    )
    matches = indexed.matches if indexed else None
    resolution = resolve_documents(columns, taking_part, options, matches)
    is_kept = (resolution.kept_for == numbers) & (first_of_id == numbers)
    return Comparison(resolution, indexed, is_kept, first_of_id, rows["is_blank"])
