"""What a line has in common with the running text: the beginnings of its longer words."""

from __future__ import annotations

import re
from itertools import compress

from cleantext.page.boilerplate.described_page import DescribedPage

__all__ = ["LONGER", "read_story_stems", "share_stems"]

LONGER = 4
"""A longer word has at least so many characters ..."""
STEM = 5
"""... and is known by so many of its first ones: endings differ."""
_STEM = re.compile(rf"\b\w{{{LONGER},{STEM}}}")


def read_story_stems(page: DescribedPage) -> set[str]:
    """The stems of the longer words of the running text."""
    running = compress(page.lines.texts, page.running)
    return set(_STEM.findall("\n".join(running).casefold()))


def share_stems(phrase: str, story: set[str]) -> float:
    """Which share of the stems of a phrase of the page stands in its running text, too.

    >>> share_stems("the wooden bridges", {"bridg", "river"})
    0.5
    """
    stems = set(_STEM.findall(phrase))
    return len(stems & story) / max(1, len(stems))
