"""How hot loops are compiled."""

import os
import subprocess
import sys
from pathlib import Path
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


PROGRAM = """
from cleantext.kernels import kernel

@kernel
def double(number):
    return 2 * number

print(double(21))
"""


def run_program(program: Path, cache: Path) -> str:
    """What a program prints that keeps its compiled code there."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, program], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("suffix", ["nbi", "nbc"])
@pytest.mark.parametrize("size", [0, 40])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, suffix: str, size: int) -> None:
    """Files that a power cut left empty, or cut off, are as if they were not there."""
    program, cache = tmp_path / "program.py", tmp_path / "cache"
    program.write_text(PROGRAM)
    assert run_program(program, cache) == "42\n"
    (damaged,) = cache.rglob(f"*.{suffix}")
    whole = damaged.stat().st_size
    os.truncate(damaged, size)
    assert run_program(program, cache) == "42\n"
    assert abs(damaged.stat().st_size - whole) < 1000


def test_where_the_cache_is_full_a_kernel_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its code is compiled, and not kept."""

    def save(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("numba.core.caching.IndexDataCacheFile.save", save)

    def treble(number: int) -> int:
        return 3 * number

    assert kernels.kernel(treble)(14) == 42
