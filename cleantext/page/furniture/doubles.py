"""A story that stands in a text twice: pages have it for narrow screens and for wide ones."""

from __future__ import annotations

from collections.abc import Container, Sequence

__all__ = ["find_double"]

LONG = 80
"""A paragraph with so many characters does not stand twice by chance."""
LEAST_LONG = 2
"""A run that repeats on purpose, as a stanza or a clause does, has fewer different ones ..."""
LEAST_CHARACTERS = 400
"""... or fewer characters together."""
LEAST_SHARE = 0.25
"""The longest copy is so much of what is left without copies: what a text quotes, or says again and
again as scriptures do, is less."""


def find_double(texts: Sequence[str], gone: Container[int] = ()) -> list[int]:
    """The blocks in which a run of long paragraphs stands once more; ``gone`` are not looked at.

    The first copy stays, so that the order of the story does, and nothing is lost. Wrong where a
    text says a good part of itself again on purpose, word for word and several paragraphs long.

    >>> story = ["The crane fell on Monday. " * 8, "Nobody was hurt when it did. " * 8]
    >>> find_double([*story, "Photo: H. Moss", *story])
    [3, 4]
    >>> find_double([story[0], *story])
    []
    """
    long = [text for text in texts if len(text) >= LONG]
    if len(set(long)) == len(long):
        return []  # nearly every text
    left = [index for index in range(len(texts)) if index not in gone]
    copies: list[list[int]] = []
    first: dict[str, int] = {}
    place = 0
    while place < len(left):
        before = first.setdefault(texts[left[place]], place)
        run = _measure_run(texts, left, before, place) if before < place else 0
        if run and _is_copy([texts[index] for index in left[place : place + run]]):
            copies.append(left[place : place + run])
        place += max(run, 1)
    sizes = [sum(len(texts[index]) for index in copy) for copy in copies]
    rest = sum(len(texts[index]) for index in left) - sum(sizes)
    is_double = max(sizes, default=0) >= LEAST_SHARE * rest
    return [index for copy in copies for index in copy] if is_double else []


def _measure_run(texts: Sequence[str], left: Sequence[int], first: int, place: int) -> int:
    """How many blocks from a place on are the same as from an earlier one on, up to that place."""
    run = 0
    while (
        first + run < place
        and place + run < len(left)
        and texts[left[first + run]] == texts[left[place + run]]
    ):
        run += 1
    return run


def _is_copy(run: Sequence[str]) -> bool:
    """Whether a run that stood before is part of a story, and not said again on purpose."""
    different = len({text for text in run if len(text) >= LONG})
    return different >= LEAST_LONG and sum(map(len, run)) >= LEAST_CHARACTERS
