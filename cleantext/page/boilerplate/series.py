"""Series: an item that would go by itself stays with those before it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from cleantext.page.boilerplate.described_page import DescribedPage

__all__ = ["find_series"]

LEAST_KEPT = 3
"""After so many items that stay, the next stays, too."""
_NUMBERED = re.compile(
    r"\W{0,2}(?P<name>(?:[^\W\d_]{1,12}\s)?)"
    r"(?:(?P<number>\d{1,3})|(?P<letter>[A-Z])(?=[.):]))(?P<mark>[.):]|\s[-\N{EN DASH}\N{EM DASH}])"
    r"(?:\s|\Z)"
)


def find_series(page: DescribedPage, unlike: Container[int], gone: Container[int]) -> set[int]:
    """The items of series that the model would remove although those before them stay.

    ``unlike`` are the blocks that it would remove, ``gone`` those that go by a rule. Two kinds are
    known. Numbers: a line that begins with a number or a letter in the same form as the others
    ("5. Contact"), and is a sentence or stands above one, where the items from the first on stay;
    a first item that stays begins another series, one that goes ends all of its form.
    And pairs: a heading just above a sentence with a blank line around the two, as in glossaries
    and lists of questions, below three such pairs that stay. Wrong where a list of other stories
    goes on in the form of the story's own.
    """
    return {*_find_numbers(page, unlike, gone), *_find_pairs(page, unlike, gone)}


def _find_numbers(
    page: DescribedPage, unlike: Container[int], gone: Container[int]
) -> Iterator[int]:
    reached: dict[tuple[str, str, bool], set[int]] = {}
    for index, text in enumerate(page.lines.texts):
        item = _NUMBERED.match(text)
        if item is None:
            continue
        form = (item["name"].casefold(), item["mark"], bool(item["number"]))
        number = int(item["number"]) if item["number"] else ord(item["letter"]) - ord("A") + 1
        series = reached.setdefault(form, set())
        goes = index in gone or (index in unlike and number <= LEAST_KEPT)
        if number == 1 and goes:
            series.clear()
        if goes or (number > 1 and number - 1 not in series):
            continue
        series.discard(number - 1)
        series.add(number)
        if index in unlike:
            yield from _take_sentence(page, index, unlike)


def _take_sentence(page: DescribedPage, index: int, unlike: Container[int]) -> tuple[int, ...]:
    """The item, if it is a sentence, or the heading of one; the entries of a menu are neither."""
    below = index + 1
    if page.sentence[index]:
        return (index,)
    is_heading = below < len(page.lines) and page.sentence[below] and below in unlike
    return (index, below) if is_heading else ()


def _find_pairs(page: DescribedPage, unlike: Container[int], gone: Container[int]) -> Iterator[int]:
    gaps = page.lines.gaps
    ends = [index for index, gap in enumerate(gaps, 1) if gap.count("\n") > 1]
    if not ends or ends[-1] < len(gaps):
        ends.append(len(gaps))
    parts = [range(start, end) for start, end in pairwise((0, *ends))]
    if sum([len(part) == 2 for part in parts]) <= LEAST_KEPT:
        return  # nearly every page
    kept = 0
    for pair in parts:
        if any(index in gone for index in pair):
            kept = 0
            continue
        is_pair = len(pair) == 2 and page.terminal[pair[-1]] and not page.running[pair[0]]
        goes = any(index in unlike for index in pair)
        if is_pair and goes and kept >= LEAST_KEPT:
            yield from pair
        elif is_pair:  # a list or a longer answer between two of them tells nothing
            kept = 0 if goes else kept + 1
