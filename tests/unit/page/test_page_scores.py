"""How likely blocks are: what the second forest is told, what the network reads, their mean."""

from __future__ import annotations

import numpy as np

from cleantext.page.page_scores import MOST_SCORE, add_scores, join_scores
from cleantext.page.tree import Tree


def test_blocks_of_one_kind_are_compared() -> None:
    """The second forest sees what the first said of the other blocks in elements alike."""
    kinds = np.array([[7, 7, 7, 9]])
    nobody = np.zeros((1, 4), dtype=np.int64)
    tree = Tree(
        np.zeros((4, 1), dtype=np.int16), np.array([9, 9, 9, 9]), np.zeros(4), nobody, nobody, kinds
    )
    mean, liked = add_scores(tree, np.array([2000, 1000, -600, 50]))[:, -2:].T
    assert mean.tolist() == [200, 700, 1500, 50]
    assert liked.tolist() == [500, 500, 1000, -1]


def test_the_score_is_the_mean_of_both() -> None:
    """None of them outvotes the other by being surer than scores can be."""
    joined = join_scores(np.array([100, 10**6, -300]), np.array([300, -MOST_SCORE, -(10**6)]))
    assert joined.tolist() == [200, 0, (-300 - MOST_SCORE) // 2]
