"""Floor 3: where a run reads and writes, as somebody asked for it, checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cleantext.corpus.whole_file import reason_of
from cleantext.errors import CorpusError

__all__ = ["Places", "disk_errors_explained", "find_places"]

_MADE = {"kept", "duplicates.jsonl", "skipped.jsonl", "summary.json"}


@dataclass(frozen=True, slots=True)
class Places:
    """Where a run reads, what its source's paths are relative to, and where it writes."""

    source: Path
    root: Path
    destination: Path
    index: Path | None


def find_places(
    source: str | Path,
    destination: str | Path,
    against: str | Path | None,
    *,
    resume: bool,
    overwrite: bool,
) -> Places:
    """The places somebody asked for; raises `CorpusError` if they can't be used so."""
    from cleantext.corpus.destination import check_destination
    from cleantext.corpus.source import find_root, given_path

    here = given_path(source, "source")
    # Of a link to a file the name counts, which tells what it is, and not that of its target.
    here = here.parent.resolve() / here.name if here.is_file() else here.resolve()
    there = given_path(destination, "destination").resolve()
    root = find_root(here)
    check_destination(here, there, resume=resume, overwrite=overwrite, made=_MADE)
    index = None if against is None else given_path(against, "index").resolve()
    _check_index_place(index, here, there)
    return Places(here, root, there, index)


def _check_index_place(index: Path | None, source: Path, destination: Path) -> None:
    """Raise `CorpusError` if an index lies in the source or the destination, or holds one."""
    from cleantext.corpus.destination import find_workplace

    workplace = find_workplace(destination)
    for role, other in (("source", source), ("destination", destination), ("workplace", workplace)):
        if index is not None and (index == other or index in other.parents):
            raise CorpusError(f"the {role} {other} lies in the index {index}; choose another")
        if index is not None and other in index.parents:
            raise CorpusError(f"the index {index} lies in the {role} {other}; choose another")


@contextmanager
def disk_errors_explained(problem: str, workplace: Path | None = None) -> Iterator[None]:
    """Say what to do when a disk is full, or forbids reading or writing.

    Raises `CorpusError`, which begins with the ``problem``, for an error of the operating system,
    and says how to go on if there is a ``workplace`` by then.
    """
    try:
        yield
    except OSError as error:
        message = f"{problem} ({reason_of(error)})"
        if workplace is not None and workplace.exists():
            message += (
                "; what was done so far is kept beside the destination: when the cause is gone, "
                "run again with --resume"
            )
        raise CorpusError(message) from error
