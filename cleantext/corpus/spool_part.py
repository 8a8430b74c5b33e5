"""Floor 2: a part of what a run knows of its documents: how it is written, and told whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
import orjson
from numpy.typing import NDArray

from cleantext.corpus.records import Skipped
from cleantext.neardup.texts import PADDING, Texts, digest_texts

__all__ = ["ROW", "Batch", "PartWriter", "digest_part", "is_part_whole"]

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
