"""Floor 2: what reading a corpus gives, and what it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cleantext.model import Document
from cleantext.options import check_argument
from cleantext.repair.decoding.decode import decode

__all__ = ["WHOLE", "Fields", "LineSpan", "RankOf", "Record", "Skipped", "Unusable"]


RankOf = Callable[[Document], int]
"""Gives the rank of a document's site, from its id and address."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields (or columns) that hold a record's text, id, address and date.

    A ``date`` of None: it is not read. ``needs_ids`` says that a record whose id can't be one is no
    document; else it has its place for one. Raises TypeError for what is no name.
    """

    text: str = "text"
    id: str = "id"
    url: str = "url"
    date: str | None = None
    needs_ids: bool = True

    def __post_init__(self) -> None:
        for name, field in (("text", self.text), ("id", self.id), ("url", self.url)):
            check_argument(f"{name}_field", field, str, "a str")
        if self.date is not None:
            check_argument("date_field", self.date, str, "a str")


@dataclass(frozen=True, slots=True)
class Record:
    """A document and its number in its file, from 1 (0: it is the whole file).

    ``page`` is its HTML as bytes if it is a page; then its text is still empty. ``charset`` is
    what the server said that the page's encoding is.
    """

    number: int
    document: Document
    page: bytes | None = None
    charset: str | None = None

    def is_blank(self, text: str) -> bool:
        """Whether it holds something, such as scripts, and no ``text`` was made of it."""
        return not text and bool(self.page or self.document.text)

    def decode_page(self) -> str:
        """The HTML of a page."""
        return decode(self.page or b"", declared=self.charset, html=True)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not read: the file's path or ``path#n``, the number as in `Record`, and why."""

    path: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class LineSpan:
    """The lines of a file from one byte up to another (None: its end), and the first's number.

    Of a Parquet file it is the row groups that begin there, and the number of their first row.
    """

    start: int = 0
    end: int | None = None
    first_line: int = 1


WHOLE = LineSpan()
"""All lines of a file."""


class Unusable(Exception):
    """A record that is no document; the message says why."""
