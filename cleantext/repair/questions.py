"""Whether runs of question marks stand for lost bytes: ``don???t``, and not ``What???``."""

from __future__ import annotations

import re

from cleantext.repair.language import is_english_word

__all__ = ["has_bytes_as_questions"]

_CONTRACTION = re.compile(
    r"[A-Za-z]\?{3}(?:s|t|re|ve|ll|d|m)(?![A-Za-z?])|(?<![A-Za-z])(?:[ldjmtscn]|qu)\?{3}[aeiouyh]"
)
_QUOTATION = re.compile(r"(?<![^\s(])\?{3}[A-Za-z][^?\n ]{0,30} [^?\n]{1,200}\?{3,4}(?![^\s.,;:)])")
_BETWEEN = re.compile(
    r"(?<![A-Za-z])([A-Za-z]{2,20})( ?)\?{3}\2([a-z]{2,20})(?![A-Za-z])|\d\?{3}\d"
)
_ASKED = re.compile(r"[A-Za-z]\?{2,}(?=\s{1,9}[A-Z\"]|\s{0,9}$)|\?!|!\?", re.MULTILINE)
_ASKING = frozenset(
    "what who why how when where which really seriously huh ok okay right yes no you me it that "
    "this there".split()
)


def has_bytes_as_questions(text: str) -> bool:
    """Whether runs of question marks in a text stand for bytes, and not for questions.

    >>> has_bytes_as_questions("I don???t know"), has_bytes_as_questions("What??? I know")
    (True, False)
    """
    if "???" not in text:
        return False
    if _CONTRACTION.search(text) or _QUOTATION.search(text):
        return True
    inside = spaced = 0
    for match in _BETWEEN.finditer(text):
        before, space, after = match.groups()
        if before is None or _are_words(before, after):
            spaced += bool(space)
            inside += not space
    return (inside > 0 or spaced > 1) and not _ASKED.search(text)


def _are_words(before: str, after: str) -> bool:
    asked = before.lower() in _ASKING
    return not asked and is_english_word(before) and is_english_word(after)
