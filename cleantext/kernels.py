"""Floor 0: how hot loops are compiled, for every room that has some.

Only modules that whoever cleans plain text never imports may import this one: it imports Numba.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pickle import UnpicklingError
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from cleantext.errors import CleantextError

__all__ = ["START", "constant", "copy_bytes", "kernel", "subroutine"]

F = TypeVar("F", bound=Callable[..., object])


def constant(number: int) -> int:
    """A number that kernels hand on, as NumPy has it.

    Numba compiles what gets a number of Python's anew for each of them.
    """
    return cast(int, np.int64(number))


START = constant(0)
"""The place where a loop begins."""
_DAMAGED = (
    OSError, EOFError, UnpicklingError, ValueError, TypeError, AttributeError, ImportError,
    LookupError,
)  # fmt: skip
"""What reading a pickle that was cut off may raise (the documentation of `pickle`)."""


class _Cache:
    """What Numba keeps of a kernel; what can't be read is not there, and what can't be kept is not.

    A power cut leaves empty files, and a full disk takes none: neither is a reason not to work.
    """

    def __init__(self, cache: Any) -> None:
        self._cache = cache

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cache, name)

    def load_overload(self, *signature: Any) -> Any:
        """The machine code for these types, or None."""
        try:
            return self._cache.load_overload(*signature)
        except _DAMAGED:
            self._forget()
            return None

    def save_overload(self, *compiled: Any) -> None:
        """Keep the machine code for these types."""
        try:
            self._cache.save_overload(*compiled)
        except _DAMAGED:
            self._forget()

    def _forget(self) -> None:
        """Begin anew, with an empty list of what there is."""
        with suppress(OSError):
            self._cache.flush()


def kernel(function: F) -> F:
    """Compile a loop with Numba when it is first called, without the GIL, and keep the code.

    The machine code is kept beside the module, or in the user's cache directory where the
    package can't be written; where neither can be, each process compiles anew. Numba does not
    see that a kernel or an intrinsic in another file has changed: after a change to one that
    others call, delete ``__pycache__``.

    Raises `CleantextError` where Numba was told to compile nothing.
    """
    try:
        compiled = cast(Any, _compile(function, cache=True))
        compiled._cache = _Cache(compiled._cache)
    except RuntimeError:  # Numba's word for "no place to keep the code"
        compiled = _compile(function)
    return cast(F, compiled)


def subroutine(function: F) -> F:
    """Compile what only kernels call: it becomes a part of them, and Python can't call it.

    To wrap a function for Python and to keep its code apart is much of what compiling it takes,
    which the first run on a machine waits for.
    """
    return cast(F, _compile(function, no_cpython_wrapper=True))


def _compile(function: F, **options: bool) -> object:
    if cast(Any, numba.config).DISABLE_JIT:
        # Instructions of the processor that Python has no word for are in many of them.
        raise CleantextError(
            "NUMBA_DISABLE_JIT is set, and near-duplicates and HTML pages need what Numba "
            "compiles; unset it"
        )
    # Numba's types do not know of the wrappers, which its options do.
    return cast(Any, numba.njit)(function, nogil=True, no_cfunc_wrapper=True, **options)


@subroutine
def copy_bytes(data: NDArray[np.uint8], out: NDArray[np.uint8], place: int) -> int:
    """Copy bytes to a place, forwards; where the next go.

    To assign a slice takes Numba two seconds to compile: NumPy's message of unequal sizes is in it.
    """
    for offset in range(data.size):
        out[place + offset] = data[offset]
    return place + data.size
