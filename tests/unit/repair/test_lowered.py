"""Mojibake in text that was written in small letters."""

from __future__ import annotations

import pytest

from cleantext import repair
from cleantext.edits import apply_changes, undo_changes
from cleantext.repair import RepairOptions, find_repairs


@pytest.mark.parametrize(
    ("good", "codec"),
    [
        ("le café était fermé à midi, l'été dernier", "latin-1"),
        ("mañana comió jamón en españa, ¿por qué?", "latin-1"),
        ("größe, straße und schöne grüße", "cp1252"),
        ("a situação não é fácil: há três anos", "latin-1"),
        ("crème brûlée at 20° for £5", "latin-1"),
    ],
)
def test_letters_of_lowered_mojibake_come_back(good: str, codec: str) -> None:
    """The first byte was made small; the text has no capital, and a sign within a word."""
    bad = good.encode().decode(codec).lower()
    assert repair(bad) == good
    changes = find_repairs(bad)
    assert {change.rule for change in changes} == {"lossy:letter"}
    assert undo_changes(apply_changes(bad, changes), changes) == bad


@pytest.mark.parametrize(
    "text",
    [
        "a irmã» disse que a manhã® é boa, e a maçã² também",
        "são paulo © são joão",
        "Uma cafã©teira com maiúscula",
        "amanhã\xa0cedo, irmã\xa0minha",
    ],
)
def test_portuguese_stays(text: str) -> None:
    """Signs after its letter stand at the ends of words, and capitals were not lost."""
    assert repair(text) == text


def test_it_is_lossy_repair() -> None:
    """With ``lossy`` off it stays, as in ftfy."""
    text = "un cafã©tier"
    assert repair(text, RepairOptions(lossy=False)) == text
    assert repair(text) == "un cafétier"
