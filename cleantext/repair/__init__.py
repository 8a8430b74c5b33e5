"""Floor 1: characters. From a text to the changes that repair it; no files, no blocks.

This is the room's door. Text of plain ASCII is fine, and goes out by it again without anything
loaded; the rest waits, once, for ftfy's tables.
"""

from __future__ import annotations

import importlib
from functools import cache
from types import ModuleType

from cleantext.edits import Change
from cleantext.options import check_argument
from cleantext.repair.leftovers import leave_plain_ascii
from cleantext.repair.options import RepairOptions

__all__ = ["RepairOptions", "find_repairs", "prepare", "repair"]

_DEFAULT = RepairOptions()


def repair(text: str, options: RepairOptions = _DEFAULT) -> str:
    r"""Repair the characters of a text: what ``ftfy.fix_text`` repairs, and lossy mojibake.

    A repaired text is not changed by a second call. Where nothing was lost, the result is that of
    ``ftfy.fix_text`` run on each line until it rests, with the same options; but for lines that
    ftfy leaves and that are mojibake beyond doubt, and for those that it decodes in the first codec
    that fits where another gives a likelier text (see `repair.certainty` for both), for entities
    that lost their ampersand (see `repair.entities`), and for lines of which entities make more
    damage: mojibake that lost nothing is undone before they are decoded.

    Raises TypeError for what is not a str, and for options that are not `RepairOptions`.

    It can be wrong where good text looks like damage, such as a list of all accented letters;
    each option says what it risks.

    >>> repair("the countryâs largest â€œrefineryâ€\x9d, Caf&eacute; SÃ£o")
    'the country\'s largest "refinery", Café São'
    """
    if _is_plain(text, options):
        return text
    return str(_composition().repair(text, options))


def find_repairs(text: str, options: RepairOptions = _DEFAULT) -> list[Change]:
    """The changes that `repair` makes, in the text's own offsets, each as small as the damage.

    The rule of a change names what was wrong: ``mojibake:utf8-as-cp1252``, ``quote``,
    ``lossy:apostrophe``; or several joined by ``+``, where one damage lay upon another.

    Raises TypeError for what is not a str, and for options that are not `RepairOptions`.

    >>> [(change.start, change.rule) for change in find_repairs("Caf&eacute; SÃ£o")]
    [(3, 'entity'), (13, 'mojibake:utf8-as-latin-1')]
    """
    if _is_plain(text, options):
        return []
    return list(_composition().find_repairs(text, options))


@cache  # once
def prepare() -> None:
    """Load what a text may need that is not plain ASCII, so that none waits for it in their midst.

    For who has many texts and waits anyhow: it takes some fifteenth of a second. What is left to
    load are lists of words.
    """
    _composition()
    importlib.import_module("cleantext.repair.lossy.restoration")
    importlib.import_module("cleantext.repair.lossy.left_letters")


def _is_plain(text: str, options: RepairOptions) -> bool:
    if not isinstance(text, str):
        raise TypeError(
            f"repair() takes a str, got {type(text).__name__}: decode bytes with cleantext.decode()"
        )
    check_argument("options", options, RepairOptions, "RepairOptions(...)")
    # Two question marks may be all that is left of a character.
    return text.isascii() and "??" not in text and not leave_plain_ascii(text)


@cache
def _composition() -> ModuleType:
    # ftfy takes a twentieth of a second to import.
    return importlib.import_module("cleantext.repair.composition")
