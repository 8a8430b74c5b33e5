"""Banding for a threshold and a recall, and band keys."""

import math
import re
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from cleantext.errors import InvalidOption
from cleantext.neardup.lsh import Banding, band_keys, choose_banding
from cleantext.neardup.mixing import mix64


@pytest.mark.parametrize("threshold", [0.1, 0.3, 0.5, 0.7, 0.8, 0.95, 1.0])
@pytest.mark.parametrize("recall", [0.5, 0.9, 0.99, 0.999])
def test_the_chosen_banding_is_the_most_selective_that_reaches_the_recall(
    threshold: float, recall: float
) -> None:
    """It reaches the recall, uses every band that fits, and no more rows would do."""
    chosen = choose_banding(threshold, recall, 128)
    assert chosen.recall_at(threshold) >= recall
    assert chosen.bands == 128 // chosen.rows
    if chosen.least_shared < chosen.bands:
        assert replace(chosen, least_shared=chosen.least_shared + 1).recall_at(threshold) < recall
    for rows in range(chosen.rows + 1, 129):
        assert Banding(128 // rows, rows).recall_at(threshold) < recall


def test_a_threshold_of_one_takes_the_whole_signature_as_one_band() -> None:
    """Equal sets have equal signatures, so nothing is lost."""
    assert choose_banding(1.0, 0.99, 128) == Banding(bands=1, rows=128)


def test_too_few_permutations_are_refused_with_the_number_that_would_do() -> None:
    """The message names the three options and a num_perm that works; one less does not."""
    expected = "num_perm=16 can't find pairs at threshold=0.05 with recall=0.99: num_perm=90 would"
    with pytest.raises(InvalidOption, match=re.escape(expected)):
        choose_banding(0.05, 0.99, 16)
    assert choose_banding(0.05, 0.99, 90) == Banding(bands=90, rows=1)
    with pytest.raises(InvalidOption):
        choose_banding(0.05, 0.99, 89)


def test_a_key_is_equal_exactly_where_the_whole_band_is() -> None:
    """Each number of a band counts, and so does its place; what no band uses does not."""
    base = np.arange(1, 12, dtype=np.uint32)
    changed = np.tile(base, (12, 1))
    changed[np.arange(11), np.arange(11)] += np.uint32(100)
    keys = band_keys(changed, Banding(bands=5, rows=2))
    same = keys == band_keys(base[np.newaxis], Banding(bands=5, rows=2))
    for place in range(10):
        assert same[place].tolist() == [band != place // 2 for band in range(5)]
    assert same[10].all()
    swapped = base[[1, 0, *range(2, 11)]]
    assert band_keys(swapped[np.newaxis], Banding(5, 2))[0, 0] != keys[11, 0]


def test_keys_are_the_documented_hash() -> None:
    """An index on disk can be read by another version: key = mix64(key ^ number) + 1."""
    expected = []
    for numbers in ([1, 2], [3, 4]):
        key = np.uint64(0)
        for number in numbers:
            key = mix64(key ^ np.uint64(number)) + np.uint64(1)
        expected.append(int(key))
    keys = band_keys(np.array([[1, 2, 3, 4, 5]], np.uint32), Banding(bands=2, rows=2))
    assert keys.dtype == np.uint64
    assert keys[0].tolist() == expected


def test_nearby_signatures_do_not_collide() -> None:
    """A key is a hash of the band's numbers, not their sum: 40,000 small bands, no collision."""
    one, two = np.meshgrid(np.arange(200, dtype=np.uint32), np.arange(200, dtype=np.uint32))
    bands = np.stack([one.ravel(), two.ravel()], axis=1)
    assert len(np.unique(band_keys(bands, Banding(bands=1, rows=2)))) == 40_000


def test_of_thousands_of_bands_many_may_have_to_be_shared() -> None:
    """There are more ways to choose 180 of 4,096 bands than a float can count."""
    banding = choose_banding(0.055, 0.999, 4096)
    assert banding == Banding(bands=4096, rows=1, least_shared=181)
    assert 0.999 <= banding.recall_at(0.055) < 0.9993
    assert banding.recall_at(0.1) == pytest.approx(1)
    # The exact sum, in whole numbers.
    few = Banding(bands=40, rows=2, least_shared=7)
    hits = sum(math.comb(40, k) * 9**k * 91 ** (40 - k) for k in range(7))
    assert few.recall_at(0.3) == pytest.approx(1 - Fraction(hits, 100**40), abs=1e-13)


@pytest.mark.parametrize("threshold", [0.001, 1e-310])
def test_a_threshold_beyond_any_signature(threshold: float) -> None:
    """No num_perm is advised that the options would refuse, however small the threshold."""
    with pytest.raises(InvalidOption, match=r"recall=0\.99: raise the threshold, or lower"):
        choose_banding(threshold, 0.99, 128)
