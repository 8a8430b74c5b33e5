"""Lines that repeat on purpose: verse, parts of broken sentences, what is said about code."""

from __future__ import annotations

from collections.abc import Container, Sequence

from cleantext.page.features import count_words
from cleantext.page.markdown import have_headings_between
from cleantext.page.plain import Lines, goes_on

__all__ = ["PROSE_WORDS", "is_deliberate"]

PROSE_WORDS = 25
"""A block with so many words is prose, whatever marks there are in it."""
VERSE_WORDS = 15
"""A line of verse has fewer words."""
_CODE = "`"
"""Markdown writes names of code between such."""


def is_deliberate(lines: Lines, copies: Sequence[int], headings: Sequence[int] = ()) -> bool:
    r"""Whether equal lines, which have not the shape of a caption, repeat on purpose.

    ``copies`` are where they stand, ``headings`` where `find_headings` finds some. It can be wrong
    about a caption with a line of few words just below it, which looks like a stanza.

    >>> from cleantext.page.plain import parse
    >>> line = "the keeper of the lighthouse has gone home for the winter."
    >>> is_deliberate(parse(f"So\n{line}\n\nBut\n{line}"), [1, 3])
    True
    """
    if have_headings_between(headings, copies):
        return True  # in a manual the same may be said of each thing
    equal = frozenset(copies)
    return any(
        _is_part(lines, index) or _CODE in lines.texts[index] or _is_verse(lines, index, equal)
        for index in copies
    )


def _is_part(lines: Lines, index: int) -> bool:
    """Whether a line is a part of a sentence that was broken at a width."""
    following = lines.texts[index + 1] if index + 1 < len(lines) else ""
    return lines.texts[index][:1].islower() or goes_on(lines.gaps[index], following)


def _is_verse(lines: Lines, index: int, equal: Container[int]) -> bool:
    """Whether a line stands in a stanza: a short line below it, or two above it.

    One short line above it would be the title of a picture.
    """

    def is_short(index: int) -> bool:
        return index not in equal and count_words(lines.texts[index]) < VERSE_WORDS

    return count_words(lines.texts[index]) < PROSE_WORDS and (
        (_is_above(lines, index) and is_short(index + 1))
        or (_is_above(lines, index - 1, index - 2) and is_short(index - 1))
    )


def _is_above(lines: Lines, *indices: int) -> bool:
    """Whether each of the blocks has another on the line just below it."""
    return all(
        0 <= index < len(lines) - 1 and lines.texts[index] and lines.gaps[index].count("\n") == 1
        for index in indices
    )
