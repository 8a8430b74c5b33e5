"""A source of which nothing could be read: that is a failure, and no result without documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cleantext.corpus.source import walk
from cleantext.errors import UnreadableDocument

__all__ = ["check_some_read"]


def check_some_read(
    source: Path,
    documents: int,
    skipped: Iterable[tuple[str, str]],
    include: Sequence[str],
    exclude: Sequence[str],
) -> None:
    """Raise `UnreadableDocument` if there was something to read, and all of it was skipped.

    ``documents`` is how many were read; ``skipped`` are paths and reasons. A file that belongs to
    no format that is read was nothing to read.
    """
    if documents:
        return
    files = walk(source, include=include, exclude=exclude)
    others = {file.path for file in files if file.problem is not None}
    unread = [(path, reason) for path, reason in skipped if path not in others]
    if unread:
        path, reason = unread[0]
        first = "it" if len(unread) == 1 else "the first"
        raise UnreadableDocument(
            f"nothing of {source} could be read: {len(unread):,} skipped; {first} is {path}: "
            f"{reason}"
        )
