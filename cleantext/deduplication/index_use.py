"""Floor 3: what a run does with an index: compare with it, and change it when all else is done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.journal import Workplace, sync_files
from cleantext.corpus.spool import Spool
from cleantext.dates import ALWAYS
from cleantext.deduplication.compare import INDEXED
from cleantext.deduplication.index import DedupeIndex
from cleantext.deduplication.index_update import update_index

__all__ = ["IndexUse"]


@dataclass(frozen=True, slots=True)
class IndexUse:
    """An index as a run uses it.

    With ``update`` it gets the documents that are kept, and loses those with a date before
    ``oldest``.
    """

    index: DedupeIndex
    update: bool = False
    oldest: int = ALWAYS

    def find_difference(self, begun: dict[str, Any]) -> str | None:
        """Why a run can't go on that was ``begun`` so; None: it can."""
        manifest = self.index.manifest
        if begun["run"] in manifest.runs or manifest.generation == begun["generation"]:
            return None
        return f"the index {self.index.files.path} has changed since"

    def find_lack(self, described: dict[str, Any] | None) -> str | None:
        """Why the index has not the documents of a finished run that was `describe`d so.

        None: it may have them. An update makes another generation of it.
        """
        before = (described or {}).get("generation", 0)
        if not self.update or self.index.manifest.generation > before:
            return None
        path = self.index.files.path
        return f"the index {path} does not have the documents of this run (is it an older copy?)"

    def describe(self, kept_for: NDArray[np.int64], known: int) -> dict[str, Any]:
        """What the summary says of the index."""
        return {
            "generation": self.index.manifest.generation,
            "documents": self.index.manifest.documents,
            "duplicates": int((kept_for == INDEXED).sum()),
            "added": known if self.update else 0,
        }

    def note_written(self, workplace: Workplace, is_known: NDArray[np.bool_]) -> None:
        """Note that the output is whole, and what the index is to get, before it changes.

        Were the documents compared again once they are in the index, all would be duplicates.
        """
        if self.update:
            np.flatnonzero(is_known).tofile(workplace.kept)
            sync_files(workplace.path)
            workplace.note_written()

    def finish(
        self, workplace: Workplace, open_spool: Callable[[], AbstractContextManager[Spool]]
    ) -> None:
        """Give the index the kept documents, unless it has them already."""
        run = workplace.journal.read_begin("run")["run"]
        if self.update and run in self.index.manifest.runs:
            self.index.files.make_ready(self.index.manifest)  # it was killed before it could
        elif self.update:
            kept = np.fromfile(workplace.kept, np.int64)
            with open_spool() as spool:
                update_index(self.index, spool, kept, run, self.oldest)
