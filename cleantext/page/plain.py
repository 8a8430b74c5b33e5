"""Plain text to blocks and back: a block is a line, and joining is the exact inverse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from cleantext.edits import Change
from cleantext.model import Block

__all__ = ["join", "parse", "remove_blocks"]

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def parse(text: str) -> list[Block]:
    r"""The blocks of a plain text: its lines that hold more than white space.

    The white space around a line belongs to the gaps, so that ``join(parse(text)) == text`` for
    every text. White space at the very start is the gap of an empty first block.

    >>> [(block.start, block.text, block.gap) for block in parse("One\n\n  Two\n")]
    [(0, 'One', '\n\n  '), (7, 'Two', '\n')]
    """
    spans = [match.span() for match in _LINE.finditer(text)]
    if text and (not spans or spans[0][0] > 0):
        spans.insert(0, (0, 0))
    ends = [start for start, _ in spans[1:]] + [len(text)]
    return [
        Block(start, text[start:end], text[end:following])
        for (start, end), following in zip(spans, ends, strict=False)  # no spans, one end
    ]


def join(blocks: Iterable[Block]) -> str:
    r"""The text that the blocks are of.

    >>> join(parse(" One\r\n\r\nTwo"))
    ' One\r\n\r\nTwo'
    """
    return "".join([block.text + block.gap for block in blocks])


def remove_blocks(blocks: Sequence[Block], reasons: Mapping[int, str], step: str) -> list[Change]:
    r"""The changes that remove the blocks with the given indices, each for its rule.

    A block goes with one of the two gaps beside it: the smaller one, so that paragraphs that were
    apart stay apart; at the end of the text, the one before it.

    >>> blocks = parse("One\n\nRead more\nTwo")
    >>> remove_blocks(blocks, {1: "phrase"}, "boilerplate")
    [Change(step='boilerplate', rule='phrase', start=5, end=15, before='Read more\n', after='')]
    """
    text = join(blocks)
    return [
        Change(step, reasons[index], start, end, text[start:end], "")
        for run in _runs(sorted(reasons))
        for index, (start, end) in zip(run, _cuts(blocks, run), strict=True)
    ]


def _runs(indices: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _cuts(blocks: Sequence[Block], run: list[int]) -> list[tuple[int, int]]:
    """For each block of the run, what to cut: its lines, or the gap before it and its text."""
    before = blocks[run[0] - 1] if run[0] else None
    last = blocks[run[-1]]
    at_end = run[-1] == len(blocks) - 1
    if before and (at_end or before.gap.count("\n") < last.gap.count("\n")):
        return [(blocks[index - 1].end, blocks[index].end) for index in run]
    starts = [_line_start(blocks, index) for index in (*run, run[-1] + 1)]
    return list(pairwise(starts))


def _line_start(blocks: Sequence[Block], index: int) -> int:
    """Where the block's line begins: the white space before it on its line is its own."""
    if index == 0:
        return 0
    before = blocks[index - 1]
    if index == len(blocks):
        return before.end + len(before.gap)
    return before.end + before.gap.rfind("\n") + 1
