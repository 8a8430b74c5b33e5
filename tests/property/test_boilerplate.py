"""Properties of the classifier: any text gets a verdict for each block, and comes to rest."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.page.boilerplate.described_page import mark_phrases
from cleantext.page.boilerplate.judgement import judge_blocks
from cleantext.page.classifier.context import NAMES, add_context
from cleantext.page.classifier.forest import Forest
from cleantext.page.classifier.lexicon import Lexicon
from cleantext.page.classifier.measures import COLUMNS, measure_blocks
from cleantext.page.classifier.word_hashes import split_words
from cleantext.page.plain import parse
from tests.property.test_page import TEXTS


@given(TEXTS)
@settings(max_examples=60)
def test_every_block_has_a_verdict(text: str) -> None:
    """One verdict a block, with a reason, and a probability that is one."""
    blocks = parse(text)
    verdicts = judge_blocks(blocks)
    assert len(verdicts) == len(blocks)
    for verdict in verdicts:
        assert verdict.reason
        assert 0 <= verdict.score <= 1


@given(TEXTS.filter(str.strip))
@settings(max_examples=60)
def test_measures_and_features_fit_their_names(text: str) -> None:
    """A row a block, a column a name, for any characters."""
    blocks = parse(text)
    measures = measure_blocks(blocks, mark_phrases(blocks).marks)
    assert measures.shape == (len(blocks), len(COLUMNS))
    assert add_context(blocks.texts, measures).shape == (len(blocks), len(NAMES))


# Letters that casefolding lengthens, one beyond the basic plane, and two without spaces.
_LETTERS = "aAb \n_-\xdf\u0130\U00010330\u6771\u4eac"


@given(st.lists(st.text() | st.text(alphabet=_LETTERS), max_size=8))
def test_words_are_read_as_they_are_one_by_one(texts: list[str]) -> None:
    """The sums over a whole page are those of the words of each text."""
    lexicon = Lexicon(
        {"a": 3, "b": -5, "ab": 7, "ss": 0, "\u6771": 2, "\u6771\u4eac": -3},
        frozenset({"a", "ba", "ss", "\U00010330", "\u4eac\u4eac"}),
    )
    for row, text in zip(lexicon.read(texts).tolist(), texts, strict=True):
        words = list(split_words(text.casefold())) or [""]
        weights = [lexicon.weights.get(word, 0) for word in words]
        total = sum(weights)
        assert row == [
            *(total, total * 8 // len(words), weights[0], weights[-1], min(weights), max(weights)),
            len(lexicon.function_words.intersection(words)),
            (len(words) - weights.count(0)) * 1000 // len(words),
        ]


@given(st.integers(1, 6), st.integers(1, 40))
@settings(max_examples=30)
def test_a_forest_is_the_sum_of_its_trees(levels: int, trees: int) -> None:
    """Each tree by itself, walked question by question, gives the same sum."""
    source = np.random.default_rng(levels * 100 + trees)
    forest = Forest(
        source.integers(0, 5, (levels, trees)).astype(np.int16),
        source.integers(-9, 9, (levels, trees)).astype(np.int16),
        source.integers(-99, 99, (trees, 1 << levels)).astype(np.int16),
        7,
    )
    rows = source.integers(-9, 9, (11, 5)).astype(np.int16)
    for row, score in zip(rows.tolist(), forest.score(rows).tolist(), strict=True):
        total = forest.bias
        for tree in range(trees):
            leaf = 0
            for level in range(levels):
                answer = row[forest.features[level, tree]] > forest.borders[level, tree]
                leaf = 2 * leaf + int(answer)
            total += int(forest.leaves[tree, leaf])
        assert score == total
