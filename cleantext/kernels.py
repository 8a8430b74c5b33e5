"""Floor 0: how hot loops are compiled, for every room that has some.

Only modules that whoever cleans plain text never imports may import this one: it imports Numba.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

__all__ = ["kernel", "subroutine"]

F = TypeVar("F", bound=Callable[..., object])

# Its types do not know of the wrappers, which its options do.
_compile = cast(Any, numba.njit)


def kernel(function: F) -> F:
    """Compile a loop with Numba when it is first called, without the GIL, and keep the code.

    The machine code is kept beside the module, or in the user's cache directory where the
    package can't be written; where neither can be, each process compiles anew. Numba does not
    see that a kernel or an intrinsic in another file has changed: after a change to one that
    others call, delete ``__pycache__``.
    """
    try:
        compiled = _compile(function, nogil=True, no_cfunc_wrapper=True, cache=True)
    except RuntimeError:  # Numba's word for "no place to keep the code"
        compiled = _compile(function, nogil=True, no_cfunc_wrapper=True)
    return cast(F, compiled)


def subroutine(function: F) -> F:
    """Compile what only kernels call: it becomes a part of them, and Python can't call it.

    To wrap a function for Python and to keep its code apart is much of what compiling it takes,
    which the first run on a machine waits for.
    """
    wrapped = _compile(function, nogil=True, no_cfunc_wrapper=True, no_cpython_wrapper=True)
    return cast(F, wrapped)
