"""Which quotation marks belong together: what opens a quotation, and what closes it."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.repair.lossy.marks import CLOSE, CLOSE_DOUBLE, OPEN, OPEN_DOUBLE, OTHER
from cleantext.repair.lossy.reading import REPLACED, Mark

__all__ = ["Pairs"]

_EITHER = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
# Where U+FFFD is no quotation mark, but a sign or a letter.
_NONE_OPENS_AFTER = frozenset("?!")
_NONE_OPENS_BEFORE = frozenset(" \n.,;:!?)]")
_NONE_CLOSES_AFTER = frozenset(" \n\t([")
_CLOSES = {CLOSE: OPEN, CLOSE_DOUBLE: OPEN_DOUBLE}

Labelled = tuple[Mark, int]


class Pairs:
    """The quotation marks of a text that have a partner in the same paragraph."""

    def __init__(self, labelled: Sequence[Labelled], skeleton: str) -> None:
        self._partners: dict[int, Labelled] = {}
        self._nested: set[int] = set()
        opened: dict[int, Mark] = {}
        last = 0
        for mark, label in labelled:
            if "\n\n" in skeleton[last : mark.at]:
                opened.clear()
            last = mark.at
            if mark.candidates == _EITHER:
                continue  # a straight mark does not say which it is
            before = skeleton[max(0, mark.at - 1) : mark.at]
            if mark.kind == REPLACED and not _can_be(label, skeleton, mark.at):
                continue  # a sign, or a letter
            if label in (OPEN, OPEN_DOUBLE):
                if not before.isalnum():
                    opened[label] = mark
            elif (partner := opened.pop(_CLOSES.get(label, OTHER), None)) is not None:
                self._partners[partner.at] = mark, label
                self._partners[mark.at] = partner, _CLOSES[label]
                if label == CLOSE and OPEN_DOUBLE in opened:
                    self._nested |= {partner.at, mark.at}

    def __contains__(self, mark: Mark) -> bool:
        """Whether a mark has a partner."""
        return mark.at in self._partners

    def partner(self, mark: Mark) -> Labelled | None:
        """The other mark of a quotation, with its label."""
        return self._partners.get(mark.at)

    def is_nested(self, mark: Mark) -> bool:
        """Whether a single quotation mark stands within a quotation of double ones."""
        return mark.at in self._nested


def _can_be(label: int, skeleton: str, at: int) -> bool:
    before = skeleton[max(0, at - 1) : at]
    if label in (OPEN, OPEN_DOUBLE):
        after = skeleton[at + 1 : at + 2]
        return before not in _NONE_OPENS_AFTER and after not in _NONE_OPENS_BEFORE
    return before not in _NONE_CLOSES_AFTER
