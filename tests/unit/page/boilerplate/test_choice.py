"""Which line between story and boilerplate is chosen on a page, and what the choice reads."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from cleantext.page.boilerplate.choice import (
    LEAST_KEPT,
    LEAST_REMOVED,
    LEVELS,
    DrawnLines,
    _load_forest,
    choose_unlike,
    describe_lines,
)
from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.boilerplate.selection import CERTAINTY, MOST_SCORE, WORD, weigh_blocks
from tests.unit.page.boilerplate.described import LONG, SHORT, describe, find_expected


def _random_page(seed: int) -> tuple[DescribedPage, list[int], set[int]]:
    """A page with at least one block of running text, its scores, and what a rule removes."""
    chance = random.Random(seed)
    texts = [chance.choice([LONG, SHORT, SHORT]) for _ in range(chance.randint(1, 60))] + [LONG]
    scores = [chance.randint(-9000, 9000) for _ in texts]
    settled = {i for i in range(len(texts) - 1) if chance.random() < 0.2}
    return describe(texts), scores, settled


def _describe(
    seed: int, expected: int = -200
) -> tuple[DrawnLines, DescribedPage, list[int], set[int]]:
    page, scores, settled = _random_page(seed)
    return describe_lines(page, scores, settled, expected), page, scores, settled


@pytest.mark.parametrize("seed", range(40))
def test_the_first_line_is_the_expected_one_and_no_two_keep_the_same(seed: int) -> None:
    """What could be chosen differs from what is expected, and from each other."""
    lines, _, scores, settled = _describe(seed)
    assert lines.levels[0] == -200
    assert set(lines.levels) <= {-200, -MOST_SCORE, *LEVELS}
    left = [max(-MOST_SCORE, s) for i, s in enumerate(scores) if i not in settled]
    kept = [sum(score >= level for score in left) for level in lines.levels]
    assert len(set(kept)) == len(kept) == len(lines.rows)


@pytest.mark.parametrize("seed", range(40))
def test_no_line_keeps_less_than_half_of_what_is_expected(seed: int) -> None:
    """A story is not thrown away for a few blocks that the model likes best."""
    lines, page, scores, settled = _describe(seed, expected=-MOST_SCORE)
    sizes = [
        sum(page.words[i] for i, s in enumerate(scores) if s >= level and i not in settled)
        for level in lines.levels[1:]
    ]
    total = sum(words for i, words in enumerate(page.words) if i not in settled)
    assert all(size >= LEAST_KEPT * total for size in sizes)


@pytest.mark.parametrize("seed", range(40))
def test_the_parts_of_a_line_are_those_that_its_blocks_make(seed: int) -> None:
    """Shares, means and highest scores of what goes and where, counted one by one."""
    lines, page, scores, settled = _describe(seed)
    left = [i for i in range(len(scores)) if i not in settled]
    bounded = np.clip([scores[i] for i in left], -MOST_SCORE, MOST_SCORE)
    weights, chances = weigh_blocks(bounded, [page.words[i] for i in left])
    place, total = np.arange(len(left)), sum(page.words) * WORD
    expected = bounded >= lines.levels[0]
    for level, row in zip(lines.levels, lines.rows.tolist(), strict=True):
        kept = bounded >= level
        first = kept.argmax() if kept.any() else 0
        last = len(left) - kept[::-1].argmax()
        parts = [
            place < first,
            place >= last,
            ~kept & (place >= first) & (place < last),
            kept & ~expected,
            expected & ~kept,
        ]
        size = [int(weights[part].sum()) for part in parts]
        scored = [int((weights * bounded)[part].sum()) for part in parts]
        good = [int((weights * chances)[part].sum()) for part in parts]
        assert row[11:16] == [each * 1000 // total for each in size]
        assert row[16:21] == [s // max(w, 1) for s, w in zip(scored, size, strict=True)]
        assert row[21:26] == [g // (4 * max(w, 1)) for g, w in zip(good, size, strict=True)]
        assert row[26:31] == [bounded[part].max(initial=-MOST_SCORE) for part in parts]


def test_what_is_expected_of_a_line_is_told_in_ten_thousandths() -> None:
    """Precision, recall, their sum, and how much more they are than those of the first line."""
    lines = describe_lines(
        describe([LONG] * 9 + [SHORT]), [MOST_SCORE] * 9 + [-MOST_SCORE], (), -200
    )
    precision, recall, both = lines.rows[0, :3].tolist()
    assert (precision, recall) == (9996, 9999)
    assert both == precision + recall
    assert lines.rows[0, 3:6].tolist() == [0, 0, 0]
    assert lines.rows[1, 3] < 0 <= lines.rows[1, 4]


def test_the_forest_asks_for_what_is_described() -> None:
    """Every question is about a feature that a row has."""
    lines, *_ = _describe(1)
    assert _load_forest().features.max() < lines.rows.shape[1]


def test_chances_are_of_certainty() -> None:
    """A block that is as likely as not the story's has half of what is certain."""
    assert weigh_blocks(np.array([0]), [7])[1].tolist() == [CERTAINTY // 2]


def test_in_a_short_text_nothing_is_chosen() -> None:
    """There is little to judge by: what is expected decides."""
    page, scores = describe([LONG, SHORT, SHORT]), [5000, -1600, -900]
    assert choose_unlike(page, scores) == find_expected(page, scores)


def test_where_rules_take_all_nothing_is_left_to_choose() -> None:
    """A page of which a profile removes every block is no error."""
    page = describe([LONG] * 9)
    assert choose_unlike(page, [-5000] * 9, range(9)) == find_expected(page, [-5000] * 9, range(9))


def test_beside_a_long_story_a_line_or_two_is_not_worth_a_change() -> None:
    """A text of which a fiftieth would go stays whole, but for what a rule removes."""
    page = describe([LONG] * 40 + [SHORT] * 2)
    assert sum(page.words) * LEAST_REMOVED > 10
    assert choose_unlike(page, [5000] * 40 + [-5000] * 2, {41}) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_text_that_nothing_takes_from_is_left_as_it_is(seed: int) -> None:
    """Where neither rules nor the expected line remove anything, no other line is chosen."""
    page, scores, _ = _random_page(seed)
    doubtful = [score % 300 for score in scores]
    assert find_expected(page, doubtful) == choose_unlike(page, doubtful) == []


def test_a_menu_below_a_sure_story_goes_whatever_line_is_chosen() -> None:
    """What is surely boilerplate goes by every line but that which keeps all."""
    page = describe([LONG] * 9 + [SHORT] * 20)
    assert choose_unlike(page, [5000] * 9 + [-5000] * 20) == list(range(9, 29))


class _Highest:
    """A forest that likes the highest line best."""

    def score(self, rows: NDArray[np.int16]) -> NDArray[np.int64]:
        return np.arange(len(rows))


def test_the_best_running_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where short lines score higher than all of the running text, whatever is chosen."""
    monkeypatch.setattr("cleantext.page.boilerplate.choice._load_forest", _Highest)
    page = describe([LONG] * 2 + [SHORT] * 44)
    unlike = choose_unlike(page, [1000, -2000] + [5000] * 40 + [-5000] * 4)
    assert unlike == [1, 42, 43, 44, 45]


def test_a_known_headline_stays() -> None:
    """As where only what is expected decides."""
    page = describe([SHORT, SHORT] + [LONG] * 9 + [SHORT] * 20)
    scores = [-5000, -5000] + [5000] * 9 + [-5000] * 20
    assert choose_unlike(page, scores, headline=1) == [0, *range(11, 31)]
