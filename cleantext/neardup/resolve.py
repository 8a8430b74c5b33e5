"""Candidates to kept documents and their duplicates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from cleantext.neardup.lsh import Buckets
from cleantext.neardup.verify import Verifier

__all__ = ["resolve_candidates"]


def resolve_candidates(
    order: Sequence[int] | NDArray[np.int64],
    keys: NDArray[np.uint64],
    text_of: Callable[[int], str],
    shingle_size: int,
    threshold: float,
) -> tuple[dict[int, tuple[int, float]], int]:
    """Decide, document by document, which are dropped and for which kept document.

    ``order`` holds the documents that take part, as row numbers of ``keys`` (`band_keys`), in
    the order of resolution; documents without tokens must be left out. In that order, a
    document is compared with the kept documents before it that share a bucket with it, and
    dropped if one of them is at least ``threshold`` similar, exactly. So no similarity to a
    dropped document is ever a reason, and copies of one template are compared with the one
    that is kept, not with each other: only many documents that share buckets and are all kept
    cost the square of their number.

    Returns the dropped documents, each with the most similar of those kept documents (ties to
    the earlier) and their similarity, and the number of candidate pairs looked at. Rows of equal
    keys may be given more than once, so that byte-identical documents need one signature; they
    then resolve like any other, with similarity 1.0.

    >>> keys = np.array([[1, 2], [1, 2], [3, 2]], np.uint64)
    >>> texts = ["one two three", "one two three four", "five"]
    >>> resolve_candidates([0, 1, 2], keys, texts.__getitem__, 1, 0.7)
    ({1: (0, 0.75)}, 2)
    """
    documents = np.asarray(order, np.int64)
    buckets = Buckets(keys, documents)
    verifier = Verifier(text_of, shingle_size, threshold)
    dropped: dict[int, tuple[int, float]] = {}
    candidate_pairs = 0
    for place in buckets.shared.tolist():
        document = int(documents[place])
        candidates = buckets.kept_beside(place)
        candidate_pairs += len(candidates)
        found = verifier.most_similar(document, documents[candidates].tolist())
        if found is None:
            buckets.keep(place)
        else:
            dropped[document] = found
    return dropped, candidate_pairs
