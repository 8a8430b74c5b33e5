"""Floor 3: what a run asks of an index, checked; nothing heavy is loaded for a wrong request."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
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
_DATE_DIGITS = 8  # of a date in the basic form of ISO 8601
_DAY = 86_400 * 10**6  # microseconds


def check_index_request(
    against: str | Path | None, *, update: bool, expire: int | str | None
) -> int:
    """The date before which documents expire, in microseconds since 1970.

    ``expire`` is a number of days, counted back from now, or a date; a text of eight digits is a
    date, ``20240517``. Raises `InvalidOption` for what makes no sense.

    >>> check_index_request("index", update=True, expire="1970-01-02")
    86400000000
    """
    if update and against is None:
        raise InvalidOption(
            "update (--update) says what becomes of an index: name it with against (--against)"
        )
    if expire is None:
        return ALWAYS
    if not update:
        raise InvalidOption(
            "expire (--expire) says what an update drops: ask for update with it (--update)"
        )
    if isinstance(expire, str) and expire.isdecimal() and len(expire) != _DATE_DIGITS:
        expire = int(expire)
    if isinstance(expire, int) and not isinstance(expire, bool) and 0 < expire <= _MOST_DAYS:
        return time.time_ns() // 1000 - expire * _DAY
    date = _parse_day(expire) if isinstance(expire, str) else None
    if date is None:
        raise InvalidOption(
            f"expire must be a number of days, at least 1, or a date such as 2024-05-17; "
            f"got {expire!r}"
        )
    return date


def _parse_day(text: str) -> int | None:
    """A date; what has the eight digits of one is not taken for seconds since 1970."""
    if len(text) == _DATE_DIGITS and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return parse_date(text)


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
                if not path.exists():
                    stack.callback(_remove_empty, path)  # when it is no longer locked
                path.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(files.lock, shown))
            index = DedupeIndex.open(files, options, clean, create=update)
        yield IndexUse(index, update, oldest)


def _remove_empty(path: Path) -> None:
    """Remove the directory of an index that was made for a run which put nothing there."""
    with suppress(OSError):
        path.rmdir()
