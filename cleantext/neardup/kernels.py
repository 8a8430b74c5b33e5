"""How the hot loops of this room are compiled, and the one bit mixer they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np

__all__ = ["kernel", "mix64"]

F = TypeVar("F", bound=Callable[..., object])


def kernel(function: F) -> F:
    """Compile a loop with Numba when it is first called, without the GIL, and keep the code.

    The machine code is kept beside the module, or in the user's cache directory where the
    package can't be written; where neither can be, each process compiles anew. Numba does not
    see that a kernel or an intrinsic in another file has changed: after a change to `mix64`,
    `hash_tokens` or ``bytes64``, delete ``__pycache__``.
    """
    try:
        compiled = numba.njit(function, nogil=True, cache=True)
    except RuntimeError:  # Numba's word for "no place to keep the code"
        compiled = numba.njit(function, nogil=True)
    return cast(F, compiled)


@kernel
def mix64(value: np.uint64) -> np.uint64:
    """Mix all 64 bits: the finalizer of MurmurHash3 (Appleby 2011, ``fmix64``), a bijection."""
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xFF51AFD7ED558CCD)
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))
