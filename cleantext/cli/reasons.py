"""Why things were changed: in a few words for the margin, and counted, each in full, in a list.

The margin has room for one row beside a line of text. What is longer stands there in short, with
the number of its row in the list: ``boilerplate model #3``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

__all__ = ["MARGIN", "Reason", "Reasons"]

MARGIN = 28
"""The width of the margin, in columns."""


class Reason(NamedTuple):
    """What decided on a change: the step, empty where there is none, and the rule in it."""

    step: str
    rule: str

    def __str__(self) -> str:
        return f"{self.step} {self.rule}".strip()


class Reasons:
    """The reasons of all edits to a document, numbered by how much text they removed.

    >>> menu = Reason("boilerplate", "model: short line, before the running text")
    >>> reasons = Reasons([(menu, "Home", ""), (Reason("repair", "quote"), "”", '"')])
    >>> reasons.shorten([menu]), reasons.shorten([Reason("repair", "quote")])
    ('boilerplate model #1', 'repair quote')
    """

    def __init__(self, edits: Iterable[tuple[Reason, str, str]]) -> None:
        """Count the edits: why, what was there before, what is there after."""
        totals: dict[Reason, list[int]] = defaultdict(lambda: [0, 0, 0])
        for reason, before, after in edits:
            for column, number in enumerate((1, len(before), len(after))):
                totals[reason][column] += number
        ranked = sorted(totals.items(), key=lambda item: (-item[1][1], str(item[0])))
        self._numbers = {reason: number for number, (reason, _) in enumerate(ranked, 1)}
        names = {name for reason in totals for name in reason.rule.split("+")}
        self._endings = Counter(name.rpartition(":")[2] for name in names)
        self.rows = [
            (f"#{number}", *(f"{count:,}" for count in counts), str(reason))
            for number, (reason, counts) in enumerate(ranked, 1)
        ]
        """Number, changes, characters removed and added, and the reason in full, as text."""

    def shorten(self, reasons: Sequence[Reason]) -> str:
        """The reasons for the changes of one line, in at most `MARGIN` columns."""
        names = [reason.rule.split("+") for reason in reasons]
        for shown in (names, [[self._last(name) for name in each] for each in names]):
            told = _tell(zip(reasons, shown, strict=True))
            if len(told) <= MARGIN:
                return told
        step, rule = reasons[0]
        numbers = " ".join(f"#{self._numbers[reason]}" for reason in reasons)
        told = f"{step} {rule.partition(':')[0].partition('+')[0]} {numbers}".strip()
        return told if len(told) <= MARGIN else f"{told[: MARGIN - 1]}…"

    def _last(self, name: str) -> str:
        """What a name ends with, where no other name of the document ends so."""
        return name.rpartition(":")[2] if self._endings[name.rpartition(":")[2]] == 1 else name


def _tell(named: Iterable[tuple[Reason, Sequence[str]]]) -> str:
    """Names by step, each once: ``repair quote, entity; captions copy``."""
    parts = []
    for step, group in groupby(named, key=lambda each: each[0].step):
        names = dict.fromkeys(name for _, names in group for name in names)
        parts.append(f"{step} {', '.join(names)}".strip())
    return "; ".join(parts)
