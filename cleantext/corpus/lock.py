"""Floor 2: one run at a time where two would spoil each other's work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cleantext.errors import CorpusError

if sys.platform != "win32":
    import fcntl

__all__ = ["locked"]


@contextmanager
def locked(path: Path, what: str) -> Iterator[None]:
    """Hold the lock that a file stands for; it ends with the process at the latest.

    The file holds the number of the process, and is removed at the end. Raises `CorpusError`,
    which names ``what`` is in use, if another process holds the lock.
    """
    if sys.platform == "win32":  # it has no such locks: there it is left to the user
        yield
        return
    descriptor = _acquire(path, what)
    try:
        os.truncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(path: Path, what: str) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever held it may have removed the file since: that lock is nobody's.
            if os.fstat(descriptor).st_nlink:
                return descriptor
        except BlockingIOError as error:
            holder = os.read(descriptor, 20).decode(errors="replace").strip() or "unknown"
            os.close(descriptor)
            raise CorpusError(
                f"another run (process {holder}) is at work with {what}: wait for its end"
            ) from error
        os.close(descriptor)
