"""Floor 3: where a run reads and writes, as somebody asked for it, checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cleantext.deduplication.index_request import check_index_place

__all__ = ["Places", "find_places"]

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

    here = given_path(source, "source").resolve()
    there = given_path(destination, "destination").resolve()
    root = find_root(here)
    check_destination(here, there, resume=resume, overwrite=overwrite, made=_MADE)
    index = None if against is None else given_path(against, "index").resolve()
    check_index_place(index, here, there)
    return Places(here, root, there, index)
