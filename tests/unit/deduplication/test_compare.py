"""The parts of the comparison that have cases of their own."""

import numpy as np
from numpy.typing import NDArray

from cleantext.deduplication.compare import Signer, find_first_equal
from cleantext.deduplication.options import DedupeOptions
from cleantext.neardup.texts import Texts


def test_find_first_equal_with_colliding_digests() -> None:
    """Items of one digest are told apart by what they are."""
    items = np.array(["a", "b", "a", "c", "b", "a"])
    first = find_first_equal(np.zeros(6, np.uint64), lambda i, j: items[i] == items[j])
    assert first.tolist() == [0, 1, 0, 3, 1, 0]


def test_find_first_equal_compares_only_equal_digests() -> None:
    """Items of different digests are never looked at."""
    digests = np.array([3, 1, 2], np.uint64)

    def fail(ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        raise AssertionError(f"{ones} and {others} were compared")

    assert find_first_equal(digests, fail).tolist() == [0, 1, 2]
    assert find_first_equal(digests[:0], fail).tolist() == []


def test_keys_do_not_depend_on_the_batch() -> None:
    """Keys of many texts are those of each text alone."""
    texts = [f"some words and the number {n}" for n in range(5000)]
    signer = Signer(DedupeOptions())
    keys, has_tokens = signer.compute_keys(Texts.of_strings([*texts, ""]))
    alone, _ = signer.compute_keys(Texts.of_strings(texts[4500:4501]))
    assert np.array_equal(keys[4500], alone[0])
    assert has_tokens.tolist() == [True] * 5000 + [False]
