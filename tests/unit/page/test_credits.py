"""The shape of a caption and its credits."""

from __future__ import annotations

import time

import pytest

from cleantext.page.credits import is_caption, strip_credits


@pytest.mark.parametrize(
    "text",
    [
        "In this Tuesday, June 17, 2014 image, a man walks.",
        "FILE - The mill before the fire.",
        "The mill at dusk. Photo: Ann Example",
        "The mill at dusk (Reuters/Ann Example)",
        "The mill at dusk. Photograph by Ann Example.",
        "The mill at dusk / AP",
        "The mill at dusk. Image courtesy of the Valley Museum",
        "The mill at dusk (Source: The Valley Museum)",
        "The mill at dusk \N{COPYRIGHT SIGN} 2014 Ann Example",
        "Photo by Ann Example",
        "Die M\N{LATIN SMALL LETTER U WITH DIAERESIS}hle am Abend. Foto: Anna Beispiel",
        "El molino al anochecer. Fotograf\N{LATIN SMALL LETTER I WITH ACUTE}a: Ana Ejemplo",
        "Il mulino di sera (ANSA)",
    ],
)
def test_a_caption_has_its_shape(text: str) -> None:
    """How a caption opens, and the credit at its end."""
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "She took a photo by the mill. Then she left for home.",
        "The agency said so on Monday.",
        "The analysts were polled by Reuters.",
        "Eighty percent of it was carbon dioxide (EPA 2024).",
        "The extension of credit by the bank was refused.",
        "Business plan: unlimited stock images, 9,600 credits/year and a shop",
        "The miller took beautiful photos by experimenting with the light.",
        "It can be text only or visuals (images, videos, or live).",
        "Photo by photo the story of the mill was told to a hall that was full to the last seat.",
    ],
)
def test_prose_about_pictures_is_no_caption(text: str) -> None:
    """A sentence that speaks of photos, credits and agencies is the story's."""
    assert not is_caption(text)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        (
            "The old mill at dusk on Monday. (AP Photo/Ann Example)",
            "The old mill at dusk on Monday.",
        ),
        ("The old mill at dusk on Monday (AFP) / AP", "The old mill at dusk on Monday"),
        ("Photo: Ann Example", "Photo: Ann Example"),
        ("The old mill at dusk on Monday.", "The old mill at dusk on Monday."),
    ],
)
def test_strip_credits(text: str, core: str) -> None:
    """Credits go from the end, as long as a caption is left before them."""
    assert strip_credits(text) == core


@pytest.mark.parametrize(
    "text", ["photo " * 200_000, "(" * 1_000_000, "In this " + "a, " * 300_000, "/ AP " * 200_000]
)
def test_hostile_lines_take_no_time(text: str) -> None:
    """A megabyte on one line is read at its ends alone."""
    started = time.process_time()
    for _ in range(20):
        is_caption(text)
        strip_credits(text)
    assert time.process_time() - started < 5
