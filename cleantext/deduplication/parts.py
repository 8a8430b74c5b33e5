"""Floor 3: what a worker does with one part of a corpus: read it, or write what is kept of it.

Both are functions of a job and a part, and leave files behind, so that any engine can run them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.formats import Format, find_format
from cleantext.corpus.journal import Workplace
from cleantext.corpus.json_lines import read_json_batches
from cleantext.corpus.listing import Part, read_listing
from cleantext.corpus.parquet_batches import read_parquet_batches
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import Fields, LineSpan, Record, Skipped
from cleantext.corpus.source import SourceFile, check_regular, check_unchanged
from cleantext.corpus.spool import Spool
from cleantext.corpus.spool_part import Batch, PartWriter, digest_part
from cleantext.corpus.text_files import is_plain_text, read_text_batches
from cleantext.corpus.writer import Kept, copy_lines, write_kept
from cleantext.dates import date_or_none
from cleantext.deduplication.compare import Signer
from cleantext.deduplication.compared import RuleCounts, compared_text
from cleantext.deduplication.options import DedupeOptions
from cleantext.deduplication.order import rank_of_site
from cleantext.errors import CorpusError, UnreadableDocument
from cleantext.model import Document
from cleantext.neardup.texts import Texts

if TYPE_CHECKING:
    from cleantext.cleaning import CleanOptions
    from cleantext.page.profile.site_patterns import SitePatterns

__all__ = ["Job", "Writing", "read_part", "write_part"]

_BATCH_BYTES = 4_000_000
_BATCH_RECORDS = 4096
_SCANNED = {"jsonl": read_json_batches, "parquet": read_parquet_batches}


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
    """What to write: parts, which of their documents are kept (``bool[documents]``), and where.

    ``offset`` is that in the output's file of the first line that is kept of a piece.
    """

    parts: tuple[Part, ...]
    is_kept: NDArray[np.bool_]
    offset: int = 0


def read_part(job: Job, damaged: Mapping[int, str], part: Part) -> str:
    """Read the documents of a part into its directory, with their band keys; its digest.

    ``damaged`` are the numbers of files that could be read and not be written, with the reason.
    """
    signer = Signer(job.options)
    counts = RuleCounts()
    directory = job.workplace.part(part.number)
    with PartWriter(directory) as writer:
        for batch in _read_batches(job, damaged, part, writer, counts):
            writer.add(batch, *signer.compute_keys(batch.texts))
        writer.note_rules(counts.rows())
    return digest_part(directory)


def _read_batches(
    job: Job, damaged: Mapping[int, str], part: Part, writer: PartWriter, counts: RuleCounts
) -> Iterator[Batch]:
    """The documents of a part. Some formats have ways of their own, unless they are cleaned."""
    span = _span_of(part)
    rank_of = partial(_rank_of, prefer=job.options.prefer) if job.options.prefer else None
    whole = _without_damaged(_files_of(job, part), damaged, part, writer)
    by_way = groupby(whole, key=lambda item: _way_of(job, item[1]))
    for way, files in by_way:
        if way in _SCANNED:
            for number, file in files:
                skip = partial(writer.skip, number)
                try:
                    check_regular(job.root, file.path)
                    yield from _SCANNED[way](
                        job.root, file.path, span, job.fields, skip, number, rank_of
                    )
                except UnreadableDocument as error:
                    skip(Skipped(file.path, 0, str(error)))
        elif way == "texts":
            yield from read_text_batches(job.root, files, writer.skip, rank_of)
        else:
            for records in _batches(_read_files(job, files, span, writer)):
                yield _make_batch(job, records, counts)


def _without_damaged(
    files: Iterable[tuple[int, SourceFile]],
    damaged: Mapping[int, str],
    part: Part,
    writer: PartWriter,
) -> Iterator[tuple[int, SourceFile]]:
    """The files without those that are damaged; one in pieces is reported with the first."""
    for number, file in files:
        if number not in damaged:
            yield number, file
        elif part.from_byte == 0:
            writer.skip(number, Skipped(file.path, 0, damaged[number]))


def _span_of(part: Part) -> LineSpan:
    if not part.is_piece:
        return LineSpan()
    return LineSpan(part.from_byte, part.from_byte + part.bytes, part.from_line)


def _way_of(job: Job, file: SourceFile) -> str:
    """How a file is read: by kernels, as lines or a table or whole texts, or record by record."""
    if job.clean is not None or file.problem is not None:
        return "records"
    if is_plain_text(file):
        return "texts"
    form = find_format(file.path)
    return form.kind if form is not None and form.kind in _SCANNED else "records"


def _make_batch(job: Job, records: Sequence[tuple[int, Record]], counts: RuleCounts) -> Batch:
    texts = [compared_text(record, job.clean, job.profile, counts) for _, record in records]
    documents = [record.document for _, record in records]
    prefer = job.options.prefer
    return Batch(
        np.array([file for file, _ in records], np.int64),
        np.array([record.number for _, record in records], np.int64),
        Texts.of_strings(document.id for document in documents),
        Texts.of_strings(texts),
        np.array([len(text) for text in texts], np.int64),
        np.zeros((len(records), 2), np.int64),
        np.array([date_or_none(document.date) for document in documents], np.int64),
        np.array([_rank_of(document, prefer) for document in documents], np.int64),
        np.array(
            [record.is_blank(text) for (_, record), text in zip(records, texts, strict=True)],
            np.bool_,
        ),
    )


def _rank_of(document: Document, prefer: Sequence[str]) -> int:
    return rank_of_site(document.site, prefer) if prefer else 0


def _files_of(job: Job, part: Part) -> Iterator[tuple[int, SourceFile]]:
    return enumerate(read_listing(job.workplace.listing, part.start, part.end), part.first_file)


def _read_files(
    job: Job, files: Iterable[tuple[int, SourceFile]], span: LineSpan, writer: PartWriter
) -> Iterator[tuple[int, Record]]:
    for number, file in files:
        for item in read_file(job.root, file, job.fields, span):
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


def write_part(job: Job, writing: Writing) -> dict[int, str]:
    """Write the kept documents of a part, or of all pieces of a file, into the output.

    Gives the numbers of files that can't be written, with the reason: a table may be damaged in a
    column that no document is read from. Raises `CorpusError` if a file of the source is not what
    it was when it was read.
    """
    damaged = {}
    with Spool([job.workplace.part(part.number) for part in writing.parts]) as spool:
        kept = np.flatnonzero(writing.is_kept)
        files, starts = np.unique(spool.rows["file"][kept], return_index=True)
        lines = spool.lines()
        rows_of = zip(files.tolist(), np.split(kept, starts[1:]), strict=False)
        wanted, rows = next(rows_of, (-1, kept))
        for number, file in _files_of(job, writing.parts[0]):
            if number == wanted:
                reason = _write_file(job, file, spool, rows, lines[rows], writing.offset)
                if reason is not None:
                    damaged[number] = reason
                wanted, rows = next(rows_of, (-1, kept))
    return damaged


def _write_file(
    job: Job,
    file: SourceFile,
    spool: Spool,
    rows: NDArray[np.int64],
    lines: NDArray[np.int64],
    offset: int,
) -> str | None:
    """Write what is kept of a file; why not, if it is the same file and can't be read."""
    target = job.workplace.output / "kept"
    try:
        check_unchanged(job.root, file)
        if job.clean is None and find_format(file.path) == Format("jsonl"):
            copy_lines(job.root, file.path, target, lines, offset)
            return None
        row_of = dict(zip(spool.rows["number"][rows].tolist(), rows.tolist(), strict=True))
        cleaned = (lambda number: spool.text_of(row_of[number])) if job.clean else None
        write_kept(job.root, file.path, target, Kept(row_of.keys(), cleaned), job.fields.text)
    except UnreadableDocument as error:
        if not _is_of_the_system(error):
            _check_still_unchanged(job, file)
            return str(error)
        raise _lost(file, error) from error
    return None


def _is_of_the_system(error: UnreadableDocument) -> bool:
    """Whether the system could not read, which may pass; a decompressor's errors have no number."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno is not None


def _check_still_unchanged(job: Job, file: SourceFile) -> None:
    try:
        check_unchanged(job.root, file)
    except UnreadableDocument as error:
        raise _lost(file, error) from error


def _lost(file: SourceFile, error: UnreadableDocument) -> CorpusError:
    return CorpusError(
        f"{file.path} could be read, and can't be read again to be written ({error}); start "
        "again with --overwrite, or leave it out with --exclude"
    )
