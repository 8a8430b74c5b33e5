"""How changes look: what was removed and added, line by line, with the rule in the margin.

On a terminal removed text is red and struck through, added text green. Elsewhere, and where
colours are switched off, the marks of wdiff stand for them: ``[-removed-]`` and ``{+added+}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from rich.console import Console
from rich.text import Text

from cleantext.cli.reasons import MARGIN, Reason, Reasons
from cleantext.model import Change

__all__ = ["Piece", "pieces_of", "print_pieces", "print_reasons"]

_STYLES = {"kept": "", "removed": "red strike", "added": "green"}
_MARKS = {"kept": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
_LEAST_WIDTH = 16  # in columns; a terminal that has less room beside the margin wraps by itself
# Scraped text may hold the codes that move a terminal's cursor, or turn a line and its margin
# around: they are shown, never sent.
_VISIBLE = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_VISIBLE |= {0x7F: 0x2421, **dict.fromkeys((*range(0x80, 0xA0), 0x202D, 0x202E), 0xFFFD)}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that was ``kept``, ``removed`` or ``added``, and why (None for kept)."""

    text: str
    state: str
    why: Reason | None = None


def pieces_of(text: str, changes: Sequence[Change]) -> Iterator[Piece]:
    """Cut the input of `explain` into what was kept, removed and added.

    >>> list(pieces_of("a&b", [Change("repair", "x", 1, 2, "&", "+")]))[1]
    Piece(text='&', state='removed', why=Reason(step='repair', rule='x'))
    """
    done = 0
    for change in changes:
        yield Piece(text[done : change.start], "kept")
        why = Reason(change.step, change.rule)
        # A line break that is on both sides stays one line break on the screen.
        same = _common_ending(change.before, change.after)
        yield Piece(change.before[: len(change.before) - same], "removed", why)
        yield Piece(change.after[: len(change.after) - same], "added", why)
        done = change.end - same
    yield Piece(text[done:], "kept")


def _common_ending(one: str, other: str) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def print_pieces(pieces: Iterable[Piece], reasons: Reasons, console: Console) -> None:
    """Print the pieces with their reasons in the margin, wrapped only to a terminal's width."""
    for line in _lines(pieces):
        why = list(dict.fromkeys(piece.why for piece in line if piece.why))
        margin = Text(reasons.shorten(why) if why else "", style="dim")
        margin.pad_right(MARGIN - margin.cell_len)
        shown = Text.assemble(*(_styled(piece, console) for piece in line))
        _print_beside(Text.assemble(margin, (" │ ", "dim")), shown, console)


def print_reasons(reasons: Reasons, console: Console) -> None:
    """Print the list of the reasons, numbered, each with its changes and their characters."""
    rows = [("#", "changes", "characters removed", "added", "rule"), *reasons.rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, style in zip(rows, ("bold", *[""] * len(reasons.rows)), strict=True):
        *numbers, why = row
        left = "".join(f"{cell:>{width}}  " for cell, width in zip(numbers, widths, strict=False))
        _print_beside(Text(left, style=style), Text(why, style=style), console)


def _print_beside(left: Text, right: Text, console: Console) -> None:
    """Print a text beside another that has one row; on a terminal it is wrapped to its room."""
    width = max(console.width - left.cell_len, _LEAST_WIDTH)
    below = Text(" " * (left.cell_len - 2) + left.plain[-2:], style="dim")
    rows = right.wrap(console, width) if console.is_terminal else [right]
    for beside, row in zip_longest([left], rows, fillvalue=below):
        console.print(Text.assemble(beside, row), soft_wrap=True)


def _styled(piece: Piece, console: Console) -> tuple[str, str]:
    text = piece.text.translate(_VISIBLE)
    # A terminal that knows no styles (TERM=dumb) has no colour system.
    if console.is_terminal and console.color_system is not None and not console.no_color:
        return text, _STYLES[piece.state]
    opening, closing = _MARKS[piece.state]
    return f"{opening}{text}{closing}", ""


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Give the pieces line by line, without the empty lines that a removed block leaves."""
    line: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line += _nonempty(first, piece)
        for other in others:
            if line or piece.state == "kept":
                yield line
            line = _nonempty(other, piece)
    if line:
        yield line


def _nonempty(text: str, piece: Piece) -> list[Piece]:
    return [Piece(text, piece.state, piece.why)] if text else []
