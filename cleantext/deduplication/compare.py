"""Floor 3: from what is known of each document to which are kept.

It is the same for documents in memory and for a corpus on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.deduplication.options import DedupeOptions
from cleantext.deduplication.order import resolution_order
from cleantext.neardup.lsh import Banding, band_keys, choose_banding
from cleantext.neardup.minhash import permutations, sign_texts
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.resolve import Candidates, resolve_candidates
from cleantext.neardup.texts import Texts

__all__ = [
    "INDEXED",
    "Columns",
    "Matches",
    "Resolution",
    "Signer",
    "banding_of",
    "find_first_equal",
    "resolve_documents",
]

# What is made of so many bytes of text stays near the processor.
_BYTES_AT_ONCE = 500_000

INDEXED = -1
"""Instead of the number of a kept document: it is one of an index."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of each document, in input order.

    A 64-bit digest of its text; whether it has tokens; its length in characters; its date and the
    rank of its site (`resolution_order`); and what it is compared by.
    """

    digests: NDArray[np.uint64]
    has_tokens: NDArray[np.bool_]
    lengths: NDArray[np.int64]
    dates: NDArray[np.int64]
    ranks: NDArray[np.int64]
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class Matches:
    """What an index holds of each document, before they are compared with each other.

    ``similarity`` to the most similar of the index's documents (0.0: none is similar enough),
    and whether the two are byte-identical.
    """

    similarity: NDArray[np.float64]
    is_exact: NDArray[np.bool_]

    @classmethod
    def none(cls, documents: int) -> Matches:
        """There is no index."""
        return cls(np.zeros(documents), np.zeros(documents, np.bool_))


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of each document.

    ``kept_for`` is the document that stands for it (itself: it is kept; `INDEXED`: one of the
    index), ``similarity`` that of the two, ``is_exact`` whether they are two and byte-identical.
    ``candidate_pairs`` were looked at to find this out.
    """

    kept_for: NDArray[np.int64]
    similarity: NDArray[np.float64]
    is_exact: NDArray[np.bool_]
    candidate_pairs: int


def banding_of(options: DedupeOptions) -> Banding:
    """The banding that the options lead to; raises `InvalidOption` if there is none."""
    return choose_banding(options.threshold, options.recall, options.num_perm)


class Signer:
    """Signs texts; it learns their characters as they come, so one is best used for many."""

    def __init__(self, options: DedupeOptions) -> None:
        self._options = options
        self._banding = banding_of(options)
        self._permutations = permutations(options.num_perm, options.seed)
        self._normalizer = Normalizer()

    def sign(self, texts: Texts) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
        """The signatures of some texts, ``uint32[texts, num_perm]``, and which have tokens."""
        normal = self._normalizer.normalize(texts)
        return sign_texts(normal, self._options.shingle_size, self._permutations)

    def compute_keys(self, texts: Texts) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        """The band keys of some texts, ``uint64[texts, bands]``, and which have tokens."""
        keys = np.empty((len(texts), self._banding.bands), np.uint64)
        has_tokens = np.empty(len(texts), np.bool_)
        for part in texts.slices(_BYTES_AT_ONCE):
            rows = slice(part.start, part.stop)
            signed, has_tokens[rows] = self.sign(texts.part(part))
            keys[rows] = band_keys(signed, self._banding)
        return keys, has_tokens


AreEqual = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]]
"""Whether two items are equal, for each of some and that of others."""


def find_first_equal(digests: NDArray[np.uint64], are_equal: AreEqual) -> NDArray[np.int64]:
    """For each item the first one that it equals (itself, mostly).

    Only items of one digest are compared with ``are_equal``.

    >>> items = np.array(["a", "b", "a"])
    >>> find_first_equal(np.array([7, 7, 7], np.uint64), lambda i, j: items[i] == items[j])
    array([0, 1, 0])
    """
    first = np.arange(len(digests))
    left = np.argsort(digests, kind="stable")
    while len(left):
        is_head = np.append(True, digests[left[1:]] != digests[left[:-1]])
        heads = left[is_head][np.cumsum(is_head) - 1][~is_head]
        others = left[~is_head]
        equal = are_equal(heads, others) if len(others) else np.empty(0, np.bool_)
        first[others[equal]] = heads[equal]
        left = others[~equal]  # digests that collide: these are compared with each other
    return first


def resolve_documents(
    columns: Columns,
    taking_part: NDArray[np.int64],
    options: DedupeOptions,
    matches: Matches | None = None,
) -> Resolution:
    """Decide which of the documents ``taking_part`` are kept (DESIGN.md, "Resolution").

    Those without tokens are duplicates of byte-identical ones alone. ``matches`` are those of an
    index, whose documents come before all others.
    """
    candidates = columns.candidates
    matches = matches or Matches.none(len(columns.digests))
    # What is as similar to a document of the index as can be needs no other comparison.
    unsettled = taking_part[matches.similarity[taking_part] < 1.0]
    order = resolution_order(
        unsettled, options, lengths=columns.lengths, dates=columns.dates, ranks=columns.ranks
    )
    first = np.arange(len(columns.digests))
    place_of_first = find_first_equal(
        columns.digests[order],
        lambda ones, others: candidates.are_same(order[ones], order[others]),
    )
    first[order] = order[place_of_first]
    comparable = columns.has_tokens[order]
    dropped = resolve_candidates(
        order[comparable],
        candidates,
        options.shingle_size,
        options.threshold,
        matches.similarity,
    )
    is_indexed = matches.similarity > 0
    kept_for = np.where(columns.has_tokens, np.arange(len(first)), first)
    kept_for[is_indexed] = INDEXED
    kept_for[dropped.documents] = dropped.kept
    similarity = np.where(is_indexed, matches.similarity, 1.0)
    similarity[dropped.documents] = dropped.similarity
    is_exact = (kept_for == first) & (first != np.arange(len(first)))
    is_exact |= (kept_for == INDEXED) & matches.is_exact
    return Resolution(kept_for, similarity, is_exact, dropped.candidate_pairs)
