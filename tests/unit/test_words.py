"""Tokens, as the contract defines them."""

from __future__ import annotations

import pytest

from cleantext.words import UNSPACED, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        (" .,-\n", []),
        ("The U.S. in 2003", ["the", "u", "s", "in", "2003"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("cafe\N{COMBINING ACUTE ACCENT} caf\N{LATIN SMALL LETTER E WITH ACUTE}", ["café"] * 2),
        ("snake_case", ["snake_case"]),
        ("東京タワーa1", ["東", "京", "タ", "ワ", "ー", "a1"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("Москва́ 7", ["москва", "7"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    """NFC, casefold, runs of word characters, and single characters of scripts without spaces."""
    assert tokenize(text) == tokens


def test_each_unspaced_script_is_split_into_characters() -> None:
    """Every block of a script written without spaces yields a token a character."""
    for first, _ in UNSPACED:
        letter = chr(first + 1)  # NFC may have another for it
        assert len(tokenize(letter * 3)) == 3
