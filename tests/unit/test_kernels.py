"""How hot loops are compiled."""

from typing import Any, cast

import numba
import pytest

from cleantext import kernels
from cleantext.errors import CleantextError


def test_a_kernel_compiles_where_its_code_cant_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a writable cache directory a kernel still works."""
    njit = cast(Any, numba.njit)

    def without_a_place(function: object, **options: bool) -> object:
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return njit(function, **options)

    monkeypatch.setattr(numba, "njit", without_a_place)

    def double(number: int) -> int:
        return 2 * number

    assert kernels.kernel(double)(21) == 42


def test_without_the_compiler_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python can't run the kernels, and the variable that asks for it is named."""
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 1)
    for make in (kernels.kernel, kernels.subroutine):
        with pytest.raises(CleantextError, match="NUMBA_DISABLE_JIT is set, and near-duplicates"):
            make(test_without_the_compiler_it_is_said)


def test_a_subroutine_is_for_kernels_alone() -> None:
    """A kernel calls it; it has no door that Python could come in by."""

    def double(number: int) -> int:
        return 2 * number

    inner = kernels.subroutine(double)

    def quadruple(number: int) -> int:
        return inner(inner(number))

    assert cast(Any, numba.njit)(quadruple)(21) == 84
