"""Sets of fingerprints in hash tables."""

from __future__ import annotations

import time

import numpy as np

from cleantext.neardup.sets import _drop_repeats, table_size


def test_fingerprints_that_begin_at_one_place_take_linear_time() -> None:
    """A text can be made so, by whoever tries words until the ends of their hashes are alike."""
    random = np.random.default_rng(5)
    fingerprints = np.unique(random.integers(1, 1 << 44, 100_000, np.uint64)) << np.uint64(20)
    offsets = np.array([0, fingerprints.size])
    table = np.empty(table_size(fingerprints.size), np.uint64)
    _drop_repeats(fingerprints[:1].copy(), np.array([0, 1]), table)  # compiled
    started = time.process_time()
    _drop_repeats(fingerprints.copy(), offsets, table)
    assert time.process_time() - started < 1
    assert offsets.tolist() == [0, fingerprints.size]
