"""The compiler of the hot loops, and the bit mixer."""

import numba
import numpy as np
import pytest

from cleantext.neardup import kernels


@pytest.mark.parametrize(
    ("value", "mixed"),
    [(0, 0), (1, 0xB456BCFC34C2CB2C), (0xFFFFFFFFFFFFFFFF, 0x64B5720B4B825F21)],
)
def test_mix64_is_the_finalizer_of_murmurhash3(value: int, mixed: int) -> None:
    """The known answers of fmix64 hold, so that another implementation can compute the same."""
    assert int(kernels.mix64(np.uint64(value))) == mixed


def test_a_kernel_compiles_where_its_code_cant_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a writable cache directory a kernel still works."""
    njit = numba.njit

    def without_a_place(function: object, **options: bool) -> object:
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return njit(function, **options)

    monkeypatch.setattr(numba, "njit", without_a_place)

    def double(number: int) -> int:
        return 2 * number

    assert kernels.kernel(double)(21) == 42
