"""A closer look at what may be a scar, before anything that reads scars is loaded.

Of the pages that `screen.may_be_lossy` lets pass, most lost nothing: they have a word of French, or
ask three questions at once. To make the tables of scars, and to read a text by them, takes far
longer than to see that.
"""

from __future__ import annotations

import re

from cleantext.repair.screen import may_be_after_loss

__all__ = ["may_have_scars"]

_A = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"
_SIGNS = (
    "\N{REPLACEMENT CHARACTER}",
    "\N{LATIN CAPITAL LETTER A WITH TILDE}",
    "\N{INVERTED QUESTION MARK}\N{VULGAR FRACTION ONE HALF}",
)
_WINDOWS_HIGH = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
# An a with circumflex that no letter of ASCII follows, or what may be read as one character.
_NO_LETTER = re.compile(f"{_A}(?![A-Za-z])|[\xc2-\xf4][\x80-\xbf{re.escape(_WINDOWS_HIGH)}]")


def may_have_scars(text: str) -> bool:
    """Whether `lossy.find_lossy` may find anything in a text that `may_be_lossy` lets pass.

    >>> may_have_scars("un ch\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}teau? What???")
    False
    """
    if any(sign in text for sign in _SIGNS) or may_be_after_loss(text):
        return True
    return _has_bytes_as_questions(text) or (_A in text and not _are_letters(text))


def _has_bytes_as_questions(text: str) -> bool:
    if "???" not in text:
        return False
    from cleantext.repair.lossy.questions import (
        has_bytes_as_questions,  # few texts need its expressions
    )

    return has_bytes_as_questions(text)


def _are_letters(text: str) -> bool:
    """Whether each a with circumflex is a letter, as `Evidence` judges it, or none can be told.

    The text has no other scars. The reading of it is that of `scars.read_marks`.
    """
    if _NO_LETTER.search(text):
        return False
    from cleantext.repair.lossy.evidence import Evidence  # it may load the words of English
    from cleantext.repair.lossy.reading import CIRCUMFLEX, SCAR, Mark, Reading, is_legible
    from cleantext.repair.lossy.shortened import APOSTROPHE_ONLY, narrow

    skeleton = text.replace(_A, SCAR)
    if not is_legible(skeleton, text.count(_A)):
        return True
    places = (match.start() for match in re.finditer(_A, text))
    marks = (Mark(place, place + 1, place, APOSTROPHE_ONLY * 2, CIRCUMFLEX) for place in places)
    reading = narrow(Reading(skeleton, tuple(marks)))
    return not any(map(Evidence(reading).may_be_damage, reading.marks))
