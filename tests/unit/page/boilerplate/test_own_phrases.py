"""Phrases of the catalogue that are a text's own."""

from __future__ import annotations

import time

import pytest

from cleantext.page.boilerplate.described_page import DescribedPage, describe_blocks, mark_phrases
from cleantext.page.boilerplate.own_phrases import find_answered, has_its_own
from cleantext.page.classifier.measures import measure_blocks
from cleantext.page.plain import parse

MILL = "MILL\nA building in which corn is ground.\nSee also: Corn."
ORGAN = "ORGAN\nThe one of the church is old.\nSee also: Church."
KILN = "KILN\nA hut in which clay is burned.\nSee also: Clay."
GLOSSARY = f"{MILL}\n\n{ORGAN}\n\n{KILN}"
HEADS = [
    "Call my sister\nI call her each Sunday after church.",
    "Learn Welsh\nI can ask for a towel now.",
    "Go out more\nWe walk to the lighthouse and back.",
]
KNOWN = "Read more\nI read eleven books, and one about gravel."


def page_of(text: str) -> DescribedPage:
    """A text as the rules see it."""
    blocks = parse(text)
    marked = mark_phrases(blocks)
    return describe_blocks(marked, measure_blocks(blocks, marked.marks))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GLOSSARY, True),
        (f"{MILL}\n\n{ORGAN}", False),
        (GLOSSARY.replace("\nSee also", "\n\nSee also"), False),
        (GLOSSARY.replace("\n\n", "\n"), False),
        (GLOSSARY.replace("See also: Clay.", "See also:"), False),
        (GLOSSARY.replace("See also", "Share"), False),
        (f"{GLOSSARY}\n\nShare this article", False),
    ],
)
def test_fields_of_entries(text: str, expected: bool) -> None:
    """A label that three entries have as their last line; nothing else is furniture there."""
    assert has_its_own(page_of(text)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([*HEADS, KNOWN], True),
        ([*HEADS[1:], KNOWN], False),
        ([*HEADS, KNOWN.replace("\n", "\n\n")], False),
        ([*HEADS, KNOWN, "Share this article"], False),
        ([*HEADS, "Advertisement\nI read eleven books, and one about gravel."], False),
        ([*HEADS, "Read more:\nI read eleven books, and one about gravel."], False),
        ([*HEADS, "Read more\nNo."], False),
    ],
)
def test_a_subheading_among_others(parts: list[str], expected: bool) -> None:
    """It stands just above its sentence, as three others do that no catalogue knows."""
    assert has_its_own(page_of("\n\n".join(parts))) == expected


ASKED = "Forgot your password?"
SHORT = f"How do I sign in?\nWith your card.\n\n{ASKED}\nCome in.\n\nCan I renew?\nYes, twice."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SHORT, {2}),
        (SHORT.replace("Yes, twice.", "Can I renew twice?"), set()),
        (SHORT.replace("Come in.", "Come in"), set()),
        (f"{ASKED}\nCome in.", set()),
        (SHORT.replace("With your card.", "Share this article"), set()),
    ],
)
def test_a_question_about_accounts(text: str, expected: set[int]) -> None:
    """Among two others with an answer any statement answers it; furniture above it does not."""
    assert find_answered(page_of(text)) == expected


def test_many_questions_take_linear_time() -> None:
    """How many others are answered is counted once."""
    page = page_of("\n\n".join(f"{ASKED}\nCome in." for _ in range(20_000)))
    started = time.process_time()
    find_answered(page)
    assert time.process_time() - started < 1
