"""The title of a page, and the headline that it repeats.

The text of a whole page begins with what a browser shows as its title: the headline, and beside it
the name of the site ("Mill burns down - The Valley News"). The story's own headline stands below
the menu, often far from the first paragraph, and nothing but the title tells it from a link.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

__all__ = ["REST", "Title", "find_title", "read_parts"]

LEAST_WORDS = 3
"""A headline has at least so many words ..."""
MOST_WORDS = 30
"""... and a title at most so many."""
LEAST_SHARE = 0.3
"""The headline is at least this share of its title: else it is the name of the site."""
REST = "\N{HORIZONTAL ELLIPSIS}"
"""What stands for the headline in the part of a title that a site repeats."""

_SEPARATOR = re.compile(
    " [-|:/\N{EN DASH}\N{EM DASH}\N{MIDDLE DOT}\N{BULLET}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}] "
)


class Title(NamedTuple):
    """The block that is the page's title, and the one that is the story's headline."""

    line: int
    headline: int


def find_title(phrases: Sequence[str], removed: Container[int] = ()) -> Title | None:
    """The page's title, if its first line begins or ends with a later one, or is the same.

    ``phrases`` are the page's blocks as `features.normalize_phrase` spells them; ``removed`` are
    those that are gone already. Of several such lines the longest is the headline, and of equals
    the first. Wrong where a page has the name of a section in its title, and in its menu.

    >>> find_title(["mill burns down - the valley news", "news", "mill burns down", "it was old"])
    Title(line=0, headline=2)
    """
    line = next((index for index, phrase in enumerate(phrases) if phrase), None)
    if line is None or not LEAST_WORDS <= len(phrases[line].split()) <= MOST_WORDS:
        return None
    title = phrases[line]
    headline, longest = None, LEAST_SHARE * len(title)
    for index in range(line + 1, len(phrases)):
        size = len(phrases[index])
        if size > longest and index not in removed and _repeats(title, phrases[index]):
            headline, longest = index, size
    return Title(line, headline) if headline is not None else None


def _repeats(title: str, phrase: str) -> bool:
    """Whether the title begins or ends with the phrase, and with a whole word."""
    before, after = title[: -len(phrase)], title[len(phrase) :]
    begins = title.startswith(phrase) and not after[:1].isalnum()
    ends = title.endswith(phrase) and not before[-1:].isalnum()
    return (begins or ends) and len(phrase.split()) >= LEAST_WORDS


def read_parts(title: str) -> Iterator[str]:
    """What this title may have in common with others of its site: where it begins and ends.

    >>> list(read_parts("mill burns down - the valley news"))
    ['mill burns down - \N{HORIZONTAL ELLIPSIS}', '\N{HORIZONTAL ELLIPSIS} - the valley news']
    """
    for separator in _SEPARATOR.finditer(title):
        yield title[: separator.end()] + REST
        yield REST + title[separator.start() :]
