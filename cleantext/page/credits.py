"""The shape of a caption: how it opens, and the credits of photographers and agencies it ends with.

The marks are in the languages of the phrase catalogue where papers print them.
"""

from __future__ import annotations

import re

__all__ = ["is_caption", "strip_credits"]

MOST_CREDITS = 3
"""A caption has at most so many credits, one after the other."""
CREDIT_CHARACTERS = 200
"""A credit stands within so many characters of the end."""
CORE_WORDS = 6
"""Before a credit stands a caption of so many words, else it is no credit."""
BYLINE_WORDS = 14
"""A block that begins with "Photo by" and has at most so many words is a credit."""

_AGENCY = (
    "AP|AFP|Reuters|EPA|dpa|ANSA|EFE|Getty|Shutterstock|Alamy|iStock|Bloomberg|Xinhua|PA|Corbis"
    "|Unsplash|Pexels|Pixabay|Flickr|Wikimedia(?: Commons)?|Adobe Stock|Imago|Keystone|PAP|TASS"
    "|\N{CYRILLIC CAPITAL LETTER TE}\N{CYRILLIC CAPITAL LETTER A}"
    "\N{CYRILLIC CAPITAL LETTER ES}\N{CYRILLIC CAPITAL LETTER ES}"
)
_MARK = (
    "photo|photograph|image|picture|illustration|foto|fotograf\N{LATIN SMALL LETTER I WITH ACUTE}a"
    "|bild|cr\N{LATIN SMALL LETTER E WITH ACUTE}dit|credit|imagem|imagen|immagine|afbeelding|beeld"
    "|zdj\N{LATIN SMALL LETTER E WITH OGONEK}cie|foto\N{LATIN SMALL LETTER G WITH BREVE}raf"
    "|\N{CYRILLIC SMALL LETTER EF}\N{CYRILLIC SMALL LETTER O}"
    "\N{CYRILLIC SMALL LETTER TE}\N{CYRILLIC SMALL LETTER O}"
)
_SOURCE = "source|quelle|fuente|fonte|bron"
_NAME = r"(?-i:\s(?:(?:the|von|de|di|of) )?[^\W\d_a-z])"
"""A name follows: what begins with a capital, or has none."""
_OF = (
    r"(?:\s?[:\N{COPYRIGHT SIGN}]|\s?/(?=\s?(?-i:[A-Z]))"
    rf"|\s(?:credit|by|via|courtesy)(?={_NAME}))"
)
_CREDIT = re.compile(
    # (AP Photo/Name), (Reuters), (Photo: Name); then the same without brackets; then a bare mark.
    rf"\(\s?(?:[\w.' -]{{1,60}}/\s?)?(?:{_AGENCY})\b(?!\s\d)[^()]{{0,80}}\)\W{{0,3}}\Z"
    rf"|\(\s?(?:(?:{_MARK})s?(?:{_OF}|(?={_NAME}))|courtesy)[^()]{{1,100}}\)\W{{0,3}}\Z"
    rf"|\(\s?(?:{_SOURCE})s?\s?:[^()]{{1,100}}\)\W{{0,3}}\Z"
    rf"|\b(?:{_MARK})s?{_OF}[^.!?]{{1,80}}[. ]{{0,2}}\Z"
    rf"|\bcourtesy(?={_NAME}|\sof{_NAME})[^.!?]{{1,60}}[. ]{{0,2}}\Z"
    r"|\N{COPYRIGHT SIGN}[^.!?]{1,60}[. ]{0,2}\Z"
    rf"|\b(?:Getty Images|Shutterstock|AP Photo|AFP Photo)\W{{0,3}}\Z"
    rf"|(?:/|\bvia|\bphoto by|\bon)\s?(?:{_AGENCY})\W{{0,3}}\Z",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:in this (?:\w+[, ]{1,2}){0,8}(?:photo|image|picture|frame)\b"
    "|file\\s?(?:photo)?\\s?[-:\N{EN DASH}\N{EM DASH}]"
    rf"|(?:{_MARK}|caption)s?\s?(?:credit|by)?\s?:)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"(?:{_MARK})s?\s(?:by|courtesy|credit|via|von|de|di|door)(?={_NAME})", re.IGNORECASE
)


def is_caption(text: str) -> bool:
    """Whether the text is a caption by its shape: how it opens, or the credit it ends with.

    Wrong where a sentence of a story ends as a credit does ("... said Ann Example via Reuters").

    >>> is_caption("In this Tuesday, June 17, 2014 photo, a man walks to the mill.")
    True
    >>> is_caption("The mill at dusk. (AP Photo/Ann Example)")
    True
    >>> is_caption("She took a photo of the mill.")
    False
    """
    if _OPENING.match(text) or _CREDIT.search(text[-CREDIT_CHARACTERS:]):
        return True
    return _BYLINE.match(text) is not None and len(text.split(None, BYLINE_WORDS)) <= BYLINE_WORDS


def strip_credits(text: str) -> str:
    """The caption without the credits at its end.

    >>> strip_credits("The old mill at dusk on Monday. Photo: Ann Example (AP)")
    'The old mill at dusk on Monday.'
    """
    core = text
    for _ in range(MOST_CREDITS):
        credit = _CREDIT.search(core, max(0, len(core) - CREDIT_CHARACTERS))
        if credit is None or len(core[: credit.start()].split()) < CORE_WORDS:
            break
        core = core[: credit.start()].rstrip()
    return core
