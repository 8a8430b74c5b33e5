"""Floor 3: one file of a corpus cleaned, record by record, into another of the same format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cleantext.cleaning import CleanOptions, explain
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import Fields, Record, Skipped
from cleantext.corpus.source import SourceFile
from cleantext.corpus.writer import Kept, write_kept
from cleantext.errors import UnreadableDocument
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.page_cleaning import explain_html

__all__ = ["CleaningJob", "clean_whole_file", "explain_record"]


@dataclass(frozen=True, slots=True)
class CleaningJob:
    """What a worker must know, picklable."""

    root: Path
    output: Path
    options: CleanOptions
    profile: SitePatterns | None
    site: str | None
    fields: Fields


def clean_whole_file(job: CleaningJob, file: SourceFile) -> tuple[int, list[Skipped]]:
    """Write one file cleaned: how many documents it had, and what was left out.

    The file is read twice, once to learn what can be read and once to clean it, so that it is
    never in memory as a whole.
    """
    numbers: set[int] = set()
    skipped: list[Skipped] = []
    for item in read_file(job.root, file, job.fields):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            numbers.add(item.number)
    try:
        kept = Kept(numbers, _CleanedInOrder(job, file))
        write_kept(job.root, file.path, job.output, kept, job.fields.text)
    except UnreadableDocument as error:  # it changed since it was read the first time
        (job.output / file.path).unlink(missing_ok=True)
        return 0, [*skipped, Skipped(file.path, 0, str(error))]
    return len(numbers), skipped


class _CleanedInOrder:
    """Gives the cleaned text of a file's documents, asked for by number and in order."""

    def __init__(self, job: CleaningJob, file: SourceFile) -> None:
        self._job = job
        self._items = read_file(job.root, file, job.fields)

    def __call__(self, number: int) -> str:
        for item in self._items:
            if isinstance(item, Record) and item.number == number:
                job = self._job
                return explain_record(item, job.options, job.profile, job.site)[0]
        raise UnreadableDocument("changed while it was read")


def explain_record(
    record: Record,
    options: CleanOptions,
    profile: SitePatterns | None,
    site: str | None = None,
) -> tuple[str, list[tuple[str, str, str]]]:
    """The story of a text or a page of a corpus, with what the profile knows of its site.

    The site is ``site``, or the document's own. And what was changed for it: each time the rule,
    what was there before, and what is after.
    """
    site = site or record.document.site
    if record.page is not None:
        page = explain_html(record.decode_page(), options, profile=profile, site=site)
        return page.text, [
            (block.reason, block.text, "") for block in page.blocks if not block.kept
        ]
    cleaned = explain(record.document.text, options, profile=profile, site=site)
    return cleaned.text, [(change.rule, change.before, change.after) for change in cleaned.changes]
