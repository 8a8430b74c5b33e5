"""What the rules and the model are told of a page."""

from __future__ import annotations

import pytest

from cleantext.page.boilerplate.described_page import LONGEST_PHRASE, describe_blocks, mark_phrases
from cleantext.page.classifier.measures import measure_blocks
from cleantext.page.plain import parse

STORY = "The crane of the west pier fell on Monday. Nobody was hurt when it did, the mayor said."


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        (STORY, 0),
        ("Sport", 1),
        ("Close", 2),
        ("Story continues below", 3),
        ("Related articles", 4),
    ],
)
def test_each_line_has_a_mark(line: str, mark: int) -> None:
    """Nothing, an entry of a menu, a weak phrase, a phrase, one that a tail begins with."""
    assert mark_phrases(parse(f"{STORY}\n{line}\n{STORY}")).marks == [0, mark, 0]


def test_a_weak_phrase_counts_in_company() -> None:
    """Beside a certain one, or three different ones in a row."""
    assert mark_phrases(parse("Close\nStory\nStory continues below\nClose")).kinds.keys() == {2, 3}
    assert mark_phrases(parse("Close\nReply\nClose")).kinds == {}


@pytest.mark.parametrize(
    ("above", "line", "is_known"),
    [
        ("The reasons for it are told to whoever asks for the", "in this section.", False),
        ("All of them go to the old mill even if they", "don't have an account.", False),
        ("Best places to stay in", "read more", True),
        ("All of them go to the old mill, and so do we.", "don't have an account.", True),
        ("All of them go to the old mill even if they", "Don't have an account?", True),
        ("Ten walks along the coast of today", "report this ad", True),
        ("up to the", "report this ad", True),
    ],
)
def test_a_part_of_a_broken_sentence_is_no_phrase(above: str, line: str, is_known: bool) -> None:
    """It goes on in small letters just below a word that ends no sentence, and not below a gap."""
    assert bool(mark_phrases(parse(f"{STORY}\n{above}\n{line}")).kinds) == is_known
    assert mark_phrases(parse(f"{STORY}\n{above}\n\n{line}")).kinds


def test_a_long_line_is_no_phrase() -> None:
    """Not even where it begins as one does."""
    line = "Story continues below " + "x" * LONGEST_PHRASE
    assert mark_phrases(parse(line)).phrases == [""]


def test_a_phrase_is_no_running_text() -> None:
    """However long it is, and with a sentence's end."""
    blocks = parse(f"{STORY}\nRelated articles")
    marked = mark_phrases(blocks)
    page = describe_blocks(marked, measure_blocks(blocks, marked.marks))
    assert page.running == [True, False]
    assert page.kinds == marked.kinds
