"""Whether runs of question marks stand for lost bytes: ``don???t``, and not ``What???``."""

from __future__ import annotations

import re

from cleantext.repair.language import is_english_word

__all__ = ["has_bytes_as_questions"]

_CONTRACTION = re.compile(
    r"[A-Za-z]\?{3}(?:s|t|re|ve|ll|d|m)(?![A-Za-z?])|(?<![A-Za-z])(?:[ldjmtscn]|qu)\?{3}[aeiouyh]"
)
_QUOTATION = re.compile(r"(?<![^\s(])\?{3}[A-Za-z][^?\n ]{0,30} [^?\n]{1,200}\?{3,4}(?![^\s.,;:)])")
_BETWEEN = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,20})( ?)\?{3}\2(?=([a-z]{2,20})(?![A-Za-z]))")
_NUMBERS = re.compile(r"(?<=\d)\?{3}(?=[\d$])")
_WORD = re.compile(r"(?<=[a-z,] )\?{3}([a-z]{2,20})(?:-[a-z]{1,20})?\?{3}(?=[ .,;:])")
_SIGNATURE = re.compile(r"(?<=\S )\?{3} [A-Z][^?\n()]{1,50} \(@\w")
_ASKED = re.compile(r"[A-Za-z]\?{2,}(?=\s{1,9}[A-Z\"]|\s{0,9}$)|\?!|!\?", re.MULTILINE)
_ASKING = frozenset(
    "what who why how when where which really seriously huh ok okay right yes no you me it that "
    "this there".split()
)

# A dash or an ellipsis hardly follows these: what is left open may be meant.
_LEADING = frozenset("a an the of for to in with at by from my your his her our their is".split())
_ENOUGH = 2


def has_bytes_as_questions(text: str) -> bool:
    """Whether runs of question marks in a text stand for bytes, and not for questions.

    >>> has_bytes_as_questions("I don???t know"), has_bytes_as_questions("What??? I know")
    (True, False)
    """
    if "???" not in text:
        return False
    if _CONTRACTION.search(text) or _QUOTATION.search(text):
        return True
    evidence = _count_evidence(text)
    return evidence >= _ENOUGH and evidence > 2 * len(_ASKED.findall(text))


def _count_evidence(text: str) -> int:
    """How much speaks for bytes; one dash between spaces, or one word, is not enough."""
    certain = len(_NUMBERS.findall(text)) + len(_SIGNATURE.findall(text))
    likely = sum(match[1] not in _ASKING for match in _WORD.finditer(text))
    for match in _BETWEEN.finditer(text):
        before, space, after = match.groups()
        if _are_words(before, after):
            certain += not space
            likely += bool(space)
    return _ENOUGH * certain + likely


def _are_words(before: str, after: str) -> bool:
    asked = before.lower() in _ASKING or before.lower() in _LEADING
    return not asked and is_english_word(before) and is_english_word(after)
