"""Which documents share a bucket, and are worth a comparison."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine

__all__ = ["Buckets", "Map", "tally_bucket"]

Map = Callable[[Callable[[int], object], range], object]
"""Calls a function for each number, at once or one after the other."""


class Buckets:
    """The buckets that more than one document falls into, filled with kept documents only.

    Documents are numbered from 0 in the order of resolution. Since a dropped document is never
    a reason to drop another, only kept ones are put in: the buckets of a template that a
    thousand copies share hold one of them. Memory is 8 bytes for each document in each bucket
    that it shares, and 28 a document.
    """

    __slots__ = ("fill", "members", "numbers", "offsets", "places", "starts", "tally")

    def __init__(
        self,
        keys_of: Callable[[int], NDArray[np.uint64]],
        bands: int,
        order: NDArray[np.int64],
        map_bands: Map,
    ) -> None:
        """Find the shared buckets of each band.

        ``keys_of(band)`` are all documents' keys (a column of `band_keys`), of which those in
        ``order`` take part.
        """
        found: dict[int, tuple[NDArray[np.int32], NDArray[np.int32]]] = {}

        def find(band: int) -> None:
            found[band] = _find_shared(keys_of(band)[order])

        map_bands(find, range(bands))
        parts = [found.pop(band) for band in range(bands)]
        members = np.concatenate([np.empty(0, np.int32), *(part[0] for part in parts)])
        sizes = np.concatenate([np.empty(0, np.int32), *(part[1] for part in parts)])
        del parts
        self.starts = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(sizes, out=self.starts[1:])
        self.fill = self.starts[:-1].copy()
        self.members = members  # those kept so far take the places of all
        self.offsets = np.zeros(len(order) + 1, np.int64)
        np.cumsum(np.bincount(members, minlength=len(order)), out=self.offsets[1:])
        self.places = np.empty(len(members), np.int32)
        _list_places(self.starts, members, self.offsets[:-1].copy(), self.places)
        # Of the document that was looked at last beside each: its number, and how many buckets
        # the two share (the lowest 16 bits).
        self.tally = np.full(len(order), -1, np.int64)
        self.numbers = np.empty(len(order), np.int32)  # of those that are compared together

    def sharing(self, least: int) -> NDArray[np.int64]:
        """The documents in at least so many shared buckets, in order.

        No other shares as many with any one document.
        """
        return np.flatnonzero(np.diff(self.offsets) >= least)

    def count_beside(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many kept documents there are beside each, counted once for each shared bucket."""
        counts = np.empty(len(documents), np.int64)
        _count_beside(documents, self.offsets, self.places, self.starts, self.fill, counts)
        return counts

    def kept_beside(
        self, documents: NDArray[np.int64], least: int, most: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The kept documents that share at least so many buckets with each, once, in no order.

        A document is to be asked for once only: what it shares is tallied as it is met.

        Two arrays: the kept documents, those beside one document after those beside another,
        and where each begins. ``most`` is the sum of `count_beside`.
        """
        beside = np.empty(most, np.int64)
        begins = np.zeros(len(documents) + 1, np.int64)
        _gather_beside(
            documents, self.offsets, self.places, self.starts, self.fill, self.members,
            self.tally, least, beside, begins,
        )  # fmt: skip
        return beside[: begins[-1]], begins

    def number(self, documents: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The different ones among some documents, in order, and where each stands among them."""
        rows = np.arange(len(documents), dtype=np.int32)
        self.numbers[documents] = rows
        known = documents[self.numbers[documents] == rows]  # each once: where it was written last
        known.sort()
        self.numbers[known] = rows[: len(known)]
        return known, self.numbers[documents]


@subroutine
def tally_bucket(tally: NDArray[np.int64], other: int, document: int) -> int:
    """Count one more bucket that two documents share; how many there are now."""
    if tally[other] >> 16 != document:
        tally[other] = document << 16
    tally[other] += 1
    return int(tally[other] & 0xFFFF)


def _find_shared(keys: NDArray[np.uint64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The documents of one band's shared buckets, bucket by bucket, and the buckets' sizes."""
    # A key and its document in one number: sorting numbers is the quickest sort there is. The
    # lowest bits of the key give way to the document's number, which makes one false candidate
    # more in 10 million documents, and changes no result.
    bits = np.uint64(max(1, len(keys) - 1).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    joined = keys & ~low
    joined |= np.arange(len(keys), dtype=np.uint64)
    joined.sort()
    members = np.empty(len(keys), np.int32)
    sizes = np.empty(len(keys) // 2, np.int32)
    taken, buckets = _take_shared(joined, bits, low, members, sizes)
    return members[:taken].copy(), sizes[:buckets].copy()


@kernel
def _take_shared(
    joined: NDArray[np.uint64],
    bits: np.uint64,
    low: np.uint64,
    members: NDArray[np.int32],
    sizes: NDArray[np.int32],
) -> tuple[int, int]:
    taken = buckets = 0
    start = 0
    while start < joined.size:
        key = joined[start] >> bits
        end = start + 1
        while end < joined.size and joined[end] >> bits == key:
            end += 1
        if end - start > 1:
            for place in range(start, end):
                members[taken] = np.int32(joined[place] & low)
                taken += 1
            sizes[buckets] = end - start
            buckets += 1
        start = end
    return taken, buckets


@kernel
def _list_places(
    starts: NDArray[np.int64],
    members: NDArray[np.int32],
    ends: NDArray[np.int64],
    places: NDArray[np.int32],
) -> None:
    """List the buckets of each document; ``ends`` are first where its list begins."""
    for bucket in range(starts.size - 1):
        for index in range(starts[bucket], starts[bucket + 1]):
            document = members[index]
            places[ends[document]] = bucket
            ends[document] += 1


@kernel
def _count_beside(
    documents: NDArray[np.int64],
    offsets: NDArray[np.int64],
    places: NDArray[np.int32],
    starts: NDArray[np.int64],
    fill: NDArray[np.int64],
    counts: NDArray[np.int64],
) -> None:
    for index in range(documents.size):
        count = 0
        for place in range(offsets[documents[index]], offsets[documents[index] + 1]):
            count += fill[places[place]] - starts[places[place]]
        counts[index] = count


@kernel
def _gather_beside(
    documents: NDArray[np.int64],
    offsets: NDArray[np.int64],
    places: NDArray[np.int32],
    starts: NDArray[np.int64],
    fill: NDArray[np.int64],
    members: NDArray[np.int32],
    tally: NDArray[np.int64],
    least: int,
    beside: NDArray[np.int64],
    begins: NDArray[np.int64],
) -> None:
    taken = 0
    for index in range(documents.size):
        document = documents[index]
        for place in range(offsets[document], offsets[document + 1]):
            bucket = places[place]
            for slot in range(starts[bucket], fill[bucket]):
                kept = members[slot]
                if tally_bucket(tally, kept, document) == least:
                    beside[taken] = kept
                    taken += 1
        begins[index + 1] = taken
