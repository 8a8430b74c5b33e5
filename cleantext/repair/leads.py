"""What is left of a no-break space at the end of a line: its first byte, a lone capital.

UTF-8 read as Latin-1 makes two characters of a no-break space, and the second is one again. A
program that strips white space from the ends of lines takes that and leaves the first.
"""

from __future__ import annotations

import re

from cleantext.edits import Change
from cleantext.repair.changes import make_changes
from cleantext.repair.language import PLAIN_A, find_language

__all__ = ["find_leads"]

_LEAD = "\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}"
_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
_SPACE = f"{_LEAD}\xa0"
_LEFT = re.compile(rf"(?<=[\s.!?,;:)]){_LEAD}(?=[ \t\r]{{0,9}}(?:\n|\Z))")
_SENTENCE = re.compile(r"[a-zA-Z0-9)%][.!?]\Z")
_REACH = 300  # characters of the line that are looked at for its language, at most
_MOJIBAKE = re.compile(f"{_LEAD}[\xa9\xae\xb0\xb7]|{_TILDE}[\xa0-\xbf]")


def find_leads(text: str) -> list[Change]:
    r"""The changes that remove what was left of spaces, where such spaces or mojibake show it.

    So does the end of a sentence that it touches, in a language without that letter.

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
            if everywhere
            or _MOJIBAKE.search(text, *_line_until(text, match.start()))
            or _ends_sentence(text, match.start())
        ),
    )


def _ends_sentence(text: str, at: int) -> bool:
    """Whether it touches the end of a sentence in a language that does not write the letter."""
    if not _SENTENCE.search(text, max(0, at - 2), at):
        return False
    start, end = _line_until(text, at)
    return find_language(text[max(start, end - _REACH) : end]) in PLAIN_A


def _line_until(text: str, end: int) -> tuple[int, int]:
    return text.rfind("\n", 0, end) + 1, end
