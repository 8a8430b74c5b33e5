"""Floor 5: what keeps a command from loading, and at its end from tidying, what is of no use."""

from __future__ import annotations

import atexit
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

__all__ = ["compare_some", "compile_ahead", "leave_quickly", "without_scipy"]


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
    sys.modules["scipy"] = None  # type: ignore[assignment]  # Python: it is not there
    try:
        yield
    finally:
        del sys.modules["scipy"]


def compile_ahead() -> None:
    """Let another process compile what compares, while this one compiles what reads and cleans.

    Only on the first run on a machine with more than one core: it waits for the compiler, which
    does one thing at a time in a process. The other process goes its own way, ends after seconds,
    and what it compiled is kept for all.
    """
    from cleantext.neardup.confirm import check_equal

    if _is_kept(check_equal) or (os.cpu_count() or 1) < 2 or not sys.executable:
        return
    # Without -P a file json.py in the user's directory would be taken for Python's.
    command = [sys.executable, "-P", "-c", f"import {__name__} as it; it.compare_some()"]
    unheard = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=unheard, stdout=unheard, stderr=unheard)
    process.returncode = 0  # nobody waits for it, and Python need not warn of that


def compare_some() -> None:
    """Compare three texts, so that all that takes is compiled."""
    with without_scipy():
        from cleantext.deduplication import dedupe

        story = "The ferry stays in port until the storm has passed, the harbour master said today"
        dedupe([("one", f"{story}."), ("other", f"{story} in the hall."), ("same", f"{story}.")])


def _is_kept(kernel: Callable[..., object]) -> bool:
    """Whether machine code of a kernel is kept on this machine, perhaps of an earlier version.

    Where it can't be kept, it is as good as kept: nobody needs to make it ahead.
    """
    folder = cast(Any, kernel).stats.cache_path
    return folder is None or any(Path(folder).glob(f"*.{kernel.__name__}-*.nbi"))
