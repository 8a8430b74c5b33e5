"""The benchmarks: made texts are the same each time, measures are right, usage is explained."""

from __future__ import annotations

import json
import lzma
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.measure import environment, seconds_of, side_by_side, spread
from benchmarks.pages import read_pages, read_texts
from benchmarks.prose import write_story
from benchmarks.quality.measures import score
from benchmarks.quality.robustness import _KINDS, _page
from cleantext import jaccard

ROOT = Path(__file__).parents[2]


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m benchmarks``."""
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_made_texts_are_the_same_for_a_seed() -> None:
    """And others for another."""
    one, two, other = (read_pages(None, seed)["made"] for seed in (1, 1, 2))
    assert one == two
    assert one != other
    assert len({page.gold for page in one}) == len(one)


def test_a_made_page_holds_its_story() -> None:
    """Every word of it, in the HTML and in the text."""
    for page in read_pages(None, 3)["made"][:16]:
        assert set(page.gold.split()) <= set(page.layout.split())
        assert page.gold.split("\n")[0] in page.html
    for pairs in read_texts(None, 3).values():
        for text, gold in pairs[:16]:
            assert set(gold.split()) <= set(text.split())


def test_score_counts_runs_of_four_words() -> None:
    """What is the same scores 1; half of the story has recall .5; nothing has 0."""
    story = "one two three four five six seven eight nine ten eleven"
    assert score([story], [story]) == {"F1": 1.0, "precision": 1.0, "recall": 1.0}
    assert score(["one two three four five six seven"], [story])["recall"] == 0.5
    assert score([f"{story} a b c d e f g h"], [story])["precision"] == 0.5
    assert score([""], [story]) == {"F1": 0.0, "precision": 0.0, "recall": 0.0}
    assert score([""], [""])["recall"] == 1.0


def test_spread_is_median_least_and_most() -> None:
    """Rounded to so many digits."""
    assert spread([3.1415, 1.0, 2.0]) == {"median": 2.0, "least": 1.0, "most": 3.14}


def test_rounds_are_taken_in_turn() -> None:
    """So that what else the machine does meets all contenders alike."""
    order: list[str] = []
    contenders = {name: lambda name=name: order.append(name) for name in "ab"}
    measured = seconds_of(contenders, 2)
    assert order == ["a", "b", "a", "b"]
    assert {name: len(each) for name, each in measured.items()} == {"a": 2, "b": 2}


def test_side_by_side_gives_speeds_and_ratios() -> None:
    """Of the first contender to each other one."""
    work: dict[str, Callable[[str], object]] = {"quick": str.lower, "slow": list}
    figures = side_by_side(work, ["text" * 25_000] * 3, rounds=3)
    assert figures["megabytes"] == 0.3
    assert figures["megabytes a second"].keys() == {"quick", "slow"}
    assert figures["ratios"]["quick/slow"] > 1


def test_environment_tells_machine_and_versions() -> None:
    """What a figure depends on."""
    told = environment()
    assert told["machine"]["cores"] >= 1
    assert "ftfy" in told["versions"]


@pytest.mark.parametrize("kind", _KINDS)
def test_copies_are_near_duplicates(kind: str) -> None:
    """Each kind of copy is at least at the threshold on stories of common length."""
    chance = random.Random(5)
    story = write_story(chance, 15)
    copy = _KINDS[kind](chance, story)
    assert (copy == _page(story, story.caption)) == (kind == "identical")
    assert jaccard(_page(story, story.caption), copy) >= 0.7


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["size"], "invalid choice: 'size'"),
        (["speed", "none"], "no benchmark 'none' in speed; there are"),
        (["quality", "measures"], "no benchmark 'measures' in quality"),
        (["quality", "html", "--data", "absent"], "the data absent is no directory"),
    ],
)
def test_wrong_usage_says_what_there_is(arguments: list[str], message: str) -> None:
    """With exit code 2."""
    ended = call(*arguments)
    assert ended.returncode == 2
    assert message in ended.stderr


def test_a_benchmark_writes_its_result(tmp_path: Path) -> None:
    """Figures, and what they were measured on."""
    ended = call("quality", "repair", "--results", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert '"machine"' in (tmp_path / "quality_repair.json").read_text(encoding="utf-8")


def test_what_a_folder_does_not_hold_is_left_out(tmp_path: Path) -> None:
    """The others are measured, and it is said which are not."""
    ended = call("quality", "html", "--data", str(tmp_path), "--results", str(tmp_path / "results"))
    assert ended.returncode == 0
    assert "quality html is left out" in ended.stderr
    assert list((tmp_path / "results").iterdir()) == []


def test_texts_of_the_users_own_are_read(tmp_path: Path) -> None:
    """Sets by name and by way; a page without a text in some way is not in it."""
    (tmp_path / "texts").mkdir()
    rows = [{"gold": "One.", "layout": "Home One.", "main": ""}, {"gold": "Two.", "main": "Two."}]
    with lzma.open(tmp_path / "texts" / "mine.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in rows)
    assert read_texts(tmp_path, 1) == {
        "mine, layout": [("Home One.", "One.")],
        "mine, main": [("Two.", "Two.")],
    }
