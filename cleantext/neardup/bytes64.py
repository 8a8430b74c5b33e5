"""64 bytes at a time, in the processor's vector registers.

LLVM makes of each of these what the machine has: one comparison with AVX-512, two with AVX2, four
with SSE2 or NEON. Nothing here checks bounds; arrays must have 63 bytes more than are of interest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from cleantext.neardup.words64 import place_in

__all__ = [
    "BLOCK",
    "copy_block",
    "find_backslashes",
    "find_beyond_ascii",
    "find_breaks",
    "find_spaces",
    "find_special",
    "normalize_block",
]

BLOCK = 64
"""Bytes in a block: as many as a number has bits."""

_BYTES = ir.VectorType(ir.IntType(8), BLOCK)
_BITS = ir.IntType(BLOCK)


def _all(byte: int) -> Any:
    return ir.Constant(_BYTES, [byte] * BLOCK)


def _load(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """The block that the first two arguments say."""
    place = place_in(context, builder, _BYTES, signature.args[0], *arguments[:2])
    return builder.load(place, align=1)


def _store(context: Any, builder: Any, signature: Any, arguments: Any, block: Any) -> None:
    """Write a block where the last two arguments say."""
    place = place_in(context, builder, _BYTES, signature.args[2], *arguments[2:])
    builder.store(block, place, align=1)


def _is(builder: Any, block: Any, byte: int) -> Any:
    return builder.icmp_unsigned("==", block, _all(byte))


def _is_within(builder: Any, block: Any, first: int, last: int) -> Any:
    moved = builder.sub(block, _all(first))
    return builder.icmp_unsigned("<=", moved, _all(last - first))


def _finder(match: Callable[[Any, Any], Any]) -> Any:
    """An intrinsic that gives a bit for each byte of a block that matches."""

    @intrinsic
    def find(typing: Any, array: Any, index: Any) -> Any:
        def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            block = _load(context, builder, signature, arguments)
            return builder.bitcast(match(builder, block), _BITS)

        return types.uint64(array, types.int64), build

    return find


def _is_beyond_ascii(builder: Any, block: Any) -> Any:
    return builder.icmp_signed("<", block, _all(0))


def _is_special(builder: Any, block: Any) -> Any:
    control = builder.icmp_unsigned("<", block, _all(0x20))
    quoting = builder.or_(_is(builder, block, 0x22), _is(builder, block, 0x5C))
    return builder.or_(builder.or_(control, _is_beyond_ascii(builder, block)), quoting)


@intrinsic
def _copy_block(typing: Any, source: Any, at: Any, out: Any, place: Any) -> Any:
    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        block = _load(context, builder, signature, arguments)
        _store(context, builder, signature, arguments, block)
        return context.get_dummy_value()

    return types.none(source, types.int64, out, types.int64), build


@intrinsic
def _normalize_block(typing: Any, source: Any, at: Any, out: Any, place: Any) -> Any:
    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        block = _load(context, builder, signature, arguments)
        lower = builder.or_(block, _all(0x20))
        is_letter = _is_within(builder, lower, 0x61, 0x7A)
        is_other = builder.or_(_is_within(builder, block, 0x30, 0x39), _is(builder, block, 0x5F))
        normal = builder.select(is_letter, lower, builder.select(is_other, block, _all(0x20)))
        _store(context, builder, signature, arguments, normal)
        return builder.bitcast(_is_beyond_ascii(builder, block), _BITS)

    return types.uint64(source, types.int64, out, types.int64), build


_Find = Callable[[NDArray[np.uint8], int], np.uint64]

find_spaces = cast("_Find", _finder(lambda builder, block: _is(builder, block, 0x20)))
"""``find_spaces(array, at)``: a bit for each byte from ``array[at]`` on that is a space."""

find_breaks = cast("_Find", _finder(lambda builder, block: _is(builder, block, 0x0A)))
"""A bit for each byte that is a line break."""

find_backslashes = cast("_Find", _finder(lambda builder, block: _is(builder, block, 0x5C)))
"""A bit for each byte that is a backslash."""

find_beyond_ascii = cast("_Find", _finder(_is_beyond_ascii))
"""A bit for each byte beyond ASCII."""

find_special = cast("_Find", _finder(_is_special))
"""A bit for each byte that is more than itself in a string of JSON.

That is a quote, a backslash, a control character, or a byte beyond ASCII.
"""

copy_block = cast("Callable[[NDArray[np.uint8], int, NDArray[np.uint8], int], None]", _copy_block)
"""``copy_block(source, at, out, place)``: copy 64 bytes."""

normalize_block = cast(
    "Callable[[NDArray[np.uint8], int, NDArray[np.uint8], int], np.uint64]", _normalize_block
)
"""``normalize_block(source, at, out, place)``: copy 64 ASCII characters in lower case.

Those that are in no token (neither letter, digit nor ``_``) become spaces. The result has a bit
for each byte beyond ASCII; what is written there has no meaning.
"""
