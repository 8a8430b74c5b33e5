"""Changes: small, in order, composed under the rules of all that made them."""

from __future__ import annotations

import re

from cleantext.edits import apply_changes
from cleantext.repair.changes import find_in_turn, find_until_rest, make_changes, substitution


def test_spans_that_change_nothing_are_dropped() -> None:
    """What stands there already is no change, and parts its neighbours."""
    changes = make_changes("abc", [(0, 1, "x", "r"), (1, 2, "b", "r"), (2, 3, "y", "r")])
    assert [(change.start, change.after) for change in changes] == [(0, "x"), (2, "y")]


def test_neighbours_of_two_rules_stay_two() -> None:
    """Only one damage is one change."""
    changes = make_changes("ab", [(0, 1, "x", "r"), (1, 2, "y", "s")])
    assert [change.rule for change in changes] == ["r", "s"]


def test_a_change_of_a_change_has_both_rules() -> None:
    """The later explains the text that is there, the earlier the text that was."""
    steps = [
        substitution(re.compile("a"), lambda _: "bb", "first"),
        substitution(re.compile("b"), lambda _: "c", "second"),
    ]
    changes = find_in_turn("xa b", steps)
    assert [(change.rule, change.before, change.after) for change in changes] == [
        ("first+second", "a", "cc"),
        ("second", "b", "c"),
    ]
    assert apply_changes("xa b", changes) == "xcc c"


def test_until_rest() -> None:
    """A step is run on its own result, and its changes are those of the first text."""
    shorten = substitution(re.compile("ab"), lambda _: "b", "r")
    (change,) = find_until_rest("aaab.", shorten, 5) or []
    assert (change.before, change.after) == ("aaab", "b")


def test_what_does_not_rest_is_left() -> None:
    """Half a repair would go on at the next call."""
    grow = substitution(re.compile("a$"), lambda _: "aa", "r")
    assert find_until_rest("a", grow, 5) is None
