"""Lines with what changes from page to page masked."""

from __future__ import annotations

import pytest

from cleantext.page.profile.masking import is_short, mask_line


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("Updated 17 June 2014", "updated # # #"),
        ("Montag,  3. M\N{LATIN SMALL LETTER A WITH DIAERESIS}rz", "#, #. #"),
        ("Marching on", "marching on"),
        ("The Valley\N{RIGHT SINGLE QUOTATION MARK}s Voice", "the valley's voice"),
        ("\N{LEFT DOUBLE QUOTATION MARK}Go\N{RIGHT DOUBLE QUOTATION MARK}", '"go"'),
        ("", ""),
        (
            "3 \N{CYRILLIC SMALL LETTER EM}\N{CYRILLIC SMALL LETTER A}\N{CYRILLIC SMALL LETTER YA}",
            "# #",
        ),
    ],
)
def test_mask_line(line: str, masked: str) -> None:
    """Numbers, months and days are masked as whole words."""
    assert mask_line(line) == masked


def test_a_paragraph_is_not_short() -> None:
    """Lines of up to thirty words can be patterns, in scripts without spaces of 400 characters.

    So the memory of a learner is bounded whatever the lines are.
    """
    assert is_short("word " * 30)
    assert not is_short("word " * 31)
    assert is_short("港" * 400)
    assert not is_short("港" * 401)
    assert not is_short("x" * 1_000_000)
