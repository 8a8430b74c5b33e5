"""Golden stories: NAME.in.txt becomes NAME.out.txt, and NAME.same.txt stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleantext

STORIES = Path(__file__).parents[1] / "golden" / "stories"


def read(path: Path) -> str:
    """The file, to the letter."""
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.in.txt")), ids=lambda p: p.name)
def test_a_scraped_story_is_cleaned(path: Path) -> None:
    """What a careful editor would take out goes, and nothing else; it can be undone."""
    text = read(path)
    wanted = read(path.with_name(path.name.replace(".in.", ".out.")))
    cleaned = cleantext.explain(text)
    assert cleaned.text == wanted
    assert cleaned.undo() == text


@pytest.mark.parametrize(
    "path",
    sorted([*STORIES.glob("*.same.txt"), *STORIES.glob("*.out.txt")]),
    ids=lambda p: p.name,
)
def test_good_text_stays_as_it_is(path: Path) -> None:
    """Poems, code, tables, chat, letters, lists, laws and cleaned stories come out unchanged."""
    text = read(path)
    assert cleantext.explain(text).changes == ()
