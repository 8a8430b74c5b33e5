"""Why things were changed, in the width of a margin and in a list."""

from __future__ import annotations

import pytest

from cleantext.cli.reasons import MARGIN, Reason, Reasons

QUOTE, LOSSY = Reason("repair", "quote"), Reason("repair", "lossy:quote")
DECODED = Reason("repair", "mojibake:utf8-as-cp1252+quote")
LINKS = Reason("boilerplate", "phrase:related-links")
MODEL = Reason("boilerplate", "model: short line without a sentence, far from running text")
COPY = Reason("captions", "copy")


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ([COPY], "captions copy"),
        ([QUOTE, COPY], "repair quote; captions copy"),
        ([DECODED], "repair utf8-as-cp1252, quote"),
        ([LINKS], "boilerplate related-links"),
        ([MODEL], "boilerplate model #1"),
        ([Reason("", "model: aside")], "model: aside"),
        ([MODEL, LINKS], "boilerplate model #1 #2"),
        ([DECODED, COPY, LINKS], "repair mojibake #3 #4 #2"),
    ],
)
def test_a_margin_says_it_in_one_row(reasons: list[Reason], told: str) -> None:
    """In full if that fits, by the last names, or by the number in the list."""
    sizes = {MODEL: 9, LINKS: 8, DECODED: 7, COPY: 6}
    counted = Reasons((reason, "x" * sizes.get(reason, 1), "") for reason in {*sizes, *reasons})
    assert counted.shorten(reasons) == told
    assert len(told) <= MARGIN


def test_a_short_name_is_never_that_of_another_rule() -> None:
    """Where two rules end alike, each keeps its whole name, or gets its number."""
    reasons = Reasons([(QUOTE, "a", ""), (LOSSY, "aa", ""), (DECODED, "aaa", "")])
    assert reasons.shorten([LOSSY]) == "repair lossy:quote"
    assert reasons.shorten([LOSSY, QUOTE]) == "repair lossy:quote, quote"
    assert reasons.shorten([DECODED]) == "repair utf8-as-cp1252, quote"
    assert reasons.shorten([LOSSY, DECODED]) == "repair lossy #2 #1"


def test_the_list_has_every_reason_in_full() -> None:
    """Its numbers are those of the margin; what removed most comes first."""
    reasons = Reasons([(QUOTE, "”", '"'), (MODEL, "Home", ""), (QUOTE, "”", '"')])
    assert reasons.rows == [
        ("#1", "1", "4", "0", str(MODEL)),
        ("#2", "2", "2", "2", "repair quote"),
    ]


def test_very_many_reasons_end_with_an_ellipsis() -> None:
    """The margin keeps its width, whatever happened to a line."""
    many = [Reason("boilerplate", f"model: kind {number}") for number in range(60)]
    told = Reasons((reason, "x", "") for reason in many).shorten(many)
    assert len(told) == MARGIN
    assert told.endswith("…")
