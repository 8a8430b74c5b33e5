"""Whether a text is prose throughout."""

from __future__ import annotations

import pytest

from cleantext.model import Block
from cleantext.page.element import Element
from cleantext.page.genre.prose import is_prose
from cleantext.page.plain import parse

SENTENCE = "The ferry sails twice a day, unless the wind is too strong for it."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        (SENTENCE, True),
        (f"Ferries\n{SENTENCE}", True),
        (f"“{SENTENCE}”", True),
        ("The ferry sails twice a day, unless\nthe wind is too strong for it.", True),
        ("Yes.\nNo.\nYes.", False),
        (f"{SENTENCE}\n" + "A long line that does not end as a sentence does\n" * 2, False),
    ],
)
def test_prose_is_made_of_sentences(text: str, expected: bool) -> None:
    """Most of its characters stand in lines that end as one, or go on in the next line."""
    assert is_prose(parse(text)) is expected


def test_a_higher_share_of_sentences_may_be_asked_for() -> None:
    """A headline is little of a text that is prose, and too much of one that is nothing else."""
    lines = parse(f"Ferries\n{SENTENCE}")
    assert is_prose(lines, 0.9)
    assert not is_prose(lines, 0.95)


def test_what_has_markup_is_looked_at() -> None:
    """There the elements say more than the marks."""
    assert not is_prose([Block(0, SENTENCE, "", Element("p", False, False, 1.0, True, 0.9, ""))])
