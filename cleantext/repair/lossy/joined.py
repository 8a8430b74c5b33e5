"""Whether what touches a scar on both sides are two English words, or the halves of one."""

from __future__ import annotations

import re

from cleantext.repair.language import is_english_word
from cleantext.repair.lossy.places import Place

__all__ = ["is_word", "joins_words", "may_be_halves"]

_SHORT_WORDS = frozenset(
    "a am an as at be by do go he i if in is it me my no of on or so to up us we".split()
)
# Consonants that begin no English word: what they follow was a vowel of the same word.
_CLUSTER = re.compile(
    "(?![cgkprstwz]h|[bcfgkps]l|[bcdfgkptw]r|[gk]n|s[ckmnpqtvw]|[dt]w|ps|ts|ll|mc)"
    "[bcdfghjklmnpqrstvwxz]{2}"
)


def joins_words(place: Place) -> bool:
    """Whether what touches a scar on both sides are English words, so that a dash fits.

    One of them is enough where the other is long: no word goes on so far after a letter.
    """
    short, long = sorted((place.before, place.after), key=len)
    if is_word(short) and is_word(long):
        return len(long) > 2
    return (
        place.is_inside
        and long.isascii()
        and len(long) > 5
        and (is_word(short) or (is_word(long) and len(short) > 5))
        and _CLUSTER.match(place.after) is None
    )


def is_word(word: str) -> bool:
    """Whether it is an English word, and no letter that only looks like one."""
    return word in ("a", "A", "I") or (len(word) > 1 and is_english_word(word))


def may_be_halves(place: Place) -> bool:
    """Whether two letters, or one, may be a part of a word with what touches them."""
    short, long = sorted((place.before, place.after), key=len)
    return len(short) < 3 and (short.lower() not in _SHORT_WORDS or not is_word(long))
