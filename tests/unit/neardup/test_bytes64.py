"""64 bytes at a time: each answer is that of a loop over the bytes."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np
import pytest
from numpy.typing import NDArray

from cleantext.neardup import bytes64

ALL_BYTES = np.arange(256, dtype=np.uint8)
FOUND: dict[str, Callable[[int], bool]] = {
    "find_spaces": lambda byte: byte == ord(" "),
    "find_breaks": lambda byte: byte == ord("\n"),
    "find_backslashes": lambda byte: byte == ord("\\"),
    "find_beyond_ascii": lambda byte: byte >= 128,
    "find_special": lambda byte: byte < 32 or byte in b'"\\' or byte >= 128,
}

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function as a kernel calls it."""
    return cast(F, numba.njit(function))


@pytest.mark.parametrize("name", FOUND)
def test_a_bit_is_set_for_each_byte_that_is_looked_for(name: str) -> None:
    """Of all 256 bytes, at any place, those and no others are found."""
    find = getattr(bytes64, name)

    @compiled
    def find_at(data: NDArray[np.uint8], at: int) -> np.uint64:
        found: np.uint64 = find(data, at)
        return found

    for at in (0, 1, 7, 64, 130, 192):
        bits = int(find_at(ALL_BYTES, at))
        assert [bits >> place & 1 == 1 for place in range(64)] == [
            FOUND[name](byte) for byte in range(at, at + 64)
        ]


def test_a_block_is_copied_whole() -> None:
    """64 bytes are written, and nothing beside them."""

    @compiled
    def copy(data: NDArray[np.uint8], at: int, out: NDArray[np.uint8], place: int) -> None:
        bytes64.copy_block(data, at, out, place)

    out = np.zeros(100, np.uint8)
    copy(ALL_BYTES, 100, out, 10)
    assert out.tolist() == [0] * 10 + list(range(100, 164)) + [0] * 26


def test_a_block_is_normalized_as_its_characters_are() -> None:
    """Letters become lower, digits and _ stay, all else of ASCII is a space; the rest is told."""

    @compiled
    def normalize(data: NDArray[np.uint8], at: int, out: NDArray[np.uint8]) -> np.uint64:
        return bytes64.normalize_block(data, at, out, 0)

    for at in (0, 64, 100):
        out = np.zeros(64, np.uint8)
        beyond = int(normalize(ALL_BYTES, at, out))
        for place, byte in enumerate(range(at, at + 64)):
            assert beyond >> place & 1 == (byte >= 128)
            if byte < 128:
                lower = chr(byte).lower()
                assert chr(out[place]) == (lower if lower.isalnum() or lower == "_" else " ")
