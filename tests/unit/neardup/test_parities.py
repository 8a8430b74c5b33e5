"""Bits that bound how different two sets are."""

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from cleantext.neardup.parities import count_parities


def differing_bits(*sets: set[int]) -> int:
    """In how many bits two sets differ."""
    members = np.array([each for one in sets for each in sorted(one)], np.uint64)
    offsets: NDArray[np.int64] = np.cumsum([0, *map(len, sets)])
    one, other = count_parities(members, offsets)
    return int(np.bitwise_count(one ^ other).sum())


@pytest.mark.parametrize("shared", [0, 10, 1000])
@pytest.mark.parametrize("own", [0, 1, 40, 300, 5000])
def test_no_more_bits_differ_than_members(own: int, shared: int) -> None:
    """Never more, and of a few members nearly as many: what both have counts in neither."""
    generator = random.Random(own + shared)
    drawn = [generator.getrandbits(64) for _ in range(shared + 2 * own)]
    both, one, other = drawn[:shared], drawn[shared : shared + own], drawn[shared + own :]
    differing = differing_bits({*both, *one}, {*both, *other})
    assert differing <= 2 * own
    assert differing >= 1.5 * own or own > 100


def test_sets_without_members() -> None:
    """An empty set has no bits, and so has no set at all."""
    assert differing_bits(set(), set()) == 0
    assert count_parities(np.empty(0, np.uint64), np.zeros(1, np.int64)).shape == (0, 16)
