"""The one bit mixer that the hot loops of this room share."""

from __future__ import annotations

import numpy as np

from cleantext.kernels import kernel

__all__ = ["mix64"]


@kernel
def mix64(value: np.uint64) -> np.uint64:
    """Mix all 64 bits: the finalizer of MurmurHash3 (Appleby 2011, ``fmix64``), a bijection."""
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xFF51AFD7ED558CCD)
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))
