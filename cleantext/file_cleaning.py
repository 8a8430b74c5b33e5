"""Floor 3: one file of a corpus cleaned, by one process or several, into another of its format."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cleantext.cleaning import CleanOptions, explain
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import Fields, Record, Skipped
from cleantext.corpus.source import SourceFile, check_unchanged
from cleantext.corpus.writer import Kept, write_bare, write_kept
from cleantext.engines import local
from cleantext.errors import UnreadableDocument
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.page_cleaning import explain_html

__all__ = ["CleanedFile", "CleaningJob", "clean_whole_file", "explain_record"]

_TASK_BYTES = 500_000  # of a page, or characters of a text: some fifty milliseconds of work
_RECORD_BYTES = 1000  # that a record takes beside its text
_TASKS_AHEAD = 8  # for each worker
_Cleaned = tuple[int, str, bool]
"""The number of a document, its cleaned text, and whether nothing of it is text."""


@dataclass(frozen=True, slots=True)
class CleaningJob:
    """What a worker must know, picklable."""

    root: Path
    output: Path
    options: CleanOptions
    profile: SitePatterns | None
    site: str | None
    fields: Fields


@dataclass(frozen=True, slots=True)
class CleanedFile:
    """What became of a file: ``documents`` were cleaned, of which ``blank`` gave no text.

    ``skipped`` was left out.
    """

    documents: int
    blank: int
    skipped: tuple[Skipped, ...]


def clean_whole_file(job: CleaningJob, file: SourceFile, workers: int = 1) -> CleanedFile:
    """Write one file cleaned.

    The file is read twice, once to learn what can be read and once to clean it, so that it is
    never in memory as a whole. ``workers`` processes share its records. One that changes meanwhile
    is left out; one without a single record, as partitions may be, has its place.
    """
    numbers: set[int] = set()
    blank: list[int] = []
    skipped: list[Skipped] = []
    for item in read_file(job.root, file, job.fields):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            numbers.add(item.number)
    try:
        if not numbers and not skipped:
            write_bare(job.root, file.path, job.output)
            check_unchanged(job.root, file)
            return CleanedFile(0, 0, ())
        with closing(_clean_in_order(job, file, workers)) as cleaned:
            kept = Kept(numbers, partial(_find_cleaned, cleaned, blank))
            write_kept(job.root, file.path, job.output, kept, job.fields.text)
        if numbers:
            check_unchanged(job.root, file)
    except UnreadableDocument as error:  # it changed since it was read the first time
        (job.output / file.path).unlink(missing_ok=True)
        return CleanedFile(0, 0, (*skipped, Skipped(file.path, 0, str(error))))
    return CleanedFile(len(numbers), len(blank), tuple(skipped))


def _clean_in_order(
    job: CleaningJob, file: SourceFile, workers: int
) -> Generator[_Cleaned, None, None]:
    """Each document of a file, cleaned."""
    items = read_file(job.root, file, job.fields)
    tasks = _cut(item for item in items if isinstance(item, Record))
    ahead = workers * _TASKS_AHEAD
    with closing(local.run(partial(_clean_task, job), tasks, workers, ahead=ahead)) as done:
        for task in done:
            yield from task


def _cut(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records in tasks for a process."""
    task: list[Record] = []
    size = 0
    for record in records:
        task.append(record)
        size += _RECORD_BYTES + len(record.page or record.document.text)
        if size >= _TASK_BYTES:
            yield task
            task, size = [], 0
    if task:
        yield task


def _clean_task(job: CleaningJob, records: list[Record]) -> list[_Cleaned]:
    done = []
    for record in records:
        text, _ = explain_record(record, job.options, job.profile, job.site)
        done.append((record.number, text, record.is_blank(text)))
    return done


def _find_cleaned(cleaned: Iterator[_Cleaned], blank: list[int], number: int) -> str:
    """The text of the next document of that number, which is noted if it is blank."""
    for found, text, is_blank in cleaned:
        if found == number:
            if is_blank:
                blank.append(number)
            return text
    raise UnreadableDocument("changed while it was read")


def explain_record(
    record: Record,
    options: CleanOptions,
    profile: SitePatterns | None,
    site: str | None = None,
) -> tuple[str, list[tuple[str, str, str]]]:
    """The story of a text or a page of a corpus, with what the profile knows of its site.

    The site is ``site``, or the document's own: of one that the profile does not know it knows
    nothing, and the furniture of others may be this one's story. And what was changed for it: each
    time the rule, what was there before, and what is after.
    """
    site = site or record.document.site
    if profile is not None and site is not None and site not in profile.sites:
        profile = None
    if record.page is not None:
        page = explain_html(record.decode_page(), options, profile=profile, site=site)
        return page.text, [
            (block.reason, block.text, "") for block in page.blocks if not block.kept
        ]
    cleaned = explain(record.document.text, options, profile=profile, site=site)
    return cleaned.text, [(change.rule, change.before, change.after) for change in cleaned.changes]
