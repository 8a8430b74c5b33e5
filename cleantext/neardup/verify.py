"""Exact similarity: what a candidate pair must pass before a document is dropped."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence, Set, Sized
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from cleantext.neardup.kernels import kernel
from cleantext.neardup.shingles import shingle_fingerprints, shingle_set

__all__ = ["Verifier", "jaccard_of_sets"]

# What the two caches may hold: about 32 MB of fingerprints, and about 30 MB of tuples.
_FINGERPRINTS_HELD = 4_000_000
_SHINGLES_HELD = 200_000


def jaccard_of_sets(a: Set[tuple[str, ...]], b: Set[tuple[str, ...]]) -> float:
    """The Jaccard similarity of two sets, 0 to 1; two empty sets are not similar: 0.0.

    >>> jaccard_of_sets({("a",), ("b",)}, {("b",), ("c",)})
    0.3333333333333333
    """
    return _jaccard(len(a & b), len(a), len(b))


class Verifier:
    """Finds the most similar of some candidates, exactly.

    ``text_of`` gives the text of a document by its number. Texts and shingle sets are computed
    anew when needed; the latest are held, within a bound that does not grow with the corpus.

    A candidate is first compared by its shingle fingerprints, which costs a microsecond; if
    they reach the threshold, the shingle sets themselves are compared, and only these decide.
    So no pair below the threshold passes and no similarity is an estimate. A pair at the
    threshold could be missed only where 64-bit fingerprints within one document collide.
    """

    __slots__ = ("_fingerprints", "_shingles", "_threshold")

    def __init__(self, text_of: Callable[[int], str], shingle_size: int, threshold: float) -> None:
        self._threshold = threshold
        self._fingerprints = _Recent(
            lambda document: np.unique(shingle_fingerprints(text_of(document), shingle_size)),
            _FINGERPRINTS_HELD,
        )
        self._shingles = _Recent(
            lambda document: shingle_set(text_of(document), shingle_size), _SHINGLES_HELD
        )

    def most_similar(self, document: int, candidates: Sequence[int]) -> tuple[int, float] | None:
        """The candidate most similar to the document, and the similarity; ties to the earlier.

        None if no candidate reaches the threshold.
        """
        if not candidates:  # the first of its buckets; its text need not be read
            return None
        fingerprints = self._fingerprints[document]
        best = None
        for candidate in candidates:
            if not self._may_pass(fingerprints, self._fingerprints[candidate]):
                continue
            similarity = jaccard_of_sets(self._shingles[document], self._shingles[candidate])
            if similarity >= self._threshold and (best is None or similarity > best[1]):
                best = candidate, similarity
                if similarity == 1.0:
                    break
        return best

    def _may_pass(self, a: NDArray[np.uint64], b: NDArray[np.uint64]) -> bool:
        # From shared / (sizes - shared) >= threshold, rounded down to be on the safe side.
        enough = int((len(a) + len(b)) * self._threshold / (1 + self._threshold))
        shared = _count_shared(a, b, enough)
        return _jaccard(shared, len(a), len(b)) >= self._threshold


V = TypeVar("V", bound=Sized)


class _Recent(Generic[V]):
    """The values made last, up to a total length."""

    def __init__(self, make: Callable[[int], V], most: int) -> None:
        self._make = make
        self._room = most
        self._values: OrderedDict[int, V] = OrderedDict()

    def __getitem__(self, document: int) -> V:
        if document in self._values:
            self._values.move_to_end(document)
            return self._values[document]
        value = self._values[document] = self._make(document)
        self._room -= len(value)
        while self._room < 0:
            _, oldest = self._values.popitem(last=False)
            self._room += len(oldest)
        return value


def _jaccard(shared: int, a: int, b: int) -> float:
    return shared / (a + b - shared) if shared else 0.0


@kernel
def _count_shared(a: NDArray[np.uint64], b: NDArray[np.uint64], enough: int) -> int:
    """How many numbers two sorted arrays without repeats share; fewer once `enough` is lost."""
    shared = i = j = 0
    # i - shared are the numbers of `a` that had no partner. Nothing branches on the data, which
    # is random: that would cost more than the comparisons.
    while (
        i < a.size
        and j < b.size
        and i - shared <= a.size - enough
        and j - shared <= b.size - enough
    ):
        one, two = a[i], b[j]
        shared += one == two
        i += one <= two
        j += two <= one
    return shared
