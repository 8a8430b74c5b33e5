"""Floor 1: characters. From a text to the changes that repair it; no files, no blocks."""

from __future__ import annotations

import re

from cleantext.edits import Change, apply_changes, compose_changes
from cleantext.repair.options import RepairOptions

__all__ = ["RepairOptions", "find_repairs", "repair"]

# Of ASCII, ftfy changes entities, carriage returns and controls, and nothing else.
_SUSPECT = re.compile("[&\\r\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f]")


def find_repairs(text: str, options: RepairOptions) -> list[Change]:
    """The changes that repair the characters of a text, in its own offsets."""
    if text.isascii() and not _SUSPECT.search(text):
        return []
    # ftfy and regex take a tenth of a second to import, which good text need not pay.
    from cleantext.repair.lossy import find_lossy
    from cleantext.repair.mojibake import find_mojibake

    changes = find_mojibake(text, options)
    if options.lossy:
        fixed = apply_changes(text, changes)
        lost = find_lossy(fixed, curly=not options.uncurl_quotes)
        changes = compose_changes(changes, lost, fixed)
    return changes


def repair(text: str, options: RepairOptions = RepairOptions()) -> str:  # noqa: B008 - frozen
    r"""Repair the characters of a text: what ``ftfy.fix_text`` does, and lossy mojibake.

    >>> print(repair("the countryâs largest â€œrefineryâ€\x9d"))
    the country's largest "refinery"
    """
    return apply_changes(text, find_repairs(text, options))
