"""Floor 2: what a destination may be, and what in it may be replaced: only what a run made there.

The summary of a run tells how many files it left beside the summary, and has a digest of their
paths. So a file that somebody laid among a million others is noticed at the price of listing them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Set
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from cleantext.corpus.whole_file import reason_of
from cleantext.errors import CorpusError

__all__ = ["SUMMARY", "check_destination", "check_replaceable", "count_files", "find_workplace"]

SUMMARY = "summary.json"
"""What tells that a run made a directory."""

_HEAD = 1000  # bytes
_REPORT = b": cleantext</title>"  # in the head of the pages that `cleantext.report` writes


def find_workplace(destination: Path) -> Path:
    """Where a run works until the output for a destination is whole."""
    return destination.with_name(destination.name + ".partial")


def count_files(directory: Path) -> dict[str, Any]:
    """How many files a run's output has, and a digest of their paths, as its summary holds them.

    The summary itself is none of them, nor are the reports that lie beside it.
    """
    count = 0
    digest = blake2b(digest_size=16)
    for path in _list_files(directory):
        if path != SUMMARY and (os.sep in path or not _is_report(directory / path)):
            count += 1
            digest.update(os.fsencode(path) + b"\0")
    return {"count": count, "digest": digest.hexdigest()}


def _list_files(directory: Path) -> Iterator[str]:
    """The paths of all that is no directory, in one order; links to directories among them."""
    pending = [""]
    while pending:
        path = pending.pop()
        if path and not path.endswith(os.sep):
            yield path
            continue
        with os.scandir(directory / path) as listing:
            names = sorted(
                entry.name + os.sep * entry.is_dir(follow_symlinks=False) for entry in listing
            )
        pending += [path + name for name in reversed(names)]


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
    _check_workplace(find_workplace(destination))
    if not destination.exists():
        return
    if not destination.is_dir():
        raise CorpusError(f"the destination {destination} is a file; choose a directory")
    if destination.is_mount():
        raise CorpusError(
            f"the destination {destination} is a mount point, and can't be replaced as a whole; "
            "name a directory below it"
        )
    names = {entry.name for entry in destination.iterdir()}
    if names and not (resume or overwrite):
        raise CorpusError(
            f"the destination {destination} is not empty; choose another directory, or use "
            "--overwrite to replace what an earlier run made there"
        )
    if names and _read_summary(destination) is None:
        raise CorpusError(
            f"the destination {destination} holds {min(names)}, and no {SUMMARY} of a run: no "
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
    if names and overwrite:
        check_replaceable(destination)


def _check_workplace(workplace: Path) -> None:
    if workplace.exists() and not workplace.is_dir():
        raise CorpusError(
            f"{workplace} is where this run would work, and it is a file; move it away"
        )


def check_replaceable(destination: Path) -> None:
    """Raise `CorpusError` if a destination holds other files than the run left that made it."""
    summary = _read_summary(destination)
    try:
        files = count_files(destination)
        if not files["count"] or (summary is not None and summary.get("files") == files):
            return
        others = (path for path in _list_files(destination) if path != SUMMARY)
        newest = max(others, key=lambda path: _time_of(destination / path))
    except OSError as error:
        raise CorpusError(
            f"the destination {destination} can't be read: {reason_of(error)}"
        ) from error
    raise CorpusError(
        f"the destination {destination} does not hold the files that a run left there: what is "
        f"somebody's would be removed (the newest is {newest}); move it away, or choose another "
        "directory"
    )


def _time_of(path: Path) -> int:
    return path.lstat().st_ctime_ns


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
    workplace = find_workplace(there)
    if workplace == here or workplace in here.parents:
        # What a killed run left there, and a copy of it, go when another one begins.
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


def _read_summary(destination: Path) -> dict[str, Any] | None:
    """What a run wrote of itself; None if none did: other programs also have a summary.json."""
    try:
        content = orjson.loads((destination / SUMMARY).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None
    is_ours = isinstance(content, dict) and {"documents", "options", "version"} <= content.keys()
    return content if is_ours else None
