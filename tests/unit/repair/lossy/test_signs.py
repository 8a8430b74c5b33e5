"""Signs that leave the same scar as marks."""

from __future__ import annotations

import pytest

from cleantext.repair.lossy.reading import SCAR
from cleantext.repair.lossy.signs import may_be_measure


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("40 ", "C"),
        ("40", " F and"),
        ("5 ", "m long"),
        ("1", " cups"),
        (" ", " inch"),
        ("74 m", ","),
    ],
)
def test_measures_are_no_marks(left: str, right: str) -> None:
    """Degrees, micrometres, fractions and exponents."""
    assert may_be_measure(left + SCAR + right, len(left), paired=False)


@pytest.mark.parametrize(("left", "right"), [("10", "s"), ("the crew", "s"), ("He said ", "Call")])
def test_marks_are_no_measures(left: str, right: str) -> None:
    """A decade, a possessive and a quotation."""
    assert not may_be_measure(left + SCAR + right, len(left), paired=False)
