"""Candidates to kept documents and their duplicates."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cleantext.neardup.buckets import Buckets, Map
from cleantext.neardup.confirm import are_faithful
from cleantext.neardup.decide import NONE, OUTSIDE, compare_sets, decide_in_order
from cleantext.neardup.lsh import Banding
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.parities import count_parities
from cleantext.neardup.sets import ShingleSets, table_size
from cleantext.neardup.texts import Texts, are_same

__all__ = ["Candidates", "Dropped", "resolve_candidates"]

# What is in memory at once: documents, their candidates, bytes of text.
_DOCUMENTS_AT_ONCE = 4096
_PAIRS_AT_ONCE = 16_000_000
_BYTES_AT_ONCE = 32_000_000
_BYTES_A_TASK = 1_000_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """What documents are compared by; all are numbered from 0.

    ``keys_of(band)`` are the keys of all documents in one of the ``banding``'s bands (a column of
    `band_keys`), ``texts_of`` gives the texts of some documents, and ``sizes`` are those of all
    texts in bytes. ``spread`` runs a function for each of some numbers, in any order. ``note`` is
    told now and then how many documents are not decided yet.
    """

    banding: Banding
    keys_of: Callable[[int], NDArray[np.uint64]]
    texts_of: Callable[[NDArray[np.int64]], Texts]
    sizes: NDArray[np.int64]
    spread: Map
    note: Callable[[int], object] = lambda left: None

    def are_same(self, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether two documents are byte-identical, for each of ``ones`` and that of ``others``."""
        same: NDArray[np.bool_] = self.sizes[ones] == self.sizes[others]
        alike = np.flatnonzero(same)
        for part in _cut(self.sizes[ones[alike]], _BYTES_A_TASK):
            pairs = alike[part.start : part.stop]
            same[pairs] = are_same(self.texts_of(ones[pairs]), self.texts_of(others[pairs]))
        return same


@dataclass(frozen=True, slots=True)
class Dropped:
    """Dropped documents, the kept one that stands for each, and their similarity, 0 to 1.

    ``candidate_pairs`` were looked at to find them.
    """

    documents: NDArray[np.int64]
    kept: NDArray[np.int64]
    similarity: NDArray[np.float64]
    candidate_pairs: int


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
    it that share enough buckets with it, and dropped if one of them is at least ``threshold``
    similar; the most similar of them stands for it (ties to the earlier). So no similarity to a
    dropped document is ever a reason, and copies of one template are compared with the one that
    is kept, not with each other: only many documents that share buckets and are all kept cost
    the square of their number.

    Similarities are computed from 64-bit fingerprints of shingles, and those that a document is
    dropped for are then confirmed byte for byte (`are_faithful`), so that they are exact. A pair
    at the threshold could be missed only where fingerprints within one document collide, which
    has odds of 1 in 10**14 for documents of 500 words.

    ``outside`` is for each document how similar it is to the most similar of others that were
    kept before all of these (0: to none that is similar enough). Such a document is not kept; it
    is among those dropped only if a kept one of these is more similar.

    Documents are taken in blocks: those of a block are compared with the kept ones before it all
    at once, and then with each other in order. The result does not depend on the blocks.
    """
    buckets = Buckets(candidates.keys_of, candidates.banding.bands, order, candidates.spread)
    comparison = _Comparison(order, candidates, buckets, shingle_size, threshold)
    shared = buckets.sharing(candidates.banding.least_shared)
    kept = np.full(len(shared), NONE, np.int64)
    similarity = np.zeros(len(shared))
    if outside is not None:
        similarity[:] = outside[order[shared]]
        kept[similarity > 0] = OUTSIDE
    pairs = start = 0
    while start < len(shared):
        block = shared[start : start + comparison.fitting(shared[start:])]
        end = start + len(block)
        pairs += comparison.decide(block, kept[start:end], similarity[start:end])
        start = end
        candidates.note(len(order) - 1 - int(block[-1]))
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
        fill = self.buckets.fill.copy()
        so_far = kept.copy(), similarity.copy()
        pairs = self._decide(block, kept, similarity, None)
        if not self._is_confirmed(block, kept):
            # Someone has made texts that collide: take hashes that nobody could foresee.
            self.buckets.fill[:] = fill
            self.buckets.tally[:] = -1
            kept[:], similarity[:] = so_far
            pairs = self._decide(block, kept, similarity, secrets.token_bytes(16))
        return pairs

    def _decide(
        self,
        block: NDArray[np.int64],
        kept: NDArray[np.int64],
        similarity: NDArray[np.float64],
        secret: bytes | None,
    ) -> int:
        buckets = self.buckets
        most = int(buckets.count_beside(block).sum())
        beside, begins = buckets.kept_beside(block, self.candidates.banding.least_shared, most)
        sets = self._sets_of(block, secret)
        parities = count_parities(sets.fingerprints, sets.offsets)
        known, places = buckets.number(beside)
        for part in self._parts_in_memory(known):
            others = self._sets_of(known[part.start : part.stop], secret)
            self._compare(sets, parities, others, places, begins, part, kept, similarity)
        kept[kept >= 0] = known[kept[kept >= 0]]
        inside = decide_in_order(
            block, sets.fingerprints, sets.offsets, parities, self.threshold, buckets.offsets,
            buckets.places, buckets.starts, buckets.fill, buckets.members, buckets.tally,
            self.candidates.banding.least_shared,
            np.empty(table_size(int(np.diff(sets.offsets).max())), np.uint64), kept, similarity,
        )  # fmt: skip
        return len(beside) + inside

    def _is_confirmed(self, block: NDArray[np.int64], kept: NDArray[np.int64]) -> bool:
        """Whether each dropped document and the one that is kept for it were compared exactly."""
        dropped = kept >= 0
        pairs = np.stack([block[dropped], kept[dropped]], axis=1)
        sizes = self.candidates.sizes[self.order[pairs]].sum(axis=1)
        tasks = _cut(sizes, _BYTES_A_TASK)
        unfaithful: list[int] = []

        def confirm(task: int) -> None:
            chosen = pairs[tasks[task].start : tasks[task].stop].ravel()
            if not are_faithful(self._normalize(self.order[chosen]), self.shingle_size):
                unfaithful.append(task)

        self.candidates.spread(confirm, range(len(tasks)))
        return not unfaithful

    def _normalize(self, numbers: NDArray[np.int64]) -> Texts:
        normalizer = self.normalizers.pop() if self.normalizers else Normalizer()
        normal = normalizer.normalize(self.candidates.texts_of(numbers))
        self.normalizers.append(normalizer)
        return normal

    def _parts_in_memory(self, documents: NDArray[np.int64]) -> list[range]:
        return _cut(self.candidates.sizes[self.order[documents]], _BYTES_AT_ONCE)

    def _sets_of(self, documents: NDArray[np.int64], secret: bytes | None) -> ShingleSets:
        numbers = self.order[documents]
        tasks = _cut(self.candidates.sizes[numbers], _BYTES_A_TASK)
        done: dict[int, ShingleSets] = {}

        def make(task: int) -> None:
            normal = self._normalize(numbers[tasks[task].start : tasks[task].stop])
            done[task] = ShingleSets.of_texts(normal, self.shingle_size, secret)

        self.candidates.spread(make, range(len(tasks)))
        return ShingleSets.join([done[task] for task in range(len(tasks))])

    def _compare(
        self,
        sets: ShingleSets,
        parities: NDArray[np.uint64],
        others: ShingleSets,
        places: NDArray[np.int32],
        begins: NDArray[np.int64],
        part: range,
        kept: NDArray[np.int64],
        similarity: NDArray[np.float64],
    ) -> None:
        other_parities = count_parities(others.fingerprints, others.offsets)
        tasks = _cut(np.diff(begins), len(places) // 16 + 1)

        def compare(task: int) -> None:
            compare_sets(
                tasks[task].start, tasks[task].stop, sets.fingerprints, sets.offsets, parities,
                others.fingerprints, others.offsets, other_parities, places, begins, part.start,
                part.stop, self.threshold, kept, similarity,
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
