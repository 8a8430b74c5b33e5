"""What a text opens with: its headline, its byline, its dateline.

They belong to the story, and look like what stands around them: short lines above the running text.
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import compress

from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.furniture.phrases import load_phrases
from cleantext.page.plain import lines_of

__all__ = ["find_opening"]

MOST_LINES = 3
"""So many lines above the running text are a headline, a byline and a dateline ..."""
SMALL_TEXT = 250
"""... and in a text of fewer words than this ..."""
MOST_SMALL_LINES = 6
"""... so many: there is no whole menu above it."""
HEADLINE_WORDS = 3
"""A headline has at least so many words ..."""
SHARED = 4
"""... and one in so many of its longer words stands in the running text, too."""
_LONGER_WORD = re.compile(r"\w{4,}")


def find_opening(page: DescribedPage, gone: Container[int]) -> set[int]:
    """The lines above the running text, if they are few, without those that are ``gone``.

    Where they are more, entries of the catalogue ("Home", "Share") are not counted, nor what stands
    above the headline; and none is without a headline. The page has running text.
    """
    above = [i for i in range(page.running.index(True)) if page.words[i] and i not in gone]
    if len(above) <= MOST_LINES:
        return set(above)
    known = load_phrases().whole
    above = [index for index in above if page.phrases[index] not in known]
    is_small = sum(page.words) < SMALL_TEXT
    if len(above) > (MOST_SMALL_LINES if is_small else MOST_LINES):
        return set()
    story = _read_story(page)
    for place, index in enumerate(above):
        if page.words[index] >= HEADLINE_WORDS and _is_about(page.phrases[index], story):
            return set(above[place:])
    return set()


def _read_story(page: DescribedPage) -> set[str]:
    """The longer words of the running text."""
    running = compress(lines_of(page.blocks).texts, page.running)
    return set(_LONGER_WORD.findall("\n".join(running).casefold()))


def _is_about(phrase: str, story: set[str]) -> bool:
    words = set(_LONGER_WORD.findall(phrase))
    return SHARED * len(words & story) >= max(1, len(words))
