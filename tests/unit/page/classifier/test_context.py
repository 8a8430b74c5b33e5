"""What the classifier reads of each block."""

from __future__ import annotations

import numpy as np

from cleantext.page.classifier.context import NAMES, add_context, feature
from cleantext.page.classifier.lexicon import Lexicon
from cleantext.page.classifier.measures import COLUMNS, Ints, measure_blocks
from cleantext.page.plain import parse

STORY = "The mill burned down at night, and nobody was hurt, the chief of the town said today."
NOTHING_KNOWN = Lexicon({}, frozenset())


def features(text: str) -> Ints:
    """The features of each block of a text."""
    blocks = parse(text)
    return add_context(blocks.texts, measure_blocks(blocks, [0] * len(blocks), NOTHING_KNOWN))


def test_each_feature_has_a_name() -> None:
    """A row is as long as the list of names, and names are unique."""
    assert features(STORY).shape == (1, len(NAMES))
    assert len(set(NAMES)) == len(NAMES)


def test_the_measures_come_first() -> None:
    """What a block looks like by itself is in its row as it was measured."""
    blocks = parse(f"Home\n{STORY}")
    measures = measure_blocks(blocks, [0, 0], NOTHING_KNOWN)
    rows = add_context(blocks.texts, measures)
    assert rows[:, : len(COLUMNS)].tolist() == measures.tolist()


def test_the_place_is_told_by_running_text() -> None:
    """Distances to running text before and after, and how much of it lies before."""
    rows = features(f"Home\nNews\n{STORY}\nShare\n{STORY}\nEnd")
    assert rows[:, feature("running_before")].tolist() == [0, 0, 0, 500, 500, 1000]
    assert rows[:, feature("blocks_to_running_after")].tolist()[:5] == [2, 1, 0, 1, 0]
    assert rows[:, feature("run_blocks")].tolist() == [2, 2, 1, 1, 1, 1]


def test_distances_to_running_text_that_is_not_there_are_large() -> None:
    """Without running text no block is near to it."""
    rows = features("Home\nNews")
    columns = [feature("blocks_to_running_before"), feature("blocks_to_running_after")]
    assert np.all(rows[:, columns] == rows[:, columns].max())
    assert rows[:, feature("page_running")].tolist() == [0, 0]


def test_another_lexicon_of_prose_may_be_given() -> None:
    """What words of running text say comes from the lexicon that was given."""
    blocks = parse(STORY)
    measures = measure_blocks(blocks, [0], NOTHING_KNOWN)
    rows = add_context(blocks.texts, measures, Lexicon({"mill": -17}, frozenset()))
    assert rows[0, feature("prose_mean")] == -17 * 16 // 17
    assert rows[0, feature("prose_known")] == 1000 // 17
