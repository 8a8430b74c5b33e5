"""Floor 2: the place where a run works, and the journal that a killed run is continued from.

Everything is made in ``DEST.partial``, beside the destination, so that the finished output
becomes DEST by one rename. In it:

    source.jsonl     the files of the source, as they were when the run began
    journal.jsonl    the run's settings, then a line for each part that was read, for each file that
                     could not be written, and one when the output is whole
    parts/           what is known of the documents (`spool`)
    kept             the numbers of the kept documents, where an index is to get them
    output/          what will be DEST
    replaced/        what was DEST before, for a moment
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from cleantext.corpus.destination import check_replaceable, find_workplace
from cleantext.corpus.whole_file import reason_of
from cleantext.errors import CorpusError

__all__ = ["Journal", "Workplace", "find_setting_difference", "sync_files"]

_MOST_SYNCED = 200  # files that are synced one by one
_FILES = {"source.jsonl", "journal.jsonl", "kept"}
_DIRECTORIES = {"parts", "output", "replaced"}
_PART = re.compile(r"\d{5,}(\.\d+)?")  # with the number of the process that writes it
_LISTED = b'{"path":'  # the head of a listing


class Journal:
    """An append-only file of JSON lines. A line is there whole, or is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[dict[str, Any]]:
        """The lines that were written whole; a run can be killed while it writes one.

        Raises `CorpusError` if the file is damaged.
        """
        try:
            entries = [orjson.loads(line) for line in self._whole_lines()]
        except orjson.JSONDecodeError as error:
            raise self._damage() from error
        if not all(isinstance(entry, dict) for entry in entries):
            raise self._damage()
        return entries

    def read_begin(self, *names: str) -> dict[str, Any]:
        """The first line, which has these fields; raises `CorpusError` if it does not."""
        entries = self.read()
        if not entries or not set(names) <= entries[0].keys():
            raise self._damage()
        return entries[0]

    def _damage(self) -> CorpusError:
        return CorpusError(f"{self.path} is damaged; use --overwrite to start again")

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
        if not self.path.is_file():
            return []
        *whole, _torn = self.path.read_bytes().split(b"\n")
        return whole


class Workplace:
    """``DEST.partial``: where a run works until its output is whole."""

    def __init__(self, destination: Path) -> None:
        self.destination = destination
        self.path = find_workplace(destination)
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
        if not overwrite and self.journal.read():
            raise CorpusError(
                f"{self.path} is there from a deduplication that did not end: continue it with "
                "'cleantext dedupe --resume', or use --overwrite to start again"
            )
        try:
            if self.path.exists():
                strange = min(self._find_strange(), default=None)
                if strange is not None:
                    raise CorpusError(
                        f"{self.path} is where this run would work, but it holds "
                        f"{strange}, which no run left there; move it away"
                    )
                self.remove()
            self.path.mkdir(parents=True)
        except OSError as error:
            raise CorpusError(
                f"the destination {self.destination} can't be written: {reason_of(error)}"
            ) from error

    def _find_strange(self) -> Iterator[str]:
        """What no run can have left in the workplace: it has another name, or is another thing.

        A listing is known by its head, but beside a journal it is a run's, even if it is damaged.
        """
        for entry in self.path.iterdir():
            ours = _DIRECTORIES if entry.is_dir() else _FILES if entry.is_file() else ()
            if entry.is_symlink() or entry.name not in ours:
                yield entry.name
            elif entry == self.listing and not self.journal.path.exists():
                with entry.open("rb") as listing:
                    if not _LISTED.startswith(listing.read(len(_LISTED))):
                        yield entry.name
            elif entry.name == "parts":
                others = (each.name for each in entry.iterdir() if not _PART.fullmatch(each.name))
                yield from (f"parts/{name}" for name in others)

    def note_damaged(self, files: Mapping[int, str]) -> None:
        """Note which files, by their numbers, could be read and not be written, and why."""
        if not self.damaged().keys().isdisjoint(files):  # what was read of it is there still
            raise CorpusError(
                f"files of an earlier run in {self.path} can't be removed: delete it, and run again"
            )
        for number, reason in sorted(files.items()):
            self.journal.add({"damaged": number, "reason": reason})

    def damaged(self) -> dict[int, str]:
        """What was noted so."""
        entries = (entry for entry in self.journal.read() if "damaged" in entry)
        return {entry["damaged"]: entry["reason"] for entry in entries}

    def note_written(self) -> None:
        """Note that the output is whole, and only an index has not changed yet."""
        self.journal.add({"written": True})

    def is_written(self) -> bool:
        """Whether that was noted."""
        return any("written" in entry for entry in self.journal.read())

    def is_finished(self) -> bool:
        """Whether the run was killed when the output had become the destination already."""
        return self.is_written() and not self.output.exists()

    def finish(self, *, replace: bool = False) -> None:
        """Turn the output into the destination, whole, and leave nothing else behind.

        With ``replace`` it takes the place of what an earlier run made. Raises `CorpusError` if
        something else is there, which came while the run was at work.
        """
        self.check_free(replace=replace)
        shutil.rmtree(self.path / "parts", ignore_errors=True)  # so that it need not be synced
        sync_files(self.output)  # what is renamed must not be younger on disk than its name
        if self.destination.exists():
            replaced = self.path / "replaced"
            shutil.rmtree(replaced, ignore_errors=True)  # of a run killed just here
            self.destination.rename(replaced)
        self.output.rename(self.destination)
        self.remove()

    def has_earlier(self) -> bool:
        """Whether the destination holds something, which `finish` would replace."""
        return self.destination.exists() and any(self.destination.iterdir())

    def check_free(self, *, replace: bool) -> None:
        """Raise `CorpusError` if the destination holds what `finish` must not remove."""
        if not self.destination.exists():
            return
        if not replace and any(self.destination.iterdir()):
            raise CorpusError(
                f"the destination {self.destination} is no longer empty: something has come there "
                "while this run was at work; move it away, and run again with --resume"
            )
        check_replaceable(self.destination)

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
