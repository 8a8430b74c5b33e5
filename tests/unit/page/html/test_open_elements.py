"""The elements that are open in a page's source."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.html.open_elements import (
    MOST_DEPTH,
    MOST_SLIPS,
    close_element,
    name_flags,
    open_element,
)
from cleantext.page.html.source import NAME_BITS, number_name


def run(tags: str) -> tuple[int, int, int]:
    """What is open after the tags, how many slips there were, how many drawings are open."""
    names = np.zeros(len(tags), dtype=np.int64)
    counts = np.zeros(1 << NAME_BITS, dtype=np.int64)
    state = np.zeros(4, dtype=np.int64)
    for tag in tags.split():
        name = number_name(np.frombuffer(tag.strip("/").encode(), dtype=np.uint8))
        change = close_element if tag.startswith("/") else open_element
        change(name, name_flags(), names, counts, state)
    return int(state[0]), int(state[1]), int(state[2])


@pytest.mark.parametrize(
    ("tags", "state"),
    [
        ("div p", (2, 0, 0)),
        ("div p /div", (0, 0, 0)),
        ("div span /div", (0, 0, 0)),
        ("div b /div", (0, 1, 0)),
        ("span div /span", (0, 1, 0)),
        ("p p p", (1, 0, 0)),
        ("dt dd dt", (1, 0, 0)),
        ("table tr td td tr td", (3, 0, 0)),
        ("ul li ul li", (4, 0, 0)),
        ("svg p p", (3, 0, 1)),
        ("svg /svg p p", (1, 0, 0)),
        ("/div", (0, 0, 0)),
    ],
)
def test_elements_close_as_in_a_parser(tags: str, state: tuple[int, int, int]) -> None:
    """Cells, items and paragraphs close their like; what closes over others counts as slips."""
    assert run(tags) == state


def test_what_is_too_deep_is_beyond_the_limits() -> None:
    """So is everything in a page whose tags slip too often."""
    div = number_name(np.frombuffer(b"div", dtype=np.uint8))
    names = np.zeros(MOST_DEPTH + 2, dtype=np.int64)
    counts = np.zeros(1 << NAME_BITS, dtype=np.int64)
    state = np.zeros(4, dtype=np.int64)
    within = [open_element(div, name_flags(), names, counts, state) for _ in range(MOST_DEPTH + 1)]
    assert within == [True] * MOST_DEPTH + [False]
    assert not close_element(div, name_flags(), names, counts, state)
    assert close_element(div, name_flags(), names, counts, state)
    state[1] = MOST_SLIPS + 1
    assert not open_element(div, name_flags(), names, counts, state)
