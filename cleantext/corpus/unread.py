"""Floor 2: a source of which nothing could be read: a failure, and no result without documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cleantext.corpus.source import SourceFile
from cleantext.errors import UnreadableDocument

__all__ = ["check_some_readable"]


def check_some_readable(
    source: str | Path,
    files: Iterable[SourceFile],
    skipped: Iterable[tuple[str, str]],
    *,
    unchanged: Path | None = None,
) -> None:
    """Raise `UnreadableDocument` for a run that read no document and had to skip some.

    ``files`` are those of the source, ``skipped`` paths and reasons. A file that belongs to no
    format that is read was nothing to read. ``unchanged`` is an earlier result that the run was
    to replace, and leaves as it was.
    """
    others = {file.path for file in files if file.is_of_no_format}
    unread = [(path, reason) for path, reason in skipped if path not in others]
    if unread:
        path, reason = unread[0]
        first = "it" if len(unread) == 1 else "the first"
        raise UnreadableDocument(
            f"nothing of {source} could be read: {len(unread):,} skipped; {first} is {path}: "
            f"{reason}" + (f"; {unchanged} stays as it was" if unchanged else "")
        )
