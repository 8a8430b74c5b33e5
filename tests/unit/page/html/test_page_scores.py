"""How likely blocks are: what the second forest is told, what the network reads, their mean."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.html.page_scores import (
    MOST_SCORE,
    add_scores,
    join_scores,
    load_model,
    score_tree,
)
from cleantext.page.html.tree import FEATURES, Tree


def test_blocks_of_one_kind_are_compared() -> None:
    """The second forest sees what the first said of the other blocks in elements alike."""
    kinds = np.array([[7, 7, 7, 9]])
    nobody = np.zeros((1, 4), dtype=np.int64)
    tree = Tree(
        np.zeros((4, 1), dtype=np.int16),
        np.array([9, 9, 9, 9]),
        np.zeros(4, dtype=np.int64),
        nobody,
        nobody,
        kinds,
    )
    mean, liked = add_scores(tree, np.array([2000, 1000, -600, 50]))[:, -2:].T
    assert mean.tolist() == [200, 700, 1500, 50]
    assert liked.tolist() == [500, 500, 1000, -1]


def test_the_score_is_the_mean_of_both() -> None:
    """None of them outvotes the other by being surer than scores can be."""
    joined = join_scores(np.array([100, 10**6, -300]), np.array([300, -MOST_SCORE, -(10**6)]))
    assert joined.tolist() == [200, 0, (-300 - MOST_SCORE) // 2]


@pytest.mark.parametrize("count", [1, 15, 16, 17, 31, 100])
def test_compiled_scores_are_those_of_the_model(count: int) -> None:
    """Whatever the size of the page: the loops go over sixteen blocks at a time."""
    source = np.random.default_rng(count)
    features = source.integers(-300, 3000, (len(FEATURES), count)).astype(np.int16)
    begins = np.zeros((4, count), dtype=np.int64)
    words = source.integers(0, 300, count)
    page = Tree(features.T, words, words, begins, begins + count, begins)
    model = load_model()
    first = model.first.score(page.features)
    second = model.second.score(np.concatenate([page.features, add_scores(page, first)], axis=1))
    expected = join_scores(second, model.network.score(page.features))
    assert score_tree(page).tolist() == expected.tolist()
