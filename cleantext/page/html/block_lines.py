"""The texts of a page's blocks, from the text of the page with marks in it."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["CELL", "END", "LINE", "find_indents", "read_lines", "tidy"]

END, LINE, CELL = 0, 1, 2
"""The characters that mark the end of a block, of a line, and of a cell: `read_markup` leaves none
of them in a page."""
_BLANKS = " \t\n\f\r"
_SEPARATED = " | "
_INVISIBLE = (
    "\N{SOFT HYPHEN}",
    "\N{ZERO WIDTH SPACE}",
    "\N{WORD JOINER}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
)
_EMPTY_CELLS = "\x02 \N{NO-BREAK SPACE}"
"""What a row of a table ends with where its last cells hold nothing."""


def find_indents(pieces: list[str], laid_out: Iterable[int]) -> dict[int, str]:
    """The white space before the first word on its line, of the blocks that begin with some.

    White space that is wider than a blank is indentation only in the blocks ``laid_out``, those of
    preformatted text: before a paragraph it is a habit of typesetting.
    """
    # A comprehension first: it is quicker, and few blocks begin so.
    indented = {index for index, piece in enumerate(pieces) if piece[0] in _BLANKS}
    indents = {}
    for index in sorted(indented.union(laid_out)):
        piece = pieces[index]
        lead = piece[: len(piece) - len(piece.lstrip())]
        if lead:
            indents[index] = lead[lead.rfind("\n") + 1 :]
    return indents


def tidy(text: str) -> str:
    """Without invisible marks, and with what the stream had to escape."""
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text


def read_lines(piece: str) -> str:
    """A block with lines or cells in it."""
    if "\x02" in piece:
        lines = piece.lstrip("\x02 ").split("\x01")
        piece = "\x01".join([line.rstrip(_EMPTY_CELLS) for line in lines])
        cells = [cell.strip(" ") for cell in piece.split("\x02")]
        piece = _SEPARATED.join(cells)
    if "\x01" not in piece:
        return piece.strip()
    return "\n".join(line.strip(" ") for line in piece.split("\x01")).strip()
