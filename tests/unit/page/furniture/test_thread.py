"""The comments of readers below a story."""

from __future__ import annotations

import time

import pytest

from cleantext import clean, explain
from cleantext.page.features import normalize_phrases
from cleantext.page.furniture.thread import find_thread

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
    ("title", "heading"),
    [
        ("The crane", "3 thoughts on “The crane”"),
        ("The crane!", 'One response to "The crane"'),
        ("Der Kran", "12 Gedanken zu „Der Kran“"),
        ("La grue", "2 réflexions sur « La grue »"),
        ("La grúa", "4 comentarios en «La grúa»"),
        ("The crane", "1,204 comments on “The crane”"),
        ("The crane of the west pier fell", "2 thoughts on “The crane of the west pier…”"),
        ("The crane of the west pier - Marrow News", "2 thoughts on “The crane of the west pier”"),
    ],
)
def test_a_heading_with_the_storys_title_is_certain(title: str, heading: str) -> None:
    """Blogs write it above what their readers say; a site cuts titles, or adds its name."""
    texts = [title, "crane, " * 120 + "crane.", "Tags: harbour", heading, *COMMENTS]
    assert find_thread(texts, normalize_phrases(texts)) == range(3, 6)
    assert find_thread(texts[1:], normalize_phrases(texts[1:])) == range(0)


def test_the_title_may_stand_below_the_heading() -> None:
    """Some blogs break the line there."""
    texts = ["The crane", "crane, " * 120 + "crane.", "2 Comments on", "The crane", *COMMENTS]
    assert find_thread(texts, normalize_phrases(texts)) == range(2, 6)


@pytest.mark.parametrize("heading", ["12 Comments", "Comments (12)", "Kommentare: 12", "2 Replies"])
@pytest.mark.parametrize(
    "mark", ["Ann Example says:", "Ann Example wrote", "Ann Example sagt:", "1. Ann Example"]
)
def test_below_a_figure_stands_who_says_something(heading: str, mark: str) -> None:
    """A name, or the number of the first comment."""
    assert find(heading, mark, *COMMENTS) == range(1, 5)
    assert find(heading, *COMMENTS, "Text.", mark) == range(0)


@pytest.mark.parametrize("heading", ["12 Comments", "Comments", "One comment", "Kommentare: 12"])
@pytest.mark.parametrize(
    "mark",
    [
        "Ann • 3 hours ago",
        "vor 2 Stunden",
        "Ann, il y a 3 jours",
        "March 5, 2024 at 9:30 am",
        "1. Ann Example says",
        "ReplyDelete",
        "Leave a Reply",
    ],
)
def test_below_any_heading_stands_a_time_or_who_is_the_first(heading: str, mark: str) -> None:
    """Only sites write it; nor does anybody else number who says something."""
    assert find(heading, mark, *COMMENTS) == range(1, 5)
    assert find(heading, *COMMENTS, "Text.", mark) == range(0)


@pytest.mark.parametrize(
    "stamp",
    [
        "Posted by: Ann Example at March 5, 2024 09:30 AM",
        "Report this Comment On March 5, 2024, at 9:30 AM, annexample wrote:",
        "Report this comment",
        "Expand full comment",
    ],
)
def test_what_stands_below_each_comment_may_be_far_from_the_heading(stamp: str) -> None:
    """But not what stands there once: the story itself may say who posted it."""
    assert find("Comments", *STORY, stamp, *COMMENTS, stamp) == range(1, 13)
    assert find("Comments", *STORY, stamp, *COMMENTS) == range(0)


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("Comments (3 of 3)", "3:25 pm July 3, 2013"),
        ("Read/Post Comments (25) | Recommend This Article (46)", "Report this comment"),
        ("There are 13 comments", "Ann Example says:"),
        ("Il y a 2 commentaires", "Ann, il y a 3 jours"),
        ("13 comments so far", "Newest | Oldest"),
    ],
)
def test_platforms_word_their_headings_in_many_ways(heading: str, mark: str) -> None:
    """With the same marks below."""
    assert find(heading, mark, *COMMENTS) == range(1, 5)
    assert find(heading, *COMMENTS) == range(0)


def test_a_heading_of_a_single_platform_is_certain() -> None:
    """Nobody else writes it as a line of its own; prose about it goes on."""
    assert find("Discussion about this post", *COMMENTS) == range(1, 4)
    assert find("Discussion about this post by the crane's owner", *COMMENTS) == range(0)


@pytest.mark.parametrize(
    "part",
    [
        ['Three thoughts on "The Bear"'],
        ['3 thoughts on "The Bear"'],
        ["Two responses to the harbour office", "Ann Example said:"],
        ["Responses", "The hearing was opened on Monday at 10:30."],
        ["Comments", "1. The treaty was signed in the year of the great storm."],
        ["Responses", "1. Denial"],
        ["Three replies", "1. The reply of the harbour office"],
        ["12 responses", "1. The crane should be painted, and the pier with it."],
        ["Replies", "The king said:"],
        ["There are two responses", "1. Denial"],
    ],
)
def test_a_part_of_the_story_is_no_thread(part: list[str]) -> None:
    """All that follows would go with it."""
    assert find(*part, *STORY) == range(0)
    text = "\n\n".join([*STORY, *part, *COMMENTS, *STORY[:3]])
    assert clean(text) == text


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
    texts = ["2 Comments on", "1. Crane."] * 50_000
    start = time.process_time()
    find_thread(texts, normalize_phrases(texts))
    assert time.process_time() - start < 5
