"""Items that stay with those before them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from cleantext.page.boilerplate.series import LEAST_KEPT, find_series
from cleantext.page.plain import parse
from tests.unit.page.boilerplate.described import LONG, describe

TEXTS = ["It is kept open by the two men.", "It is shut by the miller at night."]


def conditions(count: int) -> list[str]:
    """Headings with a number, each above a sentence."""
    return [line for n in range(1, count + 1) for line in (f"{n}. Sluice", TEXTS[n % 2])]


def find_numbers(lines: list[str], unlike: set[int], gone: Container[int] = ()) -> set[int]:
    """The items that stay on a page of lines."""
    return find_series(describe(lines), unlike, gone)


def find_pairs(names: str, unlike: set[int], gone: set[int]) -> set[int]:
    """The items that stay of a glossary with these names; the first line is no part of it."""
    blocks = [LONG, *(f"{name}\nThat is a part of the old mill." for name in names)]
    page = describe("\n".join(blocks).split("\n"))
    page = replace(page, lines=parse("\n\n".join(blocks)))
    return find_series(page, unlike, gone)


def test_a_number_stays_with_those_before_it() -> None:
    """The fifth heading and its sentence, below four that stay; not without the first three."""
    lines = [LONG, *conditions(5)]
    assert find_numbers(lines, {9, 10}) == {9, 10}
    assert find_numbers(lines, {7, 8, 9, 10}) == {7, 8, 9, 10}
    assert find_numbers(lines, {2 * LEAST_KEPT - 1, 9, 10}) == set()


def test_pairs_go_on_below_a_list() -> None:
    """A block of another form between them ends no glossary; a line that goes does."""
    pairs = [f"{name}\nThat is a part of the old mill." for name in ("Weir", "Sluice", "Race")]
    blocks = [LONG, *pairs, "one\ntwo\nthree", "Wheel\nThat is a part of the old mill."]
    page = describe("\n".join(blocks).split("\n"))
    page = replace(page, lines=parse("\n\n".join(blocks)))
    assert find_series(page, {10, 11}, set()) == {10, 11}
    assert find_series(page, {10, 11}, {8}) == set()


def test_a_sentence_is_an_item_itself() -> None:
    """Letters count as numbers do, and what stands before them is a part of the form."""
    lines = [LONG, *(f"Section {letter}: the gate is shut by the miller." for letter in "ABCD")]
    assert find_numbers(lines, {4}) == {4}
    assert find_numbers([*lines[:4], lines[4].replace("Section", "Part")], {4}) == set()


def test_the_entries_of_a_menu_are_no_items() -> None:
    """They are no sentences, and stand above none."""
    assert find_numbers([LONG, *(f"{n}. Mills and dams" for n in range(1, 6))], {4, 5}) == set()


def test_what_is_not_counted_on_is_no_item() -> None:
    """A number too high, and one that stands there again."""
    names = ("1. One", "2. Two", "3. Three", "9. Nine", "3. Three")
    lines = [LONG, *(f"{name} is shut by the miller." for name in names)]
    assert find_numbers(lines, {4, 5}) == set()


def test_a_list_that_begins_anew_does_not_go_on_with_the_one_before_it() -> None:
    """Below the three items of a story the first of the site's own list goes, so all of it do."""
    lines = [LONG, *conditions(3), "Trending Today", *conditions(7)]
    assert find_numbers(lines, set(range(8, 22))) == set()


def test_a_list_within_an_item_does_not_end_the_series() -> None:
    """The fourth heading follows the third, with two items of the third's own between them."""
    lines = [LONG, *conditions(3), *conditions(2), "4. Sluice", TEXTS[0]]
    assert find_numbers(lines, {11, 12}) == {11, 12}


def test_what_goes_by_a_rule_is_no_item_that_stays() -> None:
    """A profile takes the first three, so the fourth has none before it."""
    lines = [LONG, *conditions(4)]
    assert find_numbers(lines, {7, 8}, {1, 2, 3, 4, 5, 6}) == set()


def test_numbers_and_letters_are_two_series() -> None:
    """B does not follow 1, nor D the 3 that is not there."""
    lines = [LONG, *(f"{name}. The gate is shut by the miller." for name in "1B3D")]
    assert find_numbers(lines, {4}) == set()


def test_a_heading_and_its_sentence_stay_with_those_before_them() -> None:
    """The fourth and fifth entry of a glossary; not below two, nor below what goes by a rule."""
    assert find_pairs("abcde", {7, 8, 9}, set()) == {7, 8, 9, 10}
    assert find_pairs("abcde", {5, 9}, set()) == set()
    assert find_pairs("abcde", {9, 10}, {7, 8}) == set()
