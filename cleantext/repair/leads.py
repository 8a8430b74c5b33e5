"""What is left of a no-break space at the end of a line: its first byte, a lone capital.

UTF-8 read as Latin-1 makes two characters of a no-break space, and the second is one again. A
program that strips white space from the ends of lines takes that and leaves the first.
"""

from __future__ import annotations

import re

from cleantext.edits import Change
from cleantext.repair.changes import make_changes

__all__ = ["find_leads"]

_LEAD = "\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}"
_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
_SPACE = f"{_LEAD}\xa0"
_LEFT = re.compile(rf"(?<=[\s.!?,;:)]){_LEAD}(?=[ \t\r]{{0,9}}(?:\n|\Z))")
_MOJIBAKE = re.compile(f"{_LEAD}[\xa9\xae\xb0\xb7]|{_TILDE}[\xa0-\xbf]")


def find_leads(text: str) -> list[Change]:
    r"""The changes that remove what was left of spaces, where such spaces or mojibake show it.

    Source: our own. It can be wrong about a line that ends with the letter, named, after mojibake.

    >>> [change.start for change in find_leads("Fish\xc2\xa0bones \xc2")]
    [12]
    """
    everywhere = _SPACE in text
    return make_changes(
        text,
        (
            (match.start(), match.end(), "", "lossy:space")
            for match in _LEFT.finditer(text)
            if everywhere or _MOJIBAKE.search(text, *_line_until(text, match.start()))
        ),
    )


def _line_until(text: str, end: int) -> tuple[int, int]:
    return text.rfind("\n", 0, end) + 1, end
