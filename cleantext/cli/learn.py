"""The command ``cleantext learn``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from cleantext.cli import shared_flags
from cleantext.cli.documents import SourceReader
from cleantext.cli.failures import counted, interruption_says, warn
from cleantext.cli.paths import PATH
from cleantext.cli.progress import progress_bar
from cleantext.cli.streams import check_file
from cleantext.corpus.records import Fields
from cleantext.errors import CorpusError
from cleantext.model import Document
from cleantext.profiles import SiteProfile

__all__ = ["learn"]


@click.command()
@click.argument("source", type=PATH)
@shared_flags.output("PROFILE", "The JSON file that the profile is written to.")
@shared_flags.overwrite
@shared_flags.text_field
@shared_flags.id_field
@shared_flags.url_field
@shared_flags.site
@shared_flags.patterns
def learn(
    source: Path,
    destination: Path,
    overwrite: bool,
    text_field: str,
    id_field: str,
    url_field: str,
    site: str | None,
    include: Sequence[str],
    exclude: Sequence[str],
) -> None:
    """Learn what each site of SOURCE repeats on its pages.

    A document's site is the host of its address, or the first directory of its id. SOURCE is
    read once and may be larger than memory. PROFILE is a file that a person can read and edit;
    'clean', 'explain' and 'dedupe --clean' take it with --profile.
    """
    check_file(destination, source, overwrite=overwrite, role="profile")
    _check_place(destination.resolve(), source.resolve())
    reader = SourceReader(source, Fields(text_field, id_field, url_field), include, exclude)
    with interruption_says("no profile was written"), progress_bar() as progress:
        read = reader.read(progress)
        profile = SiteProfile.learn(_place(each, site) if site else each for each in read)
    if not reader.documents:
        raise CorpusError(f"{source} has no document to learn from")
    siteless = 0 if site else reader.siteless
    learned = reader.documents - siteless
    where = f"which is the host of an address (in the field {url_field!r}) or a directory"
    if not learned:
        raise CorpusError(f"no document of {source} has a site, {where}; name it with --site")
    profile.save(destination)
    if siteless:
        have = "it has" if siteless == 1 else "they have"
        documents = counted(siteless, "document")
        warn(f"{documents} taught nothing: {have} no site, {where}; name it with --site")
    warn(f"learned from {counted(learned, 'document')}; the profile is {destination}")


def _check_place(destination: Path, source: Path) -> None:
    """Raise `CorpusError`, before a corpus is read in vain, where no profile may be written."""
    if source in destination.parents:
        raise CorpusError(
            f"the profile {destination} lies in the source {source}, which is never written to; "
            "choose a place outside of it"
        )


def _place(document: Document, site: str) -> Document:
    """The document as one of the site that all are of."""
    return Document(f"{site}/{document.id}", document.text)
