"""The command ``cleantext report``."""

from __future__ import annotations

from pathlib import Path

import click

from cleantext.cli import shared_flags
from cleantext.cli.failures import interruption_says, warn
from cleantext.cli.paths import PATH
from cleantext.cli.streams import check_file
from cleantext.errors import CorpusError
from cleantext.report import write_report

__all__ = ["check_report", "report"]


@click.command()
@click.argument("result", metavar="DEST", type=PATH)
@shared_flags.output("REPORT", "The HTML file that the report is written to.")
@click.option(
    "--source",
    type=PATH,
    metavar="SOURCE",
    help="What was deduplicated; with it, some pairs are shown side by side.",
)
@shared_flags.profile
@shared_flags.overwrite
def report(
    result: Path,
    destination: Path,
    source: Path | None,
    profile_path: Path | None,
    overwrite: bool,
) -> None:
    """Show what a run of 'dedupe' did, as one HTML page.

    DEST is the directory that 'cleantext dedupe' wrote. The page needs no network: how many
    documents were dropped and how similar they are, the largest clusters, pairs side by side,
    the sites that lost most, and what was skipped and why.
    """
    check_report(destination, result, source, overwrite=overwrite)
    profile = shared_flags.load_profile(profile_path)
    with interruption_says("no report was written"):
        write_report(result, destination, source=source, profile=profile)
    warn(f"the report is {destination}")


def check_report(report: Path, result: Path, source: Path | None, *, overwrite: bool) -> None:
    """Raise `CorpusError`, before a corpus is read in vain, where no report may be written.

    ``result`` is there already, or will be when the report is written.
    """
    parents = report.resolve().parents
    if report.resolve() == result.resolve():
        raise CorpusError(
            f"the report {report} is a directory, that of the result; name a file, such as "
            f"{report / 'report.html'}"
        )
    if result.resolve() in parents and (parents[0] != result.resolve() or report.suffix != ".html"):
        raise CorpusError(
            f"the report {report} lies among what the run leaves in {result}: there, it must be "
            "beside summary.json, and its name must end in .html; choose another name, or a place "
            "outside"
        )
    if source is not None and source.resolve() in parents:
        raise CorpusError(
            f"the report {report} lies in the source {source}, which is never written to; choose "
            "a place outside of it"
        )
    check_file(report, source or result, overwrite=overwrite, role="report", made=result)
