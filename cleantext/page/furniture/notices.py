"""Notices of platforms that vary a little: a name in them, a date, half a sentence more or less.

"To post a comment, log into your chosen social network ...", "If you buy something through our
links, we may earn a commission." Their parts are in the catalogue, under ``[notices]``.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from cleantext.page.features import (
    COLONS,
    RUNNING_WORDS,
    SENTENCE_ENDS,
    count_words,
    normalize_phrase,
)
from cleantext.page.furniture.phrases import OPENING, load_phrases

__all__ = ["find_introduced", "is_notice"]

MOST_WORDS = 60
"""A notice has at most so many words."""
MOST_CHARACTERS = 600
"""A longer line is not looked at: few words have more than ten characters."""
HEAD = 100
"""No notice's first part has so many characters."""
INTRODUCTION = 4
"""A line of so many words with a colon at its end says what follows; a shorter one is a label."""
_QUOTES = (
    '"', "'", "`", "#", "\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{LEFT CORNER BRACKET}",
)  # fmt: skip


def is_notice(text: str, phrase: str, below: str = "") -> bool:
    """Whether a line is a notice of the catalogue, and not part of a paragraph that is broken.

    ``phrase`` is the line by `normalize_phrase`, or empty where it is long; ``below`` is the line
    below. Wrong where a story has such a notice as a paragraph of its own.

    >>> text = "If you buy something through our links, we may earn a commission."
    >>> is_notice(text, ""), is_notice(text[:20], "")
    (True, False)
    """
    head = phrase or text[:HEAD].casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    notices = load_phrases().notices.get(head[:OPENING], ())
    begun = [parts for parts in notices if head.startswith(parts[0])]
    if not begun or len(text) > MOST_CHARACTERS or text[:1].islower():
        return False
    if count_words(text) > MOST_WORDS or (below[:1].islower() and not text.endswith(SENTENCE_ENDS)):
        return False
    return any(_has_parts(phrase or normalize_phrase(text), parts) for parts in begun)


def _has_parts(phrase: str, parts: Sequence[str]) -> bool:
    """Whether a phrase has all these parts in their order."""
    place = 0
    for part in parts:
        place = phrase.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def find_introduced(texts: Sequence[str], found: Container[int]) -> Iterator[int]:
    """Which of the lines found the text itself quotes: in quotation marks, or in a list of its own.

    A list begins below a line that says what follows, and ends with the next running text or
    sentence. In Markdown a heading is the text's own, too.

    >>> list(find_introduced(["Each post has three buttons:", "- Reply", "- Quote"], {2}))
    [2]
    """
    is_list = False
    for index, text in enumerate(texts):
        if index in found:
            if is_list or text.startswith(_QUOTES):
                yield index
        elif text.endswith(COLONS):
            is_list |= count_words(text) >= INTRODUCTION
        elif is_list:
            is_list = not text.endswith(SENTENCE_ENDS) and count_words(text) < RUNNING_WORDS
