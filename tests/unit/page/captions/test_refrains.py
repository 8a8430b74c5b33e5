"""Lines that repeat on purpose, and those that do by mistake."""

from __future__ import annotations

import time

import pytest

from cleantext import clean
from cleantext.page.captions.refrains import find_labelled, find_mistakes, is_deliberate
from cleantext.page.plain import parse

LINE = "The keeper of the lighthouse has gone home for the winter, the harbour master said."
STORY = (
    "The ferry sails twice a day, unless the wind is too strong for it to leave the quay, as is\n"
    "in most weeks of the winter, and those who want to go to the island wait for the next one.\n\n"
    "Nobody has counted how often that happens, but the owner of the inn says he lives on it.\n"
)


def judge(text: str) -> bool:
    """Whether `LINE`, in whatever case it begins, repeats on purpose."""
    lines = parse(text)
    copies = [i for i, t in enumerate(lines.texts) if t[1:] == LINE[1:]]
    return is_deliberate(lines, copies, labelled=find_labelled(lines))


@pytest.mark.parametrize(
    "text",
    [
        f"As long as\n{LINE.lower()}\n\nUntil\n{LINE.lower()}",
        f"{LINE}\nand so on.\n\n{LINE}",
        f"{LINE}\nAll is well.\n\n{LINE}\nAll is well.",
    ],
    ids=["the end of a sentence", "its beginning", "a refrain"],
)
def test_it_repeats_on_purpose(text: str) -> None:
    """One of the copies is enough to tell."""
    assert judge(text)


def test_it_repeats_by_mistake() -> None:
    """A paragraph that stands on a page twice."""
    assert not judge(f"{LINE}\n\n{STORY}\n{LINE}\n\n{STORY}")
    assert not judge("")


def test_broken_sentences_and_notes_about_code_stay_and_captions_go() -> None:
    """No sentence loses its second half."""
    note = "Returns the `Ferry`, so that calls can be chained, and sails at once if it can do so.\n"
    broken = (
        "Ask at the inn, for\nthe keeper of the lighthouse has gone home for the winter, he said.\n"
    )
    for part in (note, broken):
        assert clean(f"{part}\n{STORY}\n{part}").count(part) == 2
    assert clean(f"{LINE}\n\n{STORY}\n{LINE}\n").count(LINE) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Where was the keeper of the lighthouse on the night of the first storm?",
        "The keeper of the lighthouse wrote down in his book what is said here:",
        "Warning: shut the door of the lighthouse before you open the cover of the lamp.",
        "Do not open the cover of the lamp before the door of the lighthouse is shut.",
        "And the keeper of the lighthouse went home, as he had always done, and slept.",
    ],
)
def test_what_asks_introduces_or_warns_stays(line: str) -> None:
    """It is said again, or stands above something else; one just below the other is a mistake."""
    assert clean(f"{line}\n\n{STORY}\n{line}\n").count(line) == 2
    assert clean(f"{line}\n\n{line}\n\n{STORY}\n{STORY[::-1]}").count(line) == 1


@pytest.mark.parametrize("label", ["{}: ", "The {} keeper said that "])
def test_many_lines_that_come_twice_take_linear_time(label: str) -> None:
    """Ten thousand lines of a log, and all of them once more in another order."""
    names = ["".join(chr(97 + n // 26**k % 26) for k in range(4)) for n in range(10_000)]
    said = [f"{label.format(name)}{LINE}" for name in names]
    order = [n * 7919 % 10_000 for n in range(10_000)]
    lines = parse("\n\n".join([*said, STORY * 3, *(said[n] for n in order)]))
    again = {n: len(lines) - 10_000 + place for place, n in enumerate(order)}
    groups = [[n, again[n]] for n in range(10_000)]
    assert lines.texts[again[7]] == said[7]
    started = time.process_time()
    find_mistakes(lines, groups, groups)
    assert time.process_time() - started < 5


def test_many_copies_take_linear_time() -> None:
    """A hundred thousand take a second or so."""
    lines = parse(f"{LINE}\n\n" * 100_000)
    started = time.process_time()
    assert not is_deliberate(lines, range(len(lines)))
    assert time.process_time() - started < 10
