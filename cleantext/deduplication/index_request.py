"""Floor 3: what a run asks of an index, checked; nothing heavy is loaded for a wrong request."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cleantext.dates import ALWAYS, parse_date
from cleantext.deduplication.options import DedupeOptions
from cleantext.deduplication.places import disk_errors_explained
from cleantext.errors import InvalidOption

if TYPE_CHECKING:
    from cleantext.cleaning import CleanOptions
    from cleantext.deduplication.index_use import IndexUse

__all__ = ["check_index_request", "opened_index"]

_MOST_DAYS = 1_000_000
_DAY = 86_400 * 10**6  # microseconds


def check_index_request(
    against: str | Path | None, *, update: bool, expire: int | str | None
) -> int:
    """The date before which documents expire, in microseconds since 1970.

    ``expire`` is a number of days, counted back from now, or a date. Raises `InvalidOption` for
    what makes no sense.

    >>> check_index_request("index", update=True, expire="1970-01-02")
    86400000000
    """
    if update and against is None:
        raise InvalidOption("update says what becomes of an index: name it with against")
    if expire is None:
        return ALWAYS
    if not update:
        raise InvalidOption("expire says what an update drops: ask for update with it")
    days = int(expire) if isinstance(expire, str) and expire.isdecimal() else expire
    if isinstance(days, int) and not isinstance(days, bool) and 0 < days <= _MOST_DAYS:
        return time.time_ns() // 1000 - days * _DAY
    date = parse_date(days) if isinstance(days, str) else None
    if date is None:
        raise InvalidOption(
            f"expire must be a number of days, at least 1, or a date such as 2024-05-17; "
            f"got {expire!r}"
        )
    return date


@contextmanager
def opened_index(
    path: Path | None,
    options: DedupeOptions,
    clean: CleanOptions | None,
    *,
    update: bool,
    oldest: int,
) -> Iterator[IndexUse | None]:
    """Open an index, if there is one to open.

    With ``update``, make it if need be, and keep others from changing it. Raises `CorpusError`
    if it can't be used as asked.
    """
    if path is None:
        yield None
        return
    from cleantext.corpus.lock import locked
    from cleantext.corpus.manifest import IndexFiles
    from cleantext.deduplication.index import DedupeIndex
    from cleantext.deduplication.index_use import IndexUse

    files, shown = IndexFiles(path), f"the index {path}"
    with ExitStack() as stack:
        with disk_errors_explained(f"{shown} can't be read or written"):
            if update:
                files.read()  # what is no index is not locked either
                path.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(files.lock, shown))
            index = DedupeIndex.open(files, options, clean, create=update)
        yield IndexUse(index, update, oldest)
