"""Changes: what a composition is called, and what stays apart."""

from __future__ import annotations

from cleantext.edits import Change, compose_changes


def change(start: int, before: str, after: str, rule: str = "r", step: str = "s") -> Change:
    """A change at a place, its end and its length told by what stood there."""
    return Change(step, rule, start, start + len(before), before, after)


def test_what_does_not_touch_stays_apart() -> None:
    """Changes of two steps in different places stay two changes, each in offsets of the input."""
    first = [change(0, "aa", "b", "one")]
    second = [change(2, "d", "", "two")]  # on "bcd"
    assert compose_changes(first, second, "bcd") == [
        change(0, "aa", "b", "one"),
        change(3, "d", "", "two"),
    ]


def test_a_later_change_that_covers_an_earlier_one_names_it() -> None:
    """A repaired word in a removed block went because of the block."""
    first = [change(2, "x", "y", "repair")]
    second = [change(0, "a y b", "", "phrase", "boilerplate")]
    assert compose_changes(first, second, "a y b") == [
        change(0, "a x b", "", "phrase", "boilerplate")
    ]


def test_removals_of_one_step_stay_apart() -> None:
    """What a later look removed around lines that were gone did not take those lines, too."""
    first = [change(2, "b", "", "one"), change(4, "d", "", "two"), change(5, "e", "", "three")]
    second = [change(1, "acf", "", "four")]  # on "xacfy"
    assert compose_changes(first, second, "xacfy") == [
        change(1, "a", "", "four"),
        change(2, "b", "", "one"),
        change(3, "c", "", "four"),
        change(4, "d", "", "two"),
        change(5, "e", "", "three"),
        change(6, "f", "", "four"),
    ]


def test_a_removal_of_another_step_is_a_part_of_what_is_around_it() -> None:
    """A character that repair takes out of a removed block went because of the block."""
    first = [change(1, "b", "", "control", "repair")]
    second = [change(0, "ac", "", "phrase", "boilerplate")]
    assert compose_changes(first, second, "ac") == [change(0, "abc", "", "phrase", "boilerplate")]


def test_changes_that_overlap_in_part_carry_both_rules() -> None:
    """Where neither change covers the other, both rules are named, the earlier first."""
    first = [change(0, "ab", "cd", "one")]
    second = [change(1, "de", "f", "two")]
    assert compose_changes(first, second, "cde") == [change(0, "abe", "cf", "one+two")]


def test_a_change_that_is_taken_back_is_no_change() -> None:
    """What one step writes and the next takes back leaves no change."""
    assert compose_changes([change(0, "a", "b")], [change(0, "b", "a")], "b") == []


def test_a_deletion_and_an_insertion_in_one_place() -> None:
    """What is deleted by one step and put back otherwise by the next is one replacement."""
    composed = compose_changes([change(1, "b", "")], [change(1, "", "x")], "ac")
    assert composed == [Change("s", "r", 1, 2, "b", "x")]
