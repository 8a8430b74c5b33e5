"""Floor 2: an index on disk: which segments it has, and how it changes, whole or not at all.

    index.json      the manifest: how the index was made, and its segments in order
    segments/       a directory each; one that the manifest does not name is what a killed run left
    lock            while somebody changes the index

The manifest is replaced by a rename, and only then are the segments removed that it no longer
names: whatever happens in between leaves the index as it was, or as it was to be. It is there
before the first segment is: where segments are without it, it was lost, and nothing is removed.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from cleantext.corpus.segments import sync_directory
from cleantext.errors import CorpusError

__all__ = ["FORMAT", "IndexFiles", "Manifest", "SegmentEntry"]

FORMAT = 1
"""What the arrays of a segment mean. It changes with them, and with the hashes of shingles."""

_MOST_RUNS = 1000
_OURS = {"index.json", "index.json.partial", "segments", "lock"}
_SEGMENT = re.compile(r"\d{6,}(?P<partial>\.partial)?")
"""Names of segments, and of those that are being written; what else is there is not ours."""


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment of an index: its directory's name, its documents, and which of them expired.

    Those with a date before ``oldest`` did (microseconds since 1970, UTC).
    """

    name: str
    documents: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index is made of.

    ``settings`` are what its documents were compared by. ``generation`` counts the changes, and
    ``runs`` name the runs that made them, the latest last, as many as `note_run` keeps. ``made``
    counts the segments made so far.
    """

    settings: dict[str, Any]
    generation: int = 0
    runs: tuple[str, ...] = ()
    made: int = 0
    segments: tuple[SegmentEntry, ...] = ()

    def note_run(self, run: str) -> tuple[str, ...]:
        """The ``runs`` after one more: so many that a killed one may wait for years to go on."""
        return (*self.runs, run)[-_MOST_RUNS:]

    @property
    def documents(self) -> int:
        """How many documents the segments hold, expired ones with them."""
        return sum(segment.documents for segment in self.segments)


def _check_types(manifest: Manifest) -> None:
    """Raise TypeError if a value is of a type that no run writes."""
    values: list[tuple[object, type[object]]] = [
        (manifest.settings, dict),
        (manifest.generation, int),
        *((run, str) for run in manifest.runs),
        (manifest.made, int),
    ]
    for entry in manifest.segments:
        values += [(entry.name, str), (entry.documents, int), (entry.oldest, int)]
    for value, kind in values:
        if not isinstance(value, kind):
            raise TypeError(f"{value!r} is not of type {kind.__name__}")


class IndexFiles:
    """The files of an index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = path / "lock"
        self._manifest = path / "index.json"

    def segment(self, name: str) -> Path:
        """The directory of a segment."""
        return self.path / "segments" / name

    def read(self) -> Manifest | None:
        """The manifest; None if no index is there yet.

        Raises `CorpusError` if something else is, or an index of another format.
        """
        try:
            content = orjson.loads(self._manifest.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            self._check_free()
            return None
        except orjson.JSONDecodeError as error:
            raise CorpusError(f"{self._manifest} is not that of an index: {error}") from error
        if not isinstance(content, dict) or content.pop("format", None) != FORMAT:
            raise CorpusError(
                f"the index {self.path} is not of the format that this version reads ({FORMAT}); "
                "make it anew"
            )
        try:
            segments = tuple(SegmentEntry(**entry) for entry in content.pop("segments"))
            runs = tuple(content.pop("runs"))
            manifest = Manifest(**content, runs=runs, segments=segments)
            _check_types(manifest)
        except (KeyError, TypeError) as error:
            raise CorpusError(f"{self._manifest} is not that of an index: {error}") from error
        return manifest

    def _check_free(self) -> None:
        if not self.path.exists():
            return
        if not self.path.is_dir():
            raise CorpusError(f"the index {self.path} is a file; name a directory")
        strange = sorted({entry.name for entry in self.path.iterdir()} - _OURS)
        if strange:
            raise CorpusError(
                f"the index {self.path} holds {strange[0]}, and no index.json: it is no index; "
                "name a directory that is empty or not there"
            )
        segments = self.path / "segments"
        names = [entry.name for entry in segments.iterdir()] if segments.exists() else []
        if not all((found := _SEGMENT.fullmatch(name)) and found["partial"] for name in names):
            raise CorpusError(
                f"the index {self.path} has segments, and no index.json: put that back, or name a "
                "directory that is empty or not there"
            )

    def write(self, manifest: Manifest) -> None:
        """Make a manifest the index's own, and remove what it no longer names."""
        self._put(manifest)
        self.make_ready(manifest)

    def _put(self, manifest: Manifest) -> None:
        partial = self.path / "index.json.partial"
        content = {"format": FORMAT, **asdict(manifest)}
        with partial.open("wb") as file:
            file.write(orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_directory(self.path / "segments")
        partial.replace(self._manifest)
        sync_directory(self.path)

    def make_ready(self, manifest: Manifest) -> None:
        """Have a place for segments, with those only that the manifest names."""
        segments = self.path / "segments"
        segments.mkdir(exist_ok=True)
        if not self._manifest.exists():
            self._put(manifest)
        named = {entry.name for entry in manifest.segments}
        for entry in segments.iterdir():
            if entry.name not in named and _SEGMENT.fullmatch(entry.name) and entry.is_dir():
                shutil.rmtree(entry)
