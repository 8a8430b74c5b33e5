"""Two texts side by side: what is marked, what is left out, and that it ends."""

from __future__ import annotations

import time

import pytest

from cleantext.report.difference import Run, mark_differences


def only(runs: list[Run]) -> list[str]:
    """The marked runs."""
    return [run.text for run in runs if run.state == "only"]


def test_what_one_text_has_alone_is_marked_there() -> None:
    """A changed word is marked in both texts, an added sentence in one."""
    kept, copy = mark_differences(
        "The old ferry leaves the quay at nine. Nobody was late. All left.",
        "The old ferry leaves the quay at ten. Nobody was late. It rained hard today! All left.",
    )
    assert (only(kept), only(copy)) == (["nine"], ["ten", "It rained hard today!"])


def test_runs_that_are_not_left_out_are_the_text() -> None:
    """The runs of a text, put together, are the text."""
    one, two = "One\n\ntwo  three, four\tfive 東京 タワー", "one two three; 東京 six"
    for text, runs in zip((one, two), mark_differences(one, two), strict=True):
        assert "".join(run.text for run in runs) == text


def test_white_space_is_no_difference() -> None:
    """A line break in the place of a space is not marked."""
    for runs in mark_differences("A line of words", "A line\n of words"):
        assert only(runs) == []


def test_a_script_without_spaces_is_compared_by_character() -> None:
    """In Chinese one changed character is marked, not the whole line."""
    kept, copy = mark_differences("渡轮今天早上又晚点了", "渡轮今天下午又晚点了")
    assert (only(kept), only(copy)) == (["早上"], ["下午"])


def test_a_word_alone_between_differences_is_marked_with_them() -> None:
    """An article that both texts happen to have does not tear a rewritten line apart."""
    kept, _ = mark_differences("Cherry growers count the cost", "News of the upper valley here")
    assert only(kept) == ["Cherry growers count the cost"]


def test_the_middle_of_a_long_run_is_left_out() -> None:
    """What is the same over many words is shown at its ends, with a count of the rest."""
    same = " ".join(f"word{number}" for number in range(1000))
    kept, copy = mark_differences(f"{same} end", f"{same} stop")
    assert [run.state for run in kept] == ["same", "left out", "same", "only"]
    assert kept[1].text == "960 words the same in both"
    assert only(copy) == ["stop"]


def test_beyond_the_bound_nothing_is_compared_and_it_is_said() -> None:
    """Of texts that differ over many words the first 1,500 words and marks are compared."""
    kept, _ = mark_differences("a " * 3000 + "x", "b " * 3000 + "y")
    assert kept[-1].state == "left out"
    assert kept[-1].text.endswith("words more, not compared")


def test_what_two_long_texts_share_is_left_out_on_both_sides() -> None:
    """A changed word in megabytes is found, wherever it is, with what stands around it."""
    words = [f"word{number}" for number in range(300_000)]
    one = " ".join(words)
    words[200_000] = "another"
    kept, copy = mark_differences(one, " ".join(words))
    assert (only(kept), only(copy)) == (["word200000"], ["another"])
    states = ["same", "left out", "same", "only", "same", "left out", "same"]
    assert [run.state for run in kept] == [run.state for run in copy] == states
    assert kept[1].text == "199,960 words the same in both"
    assert kept[2].text.endswith("word199999 ")
    assert kept[4].text.startswith(" word200001")


def test_texts_that_begin_alike_but_for_white_space_are_read_to_a_bound() -> None:
    """The first million characters after what is the same to the letter; the rest is said."""
    kept, _ = mark_differences("a b " * 400_000 + "x", "a  b " * 400_000 + "y")
    assert [run.state for run in kept] == ["same", "left out", "same", "left out"]
    assert kept[-1].text.endswith("words more, not compared")


@pytest.mark.parametrize("one", ["x" * 3_000_000, " " * 3_000_000, ".-" * 1_000_000])
def test_what_is_shown_has_a_bound(one: str) -> None:
    """A picture in letters is one word of megabytes: it is cut as other text."""
    for two in ("y" * 3_000_000, f"A word. {one}", f"{one} and more"):
        for runs in mark_differences(one, two):
            assert sum(len(run.text) for run in runs) < 400_000


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("", ""),
        ("", "text"),
        (" \n", "\t"),
        ("\x00<b>", "&amp;"),
    ],
)
def test_texts_of_any_kind(one: str, two: str) -> None:
    """Nothing raises, and nothing is lost."""
    for text, runs in zip((one, two), mark_differences(one, two), strict=True):
        assert "".join(run.text for run in runs) == text


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("a " * 500_000, "b " * 500_000),
        ("a b " * 250_000, "b a " * 250_000),
        ("".join(f"{n % 97} " for n in range(300_000)), "".join(f"{n % 89} " for n in range(9**6))),
        (" " * 1_000_000, "." * 1_000_000),
    ],
    ids=["all other", "swapped", "periodic", "no words"],
)
def test_hostile_texts_end_soon(one: str, two: str) -> None:
    """A megabyte that is made to be compared slowly takes seconds at most."""
    started = time.process_time()
    mark_differences(one, two)
    assert time.process_time() - started < 10
