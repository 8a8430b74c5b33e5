"""An apostrophe that lost its first byte behind an accented letter: ``Pelé€™s``.

With the letter, what is left of it is one character of Chinese, and a line without other damage
would be decoded so. But no Chinese word begins behind a small letter and goes on with an English
ending.
"""

from __future__ import annotations

import re

from cleantext.edits import Change
from cleantext.repair.changes import make_changes

__all__ = ["find_first_bytes"]

_LEFT = "\N{EURO SIGN}\N{TRADE MARK SIGN}"
# The a with circumflex is the first byte itself.
_APOSTROPHE = re.compile(
    "(?:(?<=[a-z][\xe0\xe1\xe3-\xef])|(?<=[a-z]\xc3[\xa0-\xbf]))"
    f"{_LEFT}(?=(?:s|d|ll|re|ve)(?![A-Za-z\xc2-\xf4]))"
)


def find_first_bytes(text: str, *, curly: bool) -> list[Change]:
    """The changes that put back apostrophes without their first byte behind such letters.

    >>> [change.after for change in find_first_bytes("Pelé€™s boat", curly=False)]
    ["'"]
    """
    if _LEFT not in text:
        return []
    after = "\N{RIGHT SINGLE QUOTATION MARK}" if curly else "'"
    return make_changes(
        text,
        ((m.start(), m.end(), after, "lossy:apostrophe") for m in _APOSTROPHE.finditer(text)),
    )
