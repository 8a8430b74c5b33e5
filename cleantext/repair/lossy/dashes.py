"""Which dash a scar was: the bytes may tell, or what it stands between, or the rest of the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleantext.repair.lossy.evidence import Evidence
from cleantext.repair.lossy.marks import DASH
from cleantext.repair.lossy.places import ENCLOSED
from cleantext.repair.lossy.reading import Mark, Reading

__all__ = ["Dashes"]


class Dashes:
    """The dashes of a text: those that are whole, and where two enclose something.

    ``labelled`` are its scars with what they were, as `label_marks` says.
    """

    def __init__(
        self, reading: Reading, evidence: Evidence, labelled: Sequence[tuple[Mark, int]]
    ) -> None:
        self._evidence = evidence
        self._counts = _count_dashes(reading)
        self._in_pairs = _find_pairs(labelled, reading.skeleton)

    def choose(self, mark: Mark) -> str:
        """An en dash or an em dash: as the bytes left it, as this text does it, or as most do.

        Most write an em dash between words, and where two enclose something; else an en dash.
        """
        place = self._evidence.place(mark)
        dashes = [c for c in mark.candidates if c in "\N{EN DASH}\N{EM DASH}"]
        if len(dashes) == 1:
            return dashes[0]
        is_range = place.is_range or place.is_span or place.left + place.right == ")("
        if is_range or self._evidence.is_between_amounts(mark.at):
            return "\N{EN DASH}"
        spaced = place.left.isspace()
        en, em = self._counts[spaced]
        if en == em:
            en, em = int(spaced), int(mark.at in self._in_pairs)
        return "\N{EN DASH}" if en > em else "\N{EM DASH}"


def _find_pairs(labelled: Sequence[tuple[Mark, int]], skeleton: str) -> set[int]:
    """The places of two dashes in one line, behind the second of which a sentence goes on."""
    places = [mark.at for mark, label in labelled if label == DASH]
    found: set[int] = set()
    for first, second in pairwise(places):
        goes_on = skeleton[second + 1 : second + 3].strip()[:1].islower()
        if goes_on and second - first < ENCLOSED and "\n" not in skeleton[first:second]:
            found |= {first, second}
    return found


def _count_dashes(reading: Reading) -> dict[bool, tuple[int, int]]:
    """How many whole en dashes and em dashes a text has, by whether there is a space before."""
    counts = {True: [0, 0], False: [0, 0]}
    for mark in reading.marks:
        if not mark.kind and mark.candidates in ("\N{EN DASH}", "\N{EM DASH}"):
            before = reading.skeleton[mark.at - 1 : mark.at]
            if not before.isdigit():
                counts[before.isspace()][mark.candidates == "\N{EM DASH}"] += 1
    return {spaced: (en, em) for spaced, (en, em) in counts.items()}
