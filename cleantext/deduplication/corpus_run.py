"""Floor 3: one run over a corpus, stage by stage: start, read, compare, write, finish."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.formats import SUFFIXES, find_format
from cleantext.corpus.journal import find_setting_difference, sync_all
from cleantext.corpus.listing import (
    Listing,
    Part,
    cut_parts,
    find_difference,
    read_listing,
    write_listing,
)
from cleantext.corpus.source import SourceFile
from cleantext.corpus.spool import Spool
from cleantext.corpus.writer import can_clean
from cleantext.dates import ALWAYS
from cleantext.deduplication.compare import (
    INDEXED,
    Columns,
    Resolution,
    banding_of,
    find_first_equal,
    resolve_documents,
)
from cleantext.deduplication.compared import RuleCounts
from cleantext.deduplication.index import DedupeIndex, Found
from cleantext.deduplication.options import DedupeSummary
from cleantext.deduplication.order import check_dates
from cleantext.deduplication.output import read_summary
from cleantext.deduplication.parts import Job, Writing, read_part, write_part
from cleantext.engines import Run
from cleantext.engines.local import run_in_threads
from cleantext.errors import CleantextError, CorpusError, InvalidOption, NotAvailable
from cleantext.neardup.resolve import Candidates

__all__ = ["Comparison", "CorpusRun"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the documents of a corpus.

    ``first_of_id`` is for each document the first that has its id: itself, or else it is skipped
    and neither kept nor a duplicate. ``indexed`` is what an index holds of them, if there is one.
    """

    resolution: Resolution
    indexed: Found | None
    is_kept: NDArray[np.bool_]
    first_of_id: NDArray[np.int64]
    index: DedupeIndex | None

    @property
    def candidate_pairs(self) -> int:
        """How many pairs were looked at, also with documents of the index."""
        with_index = self.indexed.candidate_pairs if self.indexed else 0
        return self.resolution.candidate_pairs + with_index

    def indexed_id_of(self, document: int) -> str:
        """The id of the document of the index that stands for one."""
        assert self.index is not None
        assert self.indexed is not None
        return self.index.id_of(int(self.indexed.entries[document]))


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """One run over a corpus.

    ``settings`` are what its result depends on; ``list_source`` lists the source anew each time
    it is called; ``engine`` and ``workers`` do the work; ``progress`` is told of it. ``index`` is
    what documents are compared with besides each other; with ``update`` it gets those that are
    kept, and loses those with a date before ``oldest``.
    """

    job: Job
    settings: dict[str, Any]
    list_source: Callable[[], Iterable[SourceFile]]
    engine: Run
    workers: int
    progress: Callable[[str, int, int], None]
    index: DedupeIndex | None = None
    update: bool = False
    oldest: int = ALWAYS

    def start(self, *, resume: bool, overwrite: bool) -> DedupeSummary | None:
        """Make the workplace ready; the summary of a finished run if there is nothing to do.

        Raises `CorpusError` if what an earlier run left can't be used as asked.
        """
        workplace = self.job.workplace
        if resume and workplace.journal.read():
            self._check_resumable()
            return None
        workplace.clear(overwrite=overwrite)
        listing = write_listing(workplace.listing, self.list_source())
        try:
            self._check_listing(listing)
            finished = self._find_finished(listing) if resume else None
        except CleantextError:
            workplace.remove()
            raise
        if finished:
            workplace.remove()
        else:
            workplace.journal.add(
                {
                    "settings": self.settings,
                    "source": asdict(listing),
                    "run": secrets.token_hex(8),
                    "generation": self.index and self.index.manifest.generation,
                }
            )
        return finished

    def _check_resumable(self) -> None:
        workplace = self.job.workplace
        begun = workplace.journal.read()[0]["settings"]
        difference = find_setting_difference(begun, self.settings)
        if not difference:
            changed = find_difference(workplace.listing, self.list_source())
            difference = changed and f"in the source, {changed}"
        difference = difference or self._find_index_difference()
        if difference:
            raise CorpusError(
                f"{workplace.path} is of a run that can't be continued as asked: {difference}; "
                "ask for the same, or use --overwrite to start again"
            )
        workplace.journal.drop_torn_line()

    def _find_index_difference(self) -> str | None:
        begun = self.job.workplace.journal.read()[0]
        if self.index is None or self.index.manifest.run == begun["run"]:
            return None
        if self.index.manifest.generation == begun["generation"]:
            return None
        return f"the index {self.index.files.path} has changed since"

    def _check_listing(self, listing: Listing) -> None:
        if not listing.files:
            raise CorpusError(
                f"the source {self.settings['source']} holds no file that is read ({SUFFIXES})"
                + (", or include and exclude leave none" if self._chooses_files() else "")
            )
        for file in read_listing(self.job.workplace.listing) if self.job.clean else ():
            form = find_format(file.path)
            if form and file.problem is None and not can_clean(form.kind):
                raise NotAvailable(
                    f"{file.path}: cleaned pages can't be written back as WARC yet; leave out "
                    "--clean, or these files with --exclude"
                )

    def _chooses_files(self) -> bool:
        return bool(self.settings["include"] or self.settings["exclude"])

    def _find_finished(self, listing: Listing) -> DedupeSummary | None:
        """The summary that is in the destination already, if it is of the same run."""
        destination = self.job.workplace.destination
        if not destination.exists() or not any(destination.iterdir()):
            return None
        finished = read_summary(destination)
        now = {**self.options(), "the digest of the source": listing.digest}
        before = {**finished.options, "the digest of the source": finished.source["digest"]}
        difference = find_setting_difference(before, now)
        if not difference:
            # The digest is of paths and sizes, so that a copy of a source is the same source.
            written = (destination / "summary.json").stat().st_mtime_ns
            files = read_listing(self.job.workplace.listing)
            newer = next((file.path for file in files if file.mtime_ns > written), None)
            difference = newer and f"in the source, {newer} has changed since"
        if difference:
            raise CorpusError(
                f"the destination {destination} is of another finished run: {difference}; use "
                "--overwrite to replace it"
            )
        return finished

    def options(self) -> dict[str, Any]:
        """The settings without those that tell where and by which version."""
        return {k: v for k, v in self.settings.items() if k not in ("source", "version")}

    def parts(self) -> list[Part]:
        """The parts that the source is worked through in."""
        return cut_parts(self.job.workplace.listing)

    def read(self) -> None:
        """Read every part that the journal does not know as read."""
        journal = self.job.workplace.journal
        done = [entry.get("part") for entry in journal.read()[1:]]
        parts = self.parts()
        # A part is known by all of it: were a corpus ever cut in another way, it is read anew.
        left = [part for part in parts if asdict(part) not in done]
        ready = sum(part.bytes for part in parts if part not in left)
        total = sum(part.bytes for part in parts)
        self.progress("read", ready, total)
        results = self.engine(partial(read_part, self.job), left, self.workers)
        for part, _ in zip(left, results, strict=True):
            journal.add({"part": asdict(part)})
            ready += part.bytes
            self.progress("read", ready, total)

    def open_spool(self) -> Spool:
        """All documents that were read."""
        return Spool([self.job.workplace.part(part.number) for part in self.parts()])

    def rules(self, spool: Spool) -> list[dict[str, Any]]:
        """What cleaning did to all documents, by rule; empty where nothing was cleaned."""
        counts = RuleCounts()
        for row in spool.rules():
            counts.add(**row)
        return counts.rows()

    def compare(self, spool: Spool) -> Comparison:
        """Decide which documents are kept."""
        rows = spool.rows
        numbers = np.arange(len(rows))
        self.progress("compare", 0, len(rows))
        first_of_id = find_first_equal(
            rows["id_digest"], lambda a, b: spool.id_of(a) == spool.id_of(b)
        )
        options = self.job.options
        try:
            check_dates(rows["date"], options, f"in the field {self.job.fields.date!r}")
        except InvalidOption:
            self.job.workplace.remove()  # with another field, all must be read again
            raise
        candidates = Candidates(
            banding_of(options).bands,
            spool.keys_of,
            spool.texts_of,
            spool.sizes(),
            partial(run_in_threads, workers=self.workers),
        )
        taking_part = np.flatnonzero(first_of_id == numbers)
        indexed = None
        if self.index is not None:
            indexed = self.index.find(candidates, taking_part, rows["has_tokens"])
        resolution = resolve_documents(
            Columns(
                rows["text_digest"],
                rows["has_tokens"],
                rows["length"],
                rows["date"],
                rows["rank"],
                candidates,
            ),
            taking_part,
            options,
            indexed.matches if indexed else None,
        )
        self.progress("compare", len(rows), len(rows))
        is_kept = (resolution.kept_for == numbers) & (first_of_id == numbers)
        return Comparison(resolution, indexed, is_kept, first_of_id, self.index)

    def describe_index(self, comparison: Comparison) -> dict[str, Any] | None:
        """What the summary says of the index."""
        if self.index is None:
            return None
        manifest = self.index.manifest
        return {
            "generation": manifest.generation,
            "documents": manifest.documents,
            "duplicates": int((comparison.resolution.kept_for == INDEXED).sum()),
            "added": int(comparison.is_kept.sum()) if self.update else 0,
        }

    def is_written(self) -> bool:
        """Whether the output is whole already, and only the index has not changed yet."""
        return any("written" in entry for entry in self.job.workplace.journal.read())

    def note_written(self, is_kept: NDArray[np.bool_]) -> None:
        """Note that the output is whole, and what the index is to get, before it changes.

        Were the documents compared again once they are in the index, all would be duplicates.
        """
        if self.update:
            np.flatnonzero(is_kept).tofile(self.job.workplace.kept)
            sync_all()
            self.job.workplace.journal.add({"written": True})

    def update_index(self) -> None:
        """Give the index the kept documents, unless it has them already."""
        run = self.job.workplace.journal.read()[0]["run"]
        if self.index is None or not self.update or self.index.manifest.run == run:
            return
        kept = np.fromfile(self.job.workplace.kept, np.int64)
        with self.open_spool() as spool:
            self.index.update(spool, kept, run, self.oldest)

    def write(self, spool: Spool, is_kept: NDArray[np.bool_]) -> None:
        """Write the kept documents of every part into the output, from the beginning."""
        output = self.job.workplace.output
        shutil.rmtree(output, ignore_errors=True)
        (output / "kept").mkdir(parents=True)
        parts = self.parts()
        tasks = []
        for part in parts:
            documents = spool.documents_of(part.number)
            tasks.append(Writing(part, is_kept[documents.start : documents.stop]))
        done, total = 0, sum(part.bytes for part in parts)
        self.progress("write", 0, total)
        results = self.engine(partial(write_part, self.job), tasks, self.workers)
        for part, _ in zip(parts, results, strict=True):
            done += part.bytes
            self.progress("write", done, total)
