"""Mojibake that was written in small letters: ``cafã©``, from ``cafÃ©``.

The first byte of most letters of Europe is a capital A with tilde in Latin-1. In a text that was
lowered for counting words it is a small one: another byte, and no longer UTF-8.
"""

from __future__ import annotations

import re

from cleantext.edits import Change
from cleantext.repair.changes import make_changes

__all__ = ["LEAD", "find_lowered", "may_be_lowered"]

LEAD = "\N{LATIN SMALL LETTER A WITH TILDE}"
"""The first character of each letter; a text without it needs no look."""
_SIGN = "[\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf]"
# A sign in the midst of a word, or within one that the letter begins.
_EVIDENCE = re.compile(f"(?:[a-z]|(?<!\\w)){LEAD}{_SIGN}[a-z]")
_CIRCUMFLEX = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"
# A no-break space is the second byte of a letter that is a word of its own; after others it is one.
_LETTER = re.compile(f"{LEAD}[\xa1-\xbf\xff]|(?<![a-z]){LEAD}\xa0|{_CIRCUMFLEX}{_SIGN}")
_SHIFT = 0x40  # from the second byte to the letter, after C3; after C2 they are the same
_SHARP_S = LEAD + "\N{LATIN SMALL LETTER Y WITH DIAERESIS}"  # its second byte has a small form


def may_be_lowered(text: str) -> bool:
    """Whether a text is one without a capital, and has such mojibake; ask if it has the `LEAD`."""
    return text.islower() and _EVIDENCE.search(text) is not None


def find_lowered(text: str) -> list[Change]:
    """The changes that decode the letters and signs of a text that `may_be_lowered`.

    It can be wrong about a quotation in Portuguese that ends in the letter, beside such mojibake.

    >>> [change.after for change in find_lowered("un cafã© crã¨me")]
    ['é', 'è']
    """
    return make_changes(
        text,
        ((m.start(), m.end(), _decoded(m[0]), "lossy:letter") for m in _LETTER.finditer(text)),
    )


def _decoded(pair: str) -> str:
    if pair == _SHARP_S:
        return "\N{LATIN SMALL LETTER SHARP S}"
    return chr(ord(pair[1]) + (_SHIFT if pair[0] == LEAD else 0))
