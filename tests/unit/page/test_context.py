"""What stands around a block, in numbers."""

from __future__ import annotations

import numpy as np

from cleantext.page.context import NAMES, add_context, add_scores, feature
from cleantext.page.lexicon import Lexicon
from cleantext.page.measures import measure_blocks
from cleantext.page.plain import parse

STORY = "The mill burned down at night, and nobody was hurt, the chief of the town said today."


def features(text: str) -> np.ndarray:
    """The features of each block of a text."""
    blocks = parse(text)
    return add_context(measure_blocks(blocks, [0] * len(blocks), Lexicon({}, frozenset())))


def test_each_feature_has_a_name() -> None:
    """A row is as long as the list of names, and names are unique."""
    assert features(STORY).shape == (1, len(NAMES))
    assert len(set(NAMES)) == len(NAMES)


def test_windows_leave_the_block_out_and_stop_at_the_pages_ends() -> None:
    """Sums over the next two blocks, and none before the first."""
    rows = features("a\nb c\nd e f\ng h i j")
    assert rows[:, feature("words_after2")].tolist() == [5, 7, 4, 0]
    assert rows[:, feature("words_before2")].tolist() == [0, 1, 3, 5]
    assert rows[:, feature("words+1")].tolist() == [2, 3, 4, -1]


def test_the_place_is_told_by_running_text() -> None:
    """Distances to running text before and after, and how much of it lies before."""
    rows = features(f"Home\nNews\n{STORY}\nShare\n{STORY}\nEnd")
    assert rows[:, feature("running_before")].tolist() == [0, 0, 0, 500, 500, 1000]
    assert rows[:, feature("blocks_to_running_after")].tolist()[:5] == [2, 1, 0, 1, 0]
    assert rows[:, feature("run_blocks")].tolist() == [2, 2, 1, 1, 1, 1]


def test_scores_are_averaged_by_words_around_the_block() -> None:
    """A first look's score stands by itself, and as a mean over each window."""
    rows = features("a\nb\nc")
    wider = add_scores(rows, np.array([100, -300, 500]))
    added = wider[:, rows.shape[1] :]
    assert added[:, 0].tolist() == [100, -300, 500]
    assert added[:, 1].tolist() == [-400, -800, 0]
    assert added[1, 6] == 100
    assert added[1, 12] == 500


def test_a_page_without_blocks_has_no_rows() -> None:
    """Nothing in, nothing out."""
    none = np.zeros(0, dtype=np.int64)
    assert add_scores(np.zeros((0, len(NAMES)), dtype=np.int16), none).shape[0] == 0
