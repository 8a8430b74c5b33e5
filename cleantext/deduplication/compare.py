"""Floor 3: from what is known of each document to which are kept.

It is the same for documents in memory and for a corpus on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.deduplication.options import DedupeOptions
from cleantext.deduplication.order import resolution_order
from cleantext.neardup.lsh import Banding, band_keys, choose_banding
from cleantext.neardup.minhash import signatures
from cleantext.neardup.resolve import resolve_candidates
from cleantext.neardup.shingles import shingle_hashes

__all__ = ["Columns", "Resolution", "banding_of", "compute_keys", "compute_signatures",
           "find_first_equal", "resolve_documents"]  # fmt: skip

# Signatures are larger than the keys that are made of them, so there are never many.
_TEXTS_AT_ONCE = 4096

TextOf = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of each document, in input order.

    A 64-bit digest of its text; its band keys (``uint64[documents, bands]``); whether it has
    tokens; its length in characters; its date and the rank of its site (`resolution_order`).
    """

    digests: NDArray[np.uint64]
    keys: NDArray[np.uint64]
    has_tokens: NDArray[np.bool_]
    lengths: NDArray[np.int64]
    dates: NDArray[np.int64]
    ranks: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of each document.

    ``kept_for`` is the document that stands for it (itself: it is kept), ``similarity`` that of
    the two, ``is_exact`` whether they are two and byte-identical. ``candidate_pairs`` were
    looked at to find this out.
    """

    kept_for: NDArray[np.int64]
    similarity: NDArray[np.float64]
    is_exact: NDArray[np.bool_]
    candidate_pairs: int


def banding_of(options: DedupeOptions) -> Banding:
    """The banding that the options lead to; raises `InvalidOption` if there is none."""
    return choose_banding(options.threshold, options.recall, options.num_perm)


def compute_signatures(
    texts: Sequence[str], options: DedupeOptions
) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """The signatures of some texts, ``uint32[texts, num_perm]``, and which texts have tokens."""
    hashes = [shingle_hashes(text, options.shingle_size) for text in texts]
    counts = np.array([len(each) for each in hashes], np.int64)
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    joined = np.concatenate([np.empty(0, np.uint32), *hashes])
    return signatures(joined, offsets, options.num_perm, options.seed), counts > 0


def compute_keys(
    texts: Sequence[str], options: DedupeOptions
) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """The band keys of some texts, ``uint64[texts, bands]``, and which texts have tokens."""
    banding = banding_of(options)
    keys = np.empty((len(texts), banding.bands), np.uint64)
    has_tokens = np.empty(len(texts), np.bool_)
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        batch = slice(start, start + _TEXTS_AT_ONCE)
        signed, has_tokens[batch] = compute_signatures(texts[batch], options)
        keys[batch] = band_keys(signed, banding)
    return keys, has_tokens


def find_first_equal(
    digests: NDArray[np.uint64], is_equal: Callable[[int, int], bool]
) -> NDArray[np.int64]:
    """For each item the first one that it equals (itself, mostly).

    Only items of one digest are compared with ``is_equal``.

    >>> items = ["a", "b", "a"]
    >>> find_first_equal(np.array([7, 7, 7], np.uint64), lambda i, j: items[i] == items[j])
    array([0, 1, 0])
    """
    first = np.arange(len(digests))
    by_digest = np.argsort(digests, kind="stable")
    ordered = digests[by_digest]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(digests)])
    ends = np.append(starts[1:], len(digests))
    shared = ends - starts > 1
    for start, end in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
        different: list[int] = []
        for item in by_digest[start:end].tolist():
            equal = next((other for other in different if is_equal(other, item)), None)
            if equal is None:
                different.append(item)
            else:
                first[item] = equal
    return first


def resolve_documents(
    columns: Columns, taking_part: NDArray[np.int64], text_of: TextOf, options: DedupeOptions
) -> Resolution:
    """Decide which of the documents ``taking_part`` are kept (DESIGN.md, "Resolution").

    Byte-identical documents are compared with others once, as the first of them in the order
    of resolution.
    """
    order = resolution_order(
        taking_part, options, lengths=columns.lengths, dates=columns.dates, ranks=columns.ranks
    )
    place_of_first = find_first_equal(
        columns.digests[order],
        lambda a, b: text_of(int(order[a])) == text_of(int(order[b])),
    )
    first = order[place_of_first]
    is_first = first == order
    comparable = columns.has_tokens[order]
    dropped, candidate_pairs = resolve_candidates(
        order[is_first & comparable],
        columns.keys,
        text_of,
        options.shingle_size,
        options.threshold,
    )
    dropped.update(_resolve_copies(columns, order, first, dropped, text_of, options))
    return _record(len(columns.digests), order, first, dropped, candidate_pairs)


def _resolve_copies(
    columns: Columns,
    order: NDArray[np.int64],
    first: NDArray[np.int64],
    dropped: dict[int, tuple[int, float]],
    text_of: TextOf,
    options: DedupeOptions,
) -> dict[int, tuple[int, float]]:
    """What becomes of byte-identical copies whose first was dropped.

    A copy may come after a kept document that its first came before and that is more similar,
    so copies are resolved like any other document, among the kept ones in their buckets.
    """
    was_dropped = np.isin(first, np.fromiter(dropped, np.int64, len(dropped)))
    is_copy = was_dropped & (first != order)
    if not is_copy.any():
        return {}
    is_kept = (first == order) & ~was_dropped & columns.has_tokens[order]
    copies = order[is_copy]
    nearby = np.zeros(len(order), np.bool_)
    for band in range(columns.keys.shape[1]):
        column = columns.keys[:, band]
        nearby |= np.isin(column[order], column[copies])
    again = order[is_copy | (is_kept & nearby)]
    resolved, _ = resolve_candidates(
        again, columns.keys, text_of, options.shingle_size, options.threshold
    )
    return resolved


def _record(
    documents: int,
    order: NDArray[np.int64],
    first: NDArray[np.int64],
    dropped: dict[int, tuple[int, float]],
    candidate_pairs: int,
) -> Resolution:
    kept_for = np.arange(documents)
    kept_for[order] = first
    similarity = np.ones(documents)
    is_exact = kept_for != np.arange(documents)
    for document, (kept, similar) in dropped.items():
        kept_for[document], similarity[document], is_exact[document] = kept, similar, False
    return Resolution(kept_for, similarity, is_exact, candidate_pairs)
