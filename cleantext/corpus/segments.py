"""Floor 2: segments of an index on disk: what is known of some documents, written once.

A segment is a directory of plain arrays, little-endian, mapped when they are read:

    keys            uint64[bands, documents with tokens]   sorted within each band
    rows            uint32[bands, documents with tokens]   whose keys they are
    fingerprints    uint64[...]     the shingle sets, one after the other
    set_offsets     int64[documents + 1]
    ids             UTF-8, one after the other
    id_offsets      int64[documents + 1]
    text_digests    uint8[documents, 16]   BLAKE2b of the text's UTF-8
    dates           int64[documents]       microseconds since 1970, UTC
"""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from cleantext.errors import CorpusError
from cleantext.neardup.sets import ShingleSets
from cleantext.neardup.stored import Stored, sort_bands
from cleantext.neardup.texts import Texts

__all__ = [
    "DIGEST_BYTES",
    "Entries",
    "Segment",
    "merge_segments",
    "open_segment",
    "sync_directory",
    "text_digests",
    "write_segment",
]

DIGEST_BYTES = 16
_ENTRIES_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Entries:
    """Documents as they go into a segment: sets, ids, digests of the texts, and dates."""

    sets: ShingleSets
    ids: Texts
    digests: NDArray[np.uint8]
    dates: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment that is mapped; documents are numbered from 0 (their rows).

    Its arrays may hold anything if the disk has damaged them: what they say of each other is
    checked where it is followed, and `CorpusError` raised.
    """

    path: Path
    stored: Stored
    ids: NDArray[np.uint8]
    id_offsets: NDArray[np.int64]
    digests: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.id_offsets) - 1

    def id_of(self, row: int) -> str:
        """The id of a document."""
        found, _ = self._gather(self.ids, self.id_offsets, np.array([row]))
        try:
            return found.tobytes().decode()
        except UnicodeDecodeError as error:
            raise self.damage("ids") from error

    def live(self) -> NDArray[np.bool_]:
        """Which documents have not expired."""
        return self.stored.dates >= self.stored.oldest

    def bare(self) -> NDArray[np.int64]:
        """The documents without tokens: their sets are empty, and they are in no bucket."""
        return np.flatnonzero(np.diff(self.stored.offsets) == 0)

    def keys_of(self, band: int) -> NDArray[np.uint64]:
        """The keys of all documents in one band, by row; 0 for a document without tokens."""
        keys = np.zeros(len(self), np.uint64)
        rows = self.stored.rows[band]
        if len(rows) and int(rows.max()) >= len(self):
            raise self.damage("rows")
        keys[rows] = self.stored.keys[band]
        return keys

    def entries(self, rows: NDArray[np.int64]) -> Iterator[Entries]:
        """Give some documents, in batches."""
        for start in range(0, len(rows), _ENTRIES_AT_ONCE):
            chosen = rows[start : start + _ENTRIES_AT_ONCE]
            sets = self._gather(self.stored.fingerprints, self.stored.offsets, chosen)
            ids = self._gather(self.ids, self.id_offsets, chosen)
            digests, dates = self.digests[chosen], self.stored.dates[chosen]
            yield Entries(ShingleSets(*sets), Texts(*ids), digests, dates)

    def damage(self, name: str) -> CorpusError:
        """The error for a file of the segment that says what can't be."""
        return CorpusError(
            f"the index is damaged: {self.path / name} holds what no run wrote; make it anew"
        )

    def _gather(
        self, values: NDArray[Any], offsets: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The spans of some rows, one after the other, and where each begins."""
        starts, ends = offsets[rows], offsets[rows + 1]
        if not ((starts >= 0) & (starts <= ends) & (ends <= len(values))).all():
            raise self.damage("id_offsets" if offsets is self.id_offsets else "set_offsets")
        spans = [values[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
        return np.concatenate([values[:0], *spans]), _offsets(ends - starts)


def _offsets(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])


def text_digests(texts: Texts) -> NDArray[np.uint8]:
    """A digest of each text, long enough to say that two texts are the same."""
    digests = b"".join(
        blake2b(texts[number], digest_size=DIGEST_BYTES).digest() for number in range(len(texts))
    )
    return np.frombuffer(digests, np.uint8).reshape(-1, DIGEST_BYTES)


def open_segment(path: Path, bands: int, oldest: int) -> Segment:
    """Map a segment.

    Raises FileNotFoundError if it is not there; `CorpusError` if its files do not fit together.
    """
    stored = Stored(
        _map(path / "keys", np.uint64, (bands, -1)),
        _map(path / "rows", np.uint32, (bands, -1)),
        _map(path / "fingerprints", np.uint64),
        _map(path / "set_offsets", np.int64),
        _map(path / "dates", np.int64),
        oldest,
    )
    segment = Segment(
        path,
        stored,
        _map(path / "ids", np.uint8),
        _map(path / "id_offsets", np.int64),
        _map(path / "text_digests", np.uint8, (-1, DIGEST_BYTES)),
    )
    if not _fits_together(segment):
        raise _damage(path)
    return segment


def _fits_together(segment: Segment) -> bool:
    """Whether the arrays have the sizes that they say of each other."""
    stored, size = segment.stored, len(segment.id_offsets) - 1
    return (
        size >= 0
        and len(stored.offsets) == size + 1
        and len(stored.dates) == len(segment.digests) == size
        and stored.keys.shape == stored.rows.shape
        and stored.keys.shape[1] <= size
        and int(stored.offsets[-1]) == len(stored.fingerprints)
        and int(segment.id_offsets[-1]) == len(segment.ids)
    )


def _map(path: Path, kind: type[Any], shape: tuple[int, ...] = (-1,)) -> NDArray[Any]:
    size = path.stat().st_size
    if size % (np.dtype(kind).itemsize * abs(math.prod(shape))):
        raise _damage(path)
    if size == 0:  # an empty file can't be mapped
        return np.empty([max(length, 0) for length in shape], kind)
    # Copy on write: the kernels are compiled for arrays that can be written to.
    return np.asarray(np.memmap(path, kind, mode="c")).reshape(shape)


def _damage(path: Path) -> CorpusError:
    return CorpusError(f"the index is damaged: {path} has not the size it must have; make it anew")


def write_segment(
    path: Path, bands: int, keys_of: Callable[[int], NDArray[np.uint64]], batches: Iterable[Entries]
) -> int:
    """Write documents as a segment, safely on disk; how many there are.

    ``keys_of(band)`` are the keys of all of them. The directory appears whole or not at all.
    """
    partial = path.with_name(path.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    with ExitStack() as stack:
        names = ("fingerprints", "ids", "text_digests", "dates", "set_offsets", "id_offsets")
        files = {name: stack.enter_context((partial / name).open("wb")) for name in names}
        has_tokens = _write_entries(files, batches)
    rows = np.flatnonzero(has_tokens).astype(np.uint32)
    with (partial / "keys").open("wb") as keys, (partial / "rows").open("wb") as owners:
        for band in range(bands):
            ordered, whose = sort_bands(keys_of(band)[rows], rows)
            keys.write(ordered.data)
            owners.write(whose.data)
        for file in (keys, owners):
            _sync(file)
    sync_directory(partial)
    partial.rename(path)
    return len(has_tokens)


def _write_entries(files: Mapping[str, IO[bytes]], batches: Iterable[Entries]) -> NDArray[np.bool_]:
    """Write all but the keys; which documents have tokens."""
    set_sizes, id_sizes = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for batch in batches:
        set_sizes.append(np.diff(batch.sets.offsets))
        id_sizes.append(np.diff(batch.ids.offsets))
        columns = {
            "fingerprints": batch.sets.fingerprints[: batch.sets.offsets[-1]],
            "ids": batch.ids.utf8[: batch.ids.offsets[-1]],
            "text_digests": batch.digests,
            "dates": batch.dates,
        }
        for name, column in columns.items():
            files[name].write(np.ascontiguousarray(column).data)
    for name, sizes in (("set_offsets", set_sizes), ("id_offsets", id_sizes)):
        files[name].write(_offsets(np.concatenate(sizes)).data)
    for file in files.values():
        _sync(file)
    return np.concatenate(set_sizes) > 0


def merge_segments(path: Path, bands: int, segments: Sequence[Segment]) -> int:
    """Write what has not expired of some segments as one, in order; how many documents."""
    live = [np.flatnonzero(segment.live()) for segment in segments]

    def keys_of(band: int) -> NDArray[np.uint64]:
        keys = [segment.keys_of(band)[rows] for segment, rows in zip(segments, live, strict=True)]
        return np.concatenate(keys)

    entries = (
        batch
        for segment, rows in zip(segments, live, strict=True)
        for batch in segment.entries(rows)
    )
    return write_segment(path, bands, keys_of, entries)


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def sync_directory(path: Path) -> None:
    """Make the names in a directory safe on disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
