"""Undo wrong decodings and normalize characters, line by line; ftfy is the engine."""

from __future__ import annotations

import difflib
import re

import ftfy

from cleantext.edits import Change
from cleantext.repair.options import RepairOptions

__all__ = ["find_mojibake"]

_PIECE = re.compile(r"\s+|\S+")
_LONGEST_ALIGNED = 2_000  # pieces; difflib is quadratic, so that longer lines become one change


def find_mojibake(text: str, options: RepairOptions) -> list[Change]:
    """The changes that ``ftfy.fix_text`` makes with these options.

    Source: ftfy 6.3, ``fix_text``.
    """
    config = ftfy.TextFixerConfig(
        explain=False,
        **{
            name: getattr(options, name)
            for name in ftfy.TextFixerConfig._fields
            if hasattr(options, name)
        },
    )
    fixed = ftfy.fix_text(text, config)
    return [] if fixed == text else _align(text, fixed)


def _align(before: str, after: str) -> list[Change]:
    """The differing words of two texts, as changes."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) > _LONGEST_ALIGNED:
        return [Change("repair", "mojibake", 0, len(before), before, after)]
    changes = []
    position = [0]
    for piece in old:
        position.append(position[-1] + len(piece))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            was, now = "".join(old[i:j]), "".join(new[k:m])
            changes.append(Change("repair", "mojibake", position[i], position[j], was, now))
    return changes
