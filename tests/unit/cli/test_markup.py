"""How changes are shown, with and without colours."""

from __future__ import annotations

import io
import time

import pytest
from rich.console import Console

from cleantext.cli.markup import Piece, pieces_of, print_pieces, print_reasons
from cleantext.cli.reasons import Reason, Reasons
from cleantext.model import Change

RULE = Reason("step", "r")


def shown(pieces: list[Piece], *, colours: bool = False, width: int = 80) -> list[str]:
    """Print the pieces and give the lines that were printed."""
    file = io.StringIO()
    console = Console(
        file=file,
        force_terminal=colours,
        width=width,
        color_system="standard" if colours else None,
        highlight=False,
    )
    print_pieces(pieces, Reasons((piece.why, "", "") for piece in pieces if piece.why), console)
    return file.getvalue().splitlines()


def test_pieces_join_to_input_and_output() -> None:
    """Kept and removed pieces are the input, kept and added ones the output."""
    text = "one\r\ntwo three"
    changes = [Change("a", "x", 3, 5, "\r\n", "\n"), Change("b", "y", 8, 14, " three", "!")]
    pieces = list(pieces_of(text, changes))
    assert "".join(piece.text for piece in pieces if piece.state != "added") == text
    assert "".join(piece.text for piece in pieces if piece.state != "removed") == "one\ntwo!"


def test_marks_and_margin_without_a_terminal() -> None:
    """In a file or a pipe, marks stand for the colours, and the rule is in the margin."""
    pieces = [
        Piece("the ", "kept"),
        Piece("tow", "removed", Reason("repair", "x")),
        Piece("two", "added"),
    ]
    (line,) = shown(pieces)
    margin, content = line.split(" │ ")
    assert margin.strip() == "repair x"
    assert content == "the [-tow-]{+two+}"


def test_colours_on_a_terminal() -> None:
    """Removed text is red and struck through, added text green; there are no marks."""
    (line,) = shown([Piece("old", "removed", RULE), Piece("new", "added", RULE)], colours=True)
    assert "\x1b[9;31mold\x1b[0m" in line
    assert "\x1b[32mnew\x1b[0m" in line


def test_a_terminal_without_styles_gets_marks() -> None:
    """With TERM=dumb rich prints neither colours nor strokes: without marks all looked kept."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, color_system=None, width=80)
    piece = Piece("old", "removed", RULE)
    print_pieces([piece], Reasons([(RULE, "old", "")]), console)
    assert file.getvalue().endswith("│ [-old-]\n")


def test_long_lines_wrap_only_on_a_terminal() -> None:
    """A terminal's width holds; a pipe gets each line whole."""
    pieces = [Piece("word " * 40, "kept")]
    assert len(shown(pieces)) == 1
    assert len(shown(pieces, colours=True)) > 3


def test_a_removed_block_leaves_no_empty_line() -> None:
    """The white space that goes with a block is not shown as lines of its own."""
    pieces = [Piece("a\n\n", "kept"), Piece("gone\n\n", "removed", RULE), Piece("b", "kept")]
    assert [line.split("│ ")[1].strip() for line in shown(pieces)] == ["a", "", "[-gone-]", "b"]


@pytest.mark.parametrize("width", [1, 20, 27, 30])
def test_a_narrow_terminal_shows_the_whole_text(width: int) -> None:
    """Where beside the margin there is no room, lines are longer than the terminal, and whole."""
    lines = shown([Piece("the mill burned down", "kept")], colours=True, width=width)
    words = [line.split("│", 1)[1].replace("\x1b[0m", "") for line in lines]
    assert " ".join(" ".join(words).split()) == "the mill burned down"


@pytest.mark.parametrize("code", ["\x1b", "\x00", "\r", "\x7f", "\x9b", "\u202e"])
def test_control_characters_never_reach_the_terminal(code: str) -> None:
    """A scraped page can't move the cursor or colour the screen of who looks at it."""
    (line,) = shown([Piece(f"a{code}b", "removed", RULE)])
    assert code not in line
    assert len(line.split("│ ")[1]) == len("[-a.b-]")


def test_a_megabyte_on_one_line_is_shown_in_seconds() -> None:
    """Wrapping takes time in proportion to the text."""
    started = time.process_time()
    pieces = [Piece("word " * 100_000, "kept"), Piece("x" * 500_000, "removed", RULE)]
    shown(pieces, colours=True)
    assert time.process_time() - started < 20


def test_the_list_of_reasons_wraps_only_on_a_terminal() -> None:
    """The names of rules come last in a row: whole in a pipe, in their column on a terminal."""
    rule = Reason("boilerplate", "model: short line without a sentence, far from running text")
    reasons = Reasons([(rule, "Home", ""), (Reason("repair", "quote"), "”", '"')])
    for is_terminal, count in ((False, 3), (True, 4)):
        file = io.StringIO()
        console = Console(file=file, force_terminal=is_terminal, width=80, color_system=None)
        print_reasons(reasons, console)
        lines = file.getvalue().splitlines()
        assert len(lines) == count
        assert max(map(len, lines)) <= 80 or not is_terminal
        assert lines[0].split() == ["#", "changes", "characters", "removed", "added", "rule"]
        assert "".join(lines[1:-1]).split()[:4] == ["#1", "1", "4", "0"]
        assert lines[-1].split() == ["#2", "1", "1", "1", "repair", "quote"]
