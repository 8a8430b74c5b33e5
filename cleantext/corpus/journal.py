"""Floor 2: the place where a run works, and the journal that a killed run is continued from.

Everything is made in ``DEST.partial``, beside the destination, so that the finished output
becomes DEST by one rename. In it:

    source.jsonl     the files of the source, as they were when the run began
    journal.jsonl    the run's settings, then a line for each part that was read
    parts/           what is known of the documents (`spool`)
    kept             the numbers of the kept documents, where an index is to get them
    output/          what will be DEST
    replaced/        what was DEST before, for a moment
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Set
from pathlib import Path
from typing import Any

import orjson

from cleantext.errors import CorpusError

__all__ = ["Journal", "Workplace", "check_destination", "find_setting_difference", "sync_files"]

_MOST_SYNCED = 200  # files that are synced one by one
_HEAD = 1000  # bytes
_REPORT = b": cleantext</title>"  # in the head of the pages that `cleantext.report` writes
_OURS = {"source.jsonl", "journal.jsonl", "parts", "kept", "output", "replaced"}


class Journal:
    """An append-only file of JSON lines. A line is there whole, or is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[dict[str, Any]]:
        """The lines that were written whole; a run can be killed while it writes one."""
        return [orjson.loads(line) for line in self._whole_lines()]

    def add(self, entry: dict[str, Any]) -> None:
        """Write a line, safely on disk before this returns."""
        with self.path.open("ab") as file:
            file.write(orjson.dumps(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def drop_torn_line(self) -> None:
        """Cut off what a killed run left of its last line, so that the next begins anew."""
        os.truncate(self.path, sum(len(line) + 1 for line in self._whole_lines()))

    def _whole_lines(self) -> list[bytes]:
        if not self.path.exists():
            return []
        *whole, _torn = self.path.read_bytes().split(b"\n")
        return whole


class Workplace:
    """``DEST.partial``: where a run works until its output is whole."""

    def __init__(self, destination: Path) -> None:
        self.destination = destination
        self.path = destination.with_name(destination.name + ".partial")
        self.listing = self.path / "source.jsonl"
        self.journal = Journal(self.path / "journal.jsonl")
        self.output = self.path / "output"
        self.kept = self.path / "kept"
        # Beside it, since the workplace itself comes and goes.
        self.lock = destination.with_name(destination.name + ".partial.lock")

    def part(self, number: int) -> Path:
        """The directory of a part's documents."""
        return self.path / "parts" / f"{number:05}"

    def clear(self, *, overwrite: bool = False) -> None:
        """Make the workplace anew, empty; with ``overwrite`` even if a run could go on there.

        Raises `CorpusError` if it could, if something else has its name, or if it can't be made.
        """
        if self.journal.read() and not overwrite:
            raise CorpusError(
                f"{self.path} is there from a deduplication that did not end: continue it with "
                "'cleantext dedupe --resume', or use --overwrite to start again"
            )
        try:
            if self.path.exists():
                strange = sorted({entry.name for entry in self.path.iterdir()} - _OURS)
                if strange:
                    raise CorpusError(
                        f"{self.path} is where this run would work, but it holds "
                        f"{strange[0]}, which no run left there; move it away"
                    )
                self.remove()
            self.path.mkdir(parents=True)
        except OSError as error:
            raise CorpusError(
                f"the destination {self.destination} can't be written: {error}"
            ) from error

    def note_written(self) -> None:
        """Note that the output is whole, and only an index has not changed yet."""
        self.journal.add({"written": True})

    def is_written(self) -> bool:
        """Whether that was noted."""
        return any("written" in entry for entry in self.journal.read())

    def finish(self) -> None:
        """Turn the output into the destination, whole, and leave nothing else behind."""
        shutil.rmtree(self.path / "parts", ignore_errors=True)  # so that it need not be synced
        sync_files(self.output)  # what is renamed must not be younger on disk than its name
        if self.destination.exists():
            replaced = self.path / "replaced"
            shutil.rmtree(replaced, ignore_errors=True)  # of a run killed just here
            self.destination.rename(replaced)
        self.output.rename(self.destination)
        self.remove()

    def remove(self) -> None:
        """Remove the workplace: the journal first, since without it there is nothing to resume."""
        self.journal.path.unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)


def sync_files(directory: Path) -> None:
    """Wait until the files of a directory are safely on disk."""
    if not hasattr(os, "sync"):
        return
    found = (path for path in directory.rglob("*") if path.is_file())
    files = list(itertools.islice(found, _MOST_SYNCED + 1))
    if len(files) > _MOST_SYNCED:
        os.sync()  # it waits for what others write, too
        return
    for path in files:
        with path.open("rb") as file:
            os.fsync(file.fileno())


def check_destination(
    source: Path,
    destination: Path,
    *,
    resume: bool = False,
    overwrite: bool = False,
    made: Set[str] | None = None,
) -> None:
    """Raise `CorpusError` if the destination can't be written to as asked.

    It must not be the source, or lie in it, or hold it. It must not exist, or be an empty
    directory, or, with ``resume`` or ``overwrite``, what an earlier run made. ``made`` are the
    names of all that a run makes there, if that is known: what else lies there is somebody's.
    """
    _check_places(source, destination)
    if not destination.exists():
        return
    if not destination.is_dir():
        raise CorpusError(f"the destination {destination} is a file; choose a directory")
    names = {entry.name for entry in destination.iterdir()}
    if names and not (resume or overwrite):
        raise CorpusError(
            f"the destination {destination} is not empty; choose another directory, or use "
            "--overwrite to replace what an earlier run made there"
        )
    if names and not _is_ours(destination / "summary.json"):
        raise CorpusError(
            f"the destination {destination} holds {min(names)}, and no summary.json of a run: no "
            "run made it, so none will replace it; choose another directory"
        )
    strange = (
        sorted(name for name in names - made if not _is_report(destination / name))
        if made is not None
        else []
    )
    if strange and overwrite:
        raise CorpusError(
            f"the destination {destination} holds {strange[0]}, which no run made, and "
            "--overwrite would remove it; move it away"
        )


def _check_places(source: Path, destination: Path) -> None:
    """Raise `CorpusError` if source and destination lie in each other's way."""
    here, there = source.resolve(), destination.resolve()
    if here == there or here in there.parents:
        raise CorpusError(
            f"the destination {destination} lies in the source {source}, which is never written "
            "to; choose a directory outside of it"
        )
    if there in here.parents:
        raise CorpusError(
            f"the source {source} lies in the destination {destination}; choose another directory"
        )
    if there == Path.cwd():
        # It would be replaced as a whole, under the feet of whoever stands in it.
        raise CorpusError(
            f"the destination {destination} is the current directory; name a directory to be made"
        )
    if here == Workplace(there).path:
        raise CorpusError(
            f"the source {source} is where a run with the destination {destination} would work; "
            "choose another destination"
        )


def _is_report(path: Path) -> bool:
    """Whether a file is a report on a run, which lies in its destination if somebody wants it."""
    if path.suffix != ".html" or not path.is_file():
        return False
    with path.open("rb") as file:
        return _REPORT in file.read(_HEAD)


def _is_ours(summary: Path) -> bool:
    """Whether a run wrote this file; other programs also call their own summary.json."""
    try:
        content = orjson.loads(summary.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return False
    return isinstance(content, dict) and {"documents", "options", "version"} <= content.keys()


def find_setting_difference(before: dict[str, Any], now: dict[str, Any]) -> str | None:
    """The first setting in which two runs differ, in words; None if there is none."""
    for name in sorted(before.keys() | now.keys()):
        one, other = before.get(name), now.get(name)
        if one == other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            return f"{name}.{find_setting_difference(one, other)}"
        return f"{name} was {_in_words(one)}, and is now {_in_words(other)}"
    return None


def _in_words(setting: Any) -> str:
    """A setting; of one that is several, like how to clean, only that it is there."""
    return "given" if isinstance(setting, dict) else repr(setting)
