"""Eight bytes at a time: what Numba lacks for loops over bytes.

All numbers are little-endian, as on every machine that Numba runs on: the lowest 8 bits are the
first byte. Nothing here checks bounds; arrays must have 7 bytes more than are of interest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numpy.typing import NDArray

__all__ = ["EIGHT", "first_bit", "load_eight", "place_in", "store_eight"]

EIGHT = 8

_WORD = ir.IntType(64)


def place_in(context: Any, builder: Any, kind: Any, array_type: Any, array: Any, index: Any) -> Any:
    """For intrinsics: a pointer to what begins at ``array[index]``, of a type of LLVM's."""
    data = context.make_array(array_type)(context, builder, array).data
    place = builder.gep(builder.bitcast(data, cgutils.voidptr_t), [index])
    return builder.bitcast(place, kind.as_pointer())


@intrinsic
def _load_eight(typing: Any, array: Any, index: Any) -> Any:
    """``load_eight(array, index)``: the eight bytes from ``array[index]`` on, as one number."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = place_in(context, builder, _WORD, signature.args[0], *arguments)
        return builder.load(place, align=1)

    return types.uint64(array, types.int64), build


@intrinsic
def _store_eight(typing: Any, array: Any, index: Any, value: Any) -> Any:
    """``store_eight(array, index, value)``: write eight bytes from ``array[index]`` on."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = place_in(context, builder, _WORD, signature.args[0], *arguments[:2])
        builder.store(arguments[2], place, align=1)
        return context.get_dummy_value()

    return types.none(array, types.int64, types.uint64), build


@intrinsic
def _first_bit(typing: Any, word: Any) -> Any:
    """``first_bit(word)``: the lowest bit that is set, 0 to 63 (64: none is)."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.uint64), build


load_eight = cast("Callable[[NDArray[np.uint8], int], np.uint64]", _load_eight)
store_eight = cast("Callable[[NDArray[np.uint8], int, np.uint64], None]", _store_eight)
first_bit = cast("Callable[[np.uint64], int]", _first_bit)
