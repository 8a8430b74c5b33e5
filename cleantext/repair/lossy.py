"""Restore characters whose bytes are gone for good: ``countryâs`` becomes ``country's``.

UTF-8 read as Latin-1 or Windows-1252 turns a curly apostrophe into three characters, two of them
C1 controls. Whoever strips controls then leaves a lone ``â``. It is taken for an apostrophe where
nothing else can be meant: between an English word and an English ending.
"""

from __future__ import annotations

import regex

from cleantext.edits import Change

__all__ = ["find_lossy"]

# At most 40 letters are looked at on each side, so that the time stays linear.
_APOSTROPHE = regex.compile(
    r"(?<=\b[A-Za-z]{1,40})"
    "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"
    r"(?=(?:s|t|re|ve|ll|d|m)\b)",
)


def find_lossy(text: str, *, curly: bool = False) -> list[Change]:
    """The changes that put back what was lost; ``curly`` asks for the curly apostrophe.

    >>> [change.after for change in find_lossy("the countryâs oil")]
    ["'"]
    """
    mark = "\N{RIGHT SINGLE QUOTATION MARK}" if curly else "'"
    return [
        Change("repair", "lossy:apostrophe", match.start(), match.end(), match[0], mark)
        for match in _APOSTROPHE.finditer(text)
    ]
