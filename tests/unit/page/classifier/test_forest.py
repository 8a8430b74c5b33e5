"""Symmetric trees over whole numbers."""

from __future__ import annotations

import numpy as np

from cleantext.page.classifier.forest import Forest

# One tree of two levels: is feature 1 above 10, then is feature 0 above 5?
FOREST = Forest(
    np.array([[1], [0]], dtype=np.int16),
    np.array([[10], [5]], dtype=np.int16),
    np.array([[1, 2, 30, 40]], dtype=np.int16),
    100,
)


def test_the_first_level_is_the_highest_bit() -> None:
    """Two answers pick one of four leaves; a border itself is not above."""
    rows = np.array([[5, 10], [6, 10], [5, 11], [6, 11]], dtype=np.int16)
    assert FOREST.score(rows).tolist() == [101, 102, 130, 140]


def test_many_rows_are_scored_like_each_alone() -> None:
    """Rows are scored in parts, which changes nothing."""
    rows = np.random.default_rng(1).integers(0, 20, (3000, 2)).astype(np.int16)
    alone = [FOREST.score(row[None, :])[0] for row in rows]
    assert FOREST.score(rows).tolist() == alone


def test_no_rows_have_no_scores() -> None:
    """A page without blocks."""
    assert FOREST.score(np.zeros((0, 2), dtype=np.int16)).tolist() == []
