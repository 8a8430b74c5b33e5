"""Which mark each scar was: a quotation mark, an apostrophe, a dash, an ellipsis.

Each decision is made together with all the others of the text, by a linear-chain conditional
random field whose state is the quotation that is open: what opens should close. The weights were
learned from undamaged English stories (``tools/train_marks.py``).

Source: Lafferty, McCallum and Pereira, "Conditional Random Fields", ICML 2001, section 3;
decoding is Viterbi's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from cleantext.repair.lossy.mark_features import find_features
from cleantext.repair.lossy.reading import LETTER, Mark, Reading

__all__ = [
    "APOSTROPHE",
    "CLOSE",
    "CLOSE_DOUBLE",
    "DASH",
    "ELLIPSIS",
    "LABELS",
    "LABELS_OF",
    "NEXT_STATE",
    "OPEN",
    "OPEN_DOUBLE",
    "OTHER",
    "label_marks",
    "list_slots",
]

LABELS = (
    "apostrophe", "close", "open", "open-double", "close-double", "dash", "ellipsis", "other",
    "break",
)  # fmt: skip
"""What a slot can be: ``open`` and ``close`` are single quotation marks, ``break`` ends a line."""

APOSTROPHE, CLOSE, OPEN, OPEN_DOUBLE, CLOSE_DOUBLE, DASH, ELLIPSIS, OTHER, BREAK = range(9)

# The states: nothing is open, a double quotation, a single one, a single one within a double
# one, a double one within a single one.
_STATES = range(5)
_SAME = tuple(_STATES)
NEXT_STATE = tuple(
    {
        OPEN_DOUBLE: (1, 1, 4, 3, 4),
        CLOSE_DOUBLE: (0, 0, 2, 0, 2),
        OPEN: (2, 3, 2, 3, 4),
        CLOSE: (0, -1, 0, 1, 0),
        BREAK: (0, 0, 0, 0, 0),
    }.get(label, _SAME)
    for label in range(len(LABELS))
)
"""By label and state, the state after it; -1 where it can't be: nothing closes what is not open."""

LABELS_OF = {
    "\N{LEFT SINGLE QUOTATION MARK}": (OPEN, APOSTROPHE),
    "\N{RIGHT SINGLE QUOTATION MARK}": (APOSTROPHE, CLOSE),
    "\N{LEFT DOUBLE QUOTATION MARK}": (OPEN_DOUBLE,),
    "\N{RIGHT DOUBLE QUOTATION MARK}": (CLOSE_DOUBLE,),
    "\N{EN DASH}": (DASH,),
    "\N{EM DASH}": (DASH,),
    "\N{HORIZONTAL ELLIPSIS}": (ELLIPSIS,),
    "\N{SINGLE LOW-9 QUOTATION MARK}": (OPEN,),
    "\N{DOUBLE LOW-9 QUOTATION MARK}": (OPEN_DOUBLE,),
}
"""The labels that a character can have."""

Slot = tuple[Mark | None, list[str], Sequence[int]]
"""A place of the chain: its mark (None at a line's end), its features and its possible labels."""


def list_slots(reading: Reading) -> Iterator[Slot]:
    """The chain of a text: its marks, and the ends of its lines, where quotations end too."""
    last = 0
    labels_by_kind: dict[tuple[str, str], list[int]] = {}
    for mark in reading.marks:
        kind = mark.kind, mark.candidates
        if kind not in labels_by_kind:
            labels_by_kind[kind] = _labels(mark)
        labels = labels_by_kind[kind]
        if not labels or _is_in_row(reading.skeleton, mark.at):
            continue
        if "\n\n" in (between := reading.skeleton[last : mark.at]):
            yield None, ["blank line"], (BREAK,)
        elif "\n" in between:
            yield None, ["line"], (OTHER, BREAK)  # the quotation may go on
        last = mark.at
        yield mark, find_features(reading.skeleton, mark.at), labels
    yield None, ["end"], (BREAK,)


def _is_in_row(skeleton: str, at: int) -> bool:
    """Whether a mark stands among more of its like than is written."""
    return skeleton[at] * 4 in skeleton[max(0, at - 3) : at + 4]


def _labels(mark: Mark) -> list[int]:
    labels = {label for candidate in mark.candidates for label in LABELS_OF.get(candidate, ())}
    if not labels or mark.kind == LETTER:
        return []
    certain = not mark.kind or len(mark.candidates) == 1
    return sorted(labels if certain else labels | {OTHER})


def label_marks(reading: Reading) -> list[tuple[Mark, int]]:
    """The marks of a text, each with its most probable label, one of `LABELS`.

    It can be wrong where single and double quotation marks would fit alike: nothing in the text
    tells them apart then, and double ones are taken.
    """
    weights, transitions = _load_weights()
    slots = list(list_slots(reading))
    best: list[float] = [0, *[float("-inf")] * 4]
    back: list[list[tuple[int, int]]] = []
    for _, features, labels in slots:
        scores = [0] * len(LABELS)
        for feature in features:
            if (weight := weights.get(feature)) is not None:
                for label in labels:
                    scores[label] += weight[label]
        best, came = _step(best, scores, labels, transitions)
        back.append(came)
    return _follow(slots, best, back)


def _step(
    best: list[float], scores: list[int], labels: Sequence[int], transitions: list[list[int]]
) -> tuple[list[float], list[tuple[int, int]]]:
    """The best score of each state after one more slot, and how it was reached."""
    after = [float("-inf")] * len(_STATES)
    came = [(0, 0)] * len(_STATES)
    for state in _STATES:
        if best[state] == float("-inf"):
            continue
        for label in labels:
            score = best[state] + scores[label] + transitions[state][label]
            reached = NEXT_STATE[label][state]
            if reached >= 0 and score > after[reached]:
                after[reached], came[reached] = score, (state, label)
    return after, came


def _follow(
    slots: list[Slot], best: list[float], back: list[list[tuple[int, int]]]
) -> list[tuple[Mark, int]]:
    """The labels on the best way, from its end back to its start."""
    state = best.index(max(best))
    found = []
    for (mark, _, _), came in zip(reversed(slots), reversed(back), strict=True):
        state, label = came[state]
        if mark is not None:
            found.append((mark, label))
    return found[::-1]


@cache
def _load_weights() -> tuple[dict[str, list[int]], list[list[int]]]:
    """The weights by feature and label, and by state and label."""
    data = json.loads(resources.files(__package__).joinpath("marks.json").read_text("utf-8"))
    return data["weights"], data["transitions"]
