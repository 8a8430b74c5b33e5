"""Floor 2: the list of a source's files, on disk, and the parts it is cut into.

A run works through it part by part, and a resumed run compares the source with it. It is never
in memory as a whole.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import orjson

from cleantext.corpus.source import SourceFile
from cleantext.errors import CorpusError

__all__ = [
    "Listing",
    "Part",
    "Piece",
    "cut_parts",
    "find_difference",
    "read_listing",
    "write_listing",
]

# Each part costs two open files while documents are compared, and is the unit of resuming.
_MOST_PARTS = 32
_LEAST_PART_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing amounts to: readable files, their bytes, and a digest of paths and sizes."""

    files: int
    bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive files of a listing, about as many bytes as in any other part.

    ``start`` and ``end`` are offsets in bytes in the listing's file, ``first_file`` is the
    number of the part's first file, from 0, ``bytes`` the size of its files. A part can also be
    of one large file: then ``bytes`` is the size of its lines, which begin at the file's byte
    ``from_byte`` with the line ``from_line``, and ``is_piece`` is true.
    """

    number: int
    start: int
    end: int
    first_file: int
    bytes: int
    is_piece: bool = False
    from_byte: int = 0
    from_line: int = 1


class Piece(NamedTuple):
    """Lines of a large file: from one byte up to another, and the number of the first."""

    start: int
    end: int
    first_line: int


def write_listing(path: Path, files: Iterable[SourceFile]) -> Listing:
    """Write the files of a source to ``path``, safely on disk, and say what they amount to."""
    count = size = 0
    digest = blake2b(digest_size=16)
    with path.open("wb") as listing:
        for file in files:
            listing.write(orjson.dumps(file) + b"\n")
            if file.problem is None:
                count += 1
                size += file.size
                digest.update(orjson.dumps([file.path, file.size]))
        listing.flush()
        os.fsync(listing.fileno())
    return Listing(count, size, digest.hexdigest())


def read_listing(path: Path, start: int = 0, end: int | None = None) -> Iterator[SourceFile]:
    """Give the files of a listing, or those between two offsets of it.

    Raises `CorpusError` where the listing is not as a run wrote it.
    """
    with path.open("rb") as listing:
        listing.seek(start)
        for line in listing:
            if end is not None and start >= end:
                return
            start += len(line)
            yield _parse_line(path, line)


def _parse_line(path: Path, line: bytes) -> SourceFile:
    try:
        return SourceFile(**orjson.loads(line))
    except (orjson.JSONDecodeError, TypeError) as error:
        raise CorpusError(f"{path} is damaged; use --overwrite to start again") from error


def cut_parts(
    path: Path, cut_file: Callable[[SourceFile, int], Sequence[Piece]] = lambda file, most: ()
) -> list[Part]:
    """Cut a listing into at most about 32 parts. They depend on the source alone.

    ``cut_file`` may cut a large file into pieces of about so many bytes.
    """
    total = sum(file.size for file in read_listing(path))
    most_bytes = max(_LEAST_PART_BYTES, total // _MOST_PARTS)
    parts: list[Part] = []
    start = end = first = size = 0

    def close(next_file: int) -> None:
        nonlocal start, first, size
        if end > start:
            parts.append(Part(len(parts), start, end, first, size))
        start, first, size = end, next_file, 0

    with path.open("rb") as listing:
        for number, line in enumerate(listing):
            file = _parse_line(path, line)
            pieces = cut_file(file, most_bytes) if file.size >= 2 * most_bytes else ()
            if pieces:
                close(number)
            end += len(line)
            for piece in pieces:
                place = (piece.end - piece.start, True, piece.start, piece.first_line)
                parts.append(Part(len(parts), start, end, number, *place))
            if pieces:
                start, first = end, number + 1
                continue
            size += file.size
            if size >= most_bytes:
                close(number + 1)
    close(0)
    return parts


def find_difference(path: Path, files: Iterable[SourceFile]) -> str | None:
    """How a source differs from its listing, at the first file that does; None if it does not."""
    for before, now in itertools.zip_longest(read_listing(path), files):
        if before == now:
            continue
        if now is None or (before is not None and before.path < now.path):
            return f"{before.path} is no longer there"
        if before is None or now.path < before.path:
            return f"{now.path} is new"
        return f"{now.path} has changed"
    return None
