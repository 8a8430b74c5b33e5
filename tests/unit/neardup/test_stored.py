"""Stored documents: finding their buckets and the most similar of them."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.sets import ShingleSets
from cleantext.neardup.shingles import shingle_fingerprints
from cleantext.neardup.stored import (
    ROW_BITS,
    Stored,
    find_buckets,
    keep_most_similar,
    list_pairs,
    sort_bands,
)
from cleantext.neardup.texts import Texts

FINGERPRINTS = [
    "06e2fd2691e0eb57",
    "2536c0b6c9225bc2",
    "7c381db9cb7b6903",
    "5ebb3b6b7b60c70e",
    "f990f2035c5d3de5",
]


def sets_of(*texts: str) -> ShingleSets:
    """Sets of single words."""
    return ShingleSets.of_texts(Normalizer().normalize(Texts.of_strings(texts)), 1)


def store(keys: list[list[int]], *texts: str, dates: list[int] | None = None) -> Stored:
    """Documents with these keys, a list a band."""
    sets = sets_of(*texts)
    rows = np.arange(len(texts), dtype=np.uint32)
    bands = [sort_bands(np.array(band, np.uint64), rows) for band in keys]
    return Stored(
        np.stack([band for band, _ in bands]),
        np.stack([owners for _, owners in bands]),
        sets.fingerprints,
        sets.offsets,
        np.array(dates or [0] * len(texts)),
        0,
    )


def most_similar(
    stored: Stored, keys: NDArray[np.uint64], sets: ShingleSets, threshold: float
) -> tuple[list[int], list[float]]:
    """The row of the most similar stored document of each, and the similarity."""
    best, similarity = np.full(keys.shape[1], -1, np.int64), np.zeros(keys.shape[1])
    pairs = list_pairs(stored, *find_buckets(stored, keys), 1)
    keep_most_similar(stored, pairs, sets, threshold, best, similarity)
    return best.tolist(), similarity.tolist()


@given(
    st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 20), max_size=60),
    st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 20), max_size=20),
)
def test_buckets_are_those_of_a_binary_search(held: list[int], wanted: list[int]) -> None:
    """Wherever the search begins, it ends where NumPy's does, with even keys and with others."""
    stored = store([held], *["x"] * len(held))
    keys = np.array([[*wanted, *held]], np.uint64)
    starts, counts = find_buckets(stored, keys)
    ordered = stored.keys[0]
    assert starts[0].tolist() == np.searchsorted(ordered, keys[0], "left").tolist()
    ends = np.searchsorted(ordered, keys[0], "right")
    assert counts[0].tolist() == (ends - starts[0]).tolist()


@pytest.mark.parametrize(
    ("least_shared", "wanted"), [(1, [(0, 0), (0, 2), (1, 0), (1, 1)]), (2, [(0, 2), (1, 1)])]
)
def test_pairs_are_each_there_once(least_shared: int, wanted: list[tuple[int, int]]) -> None:
    """Documents that share as many buckets as it takes are one pair; pairs are in order."""
    stored = store([[1, 1, 2], [7, 8, 7]], "a", "b", "c")
    buckets = find_buckets(stored, np.array([[2, 1], [7, 8]], np.uint64))
    pairs = list_pairs(stored, *buckets, least_shared)
    documents = (pairs >> ROW_BITS).tolist()
    rows = (pairs & (1 << ROW_BITS) - 1).tolist()
    assert list(zip(documents, rows, strict=True)) == wanted


def test_the_most_similar_of_a_bucket() -> None:
    """Similarity is exact; ties go to the first; what is not similar enough counts for nothing."""
    stored = store([[1, 1, 1, 1]], "a b c d e f", "a b c d", "a b c d", "x y z")
    keys = np.array([[1, 1, 1, 2]], np.uint64)
    sets = sets_of("a b c d", "a b c d e", "p q", "a b c d")
    assert most_similar(stored, keys, sets, 0.5) == ([1, 0, -1, -1], [1.0, 5 / 6, 0.0, 0.0])
    assert most_similar(stored, keys, sets, 0.9) == ([1, -1, -1, -1], [1.0, 0.0, 0.0, 0.0])


@pytest.mark.parametrize("size", range(1, 60))
def test_a_similarity_of_just_the_threshold(size: int) -> None:
    """No rounding loses a pair at the threshold, where one set holds all of the other."""
    words = [f"w{n}" for n in range(60)]
    stored = store([[1]], " ".join(words))
    keys = np.array([[1]], np.uint64)
    found = most_similar(stored, keys, sets_of(" ".join(words[:size])), size / 60)
    assert found == ([0], [size / 60])


def test_expired_documents_are_passed_over() -> None:
    """What is older than the index keeps is not found, even where it is more similar."""
    stored = store([[1, 1]], "a b c d", "a b c d e", dates=[-5, 0])
    assert most_similar(stored, np.array([[1]], np.uint64), sets_of("a b c d"), 0.5)[0] == [1]


@pytest.mark.parametrize("damage", ["row", "end", "order"])
def test_what_leads_out_of_the_arrays_is_not_followed(damage: str) -> None:
    """What is stored may have been damaged on the disk: that is told, and nothing else is read."""
    stored = store([[1, 1]], "a b c d", "a b c d e")
    if damage == "row":
        stored.rows[0, 1] = 2**32 - 1
    else:
        stored.offsets[1] = 10**12 if damage == "end" else -1
    sets = sets_of("a b c d")
    pairs = list_pairs(stored, *find_buckets(stored, np.array([[1]], np.uint64)), 1)
    best, similarity = np.full(1, -1, np.int64), np.zeros(1)
    assert not keep_most_similar(stored, pairs, sets, 0.5, best, similarity)


def test_nothing_stored() -> None:
    """An empty segment is no special case."""
    stored = store([[]])
    assert most_similar(stored, np.array([[1]], np.uint64), sets_of("a"), 0.5) == ([-1], [0.0])


def test_keys_that_are_all_alike_cost_little() -> None:
    """Where keys are not even, the search takes no more than a few times a binary search."""
    held = np.zeros(1_000_000, np.uint64)
    held[500_000:] = np.uint64(2**64 - 1)
    stored = Stored(
        held[np.newaxis],
        np.zeros((1, len(held)), np.uint32),
        np.empty(0, np.uint64),
        np.zeros(1, np.int64),
        np.zeros(0, np.int64),
        0,
    )
    wanted = np.arange(1, 200_001, dtype=np.uint64)[np.newaxis]
    find_buckets(stored, wanted[:, :1])
    started = time.process_time()
    find_buckets(stored, wanted)
    assert time.process_time() - started < 2


def test_fingerprints_are_those_that_indexes_hold() -> None:
    """Indexes on disk hold fingerprints: if these numbers change, `FORMAT` must (manifest.py)."""
    found = shingle_fingerprints("The harbour master closed the quay; Zürich, 東京.", 5)
    assert [f"{each:016x}" for each in found.tolist()] == FINGERPRINTS
