"""What stands around a caption and is none of its words."""

from __future__ import annotations

import time

import pytest

from cleantext.page.captions.frames import fold_word, group_beginnings, strip_frame

MILL = "The mill at dusk, seen from the bridge"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"2 of 5: {MILL}", "2"),
        (f"Image 2 of 5: {MILL}", "2"),
        (f"2/5 {MILL}", "2"),
        (f"Foto 3: {MILL}", "3"),
        (f"Bild 3 von 7 - {MILL}", "3"),
        (f"{MILL} (2/5)", "2"),
        (f"Photo: {MILL}", ""),
        (f"Image caption {MILL}", ""),
        (f"L\N{LATIN SMALL LETTER E WITH ACUTE}gende : {MILL}", ""),
        (f"{MILL} hide caption", ""),
        (f"{MILL} Click to enlarge", ""),
        (f"[{MILL}]", ""),
        (f"{MILL[:20]}\N{SOFT HYPHEN}{MILL[20:]}", ""),
    ],
)
def test_what_stands_around_a_caption_is_stripped(text: str, number: str) -> None:
    """Its number in a gallery, a label, a button, brackets, marks that are not seen."""
    assert strip_frame(text) == (MILL, number)


@pytest.mark.parametrize(
    "text",
    [
        "1 of 5 children has never seen the sea",
        "1/2 cup of flour, and more for the board",
        "The mill in 1885",
        "Photographs of the mill hang there",
        "He scored in 3 of 5",
        "Figure 2. The mill",
    ],
)
def test_a_caption_s_own_words_stay(text: str) -> None:
    """A count of something, a number in a sentence, a word that begins as a label does."""
    assert strip_frame(text) == (text, "")


@pytest.mark.parametrize("text", ["", " ", "2/5 ", "Photo 2: ", "(2/5)", "[]", "\N{SOFT HYPHEN}"])
def test_a_frame_without_a_caption_is_read(text: str) -> None:
    """Nothing, or little, is left of it."""
    assert len(strip_frame(text)[0]) <= len(text)


def test_a_button_behind_dots_goes_and_the_dots_stay() -> None:
    """They say that the caption was cut."""
    assert strip_frame("The mill at... Read more") == ("The mill at...", "")


def test_lines_that_begin_alike_are_found_whatever_stands_before() -> None:
    """Spaces, quotation marks, labels, numbers, and marks that are not seen."""
    lines = [
        "A mill stood by the river",
        "A\N{NO-BREAK SPACE}mill stood by the river",
        "A  mill stood by the river",
        "\N{LEFT DOUBLE QUOTATION MARK}A mill stood by the river",
        "Photo 2: A mill stood by the river",
        "- A mill stood by the river",
        "A mi\N{ZERO WIDTH SPACE}ll stood by the river",
        "A mill lay by the river",
    ]
    assert list(group_beginnings(lines)) == [[0, 1, 2, 3, 4, 5, 6]]


def test_turkish_letters_are_folded() -> None:
    """With dots and without, as no rule of Unicode that knows no language does it."""
    capital = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
    assert fold_word(capital) == fold_word("I") == fold_word("\N{LATIN SMALL LETTER DOTLESS I}")


@pytest.mark.parametrize("text", ["1 " * 200_000, "(" * 400_000, "photo " * 100_000, "." * 400_000])
def test_hostile_lines_take_no_time(text: str) -> None:
    """Half a megabyte on one line."""
    started = time.process_time()
    strip_frame(text)
    assert time.process_time() - started < 2
