"""What a row of a table is: a line of data, or a part of a page that is laid out as a table."""

from __future__ import annotations

from cleantext.kernels import subroutine
from cleantext.page.html.flow import BREAK, CELL_END, INSIDE, LINE_BREAK, PRE, has_text
from cleantext.page.html.markup import NAMES, Bytes, Ints

__all__ = ["OTHER_ROW", "ROW", "place_in_row", "read_row"]

ROW = NAMES.index("tr")
OTHER_ROW, _DATA, _LAID_OUT = range(3)
"""What a row is."""
_MOST_IN_CELL = 100
"""The cell of a table of data holds no more bytes."""


@subroutine
def read_row(
    data: Bytes, starts: Ints, ends: Ints, tags: Bytes, effects: Bytes, start: int, end: int
) -> int:
    """What the row between two tags is."""
    if _is_data_row(data, starts, ends, tags, effects, start, end):
        return _DATA
    is_laid_out = _is_laid_out(data, starts, ends, tags, effects, start, end)
    return _LAID_OUT if is_laid_out else OTHER_ROW


@subroutine
def _is_data_row(
    data: Bytes, starts: Ints, ends: Ints, tags: Bytes, effects: Bytes, start: int, end: int
) -> bool:
    """Whether a row is one of a table of data: two cells or more, each with a few words at most.

    The cells of pages that are laid out as tables hold more, one block after the other.
    """
    cells = size = 0
    is_over = False
    for tag in range(start + 1, end):
        effect = effects[tags[tag]]
        if tags[tag] == ROW or effect == PRE:
            return False
        if effect == CELL_END:
            cells += size > 0
            size, is_over = 0, False
        is_over |= effect == BREAK and size > 0
        text = data[ends[tag] + 1 : starts[tag + 1]]
        if has_text(text):
            size += text.size
            if is_over or size > _MOST_IN_CELL:
                return False
    return cells > 1


@subroutine
def _is_laid_out(
    data: Bytes, starts: Ints, ends: Ints, tags: Bytes, effects: Bytes, start: int, end: int
) -> bool:
    """Whether a row lays out a page: a cell has paragraphs, with an empty line between them.

    So pages were made before there were style sheets: a menu in a cell, the story in the next.
    """
    cells = breaks = 0
    is_begun = has_paragraphs = False
    for tag in range(start + 1, end):
        effect = effects[tags[tag]]
        if tags[tag] == ROW or effect == PRE:
            return False
        if effect == CELL_END:
            cells += is_begun
            breaks, is_begun = 0, False
        breaks += effect == LINE_BREAK
        if has_text(data[ends[tag] + 1 : starts[tag + 1]]):
            has_paragraphs |= is_begun and breaks > 1
            breaks, is_begun = 0, True
    return bool(has_paragraphs and cells + is_begun > 1)


@subroutine
def place_in_row(effect: int, row: int) -> int:
    """What a tag does within a row of a table: of data, or of what a page is laid out in."""
    if row == _DATA:
        return INSIDE if effect == BREAK else effect
    return BREAK if effect == CELL_END else effect
