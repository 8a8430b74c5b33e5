"""Words and years without their beginning: told before the model of marks is asked."""

from __future__ import annotations

import pytest

from cleantext import repair
from cleantext.repair.lossy.reading import REPLACED, SCAR, Mark, Reading
from cleantext.repair.lossy.shortened import APOSTROPHE_ONLY, narrow

QUOTES = "‘’“”"


@pytest.mark.parametrize(
    "skeleton",
    ["*Tis", "so *twas", "get *em", "rock *n* roll", "an ol* friend", "class of *88,", "In *99 we"],
)
def test_words_and_years_without_beginning_take_an_apostrophe(skeleton: str) -> None:
    """Nothing else can stand there, so the model is not asked what it was."""
    at = skeleton.index("*")
    reading = Reading(skeleton.replace("*", SCAR), (Mark(at, at + 1, at, QUOTES, REPLACED),))
    assert narrow(reading).marks[0].candidates == APOSTROPHE_ONLY


@pytest.mark.parametrize(
    "skeleton", ["*Tissue", "an *em dash*", "*now", "of *882", "of *88%", "bold*", "3 *88"]
)
def test_other_words_are_left_to_the_model(skeleton: str) -> None:
    """Longer words, longer numbers and the dash that is called so may be quoted."""
    at = skeleton.index("*")
    reading = Reading(skeleton.replace("*", SCAR), (Mark(at, at + 1, at, QUOTES, REPLACED),))
    assert narrow(reading).marks[0].candidates == QUOTES


def test_one_word_without_beginning_does_not_spoil_the_quotations_behind_it() -> None:
    """What is taken for an opening mark would have to close somewhere."""
    text = "“’Tis late,” she said. “’Twas ever thus,” he said, “and it won’t change.”"
    for scar in ("â", SCAR, "â€™"):
        damaged = text.replace("’", scar) if scar == "â€™" else text
        for mark in "’“”":
            damaged = damaged.replace(mark, scar)
        assert "'Tis" in repair(damaged)
        assert "'Twas" in repair(damaged)
