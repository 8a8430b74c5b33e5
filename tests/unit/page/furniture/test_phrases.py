"""The phrase catalogue."""

from __future__ import annotations

import json
import re
import time
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from cleantext.edits import apply_changes
from cleantext.page import plain
from cleantext.page.boilerplate.judgement import find_boilerplate
from cleantext.page.features import normalize_phrase
from cleantext.page.furniture.parts import KEY
from cleantext.page.furniture.phrases import load_phrases

CASES: dict[str, list[dict[str, str]]] = json.loads(
    (Path(__file__).parents[3] / "golden" / "page" / "phrases.json").read_text(encoding="utf-8")
)
LANGUAGES = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "ru", "ar", "hi", "zh", "ja"}


def kind_of(line: str) -> str | None:
    """The kind of a line, as the rules ask for it."""
    return load_phrases().find_kind(normalize_phrase(line))


def test_every_phrase_is_spelled_as_blocks_are() -> None:
    """A phrase that normalizing would change could never match."""
    phrases = load_phrases()
    starts = [part.text for parts in phrases.starts.values() for part in parts]
    for table in (
        phrases.blocks, phrases.weak, phrases.tails, phrases.menu, phrases.controls,
        phrases.tagging, phrases.keywords,
    ):  # fmt: skip
        assert [phrase for phrase in table if normalize_phrase(phrase) not in table] == []
    assert [start for start in starts if not normalize_phrase(start + " x").startswith(start)] == []


def test_no_part_is_shorter_than_its_key() -> None:
    """A beginning or an end with fewer characters than it is looked up by could never match."""
    phrases = load_phrases()
    parts = [part for table in (phrases.starts, phrases.ends) for part in table]
    assert {len(part) for part in parts} == {KEY}


def test_no_phrase_is_both_certain_and_weak() -> None:
    """A phrase has one strength."""
    phrases = load_phrases()
    assert phrases.blocks.keys() & phrases.weak.keys() == set()


def test_every_language_has_every_kind() -> None:
    """The kinds of certain phrases are there in each of the fourteen languages."""
    source = files("cleantext.page.furniture").joinpath("phrases.toml").read_text(encoding="utf-8")
    catalogue = tomllib.loads(source)
    tables = catalogue["blocks"] | {
        name: catalogue[name] for name in ("controls", "notices", "tagging")
    }
    assert {kind: LANGUAGES - table.keys() for kind, table in tables.items()} == {
        kind: set() for kind in tables
    }


def test_no_phrase_is_there_twice() -> None:
    """Each phrase has one place in its table, so that deleting it there is enough."""
    source = files("cleantext.page.furniture").joinpath("phrases.toml").read_text(encoding="utf-8")
    catalogue = tomllib.loads(source)
    for tables in (catalogue["blocks"].values(), [catalogue["controls"]], [catalogue["notices"]]):
        by_language: dict[str, list[str]] = {}
        for table in tables:
            for language, phrases in table.items():
                by_language.setdefault(language, []).extend(re.split("; |\n", phrases.strip()))
        doubled = {
            language: sorted({each for each in phrases if phrases.count(each) > 1})
            for language, phrases in by_language.items()
        }
        assert {language: found for language, found in doubled.items() if found} == {}


def test_no_notice_is_known_otherwise() -> None:
    """What the model is told of is not looked for again after it drew its line."""
    phrases = load_phrases()
    notices = [" ".join(parts) for table in phrases.notices.values() for parts in table]
    assert [notice for notice in notices if phrases.find_kind(notice)] == []


def test_a_start_ends_at_a_words_end_and_has_a_bound() -> None:
    """A beginning matches whole words, also where the block ends there, and no long paragraph."""
    phrases = load_phrases()
    assert phrases.find_kind("share this on") == "share"
    assert phrases.find_kind("share this story with friends") == "share"
    assert phrases.find_kind("share this storyline with friends") is None
    assert phrases.find_kind("share this story with friends" + " and others" * 18) is None
    japanese = "記事をシェア"
    assert phrases.find_kind(japanese + "太郎") == "share"
    assert phrases.find_kind(japanese + "太郎" * 100) is None


@pytest.mark.parametrize("case", CASES["furniture"], ids=lambda case: case["line"])
def test_furniture_goes_from_the_middle_of_a_story(case: dict[str, str]) -> None:
    """A line of the catalogue goes wherever it stands, with its kind as the reason."""
    assert kind_of(case["line"]) == case["kind"]
    story = "The mill burned down in the night, the town said.\n\n{}It was the last of the five."
    text = story.format(case["line"] + "\n\n")
    changes = find_boilerplate(plain.parse(text))
    assert apply_changes(text, changes) == story.format("")


@pytest.mark.parametrize("case", CASES["story"], ids=lambda case: case["line"])
def test_prose_with_a_phrase_in_it_is_no_furniture(case: dict[str, str]) -> None:
    """A sentence that mentions a phrase, or begins with its words, is the story's."""
    assert kind_of(case["line"]) is None


def test_letters_of_a_drawing_are_no_row_of_share_buttons() -> None:
    """One letter is the name of a place to share at only beside a longer one."""
    find = load_phrases().find_kind
    assert find("x x") is None
    assert find("facebook x") == find("x facebook") == "share"


@pytest.mark.parametrize(
    "line", ["| " * 150, "facebook " * 30, "share " * 200_000, "\N{COPYRIGHT SIGN}" * 300]
)
def test_hostile_lines_take_no_time(line: str) -> None:
    """A line of separators, of one word or a megabyte long costs next to nothing."""
    phrase = normalize_phrase(line)
    started = time.process_time()
    for _ in range(100):
        load_phrases().find_kind(phrase)
    assert time.process_time() - started < 2
