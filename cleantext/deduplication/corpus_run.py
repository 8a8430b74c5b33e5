"""Floor 3: one run over a corpus, stage by stage: start, read, compare, write, finish."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.formats import Format, find_format
from cleantext.corpus.listing import (
    Part,
    cut_parts,
    read_listing,
)
from cleantext.corpus.pieces import cut_file
from cleantext.corpus.source import SourceFile
from cleantext.corpus.spool import Spool
from cleantext.corpus.spool_part import is_part_whole
from cleantext.corpus.text_field import check_text_field
from cleantext.corpus.unread import check_some_readable
from cleantext.deduplication.compared import RuleCounts
from cleantext.deduplication.comparison import Comparison, compare_documents
from cleantext.deduplication.order import check_dates, check_sites
from cleantext.deduplication.output import read_skipped, read_summary
from cleantext.deduplication.parts import Job, Writing, read_part, write_part
from cleantext.engines import Run
from cleantext.engines.local import run as run_in_processes
from cleantext.engines.local import run_in_threads
from cleantext.errors import InvalidOption, UnreadableDocument

if TYPE_CHECKING:
    from cleantext.deduplication.index_use import IndexUse

__all__ = ["CorpusRun"]

_LEAST_PAGE_BYTES = 20_000_000
"""So many bytes of pages, in several files, take longer than it takes to start processes."""


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """One run over a corpus.

    ``settings`` are what its result depends on; ``list_source`` lists the source anew each time
    it is called; ``engine`` and ``workers`` do the work; ``progress`` is told of it. ``index`` is
    what documents are compared with besides each other.
    """

    job: Job
    settings: dict[str, Any]
    list_source: Callable[[], Iterable[SourceFile]]
    engine: Run
    workers: int
    progress: Callable[[str, int, int], None]
    index: IndexUse | None = None

    def options(self) -> dict[str, Any]:
        """The settings without those that tell where and by which version."""
        return {k: v for k, v in self.settings.items() if k not in ("source", "version")}

    def parts(self) -> list[Part]:
        """The parts that the source is worked through in; when all is written, those that were."""
        if self.job.workplace.is_written():
            known = {entry["part"]["number"]: entry["part"] for entry in self._read_parts()}
            return [Part(**part) for _, part in sorted(known.items())]
        threads = partial(run_in_threads, workers=self.workers)
        cut = partial(cut_file, self.job.root, spread=threads)
        return cut_parts(self.job.workplace.listing, cut)

    def read(self, parts: Sequence[Part], engine: Run) -> None:
        """Read every part that the journal does not know as read, or that is not whole."""
        workplace = self.job.workplace
        known = [(entry["part"], entry["digest"]) for entry in self._read_parts()]
        # A part is known by all of it: were a corpus ever cut in another way, it is read anew.
        left = [
            part
            for part in parts
            if not any(
                asdict(part) == each and is_part_whole(workplace.part(part.number), digest)
                for each, digest in known
            )
        ]
        total = sum(part.bytes for part in parts)
        ready = total - sum(part.bytes for part in left)
        self.progress("read", ready, total)
        results = engine(partial(read_part, self.job, workplace.damaged()), left, self.workers)
        for part, digest in zip(left, results, strict=True):
            workplace.journal.add({"part": asdict(part), "digest": digest})
            ready += part.bytes
            self.progress("read", ready, total)

    def _read_parts(self) -> list[dict[str, Any]]:
        """What the journal says of the parts that were read; of one read again, twice."""
        return [entry for entry in self.job.workplace.journal.read() if "part" in entry]

    def choose_engine(self) -> Run:
        """What works on the parts.

        Threads, where kernels do the work; processes, where Python cleans, or reads so many pages
        that it is worth starting some.
        """
        if self.engine is not run_in_processes or self.job.clean is not None:
            return self.engine
        files = read_listing(self.job.workplace.listing)
        pages = [file.size for file in files if _holds_pages(file.path)]
        has_many = len(pages) > 1 and sum(pages) >= _LEAST_PAGE_BYTES
        return self.engine if has_many else run_in_threads

    def open_spool(self, parts: Sequence[Part]) -> Spool:
        """All documents that were read."""
        return Spool([self.job.workplace.part(part.number) for part in parts])

    def rules(self, spool: Spool) -> list[dict[str, Any]]:
        """What cleaning did to all documents, by rule; empty where nothing was cleaned."""
        counts = RuleCounts()
        for row in spool.rules():
            counts.add(**row)
        return counts.rows()

    def compare(self, spool: Spool) -> Comparison:
        """Decide which documents are kept."""
        options = self.job.options
        try:
            if not len(spool.rows):
                check_text_field(
                    self.job.root, read_listing(self.job.workplace.listing), self.job.fields.text
                )
            check_dates(spool.rows["date"], options, f" in the field {self.job.fields.date!r}")
            where = f" in the field {self.job.fields.url!r}, nor a directory that tells it"
            if self.index is None:  # of a day's corpus no document may have a site by chance
                check_sites(spool.rows["rank"], options, where)
        except InvalidOption:
            self.job.workplace.remove()  # with another field, all must be read again
            raise
        total = len(spool.rows)

        def note(left: int) -> None:
            self.progress("compare", total - left, total)

        note(total)
        comparison = compare_documents(spool, options, self._spread, note, self.index)
        note(0)
        return comparison

    def describe_index(self, comparison: Comparison) -> dict[str, Any] | None:
        """What the summary says of the index, if there is one."""
        if self.index is None:
            return None
        kept_for = comparison.resolution.kept_for
        return self.index.describe(kept_for, int(comparison.is_known.sum()))

    def _spread(self, function: Callable[[int], object], numbers: range) -> None:
        deque(run_in_threads(function, numbers, self.workers), maxlen=0)

    def write(
        self, parts: Sequence[Part], engine: Run, spool: Spool, is_kept: NDArray[np.bool_]
    ) -> bool:
        """Write the kept documents of every part into the output, from the beginning.

        False if files are damaged where only writing reads them: they are noted, and the parts that
        they are in must be read again, without them.
        """
        output = self.job.workplace.output
        shutil.rmtree(output, ignore_errors=True)
        (output / "kept").mkdir(parents=True)
        tasks = self._writings(parts, spool, is_kept)
        done, total = 0, sum(part.bytes for part in parts)
        self.progress("write", 0, total)
        results = engine(partial(write_part, self.job), tasks, self.workers)
        damaged: dict[int, str] = {}
        for task, found in zip(tasks, results, strict=True):
            damaged |= found
            if found:
                self._forget(task.parts)
            done += sum(part.bytes for part in task.parts)
            self.progress("write", done, total)
        self._forget(part for part in parts if part.is_piece and part.first_file in damaged)
        self.job.workplace.note_damaged(damaged)
        return not damaged

    def _forget(self, parts: Iterable[Part]) -> None:
        """Remove what was read of these parts."""
        for part in parts:
            shutil.rmtree(self.job.workplace.part(part.number), ignore_errors=True)

    def _writings(
        self, parts: Sequence[Part], spool: Spool, is_kept: NDArray[np.bool_]
    ) -> list[Writing]:
        """What is written at once: a part, or all pieces of a file if their size is not known."""
        writings: list[Writing] = []
        offset = 0
        for part in parts:
            documents = spool.documents_of(part.number)
            kept = is_kept[documents.start : documents.stop]
            if not part.is_piece or part.from_byte == 0:
                offset = 0
            elif not self._has_places(part):
                before = writings.pop()
                kept = np.concatenate([before.is_kept, kept])
                writings.append(Writing((*before.parts, part), kept))
                continue
            writings.append(Writing((part,), kept, offset))
            if part.is_piece and self._has_places(part):
                offset += spool.kept_bytes(part.number, kept)
        return writings

    def check_worth_replacing(self) -> None:
        """Raise `UnreadableDocument` rather than replace an earlier result where nothing was read.

        The workplace is removed then: there is nothing to go on with.
        """
        workplace = self.job.workplace
        if read_summary(workplace.output).documents or not workplace.has_earlier():
            return
        files, skipped = read_listing(workplace.listing), read_skipped(workplace.output)
        try:
            check_some_readable(
                self.settings["source"], files, skipped, unchanged=workplace.destination
            )
        except UnreadableDocument:
            workplace.remove()
            raise

    def _has_places(self, piece: Part) -> bool:
        """Whether it is known where in the output's file the kept lines of a piece begin."""
        file = next(read_listing(self.job.workplace.listing, piece.start, piece.end))
        return self.job.clean is None and find_format(file.path) == Format("jsonl")


def _holds_pages(path: str) -> bool:
    form = find_format(path)
    return form is not None and form.kind in ("html", "warc")
