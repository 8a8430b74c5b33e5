"""Sums of products, counts of borders, leaves of trees, in the processor's vector registers.

LLVM makes of each vector what the machine has: one register with AVX-512, two with AVX2, four
with SSE2 or NEON. Nothing here checks bounds.
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

from cleantext.page.html.block_text import Rows

__all__ = ["ROWS", "WIDTH", "Floats", "add_products", "count_reached", "find_leaf"]

Floats = NDArray[np.float32]

ROWS = 6
"""So many rows of sums are made at a time: with `WIDTH` columns they fill AVX2's registers."""
WIDTH = 16
"""So many numbers are in a vector."""

_build: Any = cgutils  # its functions have no types
_INDEX, _FLOAT, _SHORT = ir.IntType(64), ir.FloatType(), ir.IntType(16)
_FLOATS, _SHORTS = ir.VectorType(_FLOAT, WIDTH), ir.VectorType(_SHORT, WIDTH)
# A product may be rounded or not before it is added: callers have whole numbers, and none is.
_ANY = ("contract",)


class _Array:
    """An array of two dimensions, for code that is being built."""

    def __init__(self, context: Any, builder: Any, kind: Any, value: Any) -> None:
        array = context.make_array(kind)(context, builder, value)
        self._builder = builder
        self._data = builder.bitcast(array.data, _build.voidptr_t)
        self._strides = _build.unpack_tuple(builder, array.strides)
        self.count = _build.unpack_tuple(builder, array.shape)[0]

    def place(self, row: Any, column: Any, kind: Any) -> Any:
        """A pointer to what stands there, of a type of LLVM's."""
        builder = self._builder
        steps = (
            builder.mul(at, stride) for at, stride in zip((row, column), self._strides, strict=True)
        )
        place = builder.gep(self._data, [builder.add(*steps)])
        return builder.bitcast(place, kind.as_pointer())


def _spread(builder: Any, value: Any, kind: Any) -> Any:
    """A vector with the value in each place."""
    start = builder.insert_element(ir.Constant(kind, ir.Undefined), value, ir.IntType(32)(0))
    same = ir.Constant(ir.VectorType(ir.IntType(32), WIDTH), [0] * WIDTH)
    return builder.shuffle_vector(start, start, same)


@intrinsic
def _add_products(
    typing: Any, inputs: Any, row: Any, weights: Any, column: Any, sums: Any, to: Any
) -> Any:
    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        read, weigh, write = (
            _Array(context, builder, signature.args[at], arguments[at]) for at in (0, 2, 4)
        )
        row, column, to = arguments[1::2]
        rows = [_INDEX(index) for index in range(ROWS)]
        places = [write.place(builder.add(to, index), column, _FLOATS) for index in rows]
        sums = [_build.alloca_once_value(builder, builder.load(place, align=4)) for place in places]
        with _build.for_range(builder, weigh.count, intp=_INDEX) as loop:
            weights = builder.load(weigh.place(loop.index, column, _FLOATS), align=4)
            for index, total in zip(rows, sums, strict=True):
                number = builder.load(read.place(builder.add(row, index), loop.index, _FLOAT))
                product = builder.fmul(_spread(builder, number, _FLOATS), weights, flags=_ANY)
                builder.store(builder.fadd(builder.load(total), product, flags=_ANY), total)
        for place, total in zip(places, sums, strict=True):
            builder.store(builder.load(total), place, align=4)
        return context.get_dummy_value()

    index = types.int64
    return types.none(inputs, index, weights, index, sums, index), build


@intrinsic
def _count_reached(
    typing: Any, values: Any, row: Any, column: Any, borders: Any, count: Any, out: Any, to: Any
) -> Any:
    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        read, border, write = (
            _Array(context, builder, signature.args[at], arguments[at]) for at in (0, 3, 5)
        )
        row, column, count, to = (arguments[at] for at in (1, 2, 4, 6))
        here = builder.load(read.place(row, column, _SHORTS), align=2)
        total = _build.alloca_once_value(builder, ir.Constant(_SHORTS, [0] * WIDTH))
        with _build.for_range(builder, count, intp=_INDEX) as loop:
            least = _spread(builder, builder.load(border.place(row, loop.index, _SHORT)), _SHORTS)
            reached = builder.sext(builder.icmp_signed(">=", here, least), _SHORTS)
            builder.store(builder.sub(builder.load(total), reached), total)
        counted = builder.uitofp(builder.load(total), _FLOATS)
        builder.store(counted, write.place(row, to, _FLOATS), align=4)
        return context.get_dummy_value()

    index = types.int64
    return types.none(values, index, index, borders, index, out, index), build


@intrinsic
def _find_leaf(
    typing: Any, rows: Any, column: Any, features: Any, borders: Any, tree: Any, out: Any, to: Any
) -> Any:
    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        read, feature, border, write = (
            _Array(context, builder, signature.args[at], arguments[at]) for at in (0, 2, 3, 5)
        )
        column, tree, to = (arguments[at] for at in (1, 4, 6))
        leaf = _build.alloca_once_value(builder, ir.Constant(_SHORTS, [0] * WIDTH))
        with _build.for_range(builder, feature.count, intp=_INDEX) as loop:
            row = builder.load(feature.place(loop.index, tree, _SHORT))
            here = builder.load(read.place(builder.sext(row, _INDEX), column, _SHORTS), align=2)
            least = _spread(builder, builder.load(border.place(loop.index, tree, _SHORT)), _SHORTS)
            above = builder.sext(builder.icmp_signed(">", here, least), _SHORTS)
            before = builder.load(leaf)
            builder.store(builder.sub(builder.add(before, before), above), leaf)
        builder.store(builder.load(leaf), write.place(_INDEX(0), to, _SHORTS), align=2)
        return context.get_dummy_value()

    index = types.int64
    return types.none(rows, index, features, borders, index, out, index), build


add_products = cast("Callable[[Floats, int, Floats, int, Floats, int], None]", _add_products)
"""``add_products(inputs, row, weights, column, sums, to)``: add a part of a matrix product.

That of the `ROWS` rows of inputs from ``row`` on and the `WIDTH` columns of weights from ``column``
on goes to the sums, in the same columns, from row ``to`` on.
"""

count_reached = cast("Callable[[Rows, int, int, Rows, int, Floats, int], None]", _count_reached)
"""``count_reached(values, row, column, borders, count, out, to)``: how many borders values reach.

Those are the `WIDTH` values of a row from ``column`` on, and the first borders of the same row, so
many as ``count`` says. The counts go to this row of ``out``, from column ``to`` on.
"""

find_leaf = cast(
    "Callable[[Rows, int, Rows, Rows, int, NDArray[np.uint16], int], None]", _find_leaf
)
"""``find_leaf(rows, column, features, borders, tree, out, to)``: in which leaf of a tree each is.

Those are the `WIDTH` blocks from ``column`` on; features and borders are those of a `Forest`. The
numbers go to the first row of ``out``, from column ``to`` on.
"""
