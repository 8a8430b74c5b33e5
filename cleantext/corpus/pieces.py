"""Floor 2: large files cut into pieces of lines or row groups, so that workers share them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from pathlib import Path

import numpy as np

from cleantext.corpus.formats import find_format
from cleantext.corpus.json_scan import count_breaks
from cleantext.corpus.listing import Piece
from cleantext.corpus.parquet_tables import read_row_groups
from cleantext.corpus.source import SourceFile
from cleantext.errors import UnreadableDocument

__all__ = ["cut_file"]

_BYTES_AT_ONCE = 4_000_000

Spread = Callable[[Callable[[int], int], Sequence[int]], Iterable[int]]


def cut_file(root: Path, file: SourceFile, most: int, spread: Spread) -> list[Piece]:
    """Pieces of about ``most`` bytes of a file; none if it can't be cut, or not be read.

    Each begins with a line of JSON, or a row group of Parquet. ``spread`` runs a function for each
    of some numbers, and gives the results in order.
    """
    form = find_format(file.path)
    if file.problem is not None or form is None or form.compression:
        return []
    try:
        if form.kind == "jsonl":
            return _cut_lines(root / file.path, file.size, most, spread)
        return _cut_groups(root / file.path, file.size, most) if form.kind == "parquet" else []
    except (OSError, UnreadableDocument):  # it is told when the file is read
        return []


def _cut_lines(path: Path, size: int, most: int, spread: Spread) -> list[Piece]:
    wanted = range(most, size - most // 2, most)
    cuts = sorted({0, size, *(_next_line(path, offset) for offset in wanted)})
    spans = list(itertools.pairwise(cuts))
    counts = spread(lambda number: _count_lines(path, *spans[number]), range(len(spans)))
    firsts = itertools.accumulate(counts, initial=1)
    return [Piece(*span, first) for span, first in zip(spans, firsts, strict=False)]


def _cut_groups(path: Path, size: int, most: int) -> list[Piece]:
    """Pieces of row groups, which the bytes say that these begin within."""
    rows = [0]
    starts = [0]
    before = 0
    groups = read_row_groups(path)
    if groups != sorted(groups, key=itemgetter(0)):
        return []  # allowed, and never seen
    for start, count in groups:
        if start - starts[-1] >= most:
            starts.append(start)
            rows.append(before)
        before += count
    spans = itertools.pairwise([*starts, size])
    return [Piece(*span, first + 1) for span, first in zip(spans, rows, strict=True)]


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
