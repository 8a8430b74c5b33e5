"""Entities: whole ones as in ftfy, and those that lost their ampersand."""

from __future__ import annotations

import pytest

from cleantext.repair import RepairOptions, repair


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("The company #39;s shares", "The company's shares"),
        ("They didn#39;t", "They didn't"),
        ("It #39;s the players #39; turn", "It's the players' turn"),
        ("It #39;s  #39;new #39; now", "It's 'new' now"),
        ("It #39;s quot;new quot; at AT amp;T", 'It\'s "new" at AT&T'),
        ("Fish amp; chips, he #39;d said", "Fish & chips, he'd said"),
        ("Crude at #36;50, up #36;2", "Crude at $50, up $2"),
    ],
)
def test_entities_without_ampersand(text: str, after: str) -> None:
    """One that is certain makes the others of its line certain too."""
    assert repair(text) == after


@pytest.mark.parametrize(
    "text",
    [
        "issue #39; closed",
        "see #39;see",
        "Nos. #34; #36; #38;",
        "x#36;5",
        "return quot; int lt;",
        "color: #393939; #369;",
        "She's #39;",
    ],
)
def test_numbers_after_a_hash_stay(text: str) -> None:
    """Where a person may have written it, it stays."""
    assert repair(text) == text


def test_html_is_left_alone_line_by_line() -> None:
    """By default a line with a literal < keeps its entities; the other lines don't."""
    text = "A &amp; B\n<b>C &amp; D</b>\nE &amp; F"
    assert repair(text) == "A & B\n<b>C &amp; D</b>\nE & F"
    assert repair(text, RepairOptions(unescape_html=True)) == "A & B\n<b>C & D</b>\nE & F"
    assert repair(text, RepairOptions(unescape_html=False)) == text
