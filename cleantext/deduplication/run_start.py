"""Floor 3: how a run begins: anew, where a killed one ended, or not at all."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cleantext.corpus.journal import find_setting_difference
from cleantext.corpus.listing import Listing, find_difference, read_listing, write_listing
from cleantext.corpus.manifest import IndexFiles
from cleantext.corpus.source import nothing_to_read
from cleantext.deduplication.options import DedupeSummary
from cleantext.deduplication.output import read_summary
from cleantext.errors import CleantextError, CorpusError

if TYPE_CHECKING:
    from cleantext.deduplication.corpus_run import CorpusRun

__all__ = ["start_run"]


def start_run(run: CorpusRun, *, resume: bool, overwrite: bool) -> DedupeSummary | None:
    """Make the workplace ready; the summary of a finished run if there is nothing to do.

    Raises `CorpusError` if what an earlier run left can't be used as asked.
    """
    workplace = run.job.workplace
    if resume and workplace.journal.read():
        _check_resumable(run)
        return None
    _check_not_indexed(run)
    workplace.clear(overwrite=overwrite)
    listing = write_listing(workplace.listing, run.list_source())
    try:
        _check_listing(run, listing)
        finished = _find_finished(run, listing) if resume else None
    except CleantextError:
        workplace.remove()
        raise
    if finished:
        workplace.remove()
    else:
        workplace.journal.add(
            {
                "settings": run.settings,
                "source": asdict(listing),
                "run": secrets.token_hex(8),
                "generation": run.index and run.index.index.manifest.generation,
            }
        )
    return finished


def _check_resumable(run: CorpusRun) -> None:
    workplace = run.job.workplace
    begun = workplace.journal.read_begin("settings", "source", "run", "generation")
    is_written = workplace.is_written()  # then nothing is read any more, nor compared
    ignored = {"version"} if is_written else set()
    before, now = (
        {name: each for name, each in settings.items() if name not in ignored}
        for settings in (begun["settings"], run.settings)
    )
    difference = find_setting_difference(before, now)
    if not difference and not is_written:
        changed = find_difference(workplace.listing, run.list_source())
        difference = changed and f"in the source, {changed}"
    if run.index is not None:
        difference = difference or run.index.find_difference(begun)
    if difference:
        other = "" if _find_index(run) else ", or use --overwrite to start again"
        raise CorpusError(
            f"{workplace.path} is of a run that can't be continued as asked: {difference}; "
            f"ask for the same{other}"
        )
    workplace.journal.drop_torn_line()


def _check_not_indexed(run: CorpusRun) -> None:
    """Raise `CorpusError` rather than throw away a result whose documents an index has already.

    Anew, the run would find all of them there, and keep none.
    """
    path = run.job.workplace.path
    if index := _find_index(run):
        raise CorpusError(
            f"{path} holds the result of a run whose documents are in the index {index} already; "
            "all that is left to do is to put it into its place: do that with --resume, and the "
            f"arguments of that run (to do without it, move {path} away)"
        )


def _find_index(run: CorpusRun) -> str:
    """The index that has the documents of a result which is not in its place yet; empty: none."""
    workplace = run.job.workplace
    try:
        if not workplace.is_written() or workplace.is_finished():
            return ""
        begun = workplace.journal.read_begin("settings", "run")
        path = begun["settings"]["against"]
        manifests = [run.index and run.index.index.manifest, IndexFiles(Path(path)).read()]
    except CorpusError:  # the journal is damaged, or the index no longer one
        return ""
    return path if any(each and begun["run"] in each.runs for each in manifests) else ""


def _check_listing(run: CorpusRun, listing: Listing) -> None:
    if not listing.files:
        is_chosen = bool(run.settings["include"] or run.settings["exclude"])
        files = read_listing(run.job.workplace.listing)
        raise nothing_to_read(run.settings["source"], files, is_chosen=is_chosen)


def _find_finished(run: CorpusRun, listing: Listing) -> DedupeSummary | None:
    """The summary that is in the destination already, if it is of the same run."""
    destination = run.job.workplace.destination
    if not destination.exists() or not any(destination.iterdir()):
        return None
    finished = read_summary(destination)
    now = {**run.options(), "the digest of the source": listing.digest}
    before = {**finished.options, "the digest of the source": finished.source["digest"]}
    difference = find_setting_difference(before, now)
    if not difference:
        # The digest is of paths and sizes, so that a copy of a source is the same source.
        written = (destination / "summary.json").stat().st_mtime_ns
        files = read_listing(run.job.workplace.listing)
        # A time that lies in the future tells nothing: archives and other clocks have such.
        changed = range(written + 1, time.time_ns() + 1)
        newer = next((file.path for file in files if file.mtime_ns in changed), None)
        difference = newer and f"in the source, {newer} has changed since"
    if not difference and run.index is not None:
        difference = run.index.find_lack(finished.index)
    if difference:
        raise CorpusError(
            f"the destination {destination} is of another finished run: {difference}; use "
            "--overwrite to replace it"
        )
    return finished
