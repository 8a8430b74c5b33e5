"""Floor 3: what a worker does with one part of a corpus: read it, or write what is kept of it.

Both are functions of a job and a part, and leave files behind, so that any engine can run them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleantext.cleaning import CleanOptions
from cleantext.corpus.journal import Workplace
from cleantext.corpus.listing import Part, read_listing
from cleantext.corpus.reader import Fields, Record, Skipped, read_file
from cleantext.corpus.source import SourceFile, check_unchanged
from cleantext.corpus.spool import Batch, PartWriter, Spool
from cleantext.corpus.writer import Kept, write_kept
from cleantext.dates import date_or_none
from cleantext.deduplication.compare import Signer
from cleantext.deduplication.compared import RuleCounts, compared_text
from cleantext.deduplication.options import DedupeOptions
from cleantext.deduplication.order import rank_of_site
from cleantext.errors import CorpusError, UnreadableDocument
from cleantext.neardup.texts import Texts
from cleantext.page.profile import SitePatterns

__all__ = ["Job", "Writing", "read_part", "write_part"]

_BATCH_BYTES = 4_000_000
_BATCH_RECORDS = 4096


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker must know, picklable.

    ``root`` is what the source's paths are relative to. With ``clean``, texts are cleaned before
    they are compared, and written cleaned.
    """

    root: Path
    workplace: Workplace
    options: DedupeOptions
    fields: Fields
    clean: CleanOptions | None = None
    profile: SitePatterns | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """A part, and which of its documents are kept (``bool[documents]``)."""

    part: Part
    is_kept: NDArray[np.bool_]


def read_part(job: Job, part: Part) -> None:
    """Read the documents of a part into its directory, with their band keys."""
    signer = Signer(job.options)
    counts = RuleCounts()
    with PartWriter(job.workplace.part(part.number)) as writer:
        for records in _batches(_read_files(job, part, writer)):
            batch = _make_batch(job, records, counts)
            writer.add(batch, *signer.compute_keys(batch.texts))
        writer.note_rules(counts.rows())


def _make_batch(job: Job, records: Sequence[tuple[int, Record]], counts: RuleCounts) -> Batch:
    texts = [compared_text(record, job.clean, job.profile, counts) for _, record in records]
    return Batch(
        np.array([file for file, _ in records], np.int64),
        np.array([record.number for _, record in records], np.int64),
        Texts.of_strings(record.document.id for _, record in records),
        Texts.of_strings(texts),
        np.array([len(text) for text in texts], np.int64),
        np.zeros((len(records), 2), np.int64),
        np.array([date_or_none(record.document.date) for _, record in records], np.int64),
        np.array([_rank_of(record, job.options.prefer) for _, record in records], np.int64),
    )


def _rank_of(record: Record, prefer: Sequence[str]) -> int:
    return rank_of_site(record.document.site, prefer) if prefer else 0


def _files_of(job: Job, part: Part) -> Iterator[tuple[int, SourceFile]]:
    return enumerate(read_listing(job.workplace.listing, part.start, part.end), part.first_file)


def _read_files(job: Job, part: Part, writer: PartWriter) -> Iterator[tuple[int, Record]]:
    for number, file in _files_of(job, part):
        for item in read_file(job.root, file, job.fields):
            if isinstance(item, Skipped):
                writer.skip(number, item)
            else:
                yield number, item


def _batches(records: Iterable[tuple[int, Record]]) -> Iterator[list[tuple[int, Record]]]:
    """Cut the records into batches of bounded memory."""
    batch: list[tuple[int, Record]] = []
    size = 0
    for item in records:
        batch.append(item)
        size += len(item[1].page or item[1].document.text)
        if size >= _BATCH_BYTES or len(batch) >= _BATCH_RECORDS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def write_part(job: Job, writing: Writing) -> None:
    """Write the kept documents of a part into the output.

    Raises `CorpusError` if a file of the source is not what it was when it was read.
    """
    with Spool([job.workplace.part(writing.part.number)]) as spool:
        kept = np.flatnonzero(writing.is_kept)
        file_of = spool.rows["file"][kept]
        for number, file in _files_of(job, writing.part):
            start, end = np.searchsorted(file_of, [number, number + 1])
            if start < end:
                _write_file(job, file, spool, kept[start:end])


def _write_file(job: Job, file: SourceFile, spool: Spool, rows: NDArray[np.int64]) -> None:
    row_of = dict(zip(spool.rows["number"][rows].tolist(), rows.tolist(), strict=True))
    cleaned = (lambda number: spool.text_of(row_of[number])) if job.clean else None
    try:
        check_unchanged(job.root, file)
        write_kept(
            job.root,
            file.path,
            job.workplace.output / "kept",
            Kept(row_of.keys(), cleaned),
            job.fields.text,
        )
    except UnreadableDocument as error:
        raise CorpusError(
            f"{file.path} could be read, and can't be read again to be written ({error}); start "
            "again with --overwrite, or leave it out with --exclude"
        ) from error
