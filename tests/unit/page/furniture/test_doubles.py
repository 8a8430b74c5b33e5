"""A story that stands in a text twice."""

from __future__ import annotations

import time

import pytest

from cleantext import clean, explain
from cleantext.page.furniture.doubles import find_double

FIRST = (
    "The crane of the west pier fell into the harbour on Monday, when the wind came round, and "
    "nobody was hurt, as the men who work there had gone to the other side of the quay for lunch."
)
SECOND = (
    "It had stood there since the year in which the pier was built, and was to be painted in May; "
    "until there is another one, ships will be unloaded by hand, the harbour office said, as they "
    "were in the days of the old pier."
)
THIRD = (
    "The mayor, who came at once, said that the town has no money for a new one this year, and "
    "that the captains who want to sail to Hale, where there are two cranes, are free to do so."
)
CHORUS = (
    "And the rain it came down, and the river it rose, and the miller he sat on the roof all night."
)


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\n{SECOND}\n\n{FIRST}\n\n{SECOND}",
        f"{FIRST}\n\n{SECOND}\n\nRead more\n\n{FIRST}\n\n{SECOND}",
        f"{FIRST}\n{SECOND}\n{FIRST}\n{SECOND}\n{FIRST}\n{SECOND}",
    ],
)
def test_one_copy_of_a_story_is_left(text: str) -> None:
    """The first, whatever stands between the copies; the reason is given, and it can be undone."""
    cleaned = explain(text)
    assert cleaned.text.split() == f"{FIRST} {SECOND}".split()
    assert "copy" in {change.rule for change in cleaned.changes}
    assert cleaned.undo() == text
    assert clean(cleaned.text) == cleaned.text


@pytest.mark.parametrize(
    "lines",
    [
        [FIRST, SECOND, FIRST, THIRD],
        [FIRST, FIRST, FIRST],
        [CHORUS, FIRST, CHORUS, SECOND, CHORUS],
        ["And the rain it came down,", "And the river it rose,"] * 20,
        [
            FIRST,
            SECOND,
            *(f"{THIRD} That was in {year}." for year in range(1990, 2000)),
            FIRST,
            SECOND,
        ],
    ],
    ids=["a paragraph", "one again and again", "a chorus", "short lines", "a quotation"],
)
def test_what_repeats_on_purpose_stays(lines: list[str]) -> None:
    """One paragraph, a chorus, short lines, and what a long text says of itself again."""
    assert find_double(lines) == []


def test_source_code_that_repeats_itself_stays() -> None:
    """Code is no story, and its second copy is not taken out of it."""
    function = "\n".join(
        f"    total_{n} = measure(cargo[{n}], crane, {'x' * 60})" for n in range(9)
    )
    code = f"def unload(cargo):\n{function}\n\ndef load(cargo):\n{function}\n"
    assert clean(code) == code


@pytest.mark.parametrize("line", ["a\n", "a" * 90 + "\n", "a\nb\n", f"{FIRST}\n", f"{FIRST}\nx\n"])
def test_lines_that_repeat_take_linear_time(line: str) -> None:
    """Four times as many take about four times as long."""

    def measure(count: int) -> float:
        lines = (line * count).split("\n")
        started = time.process_time()
        find_double(lines)
        return time.process_time() - started

    once = min(measure(20_000) for _ in range(3))
    assert min(measure(80_000) for _ in range(3)) < 8 * once + 0.05
