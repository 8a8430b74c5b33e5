"""Floor 0: how hot loops are compiled, for every room that has some.

Only modules that whoever cleans plain text never imports may import this one: it imports Numba.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

__all__ = ["kernel"]

F = TypeVar("F", bound=Callable[..., object])


def kernel(function: F) -> F:
    """Compile a loop with Numba when it is first called, without the GIL, and keep the code.

    The machine code is kept beside the module, or in the user's cache directory where the
    package can't be written; where neither can be, each process compiles anew. Numba does not
    see that a kernel or an intrinsic in another file has changed: after a change to one that
    others call, delete ``__pycache__``.
    """
    try:
        compiled = numba.njit(function, nogil=True, cache=True)
    except RuntimeError:  # Numba's word for "no place to keep the code"
        compiled = numba.njit(function, nogil=True)
    return cast(F, compiled)
