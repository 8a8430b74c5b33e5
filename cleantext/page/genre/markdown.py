"""What Markdown marks: tables and fenced code, which are to be left as they are, and headings.

Source: GitHub Flavored Markdown Spec, sections 4.2, 4.5 and 4.10.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["find_fixed", "find_headings", "have_headings_between"]

_FENCES = ("```", "~~~")
_DELIMITERS = re.compile(r"\|(?=[ :|]*+-)[ :|-]*+(?<=\|)")
_LEAST_BARS = 6
"""So many bars are in the smallest table of two columns, its heading and the line below that."""
_HEADING = re.compile(r"#{1,6}\s")


def find_headings(lines: Sequence[str]) -> list[int]:
    """Which lines are headings; ``lines`` are stripped.

    >>> find_headings(["# Marrow", "It is a port.", "# Hale", "It is a port."])
    [0, 2]
    """
    return [index for index, line in enumerate(lines) if line[:1] == "#" and _HEADING.match(line)]


def have_headings_between(headings: Sequence[int], places: Sequence[int]) -> bool:
    """Whether a heading stands between each line of these and the next, or is the line itself.

    ``headings`` are all of the text, in order: a text may have as many lines that come twice.

    >>> have_headings_between([0, 2], [1, 3])
    True
    """
    pairs = list(pairwise(sorted(places)))
    counts = (bisect_left(headings, end) - bisect_left(headings, start) for start, end in pairs)
    return bool(headings and pairs) and all(counts)


def find_fixed(text: str, lines: Sequence[str]) -> frozenset[int]:
    r"""The lines of a text that stand in a table with outer bars, or between two fences.

    ``lines`` are the text's lines, stripped. A fence that is not closed begins nothing.

    >>> table = ["Ports:", "| Port | Depth |", "|------|-------|", "| Marrow | 4 m |"]
    >>> sorted(find_fixed("\n".join(table), table))
    [1, 2, 3]
    """
    fixed: set[int] = set()
    if text.count("|") >= _LEAST_BARS:
        fixed |= _find_tables(lines)
    if any(fence in text for fence in _FENCES):
        fixed |= _find_fenced(lines)
    return frozenset(fixed)


def _find_tables(lines: Sequence[str]) -> set[int]:
    found: set[int] = set()
    start = 0  # where the rows began that are read
    for index, line in enumerate([*lines, ""]):
        if line.startswith("|") and line.endswith("|"):
            continue
        if index - start > 1 and _DELIMITERS.fullmatch(lines[start + 1]):
            found |= set(range(start, index))
        start = index + 1
    return found


def _find_fenced(lines: Sequence[str]) -> set[int]:
    found: set[int] = set()
    opened, fence = 0, ""
    for index, line in enumerate(lines):
        if not line.startswith(_FENCES):
            continue
        if not fence:
            opened, fence = index, line[:3]
        elif line.startswith(fence):
            found |= set(range(opened, index + 1))
            fence = ""
    return found
