"""The trained classifier: exact scores, and reasons in words."""

from __future__ import annotations

import numpy as np

from cleantext.page.boilerplate.described_page import mark_phrases
from cleantext.page.boilerplate.judgement import judge_blocks
from cleantext.page.boilerplate.selection import CEILING
from cleantext.page.classifier.context import NAMES, feature
from cleantext.page.classifier.measures import measure_blocks
from cleantext.page.classifier.scores import explain_blocks, score_blocks
from cleantext.page.plain import parse

STORY = (
    "The old mill by the river burned down on Monday night, and nobody was hurt, the fire chief "
    "of the town said on Tuesday."
)
STORIES = (
    STORY,
    "It was the last of the five mills on the river, and for years the town had hoped to make a "
    "museum of it, with a small shop and a garden.",
    "The fire began in the roof a little after ten, said Ann Example, who lives across the road "
    "and saw the first flames from her kitchen window.",
    "Forty firefighters from three villages came within half an hour, but the old wood burned so "
    "fast that they could only save the houses beside it.",
    "The mayor said that the town would decide in spring what to do with the land, and that she "
    "would rather see a park there than another car park.",
    "Nobody knows yet how the fire began, and the police asked those who were near the river that "
    "night to call them.",
)
MENU = "Skip to content\nHome\nNews\nSubscribe\nSign in\nContact us"
PAGE = f"{MENU}\n\nMill burns\n\n" + "\n\n".join(STORIES) + f"\n\n{MENU}\nPrivacy policy"


def test_a_menu_scores_below_a_story() -> None:
    """Every line of the menu is boilerplate, every paragraph of the story is not."""
    blocks = parse(PAGE)
    scores, _ = score_blocks(blocks.texts, measure_blocks(blocks, mark_phrases(blocks).marks))
    for block, score in zip(blocks, scores, strict=True):
        if block.text in STORIES:
            assert score >= CEILING
        elif block.text in MENU:
            assert score < CEILING


def test_scores_are_whole_numbers() -> None:
    """Sums of whole numbers are the same on every machine, in every order."""
    blocks = parse(PAGE)
    scores, _ = score_blocks(blocks.texts, measure_blocks(blocks, mark_phrases(blocks).marks))
    assert all(type(score) is int for score in scores)


def test_reasons_are_words() -> None:
    """Form, words and place of a block that goes."""
    rows = np.zeros((3, len(NAMES)), dtype=np.int64)
    rows[:, feature("words")] = [2, 30, 30]
    rows[:, feature("evidence")] = [50, 0, 0]
    rows[:, feature("sentences")] = [0, 1, 1]
    rows[:, feature("running_before")] = [0, 1000, 1000]
    rows[:, feature("meaning")] = [2, 9, 9]
    rows[:, feature("shared")] = [0, 500, 100]
    assert explain_blocks(rows) == [
        "short line without a sentence, words of menus and notices, before the running text",
        "long line, after the running text",
        "long line, few words of the rest of the page, after the running text",
    ]


def test_a_verdict_says_what_the_model_saw() -> None:
    """The reason of a removal begins with ``model``, and its probability is low."""
    teasers = "\n".join(f"{name} opens its doors to visitors" for name in ("Tower", "Zoo", "Park"))
    verdicts = judge_blocks(parse(f"{PAGE}\n{teasers}\nLatest from our writers\n{teasers}"))
    removed = [each for each in verdicts if not each.kept and each.reason.startswith("model: ")]
    assert removed
    assert all(each.score < 0.5 for each in removed)


def test_the_opening_of_a_text_is_kept() -> None:
    """A headline, a byline and a dateline are the story's, whatever the model thinks of them."""
    blocks = parse(f"Mill burns\nBy Ann Example\nVALLEY\n{STORY}\n{MENU}\n{MENU}")
    assert [verdict.kept for verdict in judge_blocks(blocks)][:4] == [True] * 4


def test_running_text_is_never_removed_altogether() -> None:
    """What reads most like a story is kept, even where all of the page looks like boilerplate."""
    blocks = parse(
        f"{MENU}\n{MENU}\nWe use cookies to give you the best experience on our site "
        f"and for no other reason. Read our policy to learn more.\n{MENU}"
    )
    assert any(verdict.kept for verdict in judge_blocks(blocks))
