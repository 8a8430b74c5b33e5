"""Plain text to blocks and back: a block is a line, and joining is the exact inverse."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from cleantext.edits import Change
from cleantext.model import Block

__all__ = [
    "Lines",
    "find_lines",
    "find_runs",
    "goes_on",
    "join",
    "lines_of",
    "parse",
    "remove_blocks",
    "trim",
]


@dataclass(frozen=True, slots=True)
class Lines(Sequence[Block]):
    """The blocks of a plain text, each made when it is asked for.

    Most texts are fine as they are, and whoever sees that needs no more than their lines:
    ``texts`` and ``gaps`` are those of the blocks, ``starts`` their offsets in ``text``.
    """

    text: str
    starts: list[int]
    texts: list[str]
    gaps: list[str]

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Block]:
        return map(Block, self.starts, self.texts, self.gaps)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        return Block(self.starts[index], self.texts[index], self.gaps[index])


def parse(text: str) -> Lines:
    r"""The blocks of a plain text: its lines that hold more than white space.

    The white space around a line belongs to the gaps, so that ``join(parse(text)) == text`` for
    every text. White space at the very start is the gap of an empty first block.

    >>> [(block.start, block.text, block.gap) for block in parse("One\n\n  Two\n")]
    [(0, 'One', '\n\n  '), (7, 'Two', '\n')]
    """
    starts: list[int] = []
    texts: list[str] = []
    place = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            size = len(line)
            indent = 0 if len(stripped) == size else size - len(line.lstrip())
            starts.append(place + indent)
            texts.append(stripped)
        place += len(line) + 1
    if text and (not starts or starts[0] > 0):
        starts.insert(0, 0)
        texts.insert(0, "")
    following = [*starts[1:], len(text)]
    gaps = [
        text[start + len(line) : after]
        for start, line, after in zip(starts, texts, following, strict=False)  # no line, one end
    ]
    return Lines(text, starts, texts, gaps)


def lines_of(blocks: Sequence[Block]) -> Lines:
    """The blocks as `Lines`, which know nothing of their elements."""
    if isinstance(blocks, Lines):
        return blocks
    starts = [block.start for block in blocks]
    texts = [block.text for block in blocks]
    return Lines(join(blocks), starts, texts, [block.gap for block in blocks])


def trim(lines: Lines) -> Lines:
    r"""The lines without the white space around the text, nor the empty first block that it makes.

    >>> trim(parse("\n One\nTwo\n")) == parse("One\nTwo")
    True
    """
    first = 0 if not lines.texts or lines.texts[0] else 1
    if len(lines) == first:
        return Lines("", [], [], [])
    if not first and not lines.gaps[-1]:
        return lines
    start, end = lines.starts[first], len(lines.text) - len(lines.gaps[-1])
    starts = [place - start for place in lines.starts[first:]]
    gaps = [*lines.gaps[first:-1], ""]
    return Lines(lines.text[start:end], starts, lines.texts[first:], gaps)


def find_lines(lines: Lines, parts: Iterable[str]) -> list[int]:
    r"""The lines that have one of these parts, in their order; no part has white space at an end.

    The text is searched as a whole: where few lines have one, that is far faster than line by line.

    >>> find_lines(parse("One\n\nTwo\nThree"), ("T", "hre"))
    [1, 2]
    """
    found = set()
    for part in parts:
        place = lines.text.find(part)
        while place >= 0:
            after = bisect(lines.starts, place)
            found.add(after - 1)
            place = lines.text.find(part, lines.starts[after]) if after < len(lines) else -1
    return sorted(found)


def join(blocks: Iterable[Block]) -> str:
    r"""The text that the blocks are of.

    >>> join(parse(" One\r\n\r\nTwo"))
    ' One\r\n\r\nTwo'
    """
    if isinstance(blocks, Lines):
        return blocks.text
    return "".join([block.text + block.gap for block in blocks])


def goes_on(gap: str, following: str) -> bool:
    r"""Whether a sentence goes on in the next line, as where lines were broken at a width.

    ``gap`` is what stands between the lines, ``following`` the next one.

    >>> goes_on("\n", "and nobody was hurt."), goes_on("\n\n", "and nobody was hurt.")
    (True, False)
    """
    return gap == "\n" and following[:1].islower()


def remove_blocks(blocks: Sequence[Block], reasons: Mapping[int, str], step: str) -> list[Change]:
    r"""The changes that remove the blocks with the given indices, each for its rule.

    A block goes with one of the two gaps beside it: the smaller one, so that paragraphs that were
    apart stay apart; at the end of the text, the one before it.

    >>> blocks = parse("One\n\nRead more\nTwo")
    >>> remove_blocks(blocks, {1: "phrase"}, "boilerplate")
    [Change(step='boilerplate', rule='phrase', start=5, end=15, before='Read more\n', after='')]
    """
    if not reasons:
        return []
    lines = lines_of(blocks)
    return [
        Change(step, reasons[index], start, end, lines.text[start:end], "")
        for run in find_runs(sorted(reasons))
        for index, (start, end) in zip(run, _cuts(lines, run), strict=True)
    ]


def find_runs(indices: Iterable[int]) -> list[list[int]]:
    """Sorted indices in runs of neighbours.

    >>> find_runs([1, 2, 5])
    [[1, 2], [5]]
    """
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _cuts(lines: Lines, run: list[int]) -> Iterator[tuple[int, int]]:
    """For each block of the run, what to cut: its lines, or the gap before it and its text."""
    first, last = run[0], run[-1]
    at_end = last == len(lines) - 1
    around = slice(max(first - 1, 0), last + 1)  # the run, and the block before it
    starts, texts, gaps = lines.starts[around], lines.texts[around], lines.gaps[around]
    if first and (at_end or gaps[0].count("\n") < gaps[-1].count("\n")):
        return pairwise([start + len(text) for start, text in zip(starts, texts, strict=True)])
    # Where the next line begins: the white space before a block on its line is its own.
    cuts = [
        start + len(text) + gap.rfind("\n") + 1
        for start, text, gap in zip(starts, texts, gaps, strict=True)
    ]
    if not first:
        cuts.insert(0, 0)
    if at_end:
        cuts[-1] = len(lines.text)
    return pairwise(cuts)
