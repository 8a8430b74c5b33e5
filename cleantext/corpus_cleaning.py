"""Floor 3: every document of a corpus cleaned, into a destination that appears whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter

from cleantext import __version__
from cleantext.cleaning import CleanOptions, Settings
from cleantext.corpus.destination import SUMMARY, check_destination, count_files
from cleantext.corpus.formats import find_format
from cleantext.corpus.journal import Workplace
from cleantext.corpus.lock import locked
from cleantext.corpus.records import Fields, Skipped
from cleantext.corpus.source import (
    SourceFile,
    check_patterns,
    find_root,
    given_path,
    nothing_to_read,
    walk,
)
from cleantext.corpus.text_field import check_text_field
from cleantext.corpus.unread import check_some_readable
from cleantext.corpus.whole_file import reason_of, written_path
from cleantext.engines import local
from cleantext.errors import CorpusError, InvalidOption, UnreadableDocument
from cleantext.file_cleaning import CleaningJob, clean_whole_file
from cleantext.page.profile.site_patterns import SitePatterns

__all__ = ["CleanSummary", "clean_corpus", "clean_file"]

_LEAST_SHARED = 2_000_000  # bytes: processes take half a second to start

Progress = Callable[[str, int, int], None]
_DEFAULT = CleanOptions()


@dataclass(frozen=True, slots=True)
class CleanSummary:
    """What `clean_corpus` did: ``documents`` were cleaned, ``skipped`` could not be read.

    Each of the skipped has its ``path`` and the ``reason``. Of the documents ``blank`` gave no
    text, as pages do whose scripts would have to write it. `clean_corpus` shows one.
    """

    documents: int
    skipped: tuple[Skipped, ...]
    blank: int = 0


def clean_corpus(
    source: str | Path,
    destination: str | Path,
    options: CleanOptions = _DEFAULT,
    *,
    profile: SitePatterns | None = None,
    site: str | None = None,
    workers: int = 1,
    overwrite: bool = False,
    text_field: str = "text",
    id_field: str = "id",
    url_field: str = "url",
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    progress: Progress | None = None,
) -> CleanSummary:
    """Clean every document of a directory, or of a file, into files of the same layout and format.

    ``source`` is never written to. ``destination`` appears whole or not at all, and holds
    ``summary.json`` beside the files; ``overwrite`` lets it replace what an earlier run made.
    Text becomes text and a page a plain page of its paragraphs; of a record only the field
    ``text_field`` changes. Of ``profile`` the patterns of a document's site are applied, which
    the fields ``url_field`` and ``id_field`` tell, or ``site``, if all documents are of one.
    What can't be read is left out and is in the result. ``workers``
    processes share the files, and the records of a file that is more than the share of one; the
    result does not depend on their number. ``include`` and
    ``exclude`` are shell patterns for paths. ``progress`` is told the stage, how many files are
    done, and how many there are.

    Raises `CorpusError` if source or destination can't be used as asked, if the source has no file
    to read, or files to read in a directory ``summary.json``, `InvalidOption`, also where nothing
    could be read and no record has ``text_field``, and `UnreadableDocument` where nothing could be
    read and an earlier result would be replaced: it stays.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     stories = Path(folder, "stories")
    ...     stories.mkdir()
    ...     _ = stories.joinpath("a.txt").write_text("The countyâ€™s ferry is back.", "utf-8")
    ...     summary = clean_corpus(stories, Path(folder, "cleaned"))
    ...     Path(folder, "cleaned", "a.txt").read_text("utf-8")
    "The county's ferry is back."
    >>> summary.documents, summary.skipped
    (1, ())
    """
    Settings(options, profile, site)  # a wrong one is told here, and not by a worker
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise InvalidOption(f"workers must be a whole number, at least 1; got {workers!r}")
    check_patterns(include, exclude)
    started = perf_counter()
    source = given_path(source, "source")
    destination = written_path(given_path(destination, "destination"))
    files = _list_files(source, include, exclude)
    _check_names(source, files)
    check_destination(source, destination, overwrite=overwrite)
    workplace = Workplace(destination)
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        with locked(workplace.lock, f"the destination {destination}"):
            workplace.clear(overwrite=overwrite)
            fields = Fields(text_field, id_field, url_field, needs_ids=False)
            job = CleaningJob(find_root(source), workplace.output, options, profile, site, fields)
            try:
                workplace.output.mkdir()
                summary = _run(job, files, workers, progress)
                if not summary.documents:
                    _check_worth(job, files, summary, source, workplace)
                _write_summary(summary, job, perf_counter() - started)
                workplace.finish(replace=overwrite)
            finally:
                workplace.remove()
    except OSError as error:
        raise _unwritable(destination, error) from error
    return summary


def clean_file(
    source: Path,
    destination: Path,
    options: CleanOptions = _DEFAULT,
    *,
    profile: SitePatterns | None = None,
    site: str | None = None,
    workers: int = 1,
    text_field: str = "text",
    id_field: str = "id",
    url_field: str = "url",
) -> CleanSummary:
    """Clean the records of one file into another of the same format, which appears whole.

    ``destination`` is replaced if it is there; where it is a symbolic link, what that leads to is.
    The other arguments are those of `clean_corpus`.

    Raises `CorpusError` if the suffixes differ, or ``destination`` can't be written,
    `UnreadableDocument` if nothing of the source can be cleaned, and `InvalidOption` if that is
    since no record has ``text_field``.
    """
    form, wanted = find_format(source.name), find_format(destination.name)
    if form is None or form != wanted:
        raise CorpusError(
            f"{source} can't become {destination}: records are written in the format they were "
            "read in; give the output the suffix of the source"
        )
    destination = written_path(destination)
    workplace = Workplace(destination)
    fields = Fields(text_field, id_field, url_field, needs_ids=False)
    job = CleaningJob(find_root(source), workplace.output, options, profile, site, fields)
    try:
        with locked(workplace.lock, f"the destination {destination}"):
            workplace.clear()
            try:
                workplace.output.mkdir()
                return _clean_alone(job, source, destination, workers)
            finally:
                workplace.remove()
    except OSError as error:
        raise _unwritable(destination, error) from error


def _clean_alone(job: CleaningJob, source: Path, destination: Path, workers: int) -> CleanSummary:
    """Clean the one file of a source into the job's output, and from there to its destination."""
    file = next(walk(source))
    done = clean_whole_file(job, file, workers if file.size > _LEAST_SHARED else 1)
    if done.skipped and not done.documents:
        whole = next((each for each in done.skipped if not each.number), None)
        if whole is None:
            check_text_field(job.root, [file], job.fields.text)
        reason = (whole or done.skipped[0]).reason
        raise UnreadableDocument(f"{source} has nothing that can be cleaned: {reason}")
    (job.output / source.name).replace(destination)
    return CleanSummary(done.documents, done.skipped, done.blank)


def _list_files(source: Path, include: Sequence[str], exclude: Sequence[str]) -> list[SourceFile]:
    files = list(walk(source, include=include, exclude=exclude))
    if all(file.problem for file in files):
        raise nothing_to_read(source, files, is_chosen=bool(include or exclude))
    return files


def _check_names(source: Path, files: Sequence[SourceFile]) -> None:
    """Raise `CorpusError`, before the work, where a directory would be in the summary's place.

    A file of that name is none that is read, so it has no place in the destination.
    """
    if any(file.path.startswith(f"{SUMMARY}/") and not file.problem for file in files):
        raise CorpusError(
            f"{source} has a directory {SUMMARY}, which can't be in the destination: a run writes "
            "its summary there under this name; rename it, or leave it out with "
            f"--exclude '{SUMMARY}/*'"
        )


def _run(
    job: CleaningJob, files: Sequence[SourceFile], workers: int, progress: Progress | None
) -> CleanSummary:
    documents = blank = 0
    report = progress or (lambda stage, done, total: None)
    report("clean", 0, len(files))
    shared, others = _divide(files, workers)
    results = chain(
        local.run(partial(clean_whole_file, job), others, workers),
        (clean_whole_file(job, file, workers) for file in shared),
    )
    left_out: dict[str, tuple[Skipped, ...]] = {}
    for done, (file, cleaned) in enumerate(zip(chain(others, shared), results, strict=True), 1):
        documents += cleaned.documents
        blank += cleaned.blank
        left_out[file.path] = cleaned.skipped
        report("clean", done, len(files))
    in_order = (skipped for file in files for skipped in left_out[file.path])
    return CleanSummary(documents, tuple(in_order), blank)


def _divide(files: Sequence[SourceFile], workers: int) -> tuple[list[SourceFile], list[SourceFile]]:
    """The files whose records workers share, and those that each of them cleans alone.

    Shared is what would keep one of them at work while the others have nothing left to do.
    """
    share = max(_LEAST_SHARED, sum(file.size for file in files) // workers)
    shared = [file for file in files if workers > 1 and file.size > share]
    return shared, [file for file in files if file not in shared]


def _check_worth(
    job: CleaningJob,
    files: Sequence[SourceFile],
    summary: CleanSummary,
    source: Path,
    workplace: Workplace,
) -> None:
    """Raise where a result without documents tells of a mistake, or would cost an earlier one."""
    check_text_field(job.root, files, job.fields.text)
    if workplace.has_earlier():
        reasons = ((each.path, each.reason) for each in summary.skipped)
        check_some_readable(source, files, reasons, unchanged=workplace.destination)


def _write_summary(summary: CleanSummary, job: CleaningJob, seconds: float) -> None:
    content = {
        "documents": summary.documents,
        "skipped": len(summary.skipped),
        "blank": summary.blank,
        "options": asdict(job.options),
        "version": __version__,
        "seconds": seconds,
        "files": count_files(job.output),
    }
    text = json.dumps(content, indent=2) + "\n"
    (job.output / SUMMARY).write_text(text, encoding="utf-8")


def _unwritable(destination: Path, error: OSError) -> CorpusError:
    return CorpusError(f"the destination {destination} can't be written: {reason_of(error)}")
