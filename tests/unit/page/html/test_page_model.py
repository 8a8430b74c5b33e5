"""How blocks of a page are chosen."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.classifier.forest import UNIT
from cleantext.page.html.page_model import choose_blocks


@pytest.mark.parametrize(
    ("scores", "words", "kept"),
    [
        ([3, -3], [50, 50], [True, False]),
        ([-1, -3], [50, 50], [True, False]),
        ([3, -1, 3], [100, 5, 100], [True, False, True]),
        ([0, 0], [10, 10], [True, True]),
        ([-5, -6], [50, 50], [False, False]),
        ([9, 9], [1, 1], [True, True]),
        ([1], [0], [True]),
    ],
)
def test_the_best_set_of_blocks_is_kept(
    scores: list[int], words: list[int], kept: list[bool]
) -> None:
    """A page whose blocks all look doubtful gives the best of them, unless none can be."""
    choice = choose_blocks(np.array(scores) * UNIT, np.array(words))
    assert choice.kept.tolist() == kept


def test_chances_are_probabilities() -> None:
    """A score of nought is an even chance; they grow with the score."""
    chances = choose_blocks(np.array([-9000, -1024, 0, 1024, 9000]), np.ones(5, dtype=int)).chances
    assert chances[2] == 0.5
    assert (np.diff(chances) > 0).all()
    assert 0 < chances[0] < chances[-1] < 1
