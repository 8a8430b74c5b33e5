"""RepairOptions: ftfy's names and defaults, checked values."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import ftfy
import pytest

from cleantext.errors import InvalidOption
from cleantext.repair import RepairOptions


def test_names_and_defaults_are_ftfys() -> None:
    """Every option of ftfy that changes text is here, under its name, with its default."""
    config = ftfy.TextFixerConfig()
    ours = {field.name: field.default for field in fields(RepairOptions)}
    theirs = config._asdict()
    del theirs["max_decode_length"], theirs["explain"]  # neither says what is repaired
    assert ours == theirs | {"lossy": True}


def test_every_option_says_what_it_does() -> None:
    """Each has a help text, from which the command line makes its own."""
    assert all(field.metadata["help"] for field in fields(RepairOptions))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("unescape_html", "yes", r"unescape_html must be one of 'auto', True, False; got 'yes'"),
        ("normalization", "nfc", r"normalization must be one of 'NFC', .*, None; got 'nfc'"),
        ("uncurl_quotes", 1, r"uncurl_quotes must be a bool; got 1"),
    ],
)
def test_wrong_values(name: str, value: Any, message: str) -> None:
    """A value that an option can't have is refused, with what it takes."""
    with pytest.raises(InvalidOption, match=message):
        RepairOptions(**{name: value})
