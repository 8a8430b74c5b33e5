"""Floor 3: `dedupe_corpus`: what it takes, what it promises, and the order of its stages."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleantext.deduplication.index_request import check_index_request, opened_index
from cleantext.deduplication.options import DedupeOptions, DedupeSummary
from cleantext.deduplication.order import needs_dates
from cleantext.deduplication.places import Places, disk_errors_explained, find_places
from cleantext.engines import Run, choose_engine
from cleantext.errors import InvalidOption
from cleantext.options import check_argument

if TYPE_CHECKING:
    from cleantext.cleaning import CleanOptions
    from cleantext.corpus.listing import Part
    from cleantext.corpus.records import Fields
    from cleantext.corpus.spool import Spool
    from cleantext.deduplication.corpus_run import CorpusRun
    from cleantext.deduplication.parts import Job
    from cleantext.page.profile.site_patterns import SitePatterns

__all__ = ["Progress", "dedupe_corpus"]

Progress = Callable[[str, int, int], None]
"""Told the stage (``read``, ``compare``, ``write``), how much of it is done, and how much there
is: bytes of the source's files to read and to write, documents to compare.
"""

_DEFAULT = DedupeOptions()


def dedupe_corpus(
    source: str | Path,
    destination: str | Path,
    options: DedupeOptions = _DEFAULT,
    *,
    clean: CleanOptions | None = None,
    profile: SitePatterns | None = None,
    workers: int = 1,
    engine: str = "local",
    resume: bool = False,
    overwrite: bool = False,
    against: str | Path | None = None,
    update: bool = False,
    expire: int | str | None = None,
    text_field: str = "text",
    id_field: str = "id",
    url_field: str = "url",
    date_field: str = "date",
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    progress: Progress | None = None,
) -> DedupeSummary:
    """Write the unique documents of a corpus, so that each near-duplicate names the one kept.

    ``source`` is a directory or a file (`cleantext.corpus.source.walk` says what belongs to it);
    it is never written to. ``destination`` gets ``kept/``, ``duplicates.jsonl``,
    ``skipped.jsonl`` and ``summary.json``, and appears whole or not at all; until then the run
    works in ``DEST.partial`` beside it. A page (HTML) is compared by its visible text.

    With ``clean``, texts are cleaned first, with ``profile`` if there is one, and written
    cleaned. ``workers`` and ``engine`` ("local" or "ray") change how long it takes and nothing
    else. ``resume`` continues what a killed run left, or starts afresh where there is nothing to
    continue; for a finished destination it has nothing to do. ``overwrite`` replaces what an
    earlier run made, and starts anew where a killed one left something. ``text_field``,
    ``id_field``, ``url_field`` and ``date_field`` name fields of JSON lines and columns of Parquet.
    An address tells a record's site, for ``profile`` and ``options.prefer``; a date is read only
    where ``options.keep`` is "earliest", as `cleantext.dates.parse_date` says, and in
    WARC it is that of the crawl. ``include`` and ``exclude`` are shell patterns for paths.
    ``progress`` is told how far the run is.

    With ``against``, documents are also compared with those of an index, a directory: what is
    similar to one of them is dropped for it, whatever ``options.keep`` and ``options.prefer``
    say. The index holds 64-bit fingerprints of shingles and no texts, so a similarity to one of its
    documents is exact unless two of these collide; within the corpus even that is ruled out.
    ``update`` adds the kept documents to the index once the output is whole, and makes the
    index if there is none; ``expire`` then drops what is older: so many days (by the clock), or
    than a date. A document without a date has that of its update. The index changes whole or
    not at all, and one run at a time.

    What can't be read, has no text, or has the id of another document is skipped and reported.
    Raises `CorpusError` where source or destination can't be used as asked, or ``resume`` meets
    another source or other settings, or the index was made with others, is not there, or is in
    use; `UnreadableDocument` where nothing could be read and an earlier result would be replaced:
    it stays; `InvalidOption`; `NotAvailable` for an engine that is not installed. The method is
    that of `dedupe`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     stories = Path(folder, "stories")
    ...     stories.mkdir()
    ...     for name in ("a.txt", "b.txt"):
    ...         _ = stories.joinpath(name).write_text("The same old story.")
    ...     summary = dedupe_corpus(stories, Path(folder, "unique"))
    ...     [path.name for path in Path(folder, "unique", "kept").iterdir()]
    ['a.txt']
    >>> summary.documents, summary.exact_duplicates
    (2, 1)
    """
    started = time.perf_counter()
    _check_request(options, workers, clean, profile, resume=resume, overwrite=overwrite)
    oldest = check_index_request(against, update=update, expire=expire)
    run_on = choose_engine(engine)
    # Only now load what the work needs: a wrong request is answered at once.
    from cleantext.corpus.lock import locked
    from cleantext.corpus.records import Fields
    from cleantext.corpus.source import check_patterns, walk
    from cleantext.deduplication.compare import banding_of
    from cleantext.deduplication.corpus_run import CorpusRun
    from cleantext.deduplication.run_start import start_run

    check_patterns(include, exclude)
    banding_of(options)  # raises if there is none
    places = find_places(source, destination, against, resume=resume, overwrite=overwrite)
    date = date_field if update or needs_dates(options) else None
    fields = Fields(text_field, id_field, url_field, date)
    job = _make_job(places, options, fields, clean, profile)
    asked = {"include": [*include], "exclude": [*exclude], "update": update, "expire": expire}
    settings = _printable({**_settings(job, places), **asked})
    with ExitStack() as stack:
        shown = f"the destination {places.destination}"
        stack.enter_context(disk_errors_explained(f"{shown} can't be written", job.workplace.path))
        places.destination.parent.mkdir(parents=True, exist_ok=True)
        stack.enter_context(locked(job.workplace.lock, shown))
        index = stack.enter_context(
            opened_index(places.index, options, clean, update=update, oldest=oldest)
        )
        list_source = partial(walk, places.source, include=include, exclude=exclude)
        progress = progress or (lambda stage, done, total: None)
        run = CorpusRun(job, settings, list_source, run_on, workers, progress, index)
        finished = start_run(run, resume=resume, overwrite=overwrite)
        return finished or _go(run, started, replace=resume or overwrite)


def _check_request(
    options: DedupeOptions,
    workers: int,
    clean: CleanOptions | None,
    profile: SitePatterns | None,
    *,
    resume: bool,
    overwrite: bool,
) -> None:
    check_argument("options", options, DedupeOptions, "DedupeOptions(...)")
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise InvalidOption(f"workers must be a whole number, at least 1; got {workers!r}")
    if resume and overwrite:
        raise InvalidOption("resume continues and overwrite starts again: choose one of them")
    if profile is not None and clean is None:
        raise InvalidOption("a profile says how to clean: give clean with it")
    if clean is not None:
        from cleantext.cleaning import Settings

        Settings(clean, profile, None)  # a wrong one is told here, and not by a worker


def _make_job(
    places: Places,
    options: DedupeOptions,
    fields: Fields,
    clean: CleanOptions | None,
    profile: SitePatterns | None,
) -> Job:
    """What workers must know."""
    from cleantext.corpus.journal import Workplace
    from cleantext.deduplication.parts import Job

    workplace = Workplace(places.destination)
    return Job(places.root, workplace, options, fields, clean, profile)


def _settings(job: Job, places: Places) -> dict[str, Any]:
    """What the result depends on, but for what is asked of this run, as JSON can hold it."""
    from cleantext import __version__

    content = job.profile and job.profile.to_json().encode(errors="replace")
    profile = content and blake2b(content, digest_size=16).hexdigest()
    return {
        **asdict(job.options),
        "prefer": [*job.options.prefer],
        "clean": job.clean and asdict(job.clean),
        "profile": profile,
        "text_field": job.fields.text,
        "id_field": job.fields.id,
        "url_field": job.fields.url,
        "date_field": job.fields.date,
        "source": str(places.source),
        "against": places.index and str(places.index),
        "version": __version__,
    }


def _printable(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings with the bytes escaped that are not UTF-8: a path or a pattern may have some."""

    def escape(value: Any) -> Any:
        if isinstance(value, str):
            return os.fsencode(value).decode("utf-8", "backslashreplace")
        return [escape(each) for each in value] if isinstance(value, list) else value

    return {name: escape(value) for name, value in settings.items()}


def _go(run: CorpusRun, started: float, *, replace: bool) -> DedupeSummary:
    """The stages, in order; with ``replace`` an earlier result may be in the destination."""
    from cleantext.deduplication.output import read_summary

    workplace = run.job.workplace
    if workplace.is_finished():
        summary = read_summary(workplace.destination)
        workplace.remove()
        return summary
    parts = run.parts()
    if not workplace.is_written():
        _make_output(run, parts, started)
        run.check_worth_replacing()
    workplace.check_free(replace=replace)  # before the index has what the destination has not
    if run.index is not None:
        shown = f"the index {run.index.index.files.path}"
        with disk_errors_explained(f"{shown} can't be written", workplace.path):
            run.index.finish(workplace, partial(run.open_spool, parts))
    summary = read_summary(workplace.output)
    workplace.finish(replace=replace)
    return summary


def _make_output(run: CorpusRun, parts: list[Part], started: float) -> None:
    """The stages up to an output that is whole, once more where files turn out to be damaged."""
    engine, is_whole = run.choose_engine(), False
    while not is_whole:
        run.read(parts, engine)
        with run.open_spool(parts) as spool:
            is_whole = _write_output(run, parts, engine, spool, started)


def _write_output(
    run: CorpusRun, parts: list[Part], engine: Run, spool: Spool, started: float
) -> bool:
    """The stages from comparing to an output that is whole; whether it is."""
    from cleantext.corpus.destination import count_files
    from cleantext.deduplication import output

    comparison = run.compare(spool)
    if not run.write(parts, engine, spool, comparison.is_kept):
        return False
    workplace = run.job.workplace
    duplicates = output.write_duplicates(
        workplace.output / "duplicates.jsonl",
        spool,
        comparison.resolution,
        comparison.indexed_id_of,
    )
    skipped = output.write_skipped(
        workplace.output / "skipped.jsonl",
        spool,
        len(parts),
        workplace.listing,
        comparison.first_of_id,
    )
    kept = int(comparison.is_kept.sum())
    summary = DedupeSummary(
        documents=kept + duplicates,
        kept=kept,
        duplicates=duplicates,
        exact_duplicates=int(comparison.resolution.is_exact.sum()),
        skipped=skipped,
        candidate_pairs=comparison.candidate_pairs,
        rules=run.rules(spool),
        options=run.options(),
        source=workplace.journal.read_begin("source")["source"],
        version=run.settings["version"],
        seconds=round(time.perf_counter() - started, 3),
        index=run.describe_index(comparison),
        files=count_files(workplace.output),
    )
    output.write_summary(workplace.output, summary)
    if run.index is not None:
        run.index.note_written(workplace, comparison.is_known)
    return True
