"""Candidates to kept documents and their duplicates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cleantext.neardup.buckets import Buckets, Map
from cleantext.neardup.kernels import kernel
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.sets import ShingleSets, count_shared, fill_table, table_size
from cleantext.neardup.texts import Texts

__all__ = ["Candidates", "Dropped", "resolve_candidates"]

# What is in memory at once: documents, their candidates, bytes of text.
_DOCUMENTS_AT_ONCE = 4096
_PAIRS_AT_ONCE = 4_000_000
_BYTES_AT_ONCE = 32_000_000
_BYTES_A_TASK = 1_000_000
# Instead of the kept document that stands for another: there is none, or it is outside.
_NONE, _OUTSIDE = -1, -2


@dataclass(frozen=True, slots=True)
class Candidates:
    """What documents are compared by; all are numbered from 0.

    ``keys_of(band)`` are the keys of all documents in one of ``bands`` bands (a column of
    `band_keys`), ``texts_of`` gives the texts of some documents, and ``sizes`` are those of all
    texts in bytes. ``spread`` runs a function for each of some numbers, in any order.
    """

    bands: int
    keys_of: Callable[[int], NDArray[np.uint64]]
    texts_of: Callable[[NDArray[np.int64]], Texts]
    sizes: NDArray[np.int64]
    spread: Map

    def is_same(self, one: int, two: int) -> bool:
        """Whether two documents are byte-identical."""
        if self.sizes[one] != self.sizes[two]:
            return False
        texts = self.texts_of(np.array([one, two]))
        return texts[0] == texts[1]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Dropped documents, the kept one that stands for each, and their similarity, 0 to 1.

    ``candidate_pairs`` were looked at to find them.
    """

    documents: NDArray[np.int64]
    kept: NDArray[np.int64]
    similarity: NDArray[np.float64]
    candidate_pairs: int

    @classmethod
    def none(cls) -> Dropped:
        """Nothing is dropped."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), 0)


def resolve_candidates(
    order: NDArray[np.int64],
    candidates: Candidates,
    shingle_size: int,
    threshold: float,
    outside: NDArray[np.float64] | None = None,
) -> Dropped:
    """Decide, document by document, which are dropped and for which kept document.

    ``order`` holds the documents that take part, in the order of resolution; documents without
    tokens must be left out. In that order, a document is compared with the kept documents before
    it that share a bucket with it, and dropped if one of them is at least ``threshold`` similar;
    the most similar of them stands for it (ties to the earlier). So no similarity to a dropped
    document is ever a reason, and copies of one template are compared with the one that is kept,
    not with each other: only many documents that share buckets and are all kept cost the square
    of their number.

    ``outside`` is for each document how similar it is to the most similar of others that were
    kept before all of these (0: to none that is similar enough). Such a document is not kept; it
    is among those dropped only if a kept one of these is more similar.

    Documents are taken in blocks: those of a block are compared with the kept ones before it all
    at once, and then with each other in order. The result does not depend on the blocks.
    """
    buckets = Buckets(candidates.keys_of, candidates.bands, order, candidates.spread)
    comparison = _Comparison(order, candidates, buckets, shingle_size, threshold)
    shared = buckets.shared
    kept = np.full(len(shared), _NONE, np.int64)
    similarity = np.zeros(len(shared))
    if outside is not None:
        similarity[:] = outside[order[shared]]
        kept[similarity > 0] = _OUTSIDE
    pairs = start = 0
    while start < len(shared):
        block = shared[start : start + comparison.fitting(shared[start:])]
        end = start + len(block)
        pairs += comparison.decide(block, kept[start:end], similarity[start:end])
        start = end
    is_dropped = kept >= 0
    return Dropped(
        order[shared[is_dropped]], order[kept[is_dropped]], similarity[is_dropped], pairs
    )


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Compares documents, numbered by their place in the order."""

    order: NDArray[np.int64]
    candidates: Candidates
    buckets: Buckets
    shingle_size: int
    threshold: float
    normalizers: list[Normalizer] = field(default_factory=list)  # those that no thread uses now

    def fitting(self, documents: NDArray[np.int64]) -> int:
        """How many of the next documents can be held in memory at once, at least one."""
        documents = documents[:_DOCUMENTS_AT_ONCE]
        sizes = np.cumsum(self.candidates.sizes[self.order[documents]])
        pairs = np.cumsum(self.buckets.count_beside(documents))
        fit = min(
            np.searchsorted(sizes, _BYTES_AT_ONCE, "right"),
            np.searchsorted(pairs, _PAIRS_AT_ONCE, "right"),
        )
        return max(1, int(fit))

    def decide(
        self, block: NDArray[np.int64], kept: NDArray[np.int64], similarity: NDArray[np.float64]
    ) -> int:
        """Decide for each of a block which kept document stands for it, if one is better.

        ``kept`` and ``similarity`` hold what is found so far, and then what is found in all.
        Returns the number of candidate pairs.
        """
        buckets = self.buckets
        most = int(buckets.count_beside(block).sum())
        beside, begins = buckets.kept_beside(block, most)
        sets = self._sets_of(block)
        known, places = np.unique(beside, return_inverse=True)
        for part in self._parts_in_memory(known):
            others = self._sets_of(known[part.start : part.stop])
            self._compare(sets, others, places, begins, part, kept, similarity)
        kept[kept >= 0] = known[kept[kept >= 0]]
        inside = _decide_in_order(
            block, sets.fingerprints, sets.offsets, self.threshold, buckets.offsets,
            buckets.places, buckets.starts, buckets.fill, buckets.members, buckets.stamps,
            np.empty(table_size(int(np.diff(sets.offsets).max())), np.uint64), kept, similarity,
        )  # fmt: skip
        return len(beside) + inside

    def _parts_in_memory(self, documents: NDArray[np.int64]) -> list[range]:
        return _cut(self.candidates.sizes[self.order[documents]], _BYTES_AT_ONCE)

    def _sets_of(self, documents: NDArray[np.int64]) -> ShingleSets:
        numbers = self.order[documents]
        tasks = _cut(self.candidates.sizes[numbers], _BYTES_A_TASK)
        done: dict[int, ShingleSets] = {}

        def make(task: int) -> None:
            normalizer = self.normalizers.pop() if self.normalizers else Normalizer()
            texts = self.candidates.texts_of(numbers[tasks[task].start : tasks[task].stop])
            done[task] = ShingleSets.of_texts(normalizer.normalize(texts), self.shingle_size)
            self.normalizers.append(normalizer)

        self.candidates.spread(make, range(len(tasks)))
        return ShingleSets.join([done[task] for task in range(len(tasks))])

    def _compare(
        self,
        sets: ShingleSets,
        others: ShingleSets,
        places: NDArray[np.int64],
        begins: NDArray[np.int64],
        part: range,
        kept: NDArray[np.int64],
        similarity: NDArray[np.float64],
    ) -> None:
        tasks = _cut(np.diff(begins), len(places) // 16 + 1)

        def compare(task: int) -> None:
            _compare_sets(
                tasks[task].start, tasks[task].stop, sets.fingerprints, sets.offsets,
                others.fingerprints, others.offsets, places, begins, part.start, part.stop,
                self.threshold, kept, similarity,
            )  # fmt: skip

        self.candidates.spread(compare, range(len(tasks)))


def _cut(sizes: NDArray[np.int64], most: int) -> list[range]:
    """Cut numbers from 0 on where their sizes reach so much; none is in an empty part."""
    ends = np.cumsum(sizes)
    parts, start = [], 0
    while start < len(sizes):
        before = int(ends[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + most, "right")))
        parts.append(range(start, end))
        start = end
    return parts


@kernel
def _similarity(shared: int, a: int, b: int) -> float:
    return shared / (a + b - shared) if shared else 0.0


@kernel
def _compare_sets(
    first: int,
    end: int,
    fingerprints: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    other_fingerprints: NDArray[np.uint64],
    other_offsets: NDArray[np.int64],
    places: NDArray[np.int64],
    begins: NDArray[np.int64],
    first_place: int,
    end_place: int,
    threshold: float,
    kept: NDArray[np.int64],
    similarity: NDArray[np.float64],
) -> None:
    """Find for each document the most similar of those candidates whose sets are there."""
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
                found = _similarity(count_shared(own_table, other), own.size, other.size)
                if found >= threshold and found > similarity[document]:
                    kept[document], similarity[document] = places[pair], found


@kernel
def _decide_in_order(
    block: NDArray[np.int64],
    fingerprints: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    threshold: float,
    bucket_offsets: NDArray[np.int64],
    bucket_places: NDArray[np.int32],
    starts: NDArray[np.int64],
    fill: NDArray[np.int64],
    members: NDArray[np.int32],
    stamps: NDArray[np.int32],
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
                if stamps[candidate] == document:
                    continue
                stamps[candidate] = document
                pairs += 1
                if not is_filled:
                    fill_table(own_table, own)
                    is_filled = True
                place = np.searchsorted(block, candidate)
                other = fingerprints[offsets[place] : offsets[place + 1]]
                found = _similarity(count_shared(own_table, other), own.size, other.size)
                is_better = found > similarity[index] or (
                    found == similarity[index] and candidate < kept[index]
                )
                if found >= threshold and is_better:
                    kept[index], similarity[index] = candidate, found
        if kept[index] == _NONE:
            for bucket in buckets:
                members[fill[bucket]] = document
                fill[bucket] += 1
    return pairs
