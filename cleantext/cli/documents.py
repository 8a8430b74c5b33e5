"""The documents of a source for the commands that only read; what is skipped is reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cleantext.cli.failures import warn
from cleantext.cli.progress import Report
from cleantext.corpus.reader import read_file, visible_text
from cleantext.corpus.records import Fields, Record, Skipped
from cleantext.corpus.source import find_root, nothing_to_read, walk
from cleantext.model import Document

__all__ = ["SourceReader"]

_MOST_TOLD = 20  # of what is skipped


@dataclass(slots=True)
class SourceReader:
    """Reads a source once, and counts what it read and what it had to leave out.

    ``siteless`` of the documents belong to no site.

    A page's text is what a reader of it sees, boilerplate and all.
    """

    source: Path
    fields: Fields
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    documents: int = 0
    siteless: int = 0
    skipped: int = 0

    def read(self, report: Report) -> Iterator[Document]:
        """Give the documents in the corpus's order; warn of what can't be read.

        The first are named, and of the rest it is said how many they are: a field that no record
        has would fill the screen.

        Raises `CorpusError` if the source can't be read at all, or holds nothing that can.
        """
        root = find_root(self.source)
        files = list(walk(self.source, include=self.include, exclude=self.exclude))
        if all(file.problem for file in files):
            raise nothing_to_read(self.source, files, is_chosen=bool(self.include or self.exclude))
        try:
            for done, file in enumerate(files):
                report("files read", done, len(files))
                for item in read_file(root, file, self.fields):
                    if isinstance(item, Skipped):
                        self._skip(item)
                    else:
                        yield self._take(item)
            report("files read", len(files), len(files))
        finally:
            if self.skipped > _MOST_TOLD:
                warn(f"skipped {self.skipped - _MOST_TOLD:,} more")

    def _skip(self, item: Skipped) -> None:
        self.skipped += 1
        if self.skipped <= _MOST_TOLD:
            warn(f"skipped {item.path}: {item.reason}")

    def _take(self, item: Record) -> Document:
        self.documents += 1
        document = item.document
        self.siteless += document.site is None
        if item.page is None:
            return document
        return replace(document, text=visible_text(item.decode_page()))
