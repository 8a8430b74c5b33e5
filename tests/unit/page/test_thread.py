"""The comments of readers below a story."""

from __future__ import annotations

import time

import pytest

from cleantext import clean, explain
from cleantext.page.features import normalize_phrases
from cleantext.page.thread import find_thread

STORY = [
    "The crane of the west pier fell into the harbour on Monday, when the wind came round.",
    "Nobody was hurt, as the men who work there had gone to the other side of the quay for lunch.",
    "It had stood there since the year in which the pier was built, and was to be painted in May.",
    "The mayor, who came at once, said that the town has no money for another one this year.",
    "Until then ships will be unloaded by hand, as they were when his father was a boy, he said.",
    "Some of the captains said that they would rather sail to Hale, where there are two cranes.",
    "The harbour office does not believe it: the way to Hale is long, and the water there shallow.",
]
COMMENTS = [
    "I have always said that this crane was too old, and nobody would listen to me at the time.",
    "And who will pay for it in the end? We will, as we have paid for the pier and for the bridge.",
]


def find(*below: str, above: int = 120) -> range:
    """The thread in a page of one line of running text, so many words, and the lines below it."""
    texts = ["crane, " * (above - 1) + "crane.", *below]
    return find_thread(texts, normalize_phrases(texts))


@pytest.mark.parametrize(
    "heading",
    [
        "3 thoughts on “The crane”",
        'One response to "The crane"',
        "12 Gedanken zu „Der Kran“",
        "2 réflexions sur « La grue »",
        "4 comentarios en «La grúa»",
        "1,204 comments on “The crane”",
        "2 Comments on",
    ],
)
def test_a_heading_with_the_title_is_certain(heading: str) -> None:
    """Blogs write it above what their readers say."""
    assert find(heading, *COMMENTS) == range(1, 4)
    assert find("Tags: harbour", heading, *COMMENTS) == range(2, 5)


@pytest.mark.parametrize("heading", ["12 Comments", "Comments", "Comments (12)", "Kommentare: 12"])
@pytest.mark.parametrize(
    "mark",
    [
        "Ann Example says:",
        "Ann Example wrote",
        "Ann Example sagt:",
        "Ann • 3 hours ago",
        "vor 2 Stunden",
        "Ann, il y a 3 jours",
        "March 5, 2024 at 9:30 am",
        "1. It was too old.",
    ],
)
def test_a_heading_needs_the_marks_of_a_first_comment(heading: str, mark: str) -> None:
    """A name that says something, a time, the number of the first."""
    assert find(heading, mark, *COMMENTS) == range(1, 5)
    assert find(heading, *COMMENTS, "Text.", mark) == range(0)


@pytest.mark.parametrize(
    "below",
    [
        [],
        ["The harbour office had no comments on the crane.", "Ann Example says:"],
        ["2 Comments", "Ann says:", "Good.", "5 Comments", "Tom says:"],
        ["Answers to your comments", "1. It was too old."],
    ],
)
def test_what_is_no_heading_begins_none(below: list[str]) -> None:
    """Prose about comments, and the threads below each answer of a forum."""
    assert find(*below) == range(0)


def test_a_thread_stands_below_a_story() -> None:
    """With less above it, it is what the page is about."""
    assert find("2 Comments", "Ann says:", "Good.", above=99) == range(0)
    assert find("2 Comments", "Ann says:", "Good.", above=100) == range(1, 4)


def test_the_comments_go_and_say_why() -> None:
    """From the heading to the end, though they read like the story."""
    story = "\n\n".join(STORY)
    thread = "\n\n".join(["2 Comments", "Ann Example says:", COMMENTS[0], "Tom says:", COMMENTS[1]])
    cleaned = explain(f"{story}\n\n{thread}\n")
    assert cleaned.text == f"{story}\n"
    assert {change.rule for change in cleaned.changes if "Ann" in change.before} == {"thread"}
    assert clean(story) == story


@pytest.mark.parametrize("line", ["1 " * 300, "1,234 " * 200, "a at 1:11 " * 100, "a b c " * 200])
def test_hostile_lines_take_linear_time(line: str) -> None:
    """Thousands of lines that nearly are headings or marks."""
    texts = ["Comments", line.strip()] * 2000
    start = time.process_time()
    find_thread(texts, texts)
    assert time.process_time() - start < 2


def test_many_such_lines_take_linear_time() -> None:
    """Each is looked for what stands above it."""
    texts = ["Comments", "1. Crane."] * 50_000
    start = time.process_time()
    find_thread(texts, normalize_phrases(texts))
    assert time.process_time() - start < 5
