"""The loops of resolution: documents compared with kept ones, at once and in order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.neardup.buckets import tally_bucket
from cleantext.neardup.parities import differ_by_more
from cleantext.neardup.sets import fill_table, shared_at, similarity_to, table_size

__all__ = ["NONE", "OUTSIDE", "compare_sets", "decide_in_order"]

NONE, OUTSIDE = -1, -2
"""Instead of the kept document that stands for another: there is none, or it is outside."""


@subroutine
def _similarity(
    table: NDArray[np.uint64],
    size: int,
    parities: NDArray[np.uint64],
    other: NDArray[np.uint64],
    other_parities: NDArray[np.uint64],
    least: float,
) -> float:
    """How similar two sets are; 0.0 if below ``least``. The table is that of the first."""
    both = size + other.size
    if differ_by_more(parities, other_parities, both - 2 * shared_at(both, least)):
        return 0.0
    return similarity_to(table, size, other, least)


@kernel
def compare_sets(
    first: int,
    end: int,
    fingerprints: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    parities: NDArray[np.uint64],
    other_fingerprints: NDArray[np.uint64],
    other_offsets: NDArray[np.int64],
    other_parities: NDArray[np.uint64],
    places: NDArray[np.int32],
    begins: NDArray[np.int64],
    first_place: int,
    end_place: int,
    threshold: float,
    kept: NDArray[np.int64],
    similarity: NDArray[np.float64],
) -> None:
    """Find for each document the most similar of those candidates whose sets are there.

    Of several as similar the first; one outside comes before all.
    """
    largest = 0
    for document in range(first, end):
        largest = max(largest, offsets[document + 1] - offsets[document])
    table = np.empty(table_size(largest), np.uint64)
    for document in range(first, end):
        if begins[document] == begins[document + 1]:
            continue
        own = fingerprints[offsets[document] : offsets[document + 1]]
        own_table = table[: table_size(own.size)]
        fill_table(own_table, own)
        for pair in range(begins[document], begins[document + 1]):
            if first_place <= places[pair] < end_place:
                place = places[pair] - first_place
                other = other_fingerprints[other_offsets[place] : other_offsets[place + 1]]
                least = max(threshold, similarity[document])
                found = _similarity(
                    own_table, own.size, parities[document], other, other_parities[place], least
                )
                if found > similarity[document] or (
                    found >= least and places[pair] < kept[document]
                ):
                    kept[document], similarity[document] = places[pair], found


@subroutine
def _find_place(block: NDArray[np.int64], document: int) -> int:
    """Where a document stands in the block: NumPy's search takes half a second to compile."""
    low, high = 0, block.size
    while low < high:
        middle = (low + high) >> 1
        if block[middle] < document:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def decide_in_order(
    block: NDArray[np.int64],
    fingerprints: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    parities: NDArray[np.uint64],
    threshold: float,
    bucket_offsets: NDArray[np.int64],
    bucket_places: NDArray[np.int32],
    starts: NDArray[np.int64],
    fill: NDArray[np.int64],
    members: NDArray[np.int32],
    tally: NDArray[np.int64],
    least_shared: int,
    table: NDArray[np.uint64],
    kept: NDArray[np.int64],
    similarity: NDArray[np.float64],
) -> int:
    """Compare with those of the block that are kept; put those that are kept into their buckets."""
    pairs = 0
    for index in range(block.size):
        document = block[index]
        own = fingerprints[offsets[index] : offsets[index + 1]]
        own_table = table[: table_size(own.size)]
        is_filled = False
        buckets = bucket_places[bucket_offsets[document] : bucket_offsets[document + 1]]
        for bucket in buckets:
            for slot in range(fill[bucket] - 1, starts[bucket] - 1, -1):
                candidate = members[slot]
                if candidate < block[0]:  # so are all before it, and they were looked at
                    break
                if tally_bucket(tally, candidate, document) != least_shared:
                    continue
                pairs += 1
                if not is_filled:
                    fill_table(own_table, own)
                    is_filled = True
                place = _find_place(block, candidate)
                other = fingerprints[offsets[place] : offsets[place + 1]]
                least = max(threshold, similarity[index])
                found = _similarity(
                    own_table, own.size, parities[index], other, parities[place], least
                )
                if found > similarity[index] or (found >= least and candidate < kept[index]):
                    kept[index], similarity[index] = candidate, found
        if kept[index] == NONE:
            for bucket in buckets:
                members[fill[bucket]] = document
                fill[bucket] += 1
    return pairs
