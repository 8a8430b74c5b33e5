"""Hyphens that do not break leave what dashes leave, and are told by what they join."""

import pytest

from cleantext.repair.lossy.compounds import count_compounding, has_compounds
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import SCAR


def places_of(text: str) -> list[Place]:
    """The places of the scars of a text, written as tildes."""
    skeleton = text.replace("~", SCAR)
    return [Place.of(skeleton, at) for at, character in enumerate(skeleton) if character == SCAR]


@pytest.mark.parametrize(
    ("text", "count"),
    [("multi~based", 2), ("Multi~Based", 2), ("multi~and", 1), ("lantern~and", 0), ("~based", 1)],
)
def test_words_that_compounds_are_made_of(text: str, count: int) -> None:
    """Each of the two words counts on its own side, in any case."""
    assert [count_compounding(place) for place in places_of(text)] == [count]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a first~time and a low~cost one", True),
        ("a first~time one", False),
        ("a first~time and a low~cost lantern~and harbour~if mill~but", False),
        ("", False),
    ],
)
def test_a_text_has_compounds(text: str, expected: bool) -> None:
    """Two of them and more, and not fewer than pairs of words that make none."""
    assert has_compounds(places_of(text)) == expected
