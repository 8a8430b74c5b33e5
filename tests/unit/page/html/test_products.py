"""Products, counts and leaves in vector registers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from cleantext.page.html.block_text import Rows
from cleantext.page.html.products import ROWS, WIDTH, Floats, add_products, count_reached, find_leaf

F = TypeVar("F", bound=Callable[..., None])
SOURCE = np.random.default_rng(5)


def njit(function: F) -> F:
    """Numba's, whose types do not know of it without options."""
    return cast(F, cast(Any, numba.njit)(function))


def test_products_are_added_to_their_part_of_the_sums() -> None:
    """The rows and columns around it stay as they were."""

    @njit
    def add(inputs: Floats, weights: Floats, sums: Floats) -> None:
        add_products(inputs, 2, weights, WIDTH, sums, 1)

    inputs = SOURCE.integers(-99, 99, (ROWS + 3, 7)).astype(np.float32)
    weights = SOURCE.integers(-99, 99, (7, 3 * WIDTH)).astype(np.float32)
    sums = SOURCE.integers(-99, 99, (ROWS + 2, 3 * WIDTH)).astype(np.float32)
    expected = sums.copy()
    part = slice(WIDTH, 2 * WIDTH)
    expected[1 : 1 + ROWS, part] += inputs[2 : 2 + ROWS] @ weights[:, part]
    for order in ("C", "F"):
        added = sums.copy()
        add(np.array(inputs, order=order), weights, added)
        assert (added == expected).all()


def test_a_border_is_reached_by_its_own_value() -> None:
    """The borders after so many as count are not looked at."""

    @njit
    def count(values: Rows, borders: Rows, out: Floats) -> None:
        count_reached(values, 1, 2, borders, 3, out, 1)

    values = np.tile(np.arange(WIDTH + 2, dtype=np.int16) - 4, (2, 1))
    borders = np.array([[0, 0, 0, 0], [-32768, 3, 9, 10]], dtype=np.int16)
    out = np.full((2, WIDTH + 2), -1, dtype=np.float32)
    count(values, borders, out)
    expected = [1 + int(value >= 3) + int(value >= 9) for value in values[1, 2:]]
    assert out[1].tolist() == [-1, *expected, -1]
    assert (out[0] == -1).all()


def test_the_first_question_is_the_highest_bit_of_a_leaf() -> None:
    """A value that is as large as the border is not above it."""

    @njit
    def find(rows: Rows, features: Rows, borders: Rows, out: NDArray[np.uint16]) -> None:
        find_leaf(rows, 1, features, borders, 1, out, 0)

    rows = SOURCE.integers(-5, 5, (3, WIDTH + 1)).astype(np.int16)
    features = np.array([[0, 2], [0, 1]], dtype=np.int16)
    borders = np.array([[0, -1], [0, 2]], dtype=np.int16)
    out = np.zeros((1, WIDTH), dtype=np.uint16)
    find(rows, features, borders, out)
    assert out[0].tolist() == (2 * (rows[2, 1:] > -1) + (rows[1, 1:] > 2)).tolist()
