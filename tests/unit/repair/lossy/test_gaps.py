"""Spaces that stand where controls were."""

from __future__ import annotations

from cleantext.repair.lossy.gaps import find_gap, gap_after, keeps_spaces


def test_gaps_are_seen_by_two_spaces_within_a_sentence() -> None:
    """One is the gap, the other stands between the words; at the end of one, one is enough."""
    assert find_gap("kein Luxus â  es ist") == " "
    assert find_gap("â  Nie wiem,â   powiedział") == "  "
    assert find_gap("â Nie wiem.â ") == " "
    assert find_gap("late.â  He left, typing two spaces") == ""


def test_where_spaces_are_kept_a_gap_between_words_is_a_whole_one() -> None:
    """A dash without spaces leaves one there, a closing mark two."""
    text = "itâ s milesâ they saidâ  and"
    assert keeps_spaces(text, " ")
    assert gap_after(text, text.index("â they"), " ", is_whole=True) == " "
    assert gap_after(text, text.index("â they"), " ", is_whole=False) == ""
