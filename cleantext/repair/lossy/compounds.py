"""Non-breaking hyphens: lost in a text that has them, they leave what an em dash leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleantext.repair.lossy.naming import BOTH
from cleantext.repair.lossy.places import ENCLOSED, Place

__all__ = ["HYPHEN", "count_compounding", "has_compounds"]

HYPHEN = "\N{NON-BREAKING HYPHEN}"

_LEAST = 2
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def has_compounds(skeleton: str, joining: Sequence[tuple[int, Place]]) -> bool:
    """Whether what joins words in an English text are hyphens, and not dashes.

    ``joining`` are its scars with a word on both sides, each with its offset in the skeleton, in
    their order. Of them at least two join different words that begin compounds to words that end
    them (``multi`` and ``based``), and fewer join two words that do neither. Who sets non-breaking
    hyphens sets many, and few dashes stand between two such words; what another scar closes in the
    same sentence ("a car ... made in Italy ... and") does not count. It can be wrong where several
    dashes stand so and nothing closes them.

    Source: our own; of 1,578 em dashes between words none was taken for a hyphen, of 211
    non-breaking hyphens 95 were found (four folds, lists made without the texts).
    """
    compounds, others = set(), 0
    for number, (at, place) in enumerate(joining):
        count = count_compounding(place)
        others += count == 0
        if count == BOTH and not _is_closed(skeleton, at, joining[number + 1 : number + 2]):
            compounds.add((place.before.lower(), place.after.lower()))
    return len(compounds) >= max(_LEAST, others + 1)


def _is_closed(skeleton: str, at: int, following: Sequence[tuple[int, Place]]) -> bool:
    """Whether the next scar stands in the same sentence, and makes no compound."""
    for next_at, place in following:
        if next_at - at < ENCLOSED and count_compounding(place) < BOTH:
            return _SENTENCE_END.search(skeleton, at, next_at) is None
    return False


def count_compounding(place: Place) -> int:
    """How many of the two words beside a scar are as in compounds: 0, 1 or 2."""
    begins, ends = _load_compounds()
    return (place.before.lower() in begins) + (place.after.lower() in ends)


@cache
def _load_compounds() -> tuple[frozenset[str], frozenset[str]]:
    from importlib import resources  # it takes longer to load than the words

    text = resources.files(__package__).joinpath("compounds.txt").read_text("utf-8")
    words = text.split()
    begins = frozenset(word[:-1] for word in words if word.endswith("-"))
    return begins, frozenset(word[1:] for word in words if word.startswith("-"))
