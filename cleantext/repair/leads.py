"""What is left of a no-break space at the end of a line: its first byte, a lone capital.

UTF-8 read as Latin-1 makes two characters of a no-break space, and the second is one again. A
program that strips white space from the ends of lines takes that and leaves the first.
"""

from __future__ import annotations

import re

from cleantext.edits import Change
from cleantext.repair.changes import substitution

__all__ = ["find_leads"]

_LEAD = "\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}"
_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
_LEFT = re.compile(rf"(?<=\s){_LEAD}(?=[ \t\r]{{0,9}}(?:\n|\Z))")
_MOJIBAKE = re.compile(f"{_LEAD}[\xa0\xa9\xae\xb0\xb7]|{_TILDE}[\xa0-\xbf]")
_find_left = substitution(_LEFT, lambda _: "", "lossy:space")


def find_leads(text: str) -> list[Change]:
    r"""The changes that remove what was left of spaces, in a text with mojibake of its like.

    Source: our own. It can be wrong about a line that ends with the letter, named, in a text that
    also has mojibake.

    >>> [change.start for change in find_leads(f"Fish{_LEAD}\xa0bones {_LEAD}")]
    [11]
    """
    return _find_left(text) if _MOJIBAKE.search(text) else []
