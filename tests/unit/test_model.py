"""The values that rooms hand to each other."""

from __future__ import annotations

import dataclasses

import pytest

from cleantext import Cleaned, Document, Duplicate
from cleantext.edits import Change


@pytest.mark.parametrize(
    ("document", "site"),
    [
        (Document("a.txt", ""), None),
        (Document("/a.txt", ""), None),
        (Document("post/2014/a.txt", ""), "post"),
        (Document("post/a.txt", "", url="https://News.Example.com:80/a"), "news.example.com"),
        (Document("post/a.txt", "", url="no address"), "post"),
        (Document("post/a.txt", "", url="http://[broken"), "post"),
    ],
)
def test_site(document: Document, site: str | None) -> None:
    """A document's site is its address's host, else the first directory of its id, else none."""
    assert document.site == site


def test_values_are_frozen() -> None:
    """Nobody can change a result behind another's back."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Duplicate("a", "b", 1.0).id = "c"  # type: ignore[misc]  # wrong on purpose


def test_cleaned_undoes_itself() -> None:
    """A Cleaned gives back its input."""
    assert Cleaned("b", (Change("s", "r", 0, 1, "a", "b"),)).undo() == "a"
