"""Floor 0: the values that the rooms hand to each other.

All are frozen and slotted, and do no more than what follows from their own fields.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cleantext.edits import Change, undo_changes

__all__ = [
    "Block",
    "BlockReport",
    "Change",
    "Cleaned",
    "CleanedPage",
    "Document",
    "Duplicate",
]


@dataclass(frozen=True, slots=True)
class Document:
    """One story of a corpus.

    ``id`` is unique in its corpus; ``text`` is the story; ``url`` is where it was found, if known;
    ``date`` is when it was published, if known, in a form that `cleantext.dates.parse_date` reads.

    >>> Document("nyt/1.txt", "Text").site
    'nyt'
    >>> Document("1", "Text", url="https://www.example.com/a").site
    'www.example.com'
    """

    id: str
    text: str
    url: str | None = None
    date: str | int | float | datetime.date | None = None

    @property
    def site(self) -> str | None:
        """The URL's host, else the first directory of the id, else None."""
        if self.url:
            try:
                host = urlsplit(self.url).hostname
            except ValueError:  # a malformed address names no host
                host = None
            if host:
                return host
        directory, slash, _ = self.id.partition("/")
        return directory if slash and directory else None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page that is kept or removed as a whole: a line, or an element's text.

    ``start`` is its offset in the page's text, in characters; ``text`` has no white space at
    either end and is empty only in a first block that holds the page's leading white space;
    ``gap`` is the white space up to the next block. ``text + gap`` of all blocks, in order, is
    the page's text. ``element`` is what the HTML tree knew of it, None in plain text.

    >>> Block(0, "A line.", "").end
    7
    """

    start: int
    text: str
    gap: str
    element: Any = None

    @property
    def end(self) -> int:
        """The offset just after the block's text (its gap begins there)."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and every change that led to it.

    ``text`` is the output; ``changes`` are in the offsets of the input, in characters, sorted, and
    never overlap.

    >>> Cleaned("a + b", (Change("repair", "entity", 2, 7, "&plus;", "+"),)).undo()
    'a &plus; b'
    """

    text: str
    changes: tuple[Change, ...]

    def undo(self) -> str:
        """The input, exactly."""
        return undo_changes(self.text, self.changes)


@dataclass(frozen=True, slots=True)
class BlockReport:
    """What became of one block of a page.

    ``text`` is the block's, ``kept`` whether it is in the story; ``reason`` is the rule that
    removed it, or what spoke for keeping it; ``score`` is the probability, 0 to 1, that the block
    belongs to the story. A rule can be surer than the model, and remove what has a high one.

    >>> BlockReport("Home", False, "model: navigation", 0.01).kept
    False
    """

    text: str
    kept: bool
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """The story of an HTML page, and what became of each block of the page.

    ``text`` is the story, ``blocks`` are those of the page, in order, each a `BlockReport`;
    ``reason`` says why there is no text, and is empty where there is some.

    >>> CleanedPage("", (), "the page has no text").reason
    'the page has no text'
    """

    text: str
    blocks: tuple[BlockReport, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A dropped document, the kept document that stands for it, and their exact similarity.

    ``id`` is that of the dropped one, ``duplicate_of`` that of the kept one. ``similarity`` is the
    Jaccard similarity of the two shingle sets, 0 to 1; it is 1.0 for byte-identical documents, and
    for others with the same shingles, as those with the same words in the same order.

    >>> Duplicate("post/7", "wire/1", 0.92).duplicate_of
    'wire/1'
    """

    id: str
    duplicate_of: str
    similarity: float
