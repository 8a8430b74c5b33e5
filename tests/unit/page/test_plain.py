"""Plain text to blocks and back, and what goes with a block that is removed."""

from __future__ import annotations

import pytest

from cleantext.edits import apply_changes
from cleantext.model import Block
from cleantext.page.plain import join, lines_of, parse, remove_blocks


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "a", "a\n", "\n\na", " a \r\n b\n\n", "a\x0bb\n\x1c\n", "\u3000x\u3000"]
)
def test_joining_gives_the_text(text: str) -> None:
    """Whatever white space a text has, the blocks hold all of it."""
    blocks = parse(text)
    assert join(blocks) == text
    assert all(text[block.start : block.end] == block.text for block in blocks)


def test_lines_are_a_sequence_of_blocks() -> None:
    """Whoever goes through them, or takes one or some, gets the same blocks as from a list."""
    blocks = parse("\n a\n\nb ")
    wanted = [Block(0, "", "\n "), Block(2, "a", "\n\n"), Block(5, "b", " ")]
    assert list(blocks) == wanted
    assert (len(blocks), blocks[-1], blocks[1:]) == (3, wanted[-1], wanted[1:])
    with pytest.raises(IndexError):
        blocks[3]
    assert lines_of(wanted) == lines_of(blocks) == blocks


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("A\nX\nB", {1}, "A\nB"),
        ("A\n\nX\n\nB", {1}, "A\n\nB"),
        ("A\n\nX\nB", {1}, "A\n\nB"),
        ("A\nX\n\nB", {1}, "A\n\nB"),
        ("A\nX\nY\n\nB", {1, 2}, "A\n\nB"),
        ("A\n\nX\n", {1}, "A\n"),
        ("A\n\nX\n\nY", {1, 2}, "A"),
        ("X\n\nA", {0}, "A"),
        ("X\n  A", {0}, "  A"),
        ("A\n  X\n    B", {1}, "A\n    B"),
        ("X", {0}, ""),
        ("\n\nX\n", {0, 1}, ""),
        ("\n\nX\n\nA", {1}, "\n\nA"),
    ],
)
def test_a_removed_block_takes_one_gap_along(text: str, gone: set[int], left: str) -> None:
    """Paragraphs that were apart stay apart, indentation stays, and no blank tail is left."""
    blocks = parse(text)
    changes = remove_blocks(blocks, dict.fromkeys(gone, "rule"), "step")
    assert apply_changes(text, changes) == left
    assert len(changes) == len(gone)
