"""Repeated captions."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from cleantext.edits import apply_changes
from cleantext.page import plain
from cleantext.page.captions.repeated import find_captions
from cleantext.page.html import reading

GOLDEN = Path(__file__).parents[3] / "golden" / "captions"


def run(text: str, mode: str = "collapse") -> str:
    """The text after the captions step."""
    return apply_changes(text, find_captions(plain.parse(text), mode))


def cases(name: str) -> list[dict[str, str]]:
    """The cases of a golden file."""
    loaded: list[dict[str, str]] = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("case", cases("collapse.json"), ids=lambda case: case["name"])
def test_copies_collapse(case: dict[str, str]) -> None:
    """A golden case: one copy stays, and a second look changes nothing."""
    assert run(case["text"]) == case["collapsed"]
    assert run(case["collapsed"]) == case["collapsed"]
    assert run(case["text"], "keep") == case["text"]


@pytest.mark.parametrize("case", cases("on_purpose.json"), ids=lambda case: case["name"])
def test_repeats_on_purpose_stay(case: dict[str, str]) -> None:
    """Refrains, speech, tables, code, forms and a text that is there twice are not captions."""
    assert run(case["text"]) == case["text"]


def test_drop_removes_captions_by_their_shape() -> None:
    """Mode ``drop`` removes captions and their copies, and leaves the story."""
    text = (
        "In this June photo, boats lie on the dry bed of the lake near the town.\n\n"
        "The lake was full again by winter.\n\n"
        "The boats near the town on the lake in June. (AP Photo/Ann Example)\n\n"
        "The boats near the town on the lake in June.\n\nPhoto: Ann Example"
    )
    assert run(text, "drop") == "The lake was full again by winter."


def test_drop_leaves_the_fields_of_a_record() -> None:
    """What a film's credits or a camera's page call so stands among others of the kind."""
    record = "Sound: Ann Example\nPhotography: Tom Marsh\nPhoto: John Hale\n"
    assert run(record, "drop") == record
    assert run("Photo: Ann Example\nPhoto: Tom Marsh\n", "drop").strip() == ""


def test_all_copies_of_a_headline_go_at_once() -> None:
    """Thirty of them take no thirty looks; one other line may stand between, and stays."""
    story = "The harbour was closed on Friday, the master said in a letter, and nobody was hurt."
    headline = "The old mill burns"
    text = "\n".join([headline, "By Ann Example", *[headline] * 30, story, headline])
    changes = find_captions(plain.parse(text), "collapse")
    assert {change.rule for change in changes} == {"headline again"}
    left = [headline, "By Ann Example", story, headline]
    assert apply_changes(text, changes) == "\n".join(left)


def test_html_figure_captions_drop_and_tables_stay() -> None:
    """The tree tells a caption from a row of a table."""
    row = "<tr><td>Nothing to report from the northern stations on this day</td></tr>"
    page = f"<figure><figcaption>Our mill</figcaption></figure><table>{row * 3}</table>"
    blocks = reading.parse(page)
    changes = find_captions(blocks, "drop")
    assert [change.before.strip() for change in changes] == ["Our mill"]


@pytest.mark.parametrize(
    "text",
    [
        "The same eight words stand here again and again.\n" * 40_000,
        "".join(f"The same six words begin this line number {n} of them\n" for n in range(40_000)),
        "In this " + "word, " * 200_000,
        '"' + "said " * 200_000,
        "(" * 1_000_000,
        "".join(f"The same words begin, then {n} many that differ\n" for n in range(40_000)),
    ],
    ids=["one line", "one beginning", "opening", "speech", "brackets", "beginnings"],
)
@pytest.mark.parametrize("mode", ["collapse", "drop"])
def test_hostile_text_takes_linear_time(text: str, mode: str) -> None:
    """Many copies, many lines with one beginning and a megabyte on a line take seconds at most."""
    blocks = plain.parse(text)
    started = time.process_time()
    find_captions(blocks, mode)
    assert time.process_time() - started < 10
