"""Floor 5: what keeps a command from loading, and at its end from tidying, what is of no use."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["leave_quickly", "without_scipy"]


def leave_quickly() -> None:
    """Let the process end without a last search for cycles of objects that nobody refers to.

    Numba leaves some hundred thousand objects, which Python would look through several times, for
    a quarter of a second, for memory that goes back to the system anyway. Files are closed and
    exit functions called as ever. Only the command line may do this, in a process of its own.
    """
    atexit.unregister(gc.freeze)  # once is enough, however often it is asked for
    atexit.register(gc.freeze)


@contextmanager
def without_scipy() -> Iterator[None]:
    """Let no import find SciPy inside, unless it is loaded already.

    Numba loads it where it is installed, for a linear algebra that no kernel here has: half of
    what a run on few files takes. Only the command line may do this, in a process of its own: the
    library leaves alone what Numba offers to its users' other code.
    """
    if "scipy" in sys.modules:
        yield
        return
    sys.modules["scipy"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["scipy"]
