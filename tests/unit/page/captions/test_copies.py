"""Whether two lines are one caption."""

from __future__ import annotations

import pytest

from cleantext.page.captions.copies import are_apart, is_cut_of, is_same, read_copy

MILL = "The old mill at dusk, seen from the bridge over the river"


@pytest.mark.parametrize(
    "other",
    [
        f"{MILL}.",
        f"{MILL.upper()}",
        f"{MILL}. Ann Example",
        f"{MILL}. Ann Example for The Valley News",
        f"{MILL}. Quelle: dpa",
        f"{MILL} (Archivbild)",
        f"{MILL} [AP]",
        f"{MILL} - Reuters",
        f"{MILL} (Ann Example/The Valley News)",
    ],
)
def test_copies_differ_in_credits_alone(other: str) -> None:
    """Also in names behind a full stop, and in remarks, which are no credits by themselves."""
    assert is_same(read_copy([0], MILL), read_copy([1], other))
    assert is_same(read_copy([0], f"{MILL}. Foto: dpa"), read_copy([1], other))


@pytest.mark.parametrize(
    "other",
    [
        f"{MILL} in May",
        f"{MILL} (thousands)",
        f"{MILL}. It burned down on Monday",
        f"{MILL}. Ann Example and three others were there when it did, and saw it all",
    ],
)
def test_what_says_more_is_another_caption(other: str) -> None:
    """No name and no word of credits is in what it says more."""
    assert not is_same(read_copy([0], MILL), read_copy([1], other))


def test_a_name_in_brackets_needs_no_capitals() -> None:
    """Arabic has none, and papers put their name behind a caption, too."""
    mill = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER LAM} " * 10 + "\N{ARABIC LETTER MEEM}."
    paper = "(\N{ARABIC LETTER BEH}\N{ARABIC LETTER LAM})"
    assert is_same(read_copy([0], mill), read_copy([1], f"{mill} {paper}"))
    assert not is_same(read_copy([0], mill), read_copy([1], f"{mill} {paper[1:-1]}"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{MILL}. Ann Example", f"{MILL}. Tom Marsh"),
        (
            "\N{CYRILLIC CAPITAL LETTER A}" * 60 + ". Ann",
            "\N{CYRILLIC CAPITAL LETTER A}" * 60 + ". Tom",
        ),
        (
            "\u6c34\u8eca" * 12 + "\u3002",
            "\u6c34\u8eca" * 12 + "\u3002 \u5ddd\u304c\u6d41\u308c\u308b",
        ),
    ],
)
def test_what_is_said_of_two_people_is_two_lines(one: str, other: str) -> None:
    """Each has a name of its own, and no word of credits; a script without capitals shows none."""
    assert not is_same(read_copy([0], one), read_copy([1], other))


@pytest.mark.parametrize(
    ("short", "is_cut"),
    [
        (f"{MILL[:25]}...", True),
        (f"{MILL[:27]}\N{HORIZONTAL ELLIPSIS}", True),
        (f"{MILL[:27]} (...)", True),
        (f"{MILL[:27]}... Read more", True),
        (MILL[:46], True),
        (MILL[:27], False),
        (f"{MILL[:38]}.", False),
        ("The old mill at dawn...", False),
    ],
)
def test_a_copy_is_cut_short(short: str, is_cut: bool) -> None:
    """With dots, or without and then not much, within a word, too; a whole sentence is not cut."""
    assert is_cut_of(read_copy([0], short), read_copy([1], f"{MILL}.")) == is_cut


def test_pictures_with_two_numbers_are_two() -> None:
    """A caption without a number may be the one of either."""
    first, second, none = (read_copy([0], f"{n}{MILL}") for n in ("1 of 5: ", "2 of 5: ", ""))
    assert are_apart(first, second)
    assert not are_apart(first, none)


def test_letters_that_are_more_than_one_when_folded_part_no_word() -> None:
    """What is behind the last word that both have is found by its number."""
    greek = "\N{GREEK SMALL LETTER IOTA WITH DIALYTIKA AND TONOS}\N{GREEK SMALL LETTER NU}"
    mill = f"{greek} " * 12
    assert is_same(read_copy([0], f"{mill}({greek})"), read_copy([1], f"{mill}({greek}) / AP"))
    assert not is_same(read_copy([0], mill), read_copy([1], f"{mill} {greek}"))


def test_a_button_is_a_block_of_its_own_in_html() -> None:
    """There nothing is taken from the end of a caption, and the catalogue need not be read."""
    text = f"{MILL} hide caption"
    assert is_same(read_copy([0], MILL), read_copy([1], text))
    assert not is_same(read_copy([0], MILL), read_copy([1], text, with_buttons=False))
