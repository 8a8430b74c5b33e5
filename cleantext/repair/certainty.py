"""Lines that are mojibake beyond doubt although each of their sequences, alone, might be meant.

ftfy judges by pairs of characters, and many of the pairs that UTF-8 becomes in another codec are
not suspicious: two Cyrillic letters, or a Romanian and a Polish one. But a line that is UTF-8 to
its last character, once it is encoded again, and makes better words so, was not written like that.
"""

from __future__ import annotations

import re
import unicodedata

from cleantext.repair.alphabets import measure_strangeness
from cleantext.repair.language import find_language

__all__ = ["is_certain", "measure_oddness"]

_REGIONS = {"nordic": ("da", "fo", "is", "no", "sv")}
"""The languages that `find_language` does not tell apart."""

# A letter from U+00C0 to U+017F: those of most languages in Latin letters.
_LATIN = re.compile("[\xc3-\xc5][\x80-\xbf]")
# Greek to Arabic: two bytes a letter.
_OTHERS = re.compile("(?:[\xce-\xdb][\x80-\xbf]){3,}")
# The first byte of most letters of Europe in the code pages of DOS, and what may be drawn after it.
_TEE = "\N{BOX DRAWINGS LIGHT VERTICAL AND RIGHT}"
_JOINED = (
    "\N{BOX DRAWINGS LIGHT VERTICAL}\N{BOX DRAWINGS LIGHT VERTICAL AND LEFT}"
    "\N{BOX DRAWINGS LIGHT DOWN AND LEFT}\N{LIGHT SHADE}\N{MEDIUM SHADE}\N{DARK SHADE}"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL, _CAPITAL = "[a-z\xdf-\xf6\xf8-\xff]", "[A-Z\xc0-\xd6\xd8-\xde]"
_IN_A_WORD = f"{_SMALL}{_CAPITAL}|{_CAPITAL}[\xc0-\xde]{_SMALL}"
# What Windows-1250 makes of an u with diaeresis and of a Spanish n with tilde, if they were read as
# ISO 8859-2. No language has a sharp s without a vowel before it; between two vowels none has this
# u. (Gaelic has it before "i", Vietnamese behind a consonant.)
_SHARP = "(?<![AEIOUYaeiouy\xc4\xd6\xdc\xe4\xf6\xfc])\xdf"
_GRAVE = "(?<=[aeiou])\xf9(?=[aeou\xe1\xe9\xed\xf3\xfa])"
_ODDITY = re.compile(f"{_IN_A_WORD}|[\x80-\x9f\u0180-\u02af]|{_SHARP}|{_GRAVE}")
# A mark over or under a letter. It weighs more than a capital within a word, which a name may have:
# in Mac Roman the two bytes of a small letter are one.
_COMBINING = re.compile("[\u0300-\u036f]")
_COMBINING_WEIGHT = 2


def is_certain(text: str, utf8: str) -> bool:
    """Whether a line was UTF-8, read in a codec that has one character for each of its bytes.

    ``utf8`` are the bytes, as the characters of Latin-1; they are valid UTF-8 as a whole. One of
    three things must show that they were meant. A word of small letters, in whose midst stand a
    capital, a sign or a letter of another alphabet, comes to be one of small letters only. Or
    before a word lines meet that fit in no drawing, and come to be its first letter. Or three
    letters in a row come to be a word of an alphabet other than Latin.

    No good line is known for which this holds: none of the development data in 310 languages.
    It can be wrong about a formula without spaces, such as a square root between variables.
    """
    return any(_mends_word(text, utf8, match) for match in _LATIN.finditer(utf8)) or any(
        _is_one_script(word)
        for match in _OTHERS.finditer(utf8)
        for word in _WORD.findall(match[0].encode("latin-1").decode())
    )


def _mends_word(text: str, utf8: str, sequence: re.Match[str]) -> bool:
    start, end = sequence.span()
    lead, continuation = text[start], text[start + 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if lead == _TEE and not before.isalpha():
        letter = sequence[0].encode("latin-1").decode()
        begins = _begins_word(continuation, before, text[end : end + 2])
        return begins and letter.isalpha()
    if lead.islower() or not sequence[0].encode("latin-1").decode().islower():
        return False
    if not (before.isascii() and before.isalpha()) or (before.isupper() and lead.isalpha()):
        return False
    # At the end of a word a sign may be meant: as an exponent, a trade mark, a closing quote.
    inside = "a" <= after <= "z" or bool(_LATIN.match(utf8, end))
    return inside or (lead.isalpha() and continuation.isalpha() and before.islower())


def _begins_word(continuation: str, before: str, after: str) -> bool:
    """Whether a letter begins a word, where else two lines would meet that do not fit."""
    stands_alone = not before or before.isspace() or before in "([\"'"
    small = len(after) == 2 and after.isascii() and after.isalpha() and after.islower()
    return stands_alone and small and not continuation.isalpha() and continuation not in _JOINED


def _is_one_script(word: str) -> bool:
    # Three different letters: a sign that is repeated makes no word.
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word}
    return len(scripts) == 1 and len(set(word)) >= 3


def measure_oddness(decoded: str) -> tuple[int, int]:
    """How unlikely a decoded line is: by where its letters stand, then by which they are.

    Capitals within words, rare letters, controls, what no character has been assigned to, combining
    marks and letters between others that they do not stand between count; then letters that no one
    language has, or not that of the line's short words.

    >>> measure_oddness("Über Hütten") < measure_oddness("Über HüTten")
    True
    >>> measure_oddness("Det får vi til den") < measure_oddness("Det für vi til den")
    True
    """
    language = find_language(decoded)
    languages = _REGIONS.get(language, (language,))
    combining = len(_COMBINING.findall(decoded))
    # Which those are depends on the version of Unicode that Python has; new ones are rare letters.
    unassigned = sum(unicodedata.category(each) == "Cn" for each in set(decoded))
    oddities = len(_ODDITY.findall(decoded)) + _COMBINING_WEIGHT * combining + unassigned
    return oddities, measure_strangeness(decoded, languages)
