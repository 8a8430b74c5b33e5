"""Whether a text is prose throughout: where it is, there is nothing to look for."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.model import Block
from cleantext.page.features import CLOSERS, SENTENCE_ENDS
from cleantext.page.plain import Lines, goes_on, lines_of

__all__ = ["is_prose"]

PROSE_CHARACTERS = 20
"""A block with so many characters and a sentence's end is prose."""
PROSE = 0.6
"""A plain text with this share of prose and without a phrase is a story as it stands."""


def is_prose(blocks: Sequence[Block], least: float = PROSE) -> bool:
    r"""Whether a plain text is made of sentences, but for a headline or so.

    ``least`` is the share of its characters, 0 to 1, that stand in them.

    >>> from cleantext.page.plain import parse
    >>> is_prose(parse("Fire\nThe mill burned for a day, and nobody was hurt."))
    True
    """
    if not isinstance(blocks, Lines) and any(block.element is not None for block in blocks):
        return False
    lines = lines_of(blocks)
    following = [*lines.texts[1:], ""]
    total = prose = 0
    for text, gap, after in zip(lines.texts, lines.gaps, following, strict=False):
        size = len(text)
        total += size
        if size >= PROSE_CHARACTERS and (_ends_sentence(text) or goes_on(gap, after)):
            prose += size
    return prose >= least * total


def _ends_sentence(text: str) -> bool:
    return text.endswith(SENTENCE_ENDS) or text.rstrip(CLOSERS).endswith(SENTENCE_ENDS)
