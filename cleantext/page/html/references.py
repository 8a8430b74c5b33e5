"""Character references of HTML, where a text is read that the parser has not decoded."""

from __future__ import annotations

import html
import re

__all__ = ["decode_references"]

_ENDLESS = re.compile(r"&#[0-9]{4000,};?")
"""Python refuses to read a number of more than 4,300 digits."""


def decode_references(text: str) -> str:
    """The text with its character references decoded, as `html.unescape` does; never raises.

    >>> decode_references("caf&eacute;"), len(decode_references(f"&#{'9' * 5000};"))
    ('café', 1)
    """
    return html.unescape(_ENDLESS.sub("\N{REPLACEMENT CHARACTER}", text))
