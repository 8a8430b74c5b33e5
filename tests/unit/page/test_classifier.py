"""The trained classifier: exact scores, and reasons in words."""

from __future__ import annotations

import numpy as np

from cleantext.page.boilerplate import THRESHOLD, judge_blocks, mark_phrases
from cleantext.page.classifier import explain_blocks, score_blocks
from cleantext.page.context import NAMES, feature
from cleantext.page.measures import measure_blocks
from cleantext.page.plain import parse

STORY = (
    "The old mill by the river burned down on Monday night, and nobody was hurt, the fire chief "
    "of the town said on Tuesday."
)
MENU = "Skip to content\nHome\nNews\nSubscribe\nSign in\nContact us"
PAGE = f"{MENU}\n\nMill burns\n\n" + "\n\n".join([STORY] * 6) + f"\n\n{MENU}\nPrivacy policy"


def test_a_menu_scores_below_a_story() -> None:
    """Every line of the menu is boilerplate, every paragraph of the story is not."""
    blocks = parse(PAGE)
    scores, _ = score_blocks(measure_blocks(blocks, mark_phrases(blocks)))
    for block, score in zip(blocks, scores, strict=True):
        if block.text == STORY:
            assert score >= THRESHOLD
        elif block.text in MENU:
            assert score < THRESHOLD


def test_scores_are_whole_numbers() -> None:
    """Sums of whole numbers are the same on every machine, in every order."""
    blocks = parse(PAGE)
    scores, _ = score_blocks(measure_blocks(blocks, mark_phrases(blocks)))
    assert all(type(score) is int for score in scores)


def test_reasons_are_words() -> None:
    """Form, words and place of a block that goes."""
    rows = np.zeros((2, len(NAMES)), dtype=np.int16)
    rows[:, feature("words")] = [2, 30]
    rows[:, feature("evidence")] = [50, 0]
    rows[:, feature("sentences")] = [0, 1]
    rows[:, feature("running_before")] = [0, 1000]
    assert explain_blocks(rows) == [
        "short line without a sentence, words of menus and notices, before the running text",
        "long line, after the running text",
    ]


def test_a_verdict_says_what_the_model_saw() -> None:
    """The reason of a removal begins with ``model``, and its probability is low."""
    verdicts = dict(zip(parse(PAGE), judge_blocks(parse(PAGE)), strict=True))
    removed = [each for each in verdicts.values() if each.reason.startswith("model: short")]
    assert removed
    assert all(not each.kept and each.score < 0.5 for each in removed)
