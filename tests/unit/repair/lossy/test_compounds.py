"""Hyphens that do not break leave what dashes leave, and are told by what they join."""

import pytest

from cleantext.repair.lossy.compounds import count_compounding, has_compounds
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import SCAR


def scars_of(text: str) -> tuple[str, list[tuple[int, Place]]]:
    """The skeleton of a text in which tildes are scars, and their places."""
    skeleton = text.replace("~", SCAR)
    scars = [at for at, character in enumerate(skeleton) if character == SCAR]
    return skeleton, [(at, Place.of(skeleton, at)) for at in scars]


@pytest.mark.parametrize(
    ("text", "count"),
    [("multi~based", 2), ("Multi~Based", 2), ("multi~and", 1), ("lantern~and", 0), ("~based", 1)],
)
def test_words_that_compounds_are_made_of(text: str, count: int) -> None:
    """Each of the two words counts on its own side, in any case."""
    assert [count_compounding(place) for _, place in scars_of(text)[1]] == [count]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a first~time and a low~cost one", True),
        ("a first~time one", False),
        ("a first~time and a First~Time one", False),
        ("a first~time, a low~cost lantern~and a harbour~if", False),
        ("He had a car~made in Italy~and a home~built in 1902.", False),
        ("Her hair~long and grey~was cut. His hand~held out~was cold.", False),
        ("", False),
    ],
)
def test_a_text_has_compounds(text: str, expected: bool) -> None:
    """Two different ones that nothing closes, and more than pairs of words that make none."""
    assert has_compounds(*scars_of(text)) == expected
