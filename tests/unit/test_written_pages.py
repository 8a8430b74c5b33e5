"""The written pages: those the classifier learned from, and those it is measured on."""

from pathlib import Path

import pytest

from benchmarks.pages import read_texts

ROOT = Path(__file__).parents[2]
LEARNED, MEASURED = ROOT / "tools" / "written", ROOT / "benchmarks" / "written"
SENTENCE = 60
"""A line of so many characters is no heading that two stories share."""


def _lines(folder: Path) -> dict[str, list[str]]:
    paths = sorted(folder.glob("*.txt"))
    return {path.stem: path.read_text(encoding="utf-8").rstrip("\n").split("\n") for path in paths}


@pytest.mark.parametrize("folder", [LEARNED, MEASURED], ids=["learned", "measured"])
def test_every_line_has_a_label_and_a_text(folder: Path) -> None:
    """And every page a story: a line that a reader skips would be taught or measured wrongly."""
    pages = _lines(folder)
    assert pages
    for name, lines in pages.items():
        for line in lines:
            assert line[:2] in ("+ ", "- ", "? "), (name, line)
            assert line[2:] == line[2:].strip() != "", (name, line)
        assert any(line[0] == "+" for line in lines), name


def test_nothing_measured_was_learned() -> None:
    """No long line of a story for measuring stands in the pages for learning.

    Boxes that all sites of a theme have ("Your email address will not be published.") may.
    """
    learned = {line[2:] for lines in _lines(LEARNED).values() for line in lines}
    stories = {line[2:] for lines in _lines(MEASURED).values() for line in lines if line[0] == "+"}
    assert not [line for line in learned & stories if len(line) >= SENTENCE]


def test_measured_pages_hold_their_stories() -> None:
    """Line for line in their order, and nothing that people would not agree about."""
    text, gold = dict(
        zip(_lines(MEASURED), read_texts(None, 1)["written, line by line"], strict=True)
    )["de-handball"]
    labelled = _lines(MEASURED)["de-handball"]
    assert gold.split("\n") == [line[2:] for line in labelled if line[0] == "+"]
    assert text.split("\n") == [line[2:] for line in labelled if line[0] != "?"]
