"""Floor 2: what a run knows of each document, on disk, a directory for each part of the source.

The texts and ids are written once, as UTF-8, and then read where they are needed; the numbers
are rows of one NumPy table; the band keys are read a band at a time. So memory grows with the
number of documents, not with their text.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
import orjson
from numpy.typing import NDArray

from cleantext.corpus.records import Skipped
from cleantext.neardup.texts import PADDING, Texts, are_same, digest_texts

__all__ = ["ROW", "Batch", "PartWriter", "Spool", "digest_part", "is_part_whole"]

_BYTES_AT_ONCE = 1_000_000

ROW = np.dtype(
    [
        ("text_end", np.int64),  # in bytes, in the part's texts
        ("id_end", np.int64),  # in bytes, in the part's ids
        ("text_digest", np.uint64),
        ("id_digest", np.uint64),
        ("length", np.int64),  # of the text, in characters
        ("date", np.int64),  # as `parse_date` has it; NO_DATE: none
        ("rank", np.int64),  # of its site among the preferred ones
        ("file", np.int64),  # the file's number in the listing
        ("number", np.int64),  # the record's number in its file, as in `Record`
        ("has_tokens", np.bool_),
        ("is_blank", np.bool_),  # as in `Batch`
    ]
)
"""What is known of a document."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents as they are read.

    Of each: the number of its file in the listing, its own number in its file (as in `Record`),
    its id, its text as it is compared, the text's length in characters, where its line begins
    and ends in its file (``int64[documents, 2]``, in bytes; 0 where it has none), its date (as
    `parse_date` has it; `NO_DATE`: none), the rank of its site, and whether it is blank: the
    document holds something, such as scripts, and nothing of it is text.
    """

    files: NDArray[np.int64]
    numbers: NDArray[np.int64]
    ids: Texts
    texts: Texts
    lengths: NDArray[np.int64]
    lines: NDArray[np.int64]
    dates: NDArray[np.int64]
    ranks: NDArray[np.int64]
    is_blank: NDArray[np.bool_] | np.bool_ = np.False_


class PartWriter:
    """Writes one part; nobody sees it before it is whole.

    Use it in a ``with`` block: the part appears at its end, and does not if it fails.
    """

    def __init__(self, directory: Path) -> None:
        self._final = directory
        # Its own name for each process: one that a killed run left behind may still be at work.
        self._path = directory.with_name(f"{directory.name}.{os.getpid()}")
        self._keys: list[NDArray[np.uint64]] = []
        self._text_end = self._id_end = 0

    def __enter__(self) -> Self:
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir(parents=True)
        self._texts = self._open("texts")
        self._ids = self._open("ids")
        self._rows = self._open("rows")
        self._lines = self._open("lines")
        self._skipped = self._open("skipped.jsonl")
        self._rules = self._open("rules.jsonl")
        return self

    def _open(self, name: str) -> IO[bytes]:
        return (self._path / name).open("wb")

    def add(self, batch: Batch, keys: NDArray[np.uint64], has_tokens: NDArray[np.bool_]) -> None:
        """Add documents, in order, with their band keys, and whether they have tokens."""
        rows = np.empty(len(batch.texts), ROW)
        rows["text_end"] = self._text_end + batch.texts.offsets[1:]
        rows["id_end"] = self._id_end + batch.ids.offsets[1:]
        rows["text_digest"], rows["id_digest"] = digest_texts(batch.texts), digest_texts(batch.ids)
        rows["length"], rows["file"], rows["number"] = batch.lengths, batch.files, batch.numbers
        rows["has_tokens"], rows["date"], rows["rank"] = has_tokens, batch.dates, batch.ranks
        rows["is_blank"] = batch.is_blank
        self._rows.write(rows.data)
        self._text_end += _write(self._texts, batch.texts)
        self._id_end += _write(self._ids, batch.ids)
        self._lines.write(np.ascontiguousarray(batch.lines).data)
        self._keys.append(keys)

    def skip(self, file: int, skipped: Skipped) -> None:
        """Add something that could not be read."""
        entry = [file, skipped.number, skipped.path, skipped.reason]
        self._skipped.write(orjson.dumps(entry) + b"\n")

    def note_rules(self, rows: Iterable[dict[str, Any]]) -> None:
        """Write what the rules of cleaning did to the documents, a row each rule."""
        self._rules.writelines(orjson.dumps(row) + b"\n" for row in rows)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._open("keys") as keys:
            for band in range(self._keys[0].shape[1] if self._keys else 0):
                # Band after band, so that one can be read alone.
                keys.write(np.concatenate([batch[:, band] for batch in self._keys]).data)
        files = (self._texts, self._ids, self._rows, self._lines, self._skipped, self._rules)
        for file in files:
            file.close()
        if kind is not None:
            shutil.rmtree(self._path, ignore_errors=True)
            return
        shutil.rmtree(self._final, ignore_errors=True)
        self._path.rename(self._final)


def _write(file: IO[bytes], texts: Texts) -> int:
    size = int(texts.offsets[-1])
    file.write(texts.utf8[:size].data)
    return size


def digest_part(directory: Path) -> str:
    """What tells a part from one of which bytes were lost, as in a failure of power.

    It is of all but the texts and ids, which have digests of their own (`is_part_whole`).
    """
    digests = bytearray()
    for name in ("rows", "lines", "keys", "skipped.jsonl", "rules.jsonl"):
        with (directory / name).open("rb") as file:
            while piece := file.read(_BYTES_AT_ONCE):
                digests += digest_texts(Texts.of_bytes([piece])).tobytes()
            digests += file.tell().to_bytes(8, "little")
    return digest_texts(Texts.of_bytes([bytes(digests)])).tobytes().hex()


def is_part_whole(directory: Path, digest: str) -> bool:
    """Whether a part is there as it was written, byte for byte."""
    try:
        if digest_part(directory) != digest:
            return False
        rows = np.fromfile(directory / "rows", ROW)
        return _match(directory / "texts", rows["text_end"], rows["text_digest"]) and _match(
            directory / "ids", rows["id_end"], rows["id_digest"]
        )
    except OSError:
        return False


def _match(path: Path, ends: NDArray[np.int64], digests: NDArray[np.uint64]) -> bool:
    """Whether a file holds the texts that end there and have these digests."""
    if path.stat().st_size != ends[-1:].sum():
        return False
    start = first = 0
    with path.open("rb") as file:
        while first < len(ends):
            last = max(first + 1, int(np.searchsorted(ends, start + _BYTES_AT_ONCE, "right")))
            size = int(ends[last - 1]) - start
            utf8 = np.frombuffer(bytearray(file.read(size) + bytes(PADDING)), np.uint8)
            offsets = np.concatenate([np.zeros(1, np.int64), ends[first:last] - start])
            if not np.array_equal(digest_texts(Texts(utf8, offsets)), digests[first:last]):
                return False
            start, first = start + size, last
    return True


class Spool:
    """All parts of a run together: documents are numbered from 0 in input order."""

    def __init__(self, parts: Sequence[Path]) -> None:
        self._parts = parts
        tables = [np.fromfile(part / "rows", ROW) for part in parts]
        self.rows: NDArray[np.void] = np.concatenate([np.empty(0, ROW), *tables])
        self._starts = np.cumsum([0, *(len(table) for table in tables)])
        self._texts = [(part / "texts").open("rb") for part in parts]
        self._ids = [(part / "ids").open("rb") for part in parts]

    def close(self) -> None:
        """Close the files."""
        for file in (*self._texts, *self._ids):
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def text_of(self, document: int) -> str:
        """The text of a document."""
        return self.texts_of(np.array([document]))[0].decode()

    def texts_of(self, documents: NDArray[np.int64]) -> Texts:
        """The texts of some documents."""
        return self._read(self._texts, "text_end", documents)

    def id_of(self, document: int) -> str:
        """The id of a document."""
        return self.ids_of(np.array([document]))[0]

    def ids_of(self, documents: NDArray[np.int64]) -> list[str]:
        """The ids of some documents."""
        ids = self._read(self._ids, "id_end", documents)
        return [ids[number].decode() for number in range(len(ids))]

    def have_same_id(self, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether two documents have the same id, for each of ``ones`` and that of ``others``."""
        return are_same(
            self._read(self._ids, "id_end", ones), self._read(self._ids, "id_end", others)
        )

    def sizes(self) -> NDArray[np.int64]:
        """The sizes of all texts, in bytes."""
        ends = self.rows["text_end"]
        sizes = np.diff(ends, prepend=0)
        firsts = self._starts[:-1][self._starts[:-1] < len(ends)]
        sizes[firsts] = ends[firsts]
        return sizes

    def _read(self, files: Sequence[IO[bytes]], column: str, documents: NDArray[np.int64]) -> Texts:
        """What some documents have in the parts' files; neighbours are read together."""
        last_ends = self.rows[column]
        parts = np.searchsorted(self._starts, documents, "right") - 1
        starts = np.where(documents == self._starts[parts], 0, last_ends[documents - 1])
        ends = last_ends[documents]
        offsets = np.zeros(len(documents) + 1, np.int64)
        np.cumsum(ends - starts, out=offsets[1:])
        texts = Texts(np.empty(offsets[-1] + PADDING, np.uint8), offsets)
        follows = (parts[1:] == parts[:-1]) & (starts[1:] == ends[:-1])
        firsts = np.flatnonzero(np.append(True, ~follows)[: len(documents)])
        edges = offsets[np.append(firsts, len(documents))].tolist()
        runs = zip(parts[firsts].tolist(), starts[firsts].tolist(), pairwise(edges), strict=True)
        room = texts.utf8.data
        for part, start, (begin, end) in runs:
            while begin < end:  # once, of less than two gigabytes
                got = os.preadv(files[part].fileno(), [room[begin:end]], start)
                if not got:
                    raise OSError(f"{files[part].name} is shorter than it was")
                start, begin = start + got, begin + got
        return texts

    def documents_of(self, part: int) -> range:
        """The numbers of a part's documents."""
        return range(int(self._starts[part]), int(self._starts[part + 1]))

    def lines(self) -> NDArray[np.int64]:
        """Where the lines of all documents begin and end, as in `Batch`."""
        lines = [np.fromfile(part / "lines", np.int64) for part in self._parts]
        return np.concatenate(lines).reshape(-1, 2)

    def kept_bytes(self, part: int, is_kept: NDArray[np.bool_]) -> int:
        """The size of the kept lines of a part."""
        lines = np.fromfile(self._parts[part] / "lines", np.int64).reshape(-1, 2)[is_kept]
        return int((lines[:, 1] - lines[:, 0]).sum())

    def skipped_of(self, part: int) -> Iterator[tuple[int, Skipped]]:
        """What a part skipped, in order, each with the number of its file."""
        with (self._parts[part] / "skipped.jsonl").open("rb") as lines:
            for line in lines:
                file, number, path, reason = orjson.loads(line)
                yield file, Skipped(path, number, reason)

    def rules(self) -> Iterator[dict[str, Any]]:
        """What the rules of cleaning did, part by part."""
        for part in self._parts:
            with (part / "rules.jsonl").open("rb") as lines:
                yield from map(orjson.loads, lines)

    def keys_of(self, band: int) -> NDArray[np.uint64]:
        """The keys of all documents in one band: ``uint64[documents]``."""
        keys = np.empty(len(self.rows), np.uint64)
        for number, part in enumerate(self._parts):
            documents = self.documents_of(number)
            count = len(documents)
            keys[documents.start : documents.stop] = np.fromfile(
                part / "keys", np.uint64, count, offset=8 * band * count
            )
        return keys
