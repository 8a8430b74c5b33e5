"""Floor 2: what a run knows of each document, on disk, a directory for each part of the source.

The texts and ids are written once, as UTF-8, and then read at random through a memory map; the
numbers are rows of one NumPy table. So memory grows with the number of documents, not with their
text.
"""

from __future__ import annotations

import mmap
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
import orjson
from numpy.typing import NDArray

from cleantext.corpus.reader import Record, Skipped
from cleantext.dates import NO_DATE, parse_date

__all__ = ["ROW", "PartWriter", "Spool", "digest_of"]

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
    ]
)
"""What is known of a document."""


def digest_of(data: bytes) -> int:
    """A 64-bit digest. Those who find two equal ones compare what they are of."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


class PartWriter:
    """Writes one part; nobody sees it before it is whole.

    Use it in a ``with`` block: the part appears at its end, and does not if it fails.
    """

    def __init__(self, directory: Path) -> None:
        self._final = directory
        # Its own name for each process: one that a killed run left behind may still be at work.
        self._path = directory.with_name(f"{directory.name}.{os.getpid()}")

    def __enter__(self) -> Self:
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir(parents=True)
        self._texts = self._open("texts")
        self._ids = self._open("ids")
        self._rows = self._open("rows")
        self._keys = self._open("keys")
        self._skipped = self._open("skipped.jsonl")
        self._rules = self._open("rules.jsonl")
        return self

    def _open(self, name: str) -> IO[bytes]:
        return (self._path / name).open("wb")

    def add(
        self,
        records: Sequence[tuple[int, Record]],
        texts: Sequence[str],
        keys: NDArray[np.uint64],
        has_tokens: NDArray[np.bool_],
        ranks: Sequence[int],
    ) -> None:
        """Add documents, in order.

        Of each: the number of its file and its record, its text as it is compared, its band
        keys, whether it has tokens, and the rank of its site.
        """
        rows = np.empty(len(records), ROW)
        for row, (file, record), text in zip(rows, records, texts, strict=True):
            # A lone surrogate has no UTF-8, and is part of no token: any sign does for it.
            data, name = text.encode(errors="replace"), record.document.id.encode()
            self._texts.write(data)
            self._ids.write(name)
            row["text_end"], row["id_end"] = self._texts.tell(), self._ids.tell()
            row["text_digest"], row["id_digest"] = digest_of(data), digest_of(name)
            row["length"], row["file"], row["number"] = len(text), file, record.number
            date = parse_date(record.document.date)
            row["date"] = NO_DATE if date is None else date
        rows["has_tokens"], rows["rank"] = has_tokens, ranks
        self._rows.write(rows.tobytes())
        self._keys.write(keys.tobytes())

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
        files = (self._texts, self._ids, self._rows, self._keys, self._skipped, self._rules)
        for file in files:
            if kind is None:
                file.flush()
                os.fsync(file.fileno())
            file.close()
        if kind is not None:
            shutil.rmtree(self._path, ignore_errors=True)
            return
        shutil.rmtree(self._final, ignore_errors=True)
        self._path.rename(self._final)


class Spool:
    """All parts of a run together: documents are numbered from 0 in input order."""

    def __init__(self, parts: Sequence[Path]) -> None:
        self._parts = parts
        tables = [np.fromfile(part / "rows", ROW) for part in parts]
        self.rows: NDArray[np.void] = np.concatenate([np.empty(0, ROW), *tables])
        self._starts = np.cumsum([0, *(len(table) for table in tables)])
        self._texts = [_map(part / "texts") for part in parts]
        self._ids = [_map(part / "ids") for part in parts]

    def text_of(self, document: int) -> str:
        """The text of a document."""
        return self._slice(self._texts, "text_end", document).decode()

    def id_of(self, document: int) -> str:
        """The id of a document."""
        return self._slice(self._ids, "id_end", document).decode()

    def _slice(self, maps: Sequence[bytes | mmap.mmap], column: str, document: int) -> bytes:
        part = int(np.searchsorted(self._starts, document, "right")) - 1
        ends = self.rows[column]
        start = int(ends[document - 1]) if document > self._starts[part] else 0
        return maps[part][start : int(ends[document])]

    def documents_of(self, part: int) -> range:
        """The numbers of a part's documents."""
        return range(int(self._starts[part]), int(self._starts[part + 1]))

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

    def gather_keys(self, path: Path, bands: int) -> NDArray[np.uint64]:
        """The band keys of all documents, ``uint64[documents, bands]``, in a mapped file."""
        with path.open("wb") as file:
            for part in self._parts:
                with (part / "keys").open("rb") as keys:
                    shutil.copyfileobj(keys, file)
        gathered = np.frombuffer(_map(path), np.uint64)
        return gathered.reshape(len(self.rows), bands)


def _map(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        if path.stat().st_size == 0:  # an empty file can't be mapped
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
