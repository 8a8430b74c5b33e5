"""Floor 5: what keeps a command from loading what it has no use for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_scipy"]


@contextmanager
def without_scipy() -> Iterator[None]:
    """Let no import find SciPy inside, unless it is loaded already.

    Numba loads it where it is installed, for a linear algebra that no kernel here has: half of
    what a run on few files takes. Only the command line may do this, in a process of its own: the
    library leaves alone what Numba offers to its users' other code.

    >>> with without_scipy():
    ...     import scipy
    Traceback (most recent call last):
    ModuleNotFoundError: import of scipy halted; None in sys.modules
    """
    if "scipy" in sys.modules:
        yield
        return
    sys.modules["scipy"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["scipy"]
