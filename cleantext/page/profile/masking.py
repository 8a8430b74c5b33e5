"""A line as a profile sees it: with numbers, months and days masked; short, or running text."""

from __future__ import annotations

import re

from cleantext.page.furniture.phrases import load_phrases

__all__ = ["MASKED", "is_long_sentence", "is_short", "mask_line"]

MASKED = "#"
RUNNING_CHARACTERS = 70
"""A line with so many characters and a sentence's end in it is running text."""
MOST_WORDS, MOST_CHARACTERS = 30, 400
"""A line with more of either is never a pattern: not all scripts part words by spaces."""

_SENTENCE_END = re.compile(
    "[.!?](?:\\s|\\W?\\Z)|[\N{IDEOGRAPHIC FULL STOP}\N{DEVANAGARI DANDA}\N{ARABIC QUESTION MARK}]"
)
_STRAIGHT = str.maketrans(
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    "''\"\"",
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


def mask_line(line: str) -> str:
    """The line casefolded, with straight quotation marks, single spaces and ``#`` for what changes.

    That is numbers, months and days. Marks are straight as `repair` makes them where it may: a line
    written as it stands on a page, or learned with other options, is the same.

    >>> mask_line("Updated: Monday,  3 June 2014, 10:45")
    'updated: #, # # #, #:#'
    """
    calendar = load_phrases().calendar
    folded = " ".join(line.casefold().split())
    if not folded.isascii():
        folded = folded.translate(_STRAIGHT)
    if not calendar.isdisjoint(_WORD.findall(folded)):
        folded = _WORD.sub(lambda word: MASKED if word[0] in calendar else word[0], folded)
    return _NUMBER.sub(MASKED, folded)


def is_short(line: str) -> bool:
    """Whether the line is short enough to be a pattern.

    >>> is_short("Page 17 of the Mill"), is_short("word " * 40), is_short("港" * 401)
    (True, False, False)
    """
    return len(line) <= MOST_CHARACTERS and len(line.split(None, MOST_WORDS)) <= MOST_WORDS


def is_long_sentence(line: str) -> bool:
    """Whether the line is running text: long, with the end of a sentence in it.

    >>> is_long_sentence("The mill burned down at night. It was the last of the five on the river.")
    True
    """
    return len(line) >= RUNNING_CHARACTERS and _SENTENCE_END.search(line) is not None
