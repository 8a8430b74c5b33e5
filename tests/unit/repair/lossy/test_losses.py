"""What wrong decodings and losses leave of a character."""

from __future__ import annotations

import pytest

from cleantext.repair.lossy.losses import WINDOWS_HIGH, as_latin1, as_windows, drop, make_tables

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
DASH = "\N{EM DASH}"


def test_the_characters_of_windows_stand_for_the_controls() -> None:
    """Of the 32 places five are open."""
    assert len(WINDOWS_HIGH) == 27
    assert set(WINDOWS_HIGH).isdisjoint(map(chr, range(0x80, 0xA0)))


@pytest.mark.parametrize(
    ("left", "table"),
    [
        ("\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}", 0),  # both bytes dropped
        ("\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}??", 0),
        (drop(as_latin1(as_latin1(APOSTROPHE))), 0),  # decoded wrongly twice
        (as_windows(APOSTROPHE), 1),
        (as_windows(as_windows(as_windows(APOSTROPHE))), 1),
    ],
)
def test_what_is_left_is_a_scar_or_whole(left: str, table: int) -> None:
    """What lost bytes names all characters that leave it, in their order; the rest is certain."""
    tables = make_tables(DASH + APOSTROPHE)
    assert tables[table][left] == (DASH + APOSTROPHE if table == 0 else APOSTROPHE)
    assert left not in tables[1 - table]
