"""Floor 1: how similar bytes are to the languages of each codec (chardet), in capitals too.

The detector has learned from running text, in which most letters are small. Where Windows-1251 has
Cyrillic capitals KOI8-R has small letters, so a text in capitals seems to be in the wrong codec.
What it would be in small letters is compared, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

import chardet

from cleantext.repair.decoding.codepages import read_as

__all__ = ["Candidate", "find_candidates", "is_far_from"]

_SMALL = bytes(range(ord("a"), ord("z") + 1))
_CAPITALS = _SMALL.upper()
# The detector's name for tables that it takes for one.
_DETECTED = {"big5": "big5hkscs", "cp950": "big5hkscs", "euc_jp": "euc_jis_2004"}
_DECLARING = re.compile(rb"charset|coding", re.IGNORECASE)
"""By these words the detector finds what a page or a script says of itself, and believes it: but
whether that is right is what is asked."""
_NONE = "cp1252"  # what the detector says where nothing fits; it wants to be free to
_ENOUGH = 24
"""So many bytes above ASCII tell; of fewer the detector is wrong more often than a declaration."""
_LIKE_TEXT = 0.5  # capitals hardly ever come so close in any codec, and running text does
_FAR = 0.2
"""The share of the highest similarity that a right declaration never falls below (of 11,000 texts,
plain, in capitals, and word by word, the lowest was .3)."""


class Candidate(NamedTuple):
    """A codec, how similar the bytes are to text in it (0 to 1), and to which language's."""

    codec: str
    similarity: float
    language: str


def find_candidates(data: bytes, codecs: Collection[str]) -> list[Candidate]:
    """The codecs that can be, by falling similarity."""
    found = _detect(data, codecs)
    in_small_letters = len(data.translate(None, _SMALL)) < len(data.translate(None, _CAPITALS))
    if in_small_letters or (found and found[0].similarity >= _LIKE_TEXT):
        return found
    again = [_in_small_letters(data, candidate) for candidate in found]
    return sorted(again, key=lambda candidate: candidate.similarity, reverse=True)


def is_far_from(data: bytes, codec: str, codecs: Collection[str]) -> bool:
    """Whether one of the codecs is far more similar to the bytes than one that is declared.

    >>> data = "Вчера в городе открыли новую библиотеку.".encode("cp1251")
    >>> [is_far_from(data, codec, ["cp1251", "cp874"]) for codec in ("cp1251", "cp874")]
    [False, True]
    """
    codec = _DETECTED.get(codec, codec)
    if len(data) - len(data.decode("ascii", "ignore")) < _ENOUGH or codec not in codecs:
        return False
    found = _detect(data, codecs)
    highest = max((candidate.similarity for candidate in found), default=0.0)
    declared = next((c for c in found if c.codec == codec), Candidate(codec, 0.0, ""))
    if declared.similarity >= _FAR * highest:
        return False
    return _in_small_letters(data, declared).similarity < _FAR * highest


def _detect(data: bytes, codecs: Collection[str]) -> list[Candidate]:
    if not data:  # small letters that the codec does not have; the detector would warn of it
        return []
    found = chardet.detect_all(
        _DECLARING.sub(b"", data),
        ignore_threshold=True,
        compat_names=False,
        include_encodings=list(codecs),
    )
    return [
        Candidate(codec, each["confidence"], each["language"] or "")
        for each in found
        if (codec := each["encoding"]) is not None and codec in codecs
    ]


def _in_small_letters(data: bytes, candidate: Candidate) -> Candidate:
    """The candidate for a text that it makes capitals of, if that were in small letters."""
    text = read_as(candidate.codec, data)
    letters = [letter for letter in text if letter > "\x7f" and letter.isalpha()]
    if sum(map(str.isupper, letters)) * 2 <= len(letters):
        return candidate
    small = text.lower().encode(candidate.codec, "ignore")
    again = [
        each for each in _detect(small, {candidate.codec, _NONE}) if each.codec == candidate.codec
    ]
    return max([candidate, *again], key=lambda each: each.similarity)
