"""A line with what changes from page to page masked: numbers, months and days."""

from __future__ import annotations

import re

from cleantext.page.phrases import load_phrases

__all__ = ["MASKED", "is_short", "mask_line"]

MASKED = "#"
MOST_WORDS = 30
"""A longer line is never a pattern."""

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


def mask_line(line: str) -> str:
    """The line casefolded, with one space between words, ``#`` for numbers, months and days.

    >>> mask_line("Updated: Monday,  3 June 2014, 10:45")
    'updated: #, # # #, #:#'
    """
    calendar = load_phrases().calendar
    folded = " ".join(line.casefold().split())
    if not calendar.isdisjoint(_WORD.findall(folded)):
        folded = _WORD.sub(lambda word: MASKED if word[0] in calendar else word[0], folded)
    return _NUMBER.sub(MASKED, folded)


def is_short(line: str) -> bool:
    """Whether the line is short enough to be a pattern.

    >>> is_short("Page 17 of the Mill"), is_short("word " * 40)
    (True, False)
    """
    return len(line.split(None, MOST_WORDS)) <= MOST_WORDS
