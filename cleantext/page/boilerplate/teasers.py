"""Headlines of other stories below a heading that says so, wherever the box stands in the page.

The trained model has seen whole pages, where such lists stand below the story. In the midst of one,
and in short texts, it takes them for the story's own lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from cleantext.page.boilerplate.described_page import SUBHEADING_WORDS, DescribedPage
from cleantext.page.boilerplate.stems import read_story_stems, share_stems
from cleantext.page.features import COLONS, QUESTION_MARKS
from cleantext.page.furniture.phrases import load_phrases

__all__ = ["TEASER", "find_teasers"]

TEASER = "teaser"
"""The rule by which the headlines of other stories go."""
LEAST_LINES = 2
"""One line alone may be a heading of the story's."""
WORDS = range(3, 16)
"""A headline has so many words."""
OWN = 1 / 2
"""The page's own headline shares such a part of its longer words with the running text."""
_Number = tuple[int, str]
_NUMBER = re.compile(r"(\d{1,3})([.)])(?=\s)")
_ANGLES = (
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_PATH = re.compile(f" [>{_ANGLES}] ")
_MARKS = " -*#>\"'\N{BULLET}\N{MIDDLE DOT}\N{LEFT DOUBLE QUOTATION MARK}\
\N{LEFT SINGLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\
\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
"""How headlines and the items of lists begin."""


def find_teasers(page: DescribedPage) -> Iterator[int]:
    """The lines below "Related stories" and the like, up to the first that is no headline.

    A line is none that ends as statements do, or introduces something, or goes on in small letters;
    nor one that is farther from the line above it than the first one is from the heading; nor one
    that goes on with the numbers above the heading, and has its text below; nor, above all running
    text, one whose words the running text has, or a path of links; nor the last, just above running
    text, if it is short or a question. Wrong where a longer heading of the story stands below such
    a list, as near as the list's lines.
    """
    boxes = load_phrases().boxes
    headings = [index for index in sorted(page.kinds) if page.phrases[index] in boxes]
    if not headings:
        return
    lines = page.lines
    numbers: list[_Number | None] = [_read_number(text) for text in lines.texts]
    above = list(accumulate(numbers, _last))
    first = page.running.index(True) if any(page.running) else 0
    story = read_story_stems(page) if headings[0] < first else set()
    end = 0
    for heading in headings:
        if heading < end:
            continue
        gap, end = lines.gaps[heading].count("\n"), heading + 1
        while end < len(lines) and _is_headline(page, end):
            if lines.gaps[end - 1].count("\n") > gap:
                break
            is_next = _follows(numbers[end], above[heading]) and numbers[end - 1] is None
            if is_next and any(page.terminal[end + 1 : end + 2]):
                break
            if end < first and _begins_page(page, end, story):
                break
            end += 1
        if end - heading > LEAST_LINES:
            yield from range(heading + 1, end - _may_be_subheading(page, end - 1))


def _last(before: _Number | None, number: _Number | None) -> _Number | None:
    return number or before


def _read_number(text: str) -> _Number | None:
    """The number that a line begins with, and the mark behind it."""
    found = _NUMBER.match(text)
    return (int(found[1]), found[2]) if found else None


def _follows(number: _Number | None, last: _Number | None) -> bool:
    return number is not None and last is not None and number == (last[0] + 1, last[1])


def _begins_page(page: DescribedPage, index: int, story: set[str]) -> bool:
    """Whether a line above all running text is its headline, or the path that leads to it."""
    is_path = _PATH.search(page.lines.texts[index]) is not None
    return is_path or share_stems(page.phrases[index], story) >= OWN


def _may_be_subheading(page: DescribedPage, index: int) -> bool:
    """Whether a line just above running text is short or asks: as likely the story's own."""
    text = page.lines.texts[index]
    if text[:1] in _MARKS or not any(page.running[index + 1 : index + 2]):
        return False
    is_question = text.endswith(QUESTION_MARKS)
    return is_question or page.words[index] <= SUBHEADING_WORDS


def _is_headline(page: DescribedPage, index: int) -> bool:
    """Whether a line may be the headline of another story."""
    text = page.lines.texts[index]
    if page.words[index] not in WORDS or text.endswith(COLONS):
        return False
    is_statement = page.terminal[index] and not text.endswith("?")
    return not is_statement and not text.lstrip(_MARKS)[:1].islower()
