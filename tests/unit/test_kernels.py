"""How hot loops are compiled."""

import numba
import pytest

from cleantext import kernels


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
