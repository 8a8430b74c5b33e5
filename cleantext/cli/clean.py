"""The command ``cleantext clean``."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from cleantext.cleaning import CleanOptions
from cleantext.cleaning import clean as clean_text
from cleantext.cli import shared_flags
from cleantext.cli.failures import counted, interruption_says, warn
from cleantext.cli.flags import SectionedCommand, options_from_flags
from cleantext.cli.paths import PATH
from cleantext.cli.progress import progress_bar
from cleantext.cli.streams import (
    STANDARD,
    check_document_name,
    check_file,
    copy_out,
    format_of,
    read_bytes,
    read_page,
    write_document,
)
from cleantext.corpus.source import walk
from cleantext.corpus.unread import check_some_readable
from cleantext.corpus_cleaning import CleanSummary, clean_corpus, clean_file
from cleantext.page_cleaning import explain_html
from cleantext.repair.decoding.decode import decode

__all__ = ["clean"]


@click.command(cls=SectionedCommand)
@click.argument("source", type=PATH, default=STANDARD)
@shared_flags.output("DEST", "A file, or for a directory a directory.", is_optional=True)
@shared_flags.overwrite
@shared_flags.profile
@shared_flags.site
@shared_flags.html_input
@shared_flags.text_field
@shared_flags.id_field
@shared_flags.url_field
@shared_flags.patterns
@shared_flags.workers
@options_from_flags(CleanOptions, "options")
def clean(
    source: Path,
    destination: Path | None,
    overwrite: bool,
    profile_path: Path | None,
    is_html: bool,
    options: CleanOptions,
    include: Sequence[str],
    exclude: Sequence[str],
    workers: int,
    **document_settings: Any,
) -> None:
    """Make stories out of scraped pages.

    SOURCE is a file, a directory, or standard input if it is left out. A document goes to
    standard output, or to the file DEST; of an HTML page that is the text of its story, and
    under a name that ends in .html a plain page of its paragraphs. Records (.jsonl, .parquet)
    keep their format and all their other fields. A directory is cleaned file by file into the
    directory DEST, which appears whole or not at all. What can't be read is left out, with a
    message, and does not end the run. SOURCE is never written to.
    """
    profile = shared_flags.load_profile(profile_path, document_settings["site"])
    document_settings["profile"] = profile
    if destination == STANDARD:
        destination = None
    if source.is_dir():
        if destination is None:
            raise click.UsageError("a directory is cleaned into a directory: give it with -o DEST")
        _refuse_html(is_html)
        corpus_settings = {"include": include, "exclude": exclude, "workers": workers}
        corpus_settings |= {"overwrite": overwrite, **document_settings}
        summary = _clean_directory(source, destination, options, corpus_settings)
        if not summary.documents:
            files = walk(source, include=include, exclude=exclude)
            reasons = ((each.path, each.reason) for each in summary.skipped)
            check_some_readable(source, files, reasons)
        return
    if include or exclude:
        raise click.UsageError("--include and --exclude choose among the files of a directory")
    if destination is not None:
        check_file(destination, source, overwrite=overwrite)
    if source == STANDARD or format_of(source).kind in ("text", "html"):
        if destination is not None:
            check_document_name(destination)
        known = {name: document_settings[name] for name in ("profile", "site")}
        write_document(_clean_document(source, options, known, is_html=is_html), destination)
        return
    _refuse_html(is_html)
    _clean_records(source, destination, options, {"workers": workers, **document_settings})


def _refuse_html(is_html: bool) -> None:
    """Raise `UsageError` where --html would be passed over, and pages be cleaned as texts."""
    if is_html:
        raise click.UsageError(
            "--html is for one document: in a directory suffixes tell pages from texts, and the "
            "field of a record is text"
        )


def _clean_directory(
    source: Path, destination: Path, options: CleanOptions, settings: dict[str, Any]
) -> CleanSummary:
    with interruption_says("nothing was written"), progress_bar() as progress:
        summary = clean_corpus(source, destination, options, progress=progress, **settings)
    _report(summary)
    documents = counted(summary.documents, "document")
    warn(f"{documents} cleaned, {len(summary.skipped):,} skipped")
    return summary


def _clean_records(
    source: Path, destination: Path | None, options: CleanOptions, settings: dict[str, Any]
) -> None:
    if destination is not None:
        _report(clean_file(source, destination, options, **settings))
        return
    with tempfile.TemporaryDirectory() as directory:
        cleaned = Path(directory) / source.name
        _report(clean_file(source, cleaned, options, **settings))
        copy_out(cleaned)


def _clean_document(
    source: Path, options: CleanOptions, known: dict[str, Any], *, is_html: bool
) -> str:
    """Clean one text or page; of a page without a story, say why it gives none.

    ``known`` is what is known of its site: ``profile`` and ``site``.
    """
    if is_html or (source != STANDARD and format_of(source).kind == "html"):
        page = explain_html(read_page(source), options, **known)
        if page.reason:
            warn(page.reason)
        return page.text
    return clean_text(decode(read_bytes(source)), options, **known)


def _report(summary: CleanSummary) -> None:
    for skipped in summary.skipped:
        warn(f"skipped {skipped.path}: {skipped.reason}")
    if summary.blank:
        warn(f"{counted(summary.blank, 'document')} gave no text: scripts may have to write it")
