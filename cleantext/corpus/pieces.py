"""Floor 2: large files of JSON lines cut into pieces of whole lines, so that workers share them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from cleantext.corpus.formats import Format, find_format
from cleantext.corpus.json_scan import count_breaks
from cleantext.corpus.listing import Piece
from cleantext.corpus.source import SourceFile

__all__ = ["cut_lines"]

_BYTES_AT_ONCE = 4_000_000

Spread = Callable[[Callable[[int], int], Sequence[int]], Iterable[int]]


def cut_lines(root: Path, file: SourceFile, most: int, spread: Spread) -> list[Piece]:
    """Pieces of about ``most`` bytes of a file; none if it can't be cut, or not be read.

    Each begins with a line. ``spread`` runs a function for each of some numbers, and gives the
    results in order.
    """
    if file.problem is not None or find_format(file.path) != Format("jsonl"):
        return []
    path = root / file.path
    try:
        wanted = range(most, file.size - most // 2, most)
        cuts = sorted({0, file.size, *(_next_line(path, offset) for offset in wanted)})
        spans = list(itertools.pairwise(cuts))
        counts = spread(lambda number: _count_lines(path, *spans[number]), range(len(spans)))
        firsts = itertools.accumulate(counts, initial=1)
        return [Piece(*span, first) for span, first in zip(spans, firsts, strict=False)]
    except OSError:  # it is told when the file is read
        return []


def _next_line(path: Path, offset: int) -> int:
    """Where the first line begins that begins at an offset or after it."""
    with path.open("rb") as file:
        file.seek(offset - 1)
        while chunk := file.readline(_BYTES_AT_ONCE):
            if chunk.endswith(b"\n"):
                break
        return file.tell()


def _count_lines(path: Path, start: int, end: int) -> int:
    data = np.empty(_BYTES_AT_ONCE, np.uint8)
    count = 0
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        while start < end:
            got = file.readinto(data[: min(len(data), end - start)].data)
            if not got:
                break
            count += count_breaks(data, got)
            start += got
    return count
