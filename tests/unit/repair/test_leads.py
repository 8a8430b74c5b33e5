"""What is left of a no-break space at the end of a line."""

from __future__ import annotations

import time

import pytest

from cleantext.edits import apply_changes, undo_changes
from cleantext.repair import RepairOptions, find_repairs, repair


def test_the_lead_of_a_stripped_space_goes() -> None:
    """At the end of a line it is all that is left, where the text has mojibake like it."""
    text = "Related\xc2\xa0 links.\xc2\nBoat hire, cafÃ© and quay \xc2 \nEnd"
    assert repair(text) == "Related\xa0 links.\nBoat hire, café and quay  \nEnd"
    changes = find_repairs(text)
    assert "lossy:space" in {change.rule for change in changes}
    assert undo_changes(apply_changes(text, changes), changes) == text


def test_it_goes_after_a_sentence_in_a_language_without_the_letter() -> None:
    """Nobody writes a letter right after a full stop, least of all one that English has not."""
    text = "We file all notices on behalf of your firm.\xc2\nAre you new to the state?\xc2 "
    assert repair(text) == text.replace("\xc2", "")
    assert repair("Anii de la început au fost mai buni.\xc2").endswith("\xc2")
    assert repair("The capital letter is \xc2").endswith("\xc2")


@pytest.mark.parametrize(
    "text",
    [
        "Chữ hoa là Ă và \xc2\nLitera mare este \xc2",
        "Câte litere are? A, Ă, \xc2\nși Î",
        "TEMA \xc2\n25 °C",
    ],
)
def test_the_letter_stays_in_good_text(text: str) -> None:
    """Vietnamese and Romanian write it; without mojibake nothing shows a space."""
    assert repair(text) == text


def test_many_lines_take_linear_time() -> None:
    """Each line is looked through once for what shows mojibake."""
    started = time.process_time()
    repair("word \xc2\n" * 20_000 + "cafÃ© \xc2")
    assert time.process_time() - started < 10


def test_it_is_lossy_repair() -> None:
    """With ``lossy`` off it stays, as in ftfy."""
    text = "Related\xc2\xa0 links \xc2"
    assert repair(text, RepairOptions(lossy=False)) == "Related\xa0 links \xc2"
