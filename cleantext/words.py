r"""Floor 0: what a token is, for every part of the library.

The text is brought to NFC and casefolded. A token is then a maximal run of word characters
(Python's ``\w``: letters, digits and ``_``), except that each character of a script written
without spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar) is a token of its own, since
there is no white space to tell where its words end.
"""

from __future__ import annotations

import re

from cleantext.normal_forms import normalize

__all__ = ["TOKEN", "UNSPACED", "UNSPACED_CLASS", "tokenize"]

UNSPACED = (
    (0x0E00, 0x0E7F),  # Thai
    (0x0E80, 0x0EFF),  # Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),  # Han, extension A
    (0x4E00, 0x9FFF),  # Han
    (0xF900, 0xFAFF),  # Han, compatibility
)
"""The blocks of the scripts written without spaces: first and last code point."""

UNSPACED_CLASS = "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED)
"""The same within the brackets of a regular expression."""
TOKEN = re.compile(f"[{UNSPACED_CLASS}]|[^\\W{UNSPACED_CLASS}]+")


def tokenize(text: str) -> list[str]:
    r"""The tokens of a text, in order.

    >>> tokenize("Don't STOP: caf\u00e9, 7_up")
    ['don', 't', 'stop', 'café', '7_up']
    >>> tokenize("東京 Tower")
    ['東', '京', 'tower']

    A combining mark that NFC can't join to its letter parts a token, as it does in ``\w``.
    """
    return TOKEN.findall(normalize(text, "NFC").casefold())
