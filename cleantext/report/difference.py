"""Floor 4: two texts beside each other, with the words marked in which they differ.

What both begin and end with is found in linear time. Only what is between is compared by
`difflib`, up to a bound, so that no two texts can make a page that never ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cleantext.words import UNSPACED

__all__ = ["Run", "mark_differences"]

_MOST_COMPARED = 1500  # pieces of either text
_MOST_SAME = 120  # pieces of a run that is the same, before its middle is left out
_LEAST_SAME = 4  # pieces, two words or so: shorter runs between differences are chance
_CONTEXT = 40  # pieces that stay on each side of what is left out

_RANGES = "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED)
_PIECE = re.compile(rf"\s+|[{_RANGES}]|[^\W{_RANGES}]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text that is the ``same`` in both texts, or ``only`` in this one.

    Of one that is ``left out``, the text says how much it is.
    """

    text: str
    state: str


def mark_differences(first: str, second: str) -> tuple[list[Run], list[Run]]:
    """Cut two texts into runs that are the same in both, and runs that only one has.

    White space of any kind counts as the same; a word or two between differences do not. The
    middles of long runs that are the same are left out, and of the differing part what is beyond
    the first 1,500 words and marks.

    >>> kept, copy = mark_differences("The ferry is back.", "The old ferry is back!")
    >>> [run.text for run in copy if run.state == "only"]
    ['old', '!']
    """
    one, two = _PIECE.findall(first), _PIECE.findall(second)
    keys_one, keys_two = _keys(one), _keys(two)
    before = _common_start(keys_one, keys_two)
    after = _common_start(keys_one[before:][::-1], keys_two[before:][::-1])
    states_one, states_two = _compare(
        keys_one[before : len(one) - after], keys_two[before : len(two) - after]
    )
    return (
        list(_runs(one, ["same"] * before + states_one + ["same"] * after)),
        list(_runs(two, ["same"] * before + states_two + ["same"] * after)),
    )


def _keys(pieces: Sequence[str]) -> list[str]:
    return [" " if piece.isspace() else piece for piece in pieces]


def _common_start(one: Sequence[str], two: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count


def _compare(one: Sequence[str], two: Sequence[str]) -> tuple[list[str], list[str]]:
    """The state of each piece: same, only, or beyond what is compared."""
    states_one = ["only"] * len(one)
    states_two = ["only"] * len(two)
    # With its default for frequent pieces, difflib's time is bounded: each has few places.
    matcher = SequenceMatcher(None, one[:_MOST_COMPARED], two[:_MOST_COMPARED])
    for at_one, at_two, size in matcher.get_matching_blocks():
        if size < _LEAST_SAME:
            continue
        states_one[at_one : at_one + size] = ["same"] * size
        states_two[at_two : at_two + size] = ["same"] * size
    for states in (states_one, states_two):
        states[_MOST_COMPARED:] = ["beyond"] * len(states[_MOST_COMPARED:])
    return states_one, states_two


def _runs(pieces: Sequence[str], states: Sequence[str]) -> Iterator[Run]:
    start = 0
    for place in range(1, len(pieces) + 1):
        if place == len(pieces) or states[place] != states[start]:
            yield from _run(pieces[start:place], states[start])
            start = place


def _run(pieces: Sequence[str], state: str) -> Iterator[Run]:
    if state == "beyond":
        yield _left_out(pieces, "more, not compared")
    elif state == "same" and len(pieces) > _MOST_SAME:
        yield Run("".join(pieces[:_CONTEXT]), state)
        yield _left_out(pieces[_CONTEXT:-_CONTEXT], "the same in both")
        yield Run("".join(pieces[-_CONTEXT:]), state)
    elif state == "only":
        yield from _without_edges("".join(pieces))
    else:
        yield Run("".join(pieces), state)


def _without_edges(text: str) -> Iterator[Run]:
    """The white space around a difference is no difference."""
    words = text.strip()
    before, _, after = text.partition(words) if words else (text, "", "")
    for run in (Run(before, "same"), Run(words, "only"), Run(after, "same")):
        if run.text:
            yield run


def _left_out(pieces: Sequence[str], why: str) -> Run:
    words = sum(piece[0].isalnum() for piece in pieces)
    return Run(f"{words:,} words {why}", "left out")
