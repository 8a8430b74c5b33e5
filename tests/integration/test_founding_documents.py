"""The two documents the project was founded on, cleaned as a careful editor would.

They belong to news agencies and are kept beside the checkout, not in it: the golden file says
which lines go and what is replaced, never what they say. `stories/` in the golden files holds
cases of our own with the same defects, which run everywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

import cleantext

REPOSITORY = Path(__file__).parents[2]
GOLDEN = REPOSITORY / "tests" / "golden" / "founding" / "documents.json"
FOLDER = Path(os.environ.get("CLEANTEXT_FOUNDING", REPOSITORY.parent / "shared" / "examples"))

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the founding documents are not beside this checkout"
)


def documents() -> list[dict[str, Any]]:
    """What the golden file says of each document."""
    return list(json.loads(GOLDEN.read_text(encoding="utf-8")))


def read(name: str) -> str:
    """The document, to the letter."""
    return (FOLDER / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize("golden", documents(), ids=lambda golden: golden["file"])
def test_the_story_and_nothing_else_is_left(golden: dict[str, Any]) -> None:
    """Boilerplate goes, the caption stays once, and every paragraph is intact to the letter."""
    text = read(golden["file"])
    assert hashlib.sha256(text.encode()).hexdigest() == golden["input_sha256"]
    gone = set(golden["removed_lines"])
    wanted = "\n".join(line for n, line in enumerate(text.split("\n"), 1) if n not in gone)
    for before, after in golden["replaced"].items():
        wanted = wanted.replace(before, after)
    cleaned = cleantext.explain(text)
    assert cleaned.text == wanted
    assert cleaned.undo() == text
    assert cleantext.clean(wanted) == wanted


def test_one_event_told_by_two_agencies_is_two_stories() -> None:
    """The same event in the words of different agencies is no duplicate."""
    stories = [(golden["file"], read(golden["file"])) for golden in documents()]
    assert cleantext.dedupe(stories).duplicates == ()
    cleaned = [(name, cleantext.clean(text)) for name, text in stories]
    assert cleantext.dedupe(cleaned).duplicates == ()
