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
    reader = SourceReader(source, Fields(text_field, id_field), include, exclude)
    with interruption_says("no profile was written"), progress_bar() as progress:
        # Steps that use a profile come after repair, so it is learned from repaired text.
        profile = SiteProfile.learn(
            replace(document, text=repair(document.text)) for document in reader.read(progress)
        )
    profile.save(destination)
    warn(f"learned from {reader.documents:,} documents; the profile is {destination}")
