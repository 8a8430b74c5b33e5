"""Bylines: who wrote a story, on a line of its own."""

from __future__ import annotations

from cleantext.page.features import SENTENCE_ENDS

__all__ = ["is_byline"]

MOST_NAME = 5
"""A name in a byline has at most so many words, and two at least."""
MOST_CHARACTERS = 250
"""What stands farther on in a line is not looked at."""
_BY = frozenset(
    ("by", "von", "par", "por", "di", "door", "af", "av", "text", "words", "autor", "autora")
)


def is_byline(text: str) -> bool:
    """Whether a line is "by" and a name, up to its first comma, and no sentence.

    >>> is_byline("By Ann Example, Harbour Courier"), is_byline("By the river"), is_byline("by now")
    (True, False, False)
    """
    by, *name = text[:MOST_CHARACTERS].partition(",")[0].split() or [""]
    is_name = all(word[:1].isupper() for word in name) and not text.endswith(SENTENCE_ENDS)
    return by.casefold().rstrip(":") in _BY and MOST_NAME >= len(name) > 1 and is_name
