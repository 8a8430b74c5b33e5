"""Where the line is drawn on a page, and which copy of a paragraph stays."""

from __future__ import annotations

import math

import pytest

from cleantext.page.boilerplate.judgement import judge_blocks
from cleantext.page.boilerplate.selection import (
    BELOW_BOX,
    CEILING,
    EDGE_SCORE,
    ENTRY,
    MOST_EDGES,
    SHORT_CEILING,
    SURE,
    draw_line,
    estimate_probability,
    find_copies,
    find_edges,
    find_story,
)
from cleantext.page.plain import parse
from tests.unit.page.boilerplate.described import LONG, SHORT, describe, find_expected


def test_beside_a_sure_story_doubtful_blocks_go() -> None:
    """The line is high where the story is sure and long."""
    assert draw_line([4000, 4000, -500], [100, 100, 100]) == 4000


def test_where_all_is_doubtful_much_stays() -> None:
    """The line is low where no block is sure."""
    assert draw_line([-700, -900, -1000], [30, 30, 30]) < -1000


def test_settled_blocks_do_not_count() -> None:
    """What a rule removes says nothing about where the line is."""
    scores, words = [-700, -900, 6000], [30, 30, 500]
    assert draw_line(scores, words, {2}) == draw_line(scores[:2], words[:2])


def test_the_line_never_rises_above_the_ceiling() -> None:
    """A block that is nearly as likely the story's as not stays, however sure the others are."""
    page = describe([LONG] * 9 + [SHORT])
    assert find_expected(page, [5000] * 9 + [CEILING]) == []


def test_of_a_short_text_only_what_is_sure_goes() -> None:
    """What is probably boilerplate stays where there is little to judge by, and goes elsewhere."""
    scores = [5000, SHORT_CEILING, SHORT_CEILING - 1]
    assert find_expected(describe([LONG, SHORT, SHORT]), scores) == [2]
    longer = find_expected(describe([LONG] * 6 + [SHORT] * 2), [5000] * 5 + scores)
    assert longer == [6, 7]


def test_a_headline_and_a_byline_below_a_menu_stay() -> None:
    """What a text opens with is the story's; a menu above is no part of it, gone anyhow or not."""
    texts = ["Home", "News", "Sport", "Fire in the old mill", "By Ann Hill", LONG, SHORT, SHORT]
    scores = [-5000] * 5 + [5000, -5000, -5000]
    assert find_expected(describe(texts), scores, {0, 1, 2}) == [0, 1, 2, 6, 7]
    assert find_expected(describe(texts), scores) == [0, 1, 2, 6, 7]
    unlike = [f"Name {letter}" for letter in "abcdefg"]
    everything = find_expected(describe([*unlike, *texts[3:]]), [-5000] * 4 + scores)
    assert everything == [*range(9), 10, 11]


def test_sentences_that_follow_what_stays_are_the_storys() -> None:
    """Unless they are boilerplate four times likelier than not, or follow what goes."""
    end = "It was found on Friday by children."
    texts = [*[LONG] * 9, end, end, SHORT, end]
    scores = [5000] * 9 + [EDGE_SCORE + 1, EDGE_SCORE + 1, -5000, EDGE_SCORE + 1]
    assert find_expected(describe(texts), scores, least=0.0) == [11, 12]
    assert find_expected(describe(texts), scores, {9}, least=0.0) == [9, 11, 12]
    surely = [*scores[:9], EDGE_SCORE, EDGE_SCORE, -5000, -5000]
    assert find_expected(describe(texts), surely, least=0.0) == [9, 10, 11, 12]


def test_below_a_box_in_its_midst_a_doubtful_paragraph_goes_on_with_the_story() -> None:
    """Whatever else is below the box; a line, or what is surely none of the story, does not."""
    texts = [*[LONG] * 9, SHORT, SHORT, LONG]
    scores = [5000] * 9 + [-5000, -5000, BELOW_BOX + 1]
    assert find_expected(describe(texts), scores, {9}, least=0.0) == [9, 10]
    assert find_expected(describe(texts), scores, least=0.0) == [9, 10, 11]
    assert find_expected(describe(texts), [*scores[:-1], BELOW_BOX], {9}, least=0.0) == [9, 10, 11]
    assert find_expected(describe([*texts[:-1], SHORT]), scores, {9}, least=0.0) == [9, 10, 11]
    below = [*texts[:-1], LONG, LONG]
    assert find_expected(describe(below), [*scores[:-1], -5000, scores[-1]], {9}, least=0.0) == [
        *(9, 10, 11, 12)
    ]


def test_a_known_headline_stays_and_needs_no_guess() -> None:
    """Where the headline is known, the lines above the running text are judged by their scores."""
    texts = ["Read by many", "Fire in the old mill", "Read by few", LONG, SHORT, SHORT]
    scores = [-5000, -5000, -5000, 5000, -5000, -5000]
    assert find_expected(describe(texts), scores) == [4, 5]
    assert find_expected(describe(texts), scores, headline=1) == [0, 2, 4, 5]


def test_where_rules_took_much_the_text_is_not_clean() -> None:
    """A small gain is no reason to touch a clean text, and is one beside a menu that goes."""
    page = describe([LONG] * 20 + [SHORT] * 20)
    scores = [5000] * 20 + [-5000] * 19 + [-600]
    menu = range(20, 39)
    assert draw_line(scores, page.words, menu) < -600 < draw_line(scores, page.words, menu, 0.0)
    assert find_expected(page, scores, menu) == list(range(20, 40))
    assert find_expected(describe([LONG] * 20 + [SHORT]), [5000] * 20 + [-600]) == []


def test_lines_that_the_model_is_sure_of_are_the_storys() -> None:
    """None of a short text, where it is sure of too much."""
    assert find_story(describe([LONG] * 9), [SURE + 1, SURE] + [0] * 7) == {0}
    assert find_story(describe([LONG, SHORT]), [5000, 5000]) == set()


def test_little_is_not_worth_it() -> None:
    """A text of which next to nothing would go stays whole."""
    assert find_expected(describe([LONG] * 20 + [SHORT]), [5000] * 20 + [-5000]) == []
    assert find_expected(describe([LONG] * 3 + [SHORT]), [5000] * 3 + [-5000]) == [3]


def test_the_best_running_text_stays() -> None:
    """Whatever the model thinks of a page, what reads most like a story is kept."""
    assert 0 not in find_expected(describe([LONG, SHORT, SHORT]), [-5000, -9000, -9000])


def test_what_is_left_at_the_edges_of_a_page_goes() -> None:
    """Before and after all that runs, where it is unlike the story; within it lines stay."""
    page = describe([SHORT] * 5 + [LONG] * 19 + [SHORT] + [LONG] + [SHORT] * 2)
    scores = (
        [-5000, EDGE_SCORE - 1, EDGE_SCORE - 1, EDGE_SCORE - 1, EDGE_SCORE]
        + [5000] * 19
        + [-5000, 5000, -5000, EDGE_SCORE]
    )
    assert find_edges(page, scores, {0}) == [1, 2, 3, 26]


def test_a_headline_at_the_edge_of_a_page_stays() -> None:
    """What a text opens with, below what goes anyhow, and a headline that is known."""
    page = describe([SHORT] * 4 + [LONG] * 19)
    scores = [-5000] * 4 + [5000] * 19
    assert find_edges(page, scores, {0}) == []
    assert find_edges(page, scores, (), headline=2) == [0, 1, 3]


def test_an_opening_line_of_the_catalogue_is_no_headline() -> None:
    """A word of a menu above a headline is what stood above it on the page."""
    page = describe(["Comments", SHORT, *[LONG] * 9])
    assert find_edges(page, [-5000] * 2 + [5000] * 9, ()) == [0]


def test_entries_of_the_catalogue_above_the_story_go_by_a_lower_bound() -> None:
    """Buttons beside a byline; below the story, and between its lines, they may be its own."""
    page = describe(["Fire in the old mill", "Tweet", *[LONG] * 9, "Tweet"])
    scores = [-5000, ENTRY - 1, *[5000] * 9, ENTRY - 1]
    assert find_edges(page, scores, ()) == [1]
    assert find_edges(page, [-5000, ENTRY, *scores[2:]], ()) == []


def test_many_words_at_the_edge_of_a_page_stay() -> None:
    """Where more than a tenth of the words would go the line was drawn to keep them."""
    page = describe([LONG] * 9 + [SHORT] * 3)
    assert sum(page.words[9:]) <= MOST_EDGES * sum(page.words)
    assert find_edges(page, [5000] * 9 + [-5000] * 3, ()) == [9, 10, 11]
    assert find_edges(describe([LONG] * 9 + [SHORT] * 4), [5000] * 9 + [-5000] * 4, ()) == []


def test_the_edges_of_a_short_text_stay() -> None:
    """There is little to judge by."""
    assert find_edges(describe([LONG] * 5 + ["Read this"]), [5000] * 5 + [-5000], ()) == []


@pytest.mark.parametrize(("scores", "copy"), [([9, 3], 1), ([3, 9], 0), ([5, 5], 1)])
def test_of_two_copies_the_better_stays(scores: list[int], copy: int) -> None:
    """The one with the higher score; of equals, the first."""
    assert find_copies(describe([LONG, LONG]), scores, ()) == [copy]


def test_short_lines_may_repeat() -> None:
    """Only running text has copies that go."""
    assert find_copies(describe([SHORT, SHORT]), [1, 1], ()) == []


def test_a_text_that_repeats_itself_on_purpose_stays() -> None:
    """Where the model finds nothing to remove, copies stay, too."""
    verse = "We went down to the river in the morning and we sang until the night came down again."
    verdicts = judge_blocks(parse("\n\n".join([verse] * 4)))
    assert all(verdict.kept for verdict in verdicts)


def test_chances_do_not_depend_on_the_last_digits_of_a_function() -> None:
    """No score is near the middle between two chances, where machines might round otherwise."""
    distances = [
        abs(65_536 / (1 + math.exp(-score / 1024)) % 1 - 0.5) for score in range(-8192, 8193)
    ]
    assert min(distances) > 1e-6


def test_probabilities() -> None:
    """A score is a logarithm of odds."""
    assert estimate_probability(0) == 0.5
    assert estimate_probability(-8192) == 0.0
