"""Lines that a site writes beside its stories."""

from __future__ import annotations

import time

import pytest

from cleantext import clean, explain
from cleantext.page.features import normalize_phrases
from cleantext.page.labels import find_labels

STORY = (
    "The crane of the west pier fell into the harbour on Monday, when the wind came round, and\n"
    "nobody was hurt, as the men who work there had gone to the other side of the quay for lunch.\n"
).replace(" and\n", " and ")
LONG = STORY * 4


def label(*lines: str) -> dict[int, str]:
    """The labels of these lines."""
    return find_labels(lines, normalize_phrases(lines))


@pytest.mark.parametrize(
    "line",
    [
        "5 min read",
        "• 12 Min Read",
        "Estimated reading time: 7 minutes",
        "Lesezeit: 3 Minuten",
        "Temps de lecture : 4 min",
        "Tiempo de lectura: 2 minutos",
        "Tempo di lettura: 6 minuti",
        "Czas czytania: 3 min",
        "Okuma süresi: 4 dakika",
        "Время чтения: 5 мин",
        "阅读时间：5分钟",
        "読了時間：約3分",
        "Press enter or click to view image in full size",
        "Your browser does not support HTML5 video.",
        "<&nbsp;>",
    ],
)
def test_controls_go_from_beside_running_text(line: str) -> None:
    """How long it takes to read, whatever the number, and what players and galleries say."""
    assert label(STORY, line, STORY) == {1: "control"}
    assert label(line) == {}
    assert label("A short line.", line) == {}
    assert clean(f"{STORY}\n{line}\n\n{STORY.upper()}") == f"{STORY}\n{STORY.upper()}"


@pytest.mark.parametrize(
    "line",
    [
        "It takes 5 min to read",
        "A 5 min read is what she wanted to write, and no more",
        "Click to enlarge the harbour, said the mayor.",
    ],
)
def test_prose_that_mentions_a_control_stays(line: str) -> None:
    """Only whole lines are one."""
    assert label(STORY, line, STORY) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Tags: cranes, harbours",
        "Filed Under: News",
        "Schlagworte: Kran",
        "Mots-clés : grue",
        "标签：港口",
        "分類：",
        "Tags: " + "harbours of the north, " * 9,
    ],
)
def test_what_a_story_is_filed_under_stands_below_it(line: str) -> None:
    """Below a hundred words of running text."""
    assert label(LONG, line) == {1: "tags"}
    assert label(STORY, line) == {}
    assert label(line, LONG) == {}
    assert {change.rule for change in explain(f"{LONG}\n{line}\n").changes} == {"tags"}


@pytest.mark.parametrize(
    "line",
    [
        "Tags: these are what he sold, and he sold many of them.",
        "Tags " + "cranes " * 50,
        "Tags: " + "cranes, " * 50,
        "His tags: cranes",
        "Labels: app=web, tier=front",
        "Tags",
        "Keywords: cranes, harbours",
    ],
)
def test_other_lines_are_no_tags(line: str) -> None:
    """Sentences, long lines, and the keywords of a paper, which belong to its abstract."""
    assert label(LONG, line) == {}


@pytest.mark.parametrize("name", ["crane-west.jpg", "IMG_5301", "DSCN0042", "pier_2014 (1).png"])
def test_names_of_pictures_go_from_a_story(name: str) -> None:
    """A few of them, each alone on its line; many are a list, and so are those without a story."""
    is_one = " " not in name
    assert label(STORY, name, STORY) == ({1: "file"} if is_one else {})
    assert label(name, "crane-east.jpg") == {}
    assert label(STORY, *[name] * 13) == {}
    assert label(STORY, f"https://a.example/{name}", f"See {name}.") == {}


@pytest.mark.parametrize(
    "lines",
    [
        ["Your folder now holds three files:", "logo.png", "icon.png", STORY],
        ["It holds what the others hold.", "index.html", "logo.png", STORY],
        ["It holds what the others hold.", "logo.png", "index.html", STORY],
        ["Save the picture as", "logo.png", "in the folder of the page."],
    ],
)
def test_files_that_the_text_names_stay(lines: list[str]) -> None:
    """Below a colon, beside files of other kinds, in the midst of a sentence."""
    assert label(STORY, *lines) == {}
    text = "\n\n".join([STORY.strip(), *lines])
    assert clean(text) == text


def test_fields_of_records_are_no_tags() -> None:
    """A story has two such lines at most; three in a text are what it says of each thing."""
    record = [LONG, "Category: Cranes", "Tags: harbours"]
    assert set(label(*record, *record).values()) == {"tags"}
    assert label(*record * 3) == {}


def test_a_story_keeps_all_else() -> None:
    """Also where nothing of a site's stands in it."""
    assert label(*STORY.split("\n")) == {}
    assert clean(STORY) == STORY


@pytest.mark.parametrize("line", ["1" * 5000, "a:" * 2500, "." * 5000 + "jpg", "tags" * 999])
def test_hostile_lines_take_linear_time(line: str) -> None:
    """Many lines that nearly are labels."""
    texts = [LONG, *[line] * 200]
    start = time.process_time()
    find_labels(texts, texts)
    assert time.process_time() - start < 2


def test_many_such_lines_take_linear_time() -> None:
    """Each is looked for what stands above it."""
    texts = ["Tags: crane", "1. Crane."] * 50_000
    start = time.process_time()
    find_labels(texts, normalize_phrases(texts))
    assert time.process_time() - start < 5
