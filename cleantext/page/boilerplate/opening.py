"""What a text opens with: its headline, its byline, its dateline.

They belong to the story, and look like what stands around them: short lines above the running text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.boilerplate.stems import LONGER, read_story_stems, share_stems
from cleantext.page.furniture.bylines import is_byline
from cleantext.page.furniture.phrases import load_phrases
from cleantext.page.profile.masking import mask_line

__all__ = ["SMALL_TEXT", "find_opening"]

MOST_LINES = 3
"""So many lines above the running text are a headline, a byline and a dateline ..."""
SMALL_TEXT = 250
"""... and in a text of fewer words than this ..."""
MOST_SMALL_LINES = 6
"""... so many: there is no whole menu above it."""
HEADLINE_WORDS = 3
"""A headline has at least so many words ..."""
SHARED = 1 / 4
"""... and such a share of its longer words stands in the running text, too."""
SMALL_PAGE = 400
"""On a page of fewer words the headline below the menu is a good part of the story. On larger ones
people who mark stories count one in ten in ..."""
LONG_HEADLINE = 6
"""... and here it has at least so many words, more than entries of menus have ..."""
NEAR = 20
"""... and stands among so many lines above the running text."""
NAME_CHARACTERS = 200
"""A name and what stands between its words has no more characters ..."""
BETWEEN = 3
"""... and no more words between: "Walter J. "Bud" Hill, 88", and "The" before it."""
MOST_DATE = 80
"""A line with a date has at most so many characters ..."""
MOST_BESIDE = 2
"""... and so many words beside it."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_RIGHTS = "\N{COPYRIGHT SIGN}("
_WORD = re.compile(r"\w+")
_NO_HEADLINE = re.compile(
    " [|/>\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{MIDDLE DOT}\N{BULLET}] |@|://|[0-9]:[0-9]"
)
"""Separators of a path of links, addresses and times."""


def find_opening(page: DescribedPage, gone: Container[int]) -> set[int]:
    """The lines above the running text, if they are few, without those that are ``gone``.

    Where they are more, entries of the catalogue ("Home", "Share") are not counted, nor what stands
    above the headline; and none is without a headline. Of a small page the long lines below the
    menu are ones, too, its headline the first of them, and a byline and a date below one; and of
    each page a name with which the
    running text begins. The page has running text.
    """
    first = next((i for i, each in enumerate(page.running) if each and i not in gone), 0)
    above = [i for i in range(first) if page.words[i] and i not in gone]
    if len(above) <= MOST_LINES:
        return set(above)
    known = load_phrases().whole
    above = [index for index in above if page.phrases[index] not in known]
    size = sum(page.words)
    is_few = len(above) <= (MOST_SMALL_LINES if size < SMALL_TEXT else MOST_LINES)
    is_menu = (index in gone or page.phrases[index] in known for index in range(first))
    is_below_menu = size < SMALL_PAGE and any(is_menu)
    near = [index for index in above if index >= first - NEAR]
    opening = _find_names(page, near, first)
    if is_below_menu:
        opening |= _find_bylines(page, _find_headlines(page, near), near)
    if not is_few:
        return opening
    story = read_story_stems(page)
    for place, index in enumerate(above):
        if (
            page.words[index] >= HEADLINE_WORDS
            and share_stems(page.phrases[index], story) >= SHARED
        ):
            return opening.union(above[place:])
    return opening


def _find_names(page: DescribedPage, above: Iterable[int], first: int) -> set[int]:
    """Lines that are a name with which the running text begins: what the page is about."""
    start = _WORD.findall(page.lines.texts[first][:NAME_CHARACTERS].casefold())
    found = set()
    for index in above:
        words = _WORD.findall(page.phrases[index])
        is_name = len(words) > 1 and sum([len(word) >= LONGER for word in words]) > 1
        if is_name and set(words).issubset(start[: len(words) + BETWEEN]):
            found.add(index)
    return found


def _find_headlines(page: DescribedPage, above: Iterable[int]) -> set[int]:
    """Lines below a menu that are longer than its entries: headline, subtitle, caption."""
    texts = page.lines.texts
    return {
        index
        for index in above
        if page.words[index] >= LONG_HEADLINE and not _NO_HEADLINE.search(texts[index])
    }


def _find_bylines(page: DescribedPage, headlines: set[int], above: Sequence[int]) -> set[int]:
    """The headlines, and the bylines and dates below them that nothing else stands between."""
    texts = page.lines.texts
    found = set(headlines)
    for before, index in pairwise(above):
        is_below = before in found and index == before + 1
        if is_below and (is_byline(texts[index]) or _is_date(texts[index])):
            found.add(index)
    return found


def _is_date(text: str) -> bool:
    """Whether a line has a year, and next to nothing beside its date but "Updated" and the like."""
    if len(text) > MOST_DATE or not _YEAR.search(text) or text[0] in _RIGHTS:
        return False
    return len(_LONG_WORD.findall(mask_line(text))) <= MOST_BESIDE
