"""How blocks of a page are chosen."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext import clean_html
from cleantext.page.classifier.forest import UNIT
from cleantext.page.html.page_model import choose_blocks

NOUNS = (
    "dog cat bird wind rain lamp river boat child stone moon leaf fire snow horse cloud wave road "
    "tree bell"
).split()
VERBS = (
    "sleeps walks sings turns falls burns runs lies waits rests shines drifts dies melts stands "
    "hangs breaks ends grows rings"
).split()


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


@pytest.mark.parametrize("element", ["p", "div", "li"])
@pytest.mark.parametrize("count", [5, 10, 20])
def test_the_first_line_of_a_poem_is_kept(element: str, count: int) -> None:
    """Below a menu it seemed to be an entry of that, unlike the lines below it."""
    verses = [f"The {noun} {verb} by the wall" for noun, verb in zip(NOUNS, VERBS, strict=True)]
    menu = "<ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/a>About</a></ul>"
    lines = "".join(f"<{element}>{verse}</{element}>" for verse in verses[:count])
    cleaned = clean_html(f"{menu}<div>{lines}</div><footer>Copyright 2019 Example</footer>")
    assert verses[0] in cleaned
    assert "Home" not in cleaned
    assert "Copyright" not in cleaned
