"""Signatures and what they estimate."""

import numpy as np
import pytest
from datasketch import MinHash

from cleantext.neardup.minhash import estimate_jaccard, permutations, signatures


@pytest.mark.parametrize(("num_perm", "seed"), [(1, 0), (128, 1), (300, 2**32 - 1)])
def test_permutations_are_datasketchs(num_perm: int, seed: int) -> None:
    """The factors and summands are those of the affine32 scheme, for every seed."""
    oracle = MinHash(num_perm=num_perm, seed=seed, scheme="affine32").permutations
    factors, summands = permutations(num_perm, seed)
    assert np.array_equal(factors, oracle[0])
    assert np.array_equal(summands, oracle[1])


def test_an_empty_document_is_all_ones() -> None:
    """No shingle leaves every place at the largest number, at the start, within and at the end."""
    hashes = np.array([3, 4], np.uint32)
    offsets = np.array([0, 0, 1, 1, 2, 2])
    result = signatures(hashes, offsets, 16, 1)
    assert result.dtype == np.uint32
    assert (result[[0, 2, 4]] == 0xFFFFFFFF).all()
    assert (result[[1, 3]] != 0xFFFFFFFF).any()


def test_no_documents_have_no_signatures() -> None:
    """An empty batch is not an error."""
    assert signatures(np.empty(0, np.uint32), np.zeros(1, np.int64), 8, 1).shape == (0, 8)


def test_signatures_do_not_depend_on_the_batch() -> None:
    """Documents signed together or one by one have the same numbers."""
    hashes = np.random.default_rng(5).integers(0, 2**32, 90, np.uint32)
    offsets = np.array([0, 10, 10, 60, 90])
    together = signatures(hashes, offsets, 64, 7)
    for document in range(4):
        own = hashes[offsets[document] : offsets[document + 1]]
        assert np.array_equal(
            signatures(own, np.array([0, len(own)]), 64, 7)[0], together[document]
        )


def test_repeats_and_order_do_not_matter() -> None:
    """A signature is that of the set."""
    once = signatures(np.array([1, 2, 3], np.uint32), np.array([0, 3]), 32, 1)
    again = signatures(np.array([3, 1, 2, 1, 3], np.uint32), np.array([0, 5]), 32, 1)
    assert np.array_equal(once, again)


def test_equal_signatures_estimate_one() -> None:
    """The estimate is the share of equal places, from 0 to 1."""
    first = np.arange(8, dtype=np.uint32)
    assert estimate_jaccard(first, first) == 1.0
    assert estimate_jaccard(first, first + np.uint32(1)) == 0.0
