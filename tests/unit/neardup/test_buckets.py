"""Buckets of kept documents."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cleantext.neardup.buckets import Buckets


def make_buckets(keys: list[list[int]], order: list[int] | None = None) -> Buckets:
    """The buckets of some documents' keys. The lowest bits of a key may be ignored: none is small.

    Each number stands for another large key.
    """
    table = np.array(keys, np.uint64).reshape(len(keys), -1) << np.uint64(40)
    numbers = np.arange(len(keys)) if order is None else np.array(order, np.int64)
    return Buckets(
        lambda band: table[:, band],
        table.shape[1],
        numbers,
        lambda function, bands: [function(band) for band in bands],
    )


def keep(buckets: Buckets, document: int) -> None:
    """Put a document into its buckets, as the kernel of `resolve` does."""
    for bucket in buckets.places[buckets.offsets[document] : buckets.offsets[document + 1]]:
        buckets.members[buckets.fill[bucket]] = document
        buckets.fill[bucket] += 1


def beside(buckets: Buckets, *documents: int, least: int = 1) -> list[list[int]]:
    """The kept documents that share so many buckets with each of some."""
    numbers: NDArray[np.int64] = np.array(documents)
    kept, begins = buckets.kept_beside(numbers, least, int(buckets.count_beside(numbers).sum()))
    return [sorted(each.tolist()) for each in np.split(kept, begins[1:-1])]


def test_buckets_hold_the_kept_documents_only() -> None:
    """A document that was not kept is beside nobody; a bucket of one is not looked at."""
    buckets = make_buckets([[1, 9], [1, 8], [1, 9], [4, 7], [1, 7]])
    assert buckets.sharing(1).tolist() == [0, 1, 2, 3, 4]
    assert beside(buckets, 0, 1) == [[], []]
    keep(buckets, 0)
    assert beside(buckets, 2, 3) == [[0], []]
    keep(buckets, 2)
    assert beside(buckets, 4) == [[0, 2]]


@pytest.mark.parametrize(("least", "found"), [(1, [0, 1, 2]), (2, [0, 1, 2]), (3, [1])])
def test_only_documents_that_share_enough_are_beside(least: int, found: list[int]) -> None:
    """Each once, however many buckets more they share."""
    buckets = make_buckets([[1, 5, 9], [1, 6, 9], [1, 6, 8], [1, 6, 9]])
    for document in range(3):
        keep(buckets, document)
    assert beside(buckets, 3, least=least) == [found]


def test_documents_that_are_compared_together_are_numbered() -> None:
    """Each once, in order, and what was numbered before is forgotten."""
    buckets = make_buckets([[1]] * 9)
    for documents in ([7, 2, 7, 5, 2], [5, 8], []):
        known, places = buckets.number(np.array(documents, np.int64))
        assert known.tolist() == sorted(set(documents))
        assert known[places].tolist() == documents


def test_equal_keys_of_different_bands_are_different_buckets() -> None:
    """A number in one band says nothing about the same number in another."""
    assert make_buckets([[1, 2], [2, 1]]).sharing(1).tolist() == []


def test_documents_in_too_few_shared_buckets_are_left_out() -> None:
    """Who shares one bucket with one and another with another shares two, with nobody."""
    buckets = make_buckets([[1, 5, 9], [1, 6, 8], [2, 5, 7], [3, 4, 6]])
    assert buckets.sharing(1).tolist() == [0, 1, 2]
    assert buckets.sharing(2).tolist() == [0]
    assert buckets.sharing(3).tolist() == []


def test_buckets_number_documents_by_their_place_in_the_order() -> None:
    """Rows that are not in the order take no part."""
    buckets = make_buckets([[1], [5], [1], [5]], order=[3, 0, 1])
    assert buckets.sharing(1).tolist() == [0, 2]
    keep(buckets, 0)
    assert beside(buckets, 2) == [[0]]


@pytest.mark.parametrize("bands", [1, 4])
def test_no_documents_make_no_buckets(bands: int) -> None:
    """An empty corpus is not an error."""
    empty = np.empty((0, bands), np.uint64)
    buckets = Buckets(
        lambda band: empty[:, band],
        bands,
        np.empty(0, np.int64),
        lambda function, numbers: list(map(function, numbers)),
    )
    assert buckets.sharing(1).tolist() == []
