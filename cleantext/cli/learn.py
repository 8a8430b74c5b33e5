"""The command ``cleantext learn``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from cleantext.cli import shared_flags
from cleantext.cli.documents import SourceReader
from cleantext.cli.failures import interruption_says, warn
from cleantext.cli.progress import progress_bar
from cleantext.cli.streams import check_file
from cleantext.corpus.reader import Fields
from cleantext.errors import CorpusError
from cleantext.profiles import SiteProfile
from cleantext.repair import repair

__all__ = ["learn"]


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@shared_flags.output("PROFILE", "The JSON file that the profile is written to.")
@shared_flags.overwrite
@shared_flags.text_field
@shared_flags.id_field
@shared_flags.patterns
def learn(
    source: Path,
    destination: Path,
    overwrite: bool,
    text_field: str,
    id_field: str,
    include: Sequence[str],
    exclude: Sequence[str],
) -> None:
    """Learn what each site of SOURCE repeats on its pages.

    A document's site is the host of its address, or the first directory of its id. PROFILE is a
    file that a person can read and edit; 'clean', 'explain' and 'dedupe --clean' take it with
    --profile.
    """
    check_file(destination, source, overwrite=overwrite)
    _check_place(destination.resolve(), source.resolve())
    reader = SourceReader(source, Fields(text_field, id_field), include, exclude)
    with interruption_says("no profile was written"), progress_bar() as progress:
        # Steps that use a profile come after repair, so it is learned from repaired text.
        profile = SiteProfile.learn(
            replace(document, text=repair(document.text)) for document in reader.read(progress)
        )
    profile.save(destination)
    warn(f"learned from {reader.documents:,} documents; the profile is {destination}")


def _check_place(destination: Path, source: Path) -> None:
    """Raise `CorpusError`, before a corpus is read in vain, where no profile may be written."""
    if source in destination.parents:
        raise CorpusError(
            f"the profile {destination} lies in the source {source}, which is never written to; "
            "choose a place outside of it"
        )
    if not destination.parent.is_dir():
        raise CorpusError(
            f"the profile {destination} can't be written: there is no directory "
            f"{destination.parent}; make it first"
        )
