"""How a phrase of the catalogue looks in a text: in capitals, and without the marks at its end."""

from __future__ import annotations

from unicodedata import category, normalize

__all__ = ["spell_cases"]

_COMBINING_DOT = "\N{COMBINING DOT ABOVE}"
_COMBINING_ACUTE = "\N{COMBINING ACUTE ACCENT}"


def spell_cases(phrase: str, language: str) -> set[str]:
    """What `features.normalize_phrase` may make of a line that is this phrase.

    >>> sorted(spell_cases("\N{GREEK SMALL LETTER OMEGA WITH TONOS}", "el"))
    ['\N{GREEK SMALL LETTER OMEGA}', '\N{GREEK SMALL LETTER OMEGA WITH TONOS}']
    """
    if language == "tr":
        return _turkish_cases(phrase)
    if language == "el":
        return _greek_cases(phrase)
    # Nearly all phrases end so, and all of them are read before the first text is cleaned.
    return {phrase} if phrase[-1].isalnum() else {phrase, _bare(phrase)}


def _bare(phrase: str) -> str:
    """The phrase without the marks at its end, as of Devanagari, that are stripped from a line."""
    end = len(phrase)
    while category(phrase[end - 1]).startswith("M"):
        end -= 1
    return phrase[:end]


def _greek_cases(phrase: str) -> set[str]:
    """How a Greek phrase looks in small letters, and made of capitals, which have no accents."""
    return {phrase, normalize("NFC", normalize("NFD", phrase).replace(_COMBINING_ACUTE, ""))}


def _turkish_cases(phrase: str) -> set[str]:
    """How a Turkish phrase looks after `str.casefold`, which knows no dotted capital."""
    dotted = phrase.replace("i", "i" + _COMBINING_DOT)
    plain = phrase.replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
    first = "i" + _COMBINING_DOT + phrase[1:] if phrase.startswith("i") else phrase
    shouted = dotted.replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
    return {_bare(each) for each in (phrase, plain, first, shouted)}
