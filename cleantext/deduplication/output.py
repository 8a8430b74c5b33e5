"""Floor 3: what a run reports: ``duplicates.jsonl``, ``skipped.jsonl`` and ``summary.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from cleantext.corpus.listing import read_listing
from cleantext.corpus.records import Skipped
from cleantext.corpus.spool import Spool
from cleantext.deduplication.compare import INDEXED, Resolution
from cleantext.deduplication.options import DedupeSummary
from cleantext.errors import CorpusError

__all__ = ["read_skipped", "read_summary", "write_duplicates", "write_skipped", "write_summary"]

_AT_ONCE = 10_000  # documents


def write_duplicates(
    path: Path, spool: Spool, resolution: Resolution, indexed_id_of: Callable[[int], str]
) -> int:
    """Write a line for each dropped document, in input order; how many there are.

    ``indexed_id_of`` gives the id of the document of the index that stands for one.
    """
    dropped = np.flatnonzero(resolution.kept_for != np.arange(len(resolution.kept_for)))

    def lines_of(batch: NDArray[np.int64]) -> Iterator[dict[str, Any]]:
        kept_for = resolution.kept_for[batch]
        is_indexed = kept_for == INDEXED
        kept_ids = iter(spool.ids_of(kept_for[~is_indexed]))
        columns = (batch.tolist(), spool.ids_of(batch), resolution.similarity[batch].tolist())
        for document, own, similarity, indexed in zip(*columns, is_indexed.tolist(), strict=True):
            kept = indexed_id_of(document) if indexed else next(kept_ids)
            line = {"id": own, "duplicate_of": kept, "similarity": similarity}
            yield {**line, "source": "index"} if indexed else line

    batches = (dropped[at : at + _AT_ONCE] for at in range(0, len(dropped), _AT_ONCE))
    return _write_lines(path, (line for batch in batches for line in lines_of(batch)))


def write_skipped(
    path: Path, spool: Spool, parts: int, listing: Path, first_of_id: NDArray[np.int64]
) -> int:
    """Write a line for all that was skipped, in input order; how many there are."""
    places = _Places(spool, listing, first_of_id)
    lines = (
        {"path": skipped.path, "reason": skipped.reason}
        for part in range(parts)
        for _, skipped in sorted(
            [*spool.skipped_of(part), *places.same_ids(spool.documents_of(part))],
            key=lambda item: (item[0], item[1].number),
        )
    )
    return _write_lines(path, lines)


class _Places:
    """Where documents are that have the id of another one."""

    def __init__(self, spool: Spool, listing: Path, first_of_id: NDArray[np.int64]) -> None:
        self._spool = spool
        self._first = first_of_id
        self._repeated = np.flatnonzero(first_of_id != np.arange(len(first_of_id)))
        concerned = np.concatenate([self._repeated, first_of_id[self._repeated]])
        files = set(spool.rows["file"][concerned].tolist())
        self._paths = {
            number: file.path
            for number, file in enumerate(read_listing(listing) if files else ())
            if number in files
        }

    def same_ids(self, documents: range) -> Iterator[tuple[int, Skipped]]:
        """The documents in a range that are skipped for their id, with their file's number."""
        start, end = np.searchsorted(self._repeated, [documents.start, documents.stop])
        for document in self._repeated[start:end].tolist():
            row = self._spool.rows[document]
            other = self._place(int(self._first[document]))
            reason = f"its id {self._spool.id_of(document)!r} is that of {other} already"
            yield int(row["file"]), Skipped(self._place(document), int(row["number"]), reason)

    def _place(self, document: int) -> str:
        row = self._spool.rows[document]
        path = self._paths[int(row["file"])]
        return f"{path}#{row['number']}" if row["number"] else path


def _write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> int:
    count = 0
    with path.open("wb") as file:
        for line in lines:
            file.write(orjson.dumps(line) + b"\n")
            count += 1
    return count


def write_summary(directory: Path, summary: DedupeSummary) -> None:
    """Write a summary as ``summary.json``, for people and programs."""
    written = orjson.dumps(asdict(summary), option=orjson.OPT_INDENT_2)
    (directory / "summary.json").write_bytes(written + b"\n")


def read_skipped(directory: Path) -> Iterator[tuple[str, str]]:
    """The paths of what a run skipped, and the reasons."""
    with (directory / "skipped.jsonl").open("rb") as file:
        for row in map(orjson.loads, file):
            yield row["path"], row["reason"]


def read_summary(directory: Path) -> DedupeSummary:
    """The summary of a finished run; raises `CorpusError` if no run like this one wrote it."""
    path = directory / "summary.json"
    try:
        return DedupeSummary(**orjson.loads(path.read_bytes()))
    except (orjson.JSONDecodeError, TypeError) as error:
        raise CorpusError(
            f"{path} was not written by a deduplication of this version, so there is nothing to "
            "continue; use --overwrite to replace it"
        ) from error
