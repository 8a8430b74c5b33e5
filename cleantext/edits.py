"""Floor 0: changes to a text, and how they are applied, undone and composed.

A list of changes is always sorted by offset and never overlaps. This is what lets `clean` run
several steps, each on the output of the one before, and still show every change in the offsets
of the text that the user gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

__all__ = ["Change", "apply_changes", "compose_changes", "undo_changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``input[start:end] == before``, and ``after`` stands there in the output.

    ``step`` is the name of the step (``repair``, ``boilerplate``, ``captions``), ``rule`` what in
    it decided; ``start`` and ``end`` are offsets in characters.

    A rule names what was wrong (``lossy:apostrophe``), or what a line is (``phrase:share``); of
    several joined by ``+`` one made what the next one changed.

    >>> change = Change("repair", "lossy:apostrophe", 10, 11, "â", "'")
    >>> "the countyâs oil"[change.start : change.end] == change.before
    True
    """

    step: str
    rule: str
    start: int
    end: int
    before: str
    after: str


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes made.

    >>> apply_changes("one two", [Change("s", "r", 0, 3, "one", "1")])
    '1 two'
    """
    pieces: list[str] = []
    done = 0
    for change in changes:
        pieces += text[done : change.start], change.after
        done = change.end
    pieces.append(text[done:])
    return "".join(pieces)


def undo_changes(text: str, changes: Iterable[Change]) -> str:
    """The text before the changes, from the text after them.

    >>> undo_changes("1 two", [Change("s", "r", 0, 3, "one", "1")])
    'one two'
    """
    pieces: list[str] = []
    done = shift = 0
    for change in changes:
        start = change.start + shift
        pieces += text[done:start], change.before
        done = start + len(change.after)
        shift += len(change.after) - len(change.before)
    pieces.append(text[done:])
    return "".join(pieces)


_Span = tuple[int, int, Change, bool]
"""What the first list wrote or the second reads of the middle text: start, end, which change it
is, and whether it is of the second list."""


def compose_changes(first: Sequence[Change], second: Sequence[Change], middle: str) -> list[Change]:
    """One list of changes that does what ``first`` and then ``second`` do.

    ``middle`` is the text between the two: the output of ``first``, the input of ``second``.
    Changes that touch the same characters become one, under the name of the later where it covers
    the earlier whole, else under both rules joined by ``+``. Removals of one step stay apart, so
    that each has its own rule: one around an earlier one is cut there.

    >>> one = [Change("a", "x", 0, 1, "b", "cd")]
    >>> two = [Change("b", "y", 0, 2, "cd", "")]
    >>> compose_changes(one, two, "cd!")
    [Change(step='b', rule='y', start=0, end=1, before='b', after='')]
    """
    if not first:
        return list(second)
    composed: list[Change] = []
    shift = 0  # what the first list has added so far
    for group in _overlapping(_spans(first, second)):
        composed += _compose_group(group, middle, shift)
        shift += _growth(group)
    return [change for change in composed if change.before != change.after]


def _compose_group(group: list[_Span], middle: str, shift: int) -> Iterable[Change]:
    """The changes of a group as those of the first text.

    ``shift`` is what the first list had added before the group.
    """
    if len(group) == 1:
        _, _, change, is_second = group[0]
        return [_moved(change, -shift) if is_second else change]
    steps = {change.step for _, _, change, _ in group}
    if len(steps) == 1 and not any(change.after for _, _, change, _ in group):
        return _cut(group, middle, shift)
    return [_merge(group, middle, shift)]


def _growth(group: list[_Span]) -> int:
    """By how much the changes of the first list in a group made the text longer."""
    return sum(
        len(change.after) - len(change.before) for _, _, change, is_second in group if not is_second
    )


def _spans(first: Sequence[Change], second: Sequence[Change]) -> list[_Span]:
    spans = [(change.start, change.end, change, True) for change in second]
    shift = 0
    for change in first:
        start = change.start + shift
        spans.append((start, start + len(change.after), change, False))
        shift += len(change.after) - len(change.before)
    # Stable, and the second list came first: an insertion stands before what begins there.
    spans.sort(key=itemgetter(0, 1))
    return spans


def _overlapping(spans: list[_Span]) -> Iterator[list[_Span]]:
    """The spans in groups: two that share a character, or an empty one inside another."""
    group: list[_Span] = []
    start = end = 0
    for span in spans:
        if group and (span[0] < end or (span[0] == span[1] == start == end)):
            group.append(span)
            end = max(end, span[1])
            continue
        if group:
            yield group
        group = [span]
        start, end = span[:2]
    if group:
        yield group


def _cut(group: list[_Span], middle: str, shift: int) -> Iterator[Change]:
    """The removals of a group, one behind the other.

    Of the earlier ones the middle text has only the places; a later one may be around them.
    """
    around = [change for _, _, change, is_second in group if is_second]
    at, end = group[0][0], max(end for _, end, _, _ in group)
    for start, _, change, is_second in group:
        if not is_second:
            yield from _pieces(around, at, start, middle, shift)
            yield change
            shift -= len(change.before)
            at = start
    yield from _pieces(around, at, end, middle, shift)


def _pieces(
    around: list[Change], start: int, end: int, middle: str, shift: int
) -> Iterator[Change]:
    """What one removal took between two places of the middle text, as a change of the first."""
    if start < end:
        step, rule = around[0].step, around[0].rule
        yield Change(step, rule, start - shift, end - shift, middle[start:end], "")


def _merge(group: list[_Span], middle: str, shift: int) -> Change:
    """The group as one change."""
    start, end = group[0][0], max(end for _, end, _, _ in group)
    first = [change for _, _, change, is_second in group if not is_second]
    second = [change for _, _, change, is_second in group if is_second]
    after = apply_changes(middle[start:end], (_moved(change, -start) for change in second))
    written = [_moved(change, -(start - shift)) for change in first]
    before = undo_changes(middle[start:end], written)
    step, rule = _name(first, second, start, end)
    return Change(step, rule, start - shift, end - shift - _growth(group), before, after)


def _name(first: list[Change], second: list[Change], start: int, end: int) -> tuple[str, str]:
    covering = [change for change in second if (change.start, change.end) == (start, end)]
    if len(covering) == 1 and start < end:
        return covering[0].step, covering[0].rule
    rules = dict.fromkeys(rule for change in (*first, *second) for rule in change.rule.split("+"))
    return (second or first)[-1].step, "+".join(rules)


def _moved(change: Change, by: int) -> Change:
    if not by:
        return change
    return Change(
        change.step, change.rule, change.start + by, change.end + by, change.before, change.after
    )
