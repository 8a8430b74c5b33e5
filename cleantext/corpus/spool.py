"""Floor 2: what a run knows of each document, on disk, a directory for each part of the source.

The texts and ids are written once, as UTF-8, and then read where they are needed; the numbers
are rows of one NumPy table; the band keys are read a band at a time. So memory grows with the
number of documents, not with their text.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, Self

import numpy as np
import orjson
from numpy.typing import NDArray

from cleantext.corpus.records import Skipped
from cleantext.corpus.spool_part import ROW
from cleantext.neardup.texts import PADDING, Texts, are_same

__all__ = ["Spool"]


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
