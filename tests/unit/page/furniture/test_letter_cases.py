"""How a phrase looks in a text."""

from __future__ import annotations

import pytest

from cleantext.page.features import normalize_phrase
from cleantext.page.furniture.letter_cases import spell_cases


@pytest.mark.parametrize(
    ("line", "phrase", "language"),
    [
        ("Διαβάστε επίσης", "διαβάστε επίσησ", "el"),
        ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ:", "διαβάστε επίσησ", "el"),
        ("İlgili Haberler", "ilgili haberler", "tr"),
        ("İLGİLİ HABERLER", "ilgili haberler", "tr"),
        ("ANASAYFA", "anasayfa", "tr"),
        ("और खबरें", "और खबरें", "hi"),
        ("Read more", "read more", "en"),
    ],
)
def test_a_line_in_any_case_is_the_phrase(line: str, phrase: str, language: str) -> None:
    """Greek capitals have no accents, Turkish ones two kinds of i, and final marks are stripped."""
    assert normalize_phrase(line) in spell_cases(phrase, language)
