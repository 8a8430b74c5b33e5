"""The title of a page, and the headline that it repeats."""

from __future__ import annotations

import time

import pytest

from cleantext.page.profile.title import REST, Title, find_title, read_parts

HEADLINE = "fire in the old mill"


@pytest.mark.parametrize(
    "title",
    [f"{HEADLINE} - the valley news", f"the valley news | {HEADLINE}", HEADLINE],
    ids=["before the site", "after the site", "alone"],
)
def test_the_headline_is_a_line_that_the_title_begins_or_ends_with(title: str) -> None:
    """Empty blocks do not count, and a line with more than the headline is none."""
    page = ["", title, "news", f"{HEADLINE} again", HEADLINE, "it burned"]
    assert find_title(page) == Title(1, 4)


def test_the_longest_line_is_the_headline() -> None:
    """A menu may have the section's name, which the title has, too; of equals the first counts."""
    page = [f"{HEADLINE} - news of the valley", "news of the valley", HEADLINE, HEADLINE]
    assert find_title(page) == Title(0, 2)


@pytest.mark.parametrize(
    "page",
    [
        [],
        ["", ""],
        [HEADLINE, "it burned"],
        ["fire in the old millhouse - news", HEADLINE],
        ["mill burns - the valley news", "mill burns"],
        [f"{HEADLINE}, and how it was put out in the night to monday by forty", "forty"],
        ["word " * 40 + HEADLINE, HEADLINE],
    ],
    ids=["nothing", "no words", "no line", "half a word", "short", "a small part", "a paragraph"],
)
def test_other_lines_are_no_headlines(page: list[str]) -> None:
    """A line of two words, a small part of the title, or what ends inside a word is no headline."""
    assert find_title(page) is None


def test_a_line_that_is_gone_is_no_headline() -> None:
    """The site's name in the title is no headline where it is known as the site's."""
    page = [f"{HEADLINE} - news of the old river valley", "news of the old river valley", HEADLINE]
    assert find_title(page) == Title(0, 1)
    assert find_title(page, {1}) == Title(0, 2)


def test_parts_are_what_stands_before_and_after_a_separator() -> None:
    """A hyphen inside a word is no separator."""
    assert list(read_parts("a-b | c - d")) == [
        f"a-b | {REST}",
        f"{REST} | c - d",
        f"a-b | c - {REST}",
        f"{REST} - d",
    ]
    assert list(read_parts("no separator")) == []


def test_hostile_lines_take_linear_time() -> None:
    """A long title and many lines like it."""
    started = time.process_time()
    assert find_title(["a b " + "c" * 100_000] * 1000) == Title(0, 1)
    assert find_title(["a b c", *["a b c d"] * 100_000]) is None
    assert time.process_time() - started < 2
