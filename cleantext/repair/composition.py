"""All repairs of a text, in their order: look, repair what needs it, until nothing does.

A text is first looked at as a whole: most need nothing, and most others only single characters,
such as straight quotes. What may be mojibake is repaired line by line, as in ftfy: the line is the
context in which a decoding is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cleantext.edits import Change, apply_changes
from cleantext.repair.changes import Span, Step, find_in_turn, find_until_rest, make_changes
from cleantext.repair.characters import find_characters, only_quotes, repair_characters
from cleantext.repair.entities import find_entities, may_have_entities
from cleantext.repair.first_bytes import find_first_bytes
from cleantext.repair.leads import find_leads
from cleantext.repair.leftovers import leave_plain_ascii
from cleantext.repair.lossy.suspicion import may_have_scars
from cleantext.repair.lowered import LEAD, find_lowered, may_be_lowered
from cleantext.repair.mojibake import find_intact_mojibake, find_mojibake
from cleantext.repair.options import RepairOptions
from cleantext.repair.screen import (
    may_be_lossy,
    may_be_mojibake,
    may_leave_lossy,
    may_leave_mojibake,
)

__all__ = ["find_repairs", "repair"]

_LONGEST_LINE = 1_000_000  # characters; ftfy's bound too
_MOST_ROUNDS = 16  # ordinary damage rests after two


def repair(text: str, options: RepairOptions) -> str:
    """The text with what `find_repairs` finds; most texts get by without a list of changes."""
    repaired = text
    for _ in range(_MOST_ROUNDS):
        leftovers = leave_plain_ascii(repaired)
        if _is_damaged(repaired, leftovers) or (
            LEAD in leftovers and _is_lowered(repaired, options)
        ):
            return apply_changes(text, find_repairs(text, options))
        before = repaired
        lossy = options.lossy and _may_be_lossy(repaired, leftovers)
        if lossy and (lost := _find_lost(repaired, options)):
            repaired = apply_changes(repaired, lost)
            leftovers = leave_plain_ascii(repaired)
        repaired, rests = repair_characters(repaired, leftovers, options)
        if repaired == before or (rests and not lossy):
            return repaired
    return apply_changes(text, find_repairs(text, options))


def find_repairs(text: str, options: RepairOptions) -> list[Change]:
    """The changes that repair a text, in its own offsets."""
    leftovers = leave_plain_ascii(text)
    lossy = options.lossy and _may_be_lossy(text, leftovers)
    if not lossy and only_quotes(leftovers, options) and not _is_damaged(text, leftovers):
        return find_characters(text, options, leftovers)
    found = _find_rounds(text, options)
    return _find_apart(text, options) if found is None else found


def _find_rounds(text: str, options: RepairOptions) -> list[Change] | None:
    return find_until_rest(text, lambda text: _find_round(text, options), _MOST_ROUNDS)


def _find_apart(text: str, options: RepairOptions) -> list[Change]:
    """The repairs of a text in which each mark that is restored shows another, and no end is near.

    All else is repaired first, and what was lost is restored only if it rests then.
    """
    steps = (
        _in_lines(lambda line: _find_beside(line, options)),
        lambda text: find_characters(text, options),
    )
    found = find_until_rest(text, lambda text: find_in_turn(text, steps), _MOST_ROUNDS)
    if not found:
        return []
    return find_in_turn(text, [lambda _: found, lambda text: _find_rounds(text, options) or []])


def _find_beside(line: str, options: RepairOptions) -> list[Change]:
    """The repairs of a line by itself, if nothing was lost from it.

    Where something was, the engine would make other characters of what is left.
    """
    found = _find_rounds(line, replace(options, lossy=False)) or []
    restored = _find_rounds(line, options) or []
    return found if apply_changes(line, found) == apply_changes(line, restored) else []


def _is_lowered(text: str, options: RepairOptions) -> bool:
    return options.lossy and options.fix_encoding and may_be_lowered(text)


def _is_damaged(text: str, leftovers: str) -> bool:
    """Whether more may be wrong than single characters; ``leftovers`` can only exclude it."""
    return bool(
        (may_leave_mojibake(leftovers) and may_be_mojibake(text))
        or may_have_entities(text, leftovers)
    )


def _may_be_lossy(text: str, leftovers: str) -> bool:
    """`may_be_lossy`, which is slow on a long text, where what plain ASCII leaves allows it."""
    return ("???" in text or may_leave_lossy(leftovers)) and may_be_lossy(text)


def _find_lost(text: str, options: RepairOptions) -> list[Change]:
    if options.lossy and may_be_lossy(text) and may_have_scars(text):
        # It takes a hundredth of a second to load, and few texts need it.
        from cleantext.repair.lossy.left_letters import find_left_letters
        from cleantext.repair.lossy.restoration import find_lossy

        lost = find_lossy(text, curly=not options.uncurl_quotes)
        return find_left_letters(text, lost) if lost and options.fix_encoding else lost
    return []


def _find_round(text: str, options: RepairOptions) -> list[Change]:
    leftovers = leave_plain_ascii(text)
    damaged = _is_damaged(text, leftovers)
    if LEAD in leftovers and _is_lowered(text, options):
        return find_lowered(text)  # before the engine, which would take it for Chinese
    steps: list[Step] = []
    if damaged and options.fix_encoding and options.lossy:
        if may_be_lossy(text):  # else the engine does it, behind the entities
            steps.append(_in_lines(find_intact_mojibake))
        if "&" in leftovers:
            steps.append(_in_lines(lambda line: _find_entities_of_scars(line, options)))
    # What was lost comes before the engine, which would make other characters of what is left.
    steps.append(lambda text: _find_lost(text, options))
    if damaged:
        if options.lossy and options.fix_encoding:
            steps.insert(0, find_leads)  # while the mojibake is there that tells
            curly = not options.uncurl_quotes
            steps.insert(0, lambda text: find_first_bytes(text, curly=curly))
        steps.append(_in_lines(lambda line: _find_in_line(line, options)))
    steps.append(lambda text: find_characters(text, options))
    return find_in_turn(text, steps)


def _in_lines(find: Step) -> Step:
    """The step, taken for each line that may be damaged."""

    def find_in_lines(text: str) -> list[Change]:
        return make_changes(text, _spans_in_lines(text, find))

    return find_in_lines


def _is_plain(line: str) -> bool:
    """Whether a line is fine by a look that costs nothing: most lines of a damaged text are."""
    return line.isascii() and "&" not in line and "#" not in line


def _spans_in_lines(text: str, find: Step) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        end = min(end, start + _LONGEST_LINE)
        line = text[start:end]
        if not _is_plain(line) and _is_damaged(line, leave_plain_ascii(line)):
            for change in find(line):
                yield start + change.start, start + change.end, change.after, change.rule
        start = end


def _unescapes(line: str, options: RepairOptions) -> bool:
    # A line with a literal < may be HTML, of which entities are part.
    return options.unescape_html is True or (options.unescape_html == "auto" and "<" not in line)


def _find_entities_of_scars(line: str, options: RepairOptions) -> list[Change]:
    """The entities of a line in which a mark, or what is left of it, may be spelled with them.

    They are decoded before anything is restored: ``â&#128;&#147;`` lost nothing, and of ``&acirc;``
    beside ``&brvbar;`` the engine would make a brace.
    """
    if "&" not in line or not _unescapes(line, options):
        return []
    found = find_until_rest(line, find_entities, _MOST_ROUNDS) or []
    if not found or not may_be_lossy(apply_changes(line, found)):
        return []
    return find_in_turn(line, [lambda _: found, find_intact_mojibake])


def _find_in_line(line: str, options: RepairOptions) -> list[Change]:
    steps: list[Step] = [find_entities] if _unescapes(line, options) else []
    if options.fix_encoding:
        steps.append(lambda line: find_mojibake(line, options))
    steps.append(lambda line: find_characters(line, options))
    return find_until_rest(line, lambda line: find_in_turn(line, steps), _MOST_ROUNDS) or []
