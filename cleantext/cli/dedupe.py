"""The command ``cleantext dedupe``.

What only some runs need (cleaning, the report) is loaded by those alone.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleantext.cli import shared_flags
from cleantext.cli.failures import interruption_says
from cleantext.cli.flags import options_from_flags
from cleantext.cli.paths import PATH, visible
from cleantext.cli.progress import progress_bar
from cleantext.cli.quick_start import compile_ahead, without_scipy
from cleantext.deduplication import DedupeOptions, DedupeSummary, dedupe_corpus
from cleantext.engines import ENGINES
from cleantext.errors import CleantextError

if TYPE_CHECKING:
    from cleantext.cleaning import CleanOptions
    from cleantext.profiles import SiteProfile

__all__ = ["dedupe"]


@click.command()
@click.argument("source", type=PATH)
@shared_flags.output("DEST", "The directory that the result is written to.")
@options_from_flags(DedupeOptions, "options")
@click.option(
    "--clean", "is_cleaned", is_flag=True, help="Clean each document first, and write it cleaned."
)
@shared_flags.profile
@shared_flags.text_field
@shared_flags.id_field
@shared_flags.url_field
@shared_flags.date_field
@shared_flags.patterns
@shared_flags.all_workers
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="local",
    show_default=True,
    help="Threads and processes of this machine, or a Ray cluster.",
)
@click.option("--resume", is_flag=True, help="Go on with what a killed run left beside DEST.")
@shared_flags.overwrite
@click.option(
    "--against",
    type=PATH,
    metavar="INDEX",
    help="Drop what is similar to a document of an index, which earlier runs with --update made.",
)
@click.option(
    "--update",
    is_flag=True,
    help="Add the kept documents to INDEX at the end; make it if it is not there.",
)
@click.option(
    "--expire",
    metavar="DAYS|DATE",
    help="With --update: drop from INDEX what is older than so many days, or than a date.",
)
@click.option(
    "--report",
    type=PATH,
    metavar="FILE",
    help="Write an HTML page that shows what was dropped; 'cleantext report' makes it later.",
)
def dedupe(
    source: Path,
    destination: Path,
    is_cleaned: bool,
    profile_path: Path | None,
    report: Path | None,
    **settings: Any,
) -> None:
    """Keep one copy of each story of SOURCE, a directory or a file.

    DEST then holds kept/ (the kept documents, laid out as in SOURCE), duplicates.jsonl (each
    dropped document, the one that stands for it, and how similar they are), skipped.jsonl (what
    could not be read, and why) and summary.json. SOURCE is never written to, and DEST appears
    whole or not at all.
    """
    if report is not None:
        from cleantext.cli.report import check_report

        replaces = settings["overwrite"] or settings["resume"]
        check_report(report, destination, source, overwrite=replaces)
    if profile_path is not None and not is_cleaned:
        raise click.UsageError("--profile says how to clean: give --clean with it")
    clean, profile = _load_cleaning(profile_path) if is_cleaned else (None, None)
    # Ray may have a use for SciPy.
    alone = without_scipy() if settings["engine"] == "local" else nullcontext()
    with interruption_says("the same command with --resume goes on"), progress_bar() as progress:
        with alone:
            compile_ahead()
            summary = dedupe_corpus(
                source, destination, clean=clean, profile=profile, progress=progress, **settings
            )
        try:
            if report is not None:
                from cleantext.report import write_report

                write_report(destination, report, source=source, profile=profile)
        except CleantextError:
            _show(summary, destination, None)  # it is whole, whatever became of the report
            raise
    _show(summary, destination, report)
    if not summary.documents:
        from cleantext.corpus.source import walk
        from cleantext.corpus.unread import check_some_readable
        from cleantext.deduplication.output import read_skipped

        files = walk(source, include=settings["include"], exclude=settings["exclude"])
        check_some_readable(source, files, read_skipped(destination))


def _load_cleaning(profile_path: Path | None) -> tuple[CleanOptions, SiteProfile | None]:
    """How documents are cleaned."""
    from cleantext.cleaning import CleanOptions

    return CleanOptions(), shared_flags.load_profile(profile_path)


def _show(summary: DedupeSummary, destination: Path, report: Path | None) -> None:
    """Print what became of the documents, and where to look, on standard error."""
    exact = f"duplicates, {summary.exact_duplicates:,} of them exact copies"
    rows = [
        (f"{summary.documents:,}", "documents", ""),
        (f"{summary.kept:,}", "kept", visible(destination / "kept")),
        (f"{summary.duplicates:,}", exact, visible(destination / "duplicates.jsonl")),
    ]
    if summary.index is not None:
        rows.append((f"{summary.index['duplicates']:,}", "of these in the index", ""))
    rows.append((f"{summary.skipped:,}", "skipped", visible(destination / "skipped.jsonl")))
    if report is not None:
        rows.append(("", "report", visible(report)))
    counts, names, _ = (max(map(len, column)) for column in zip(*rows, strict=True))
    for count, name, place in rows:
        # Nothing is filled up at the end: in a narrow terminal that would become empty lines.
        click.echo(f"{count:>{counts}}  {name:{names}}  {place}".rstrip(), err=True)
