"""How a repair is written down: spans of a text, one step after another, until it rests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from cleantext.edits import Change, apply_changes, compose_changes

__all__ = ["Span", "Step", "find_in_turn", "find_until_rest", "make_changes", "substitution"]

Step = Callable[[str], list[Change]]
"""From a text to the changes that it needs."""

Span = tuple[int, int, str, str]
"""Start and end in a text, what is to stand there, and the rule that says so."""


def make_changes(text: str, spans: Iterable[Span]) -> list[Change]:
    """The changes of sorted spans, without those that change nothing.

    Neighbours of one rule become one change: a word of which every letter is damaged is one
    damage.

    >>> make_changes("ab c", [(0, 1, "x", "r"), (1, 2, "y", "r"), (3, 4, "c", "r")])
    [Change(step='repair', rule='r', start=0, end=2, before='ab', after='xy')]
    """
    changes: list[Change] = []
    first, last, name = 0, -1, ""  # the run of neighbours that is being read
    afters: list[str] = []
    for start, end, after, rule in spans:
        if text[start:end] == after:
            continue
        if start == last and rule == name:
            last = end
            afters.append(after)
            continue
        if afters:
            changes.append(_make_change(text, first, last, afters, name))
        first, last, name, afters = start, end, rule, [after]
    if afters:
        changes.append(_make_change(text, first, last, afters, name))
    return changes


def _make_change(text: str, start: int, end: int, afters: list[str], rule: str) -> Change:
    return Change("repair", rule, start, end, text[start:end], "".join(afters))


def substitution(
    pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], rule: str
) -> Step:
    """What ``pattern.sub`` does, as a step.

    >>> substitution(re.compile("b+"), lambda _: "", "r")("abbc")
    [Change(step='repair', rule='r', start=1, end=3, before='bb', after='')]
    """

    def find(text: str) -> list[Change]:
        matches = pattern.finditer(text)
        return make_changes(text, ((m.start(), m.end(), replacement(m), rule) for m in matches))

    return find


def find_in_turn(text: str, steps: Iterable[Step]) -> list[Change]:
    """What several steps change, each working on what the one before made of the text."""
    changes: list[Change] = []
    found: list[Change] = []
    for step in steps:
        if found:
            text = apply_changes(text, found)
        found = step(text)
        if found:
            changes = _then(changes, found, text)
    return changes


def find_until_rest(text: str, step: Step, most: int) -> list[Change] | None:
    """What one step changes, run on its own result until it changes nothing.

    None if it does not rest within ``most`` runs: the next call would take half a repair further,
    and a repaired text must be at rest.
    """
    changes: list[Change] = []
    for _ in range(most):
        found = step(text)
        if not found:
            return changes
        changes = _then(changes, found, text)
        text = apply_changes(text, found)
    return None


def _then(first: Sequence[Change], second: Sequence[Change], middle: str) -> list[Change]:
    """The two composed; what changes a change stands under the rules of both."""
    return compose_changes(first, _with_origins(first, second), middle) if first else list(second)


def _with_origins(first: Sequence[Change], second: Sequence[Change]) -> list[Change]:
    written: list[tuple[int, int, str]] = []
    shift = 0
    for change in first:
        start = change.start + shift
        written.append((start, start + len(change.after), change.rule))
        shift += len(change.after) - len(change.before)
    named = []
    at = 0
    for change in second:
        while at < len(written) and written[at][1] <= change.start:
            at += 1
        last = at
        while last < len(written) and written[last][0] < change.end:
            last += 1
        named.append(_renamed(change, [rule for _, _, rule in written[at:last]]))
    return named


def _renamed(change: Change, origins: Sequence[str]) -> Change:
    if not origins:
        return change
    rules = dict.fromkeys(part for rule in (*origins, change.rule) for part in rule.split("+"))
    return Change(
        change.step, "+".join(rules), change.start, change.end, change.before, change.after
    )
