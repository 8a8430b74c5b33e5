"""Documents whose bands and shingle sets are stored, and what is found among them.

They are those of an index on disk: their arrays are mapped, so that only what is looked at is
read. What it takes to find a document's candidates hardly depends on how many are stored.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.neardup.sets import ShingleSets, fill_table, similarity_to, table_size

__all__ = [
    "ROW_BITS",
    "Stored",
    "find_buckets",
    "keep_most_similar",
    "list_pairs",
    "sort_bands",
]

ROW_BITS = 32
"""A pair is one number: the document's above so many bits of the row's."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Stored documents, numbered from 0 (their rows).

    ``keys`` are band keys, sorted within each band, and ``rows`` whose they are: both
    ``[bands, documents with tokens]``, uint64 and uint32. The shingle set of row ``i`` is
    ``fingerprints[offsets[i]:offsets[i + 1]]``. Those with a date before ``oldest`` are passed
    over.
    """

    keys: NDArray[np.uint64]
    rows: NDArray[np.uint32]
    fingerprints: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    dates: NDArray[np.int64]
    oldest: int


def sort_bands(
    keys: NDArray[np.uint64], rows: NDArray[np.uint32]
) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """The keys of one band in order, and the rows whose they are, equal keys by row.

    >>> keys, rows = sort_bands(np.array([7, 3, 7], np.uint64), np.array([4, 5, 6], np.uint32))
    >>> keys.tolist(), rows.tolist()
    ([3, 7, 7], [5, 4, 6])
    """
    by_key = np.argsort(keys, kind="stable")
    return keys[by_key], rows[by_key]


def find_buckets(
    stored: Stored, keys: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the buckets of some documents begin in each band, and how many are in them.

    ``keys`` are the documents' band keys, and the results are as they are: ``[bands, documents]``.
    """
    starts, counts = np.empty(keys.shape, np.int64), np.empty(keys.shape, np.int64)
    _find_buckets(stored.keys, keys, np.argsort(keys, axis=1), starts, counts)
    return starts, counts


def list_pairs(
    stored: Stored, starts: NDArray[np.int64], counts: NDArray[np.int64], least_shared: int
) -> NDArray[np.int64]:
    """The documents whose buckets are given, each with all that is in so many of them.

    A pair is a number: the document's times 2**32, plus the row of what it meets. They are in
    order, each is there once.
    """
    pairs = np.empty(int(counts.sum()), np.int64)
    _list_pairs(stored.rows, starts, counts, pairs)
    pairs, shared = np.unique(pairs, return_counts=True)
    return pairs[shared >= least_shared]


def keep_most_similar(
    stored: Stored,
    pairs: NDArray[np.int64],
    sets: ShingleSets,
    threshold: float,
    best: NDArray[np.int64],
    similarity: NDArray[np.float64],
) -> bool:
    """Compare the documents of some pairs, exactly, and note what is more similar than so far.

    ``pairs`` are those of `list_pairs`, and a document's number is its place in ``sets``, in
    ``similarity`` (0.0: nothing yet) and in ``best``, which holds rows. What is less similar
    than ``threshold`` counts for nothing; ties go to what came first.

    Returns False where a pair leads out of the arrays: what is stored is damaged.
    """
    return _compare_pairs(
        pairs, stored.fingerprints, stored.offsets, stored.dates, stored.oldest,
        sets.fingerprints, sets.offsets, threshold, best, similarity,
    )  # fmt: skip


@kernel
def _find_buckets(
    keys: NDArray[np.uint64],
    wanted: NDArray[np.uint64],
    order: NDArray[np.int64],
    starts: NDArray[np.int64],
    counts: NDArray[np.int64],
) -> None:
    for band in range(keys.shape[0]):
        ordered = keys[band]
        place, before = 0, np.uint64(0)
        for document in order[band]:
            key = wanted[band, document]
            place = _first_at_least(ordered, key, place, key - before)
            before = key
            end = place
            while end < ordered.size and ordered[end] == key:
                end += 1
            starts[band, document], counts[band, document] = place, end - place


@subroutine
def _first_at_least(
    ordered: NDArray[np.uint64], key: np.uint64, start: int, distance: np.uint64
) -> int:
    """Where the first key that is not less stands; it is not before ``start``.

    Keys are hashes, spread evenly: the search begins where the key should be, being so far from
    what was found at ``start``, and goes on in steps that double. So it touches a page or two;
    were the keys not even, it would take twice the steps of a binary search.
    """
    size = ordered.size
    low = high = start + min(int(float(distance) * 2.0**-64 * size), size - start)
    step = 1
    while high < size and ordered[high] < key:
        low = high + 1
        high += step
        step *= 2
    high = min(high, size)
    step = 1
    while low > start and ordered[low - 1] >= key:
        high = low - 1
        low = max(low - step, start)
        step *= 2
    while low < high:
        middle = (low + high) // 2
        if ordered[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def _list_pairs(
    rows: NDArray[np.uint32],
    starts: NDArray[np.int64],
    counts: NDArray[np.int64],
    pairs: NDArray[np.int64],
) -> None:
    place = 0
    for band in range(starts.shape[0]):
        for document in range(starts.shape[1]):
            start = starts[band, document]
            for slot in range(start, start + counts[band, document]):
                pairs[place] = (document << ROW_BITS) | np.int64(rows[band, slot])
                place += 1


@kernel
def _compare_pairs(
    pairs: NDArray[np.int64],
    stored: NDArray[np.uint64],
    stored_offsets: NDArray[np.int64],
    dates: NDArray[np.int64],
    oldest: int,
    fingerprints: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    threshold: float,
    best: NDArray[np.int64],
    similarity: NDArray[np.float64],
) -> bool:
    """Compare pairs in the order of their documents."""
    current = -1
    own = fingerprints[:0]
    table = np.empty(2, np.uint64)
    for pair in pairs:
        document = pair >> ROW_BITS
        row = pair & 0xFFFFFFFF
        if row >= dates.size:
            return False
        start, end = stored_offsets[row], stored_offsets[row + 1]
        if start < 0 or end < start or end > stored.size:
            return False
        if dates[row] < oldest:
            continue
        if document != current:
            current = document
            own = fingerprints[offsets[document] : offsets[document + 1]]
            table = np.empty(table_size(own.size), np.uint64)
            fill_table(table, own)
        size = end - start
        least = max(threshold, similarity[document])
        # Sets of too different sizes can't be similar enough, and need not be read.
        if min(size, own.size) / max(size, own.size) < least:
            continue
        found = similarity_to(table, own.size, stored[start:end], least)
        if found > similarity[document]:
            best[document], similarity[document] = row, found
    return True
