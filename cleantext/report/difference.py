"""Floor 4: two texts beside each other, with the words marked in which they differ.

What both begin and end with is found without a look at their words. Of what is between, only so
much is compared by `difflib` that no two texts can make a page that never ends, or is too large.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, islice
from operator import itemgetter

from cleantext.words import TOKEN, UNSPACED_CLASS

__all__ = ["Run", "mark_differences"]

_MOST_READ = 1_000_000  # characters of either text, after what both begin with
_MOST_COMPARED = 1500  # pieces of either text
_MOST_SAME = 120  # pieces of a run that is the same, before its middle is left out
_LEAST_SAME = 4  # pieces, two words or so: shorter runs between differences are chance
_CONTEXT = 40  # pieces that stay on each side of what is left out
_LONGEST = 100  # characters of a piece: a picture in letters is one word of megabytes

_PIECE = re.compile(
    rf"\s{{1,{_LONGEST}}}|[{UNSPACED_CLASS}]|[^\W{UNSPACED_CLASS}]{{1,{_LONGEST}}}|[^\w\s]"
)


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
    the first 1,500 words and marks, and beyond the first million characters.

    >>> kept, copy = mark_differences("The ferry is back.", "The old ferry is back!")
    >>> [run.text for run in copy if run.state == "only"]
    ['old', '!']
    """
    start = _common_start(first, second)
    after = _common_end(first, second, start)
    limits = [min(len(text) - after, start + _MOST_READ) for text in (first, second)]
    one, two = _PIECE.findall(first, start, limits[0]), _PIECE.findall(second, start, limits[1])
    is_whole = limits == [len(first) - after, len(second) - after]
    states_one, states_two = _compare(_keys(one), _keys(two), has_end=is_whole)
    return (
        list(_runs(first, start, zip(one, states_one, strict=True), after)),
        list(_runs(second, start, zip(two, states_two, strict=True), after)),
    )


def _common_start(first: str, second: str) -> int:
    """How many characters both texts begin with, up to white space: no word is cut.

    Halves are compared whole, as the system compares them.
    """
    least, most = 0, min(len(first), len(second))
    if first[:most] == second[:most] and len(first) == len(second):
        return most
    while least < most:
        middle = (least + most + 1) // 2
        if first[least:middle] == second[least:middle]:
            least = middle
        else:
            most = middle - 1
    blank = max(first.rfind(" ", 0, least), first.rfind("\n", 0, least))
    return len(first[: blank + 1].rstrip())


def _common_end(first: str, second: str, start: int) -> int:
    """How many characters both texts end with, from behind white space on."""
    least, most = 0, min(len(first), len(second)) - start
    while least < most:
        middle = (least + most + 1) // 2
        pieces = (text[len(text) - middle : len(text) - least] for text in (first, second))
        if len(set(pieces)) == 1:
            least = middle
        else:
            most = middle - 1
    end = first[len(first) - least :]
    blanks = [place for place in (end.find(" "), end.find("\n")) if place >= 0]
    return len(end[min(blanks) :].lstrip()) if blanks else 0


def _keys(pieces: Sequence[str]) -> list[str]:
    return [" " if piece.isspace() else piece for piece in pieces]


def _count_common(one: Iterable[str], two: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count


def _compare(
    one: Sequence[str], two: Sequence[str], *, has_end: bool
) -> tuple[list[str], list[str]]:
    """The state of each piece: same, only, or beyond what is compared."""
    before = _count_common(one, two)
    one, two = one[before:], two[before:]
    after = _count_common(reversed(one), reversed(two)) if has_end else 0
    # Where both were cut, what one has more of may be in the other behind the cut.
    most = _MOST_COMPARED if has_end else min(_MOST_COMPARED, len(one), len(two))
    states_one, states_two = _match(one[: len(one) - after], two[: len(two) - after], most)
    return (
        ["same"] * before + states_one + ["same"] * after,
        ["same"] * before + states_two + ["same"] * after,
    )


def _match(one: Sequence[str], two: Sequence[str], most: int) -> tuple[list[str], list[str]]:
    states_one = ["only"] * len(one)
    states_two = ["only"] * len(two)
    # With its default for frequent pieces, difflib's time is bounded: each has few places.
    matcher = SequenceMatcher(None, one[:most], two[:most])
    for at_one, at_two, size in matcher.get_matching_blocks():
        if size < _LEAST_SAME:
            continue
        states_one[at_one : at_one + size] = ["same"] * size
        states_two[at_two : at_two + size] = ["same"] * size
    for states in (states_one, states_two):
        states[most:] = ["beyond"] * len(states[most:])
    return states_one, states_two


def _runs(text: str, start: int, states: Iterable[tuple[str, str]], after: int) -> Iterator[Run]:
    """The runs of a text: what it begins with, its pieces with their states, what it ends with."""
    for state, span in groupby(_spans(len(text), start, states, after), itemgetter(0)):
        places = [place for _, *each in span for place in each]
        yield from _run(text[places[0] : places[-1]], state)


def _spans(
    size: int, start: int, states: Iterable[tuple[str, str]], after: int
) -> Iterator[tuple[str, int, int]]:
    """States, each with the places from and to which it holds; none is empty."""
    place = start
    if start:
        yield "same", 0, start
    for piece, state in states:
        yield state, place, place + len(piece)
        place += len(piece)
    if place < size - after:
        yield "beyond", place, size - after
    if after:
        yield "same", size - after, size


def _run(text: str, state: str) -> Iterator[Run]:
    if state == "beyond":
        yield _left_out(text, "more, not compared")
    elif state == "same" and _has_more(text, _MOST_SAME):
        first = sum(len(piece[0]) for piece in islice(_PIECE.finditer(text), _CONTEXT))
        last = sum(map(len, _PIECE.findall(text, len(text) - _CONTEXT * _LONGEST)[-_CONTEXT:]))
        yield Run(text[:first], state)
        yield _left_out(text[first : len(text) - last], "the same in both")
        yield Run(text[len(text) - last :], state)
    elif state == "only":
        yield from _without_edges(text)
    else:
        yield Run(text, state)


def _has_more(text: str, pieces: int) -> bool:
    return next(islice(_PIECE.finditer(text), pieces, None), None) is not None


def _without_edges(text: str) -> Iterator[Run]:
    """The white space around a difference is no difference."""
    words = text.strip()
    before, _, after = text.partition(words) if words else (text, "", "")
    for run in (Run(before, "same"), Run(words, "only"), Run(after, "same")):
        if run.text:
            yield run


def _left_out(text: str, why: str) -> Run:
    words = sum(1 for _ in TOKEN.finditer(text))
    return Run(f"{words:,} words {why}", "left out")
