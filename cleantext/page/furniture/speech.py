"""Lines that begin as furniture does and are none: what somebody says, and what a word means."""

from __future__ import annotations

import re

__all__ = ["only_mentions"]

RIGHTS = "copyright"
"""Lines of rights begin with a quotation mark, too: that of the name that they protect."""
SHARING = "share"
_QUOTES = (
    "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}\N{LEFT CORNER BRACKET}"
    "\N{LEFT WHITE CORNER BRACKET}"
)
_DASHES = "\N{EM DASH}\N{EN DASH}\N{HORIZONTAL BAR}"
# Double angles are also the arrows of a site's links.
_ANGLED = re.compile(r"\u00AB[^\u00BB]*+\u00BB(?:(?<=[,.!?\u2026].)|(?<=[,.!?\u2026]\s.)|,?\s\w)")
_SENTENCE = re.compile(r"(?:\S++\s++){3}.*[.!?\u2026]\Z", re.DOTALL)
_MEANING = re.compile(r"[^:]{1,40}+:\s(?:\S++\s++){4}.*[.!?]\Z", re.DOTALL)


def only_mentions(text: str, kind: str) -> bool:
    r"""Whether a line that is a phrase of this kind only mentions it.

    It does where it begins with a quotation mark, or is a sentence that begins with the dash of
    direct speech; and so does a sentence after a word of sharing and a colon, as in a glossary.

    >>> only_mentions("\"Share this with me,\" he said.", "share")
    True
    >>> only_mentions("Share: a part of the catch that belongs to one man.", "share")
    True
    >>> only_mentions("Share: Facebook, Twitter", "share")
    False
    """
    if text[:1] in _QUOTES:
        return kind != RIGHTS
    if text[:1] in _DASHES:
        return _SENTENCE.match(text) is not None
    if text[:1] == "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}":
        return _ANGLED.match(text) is not None
    return kind == SHARING and _MEANING.match(text) is not None
