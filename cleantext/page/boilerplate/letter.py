"""Letters: what stands above the salutation and below the closing belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.furniture.phrases import load_phrases

__all__ = ["find_letter"]

HEAD_LINES = 7
"""So many lines stand above a salutation: an address or two, a date ..."""
SIGNATURE_LINES = 3
"""... and so many below the closing: a name, an office ..."""
MOST_WORDS = 8
"""... of at most so many words each."""
_SALUTATION = re.compile(
    r"(?:dear|to whom|sehr geehrte\w?|liebe[rs]?|chers?|chères?|madame|monsieur|estimad[oa]s?"
    r"|querid[oa]s?|prezad[oa]s?|car[oaie]|gentile|geachte|beste|szanown\w+|drog\w|уважаем\w+"
    r"|дорог\w+|say\u0131n|sevgili|bästa|kär[ae]|kjæren?|kære)\b"
)
_ENDS_SALUTATION = (",", ":", "!", "\N{FULLWIDTH COMMA}", "\N{FULLWIDTH COLON}")
_CLOSINGS = frozenset(
    re.split(
        "; |\n",
        """yours sincerely; yours faithfully; yours truly; sincerely; sincerely yours; kind regards
best regards; warm regards; regards; with kind regards; with best regards; best wishes
with best wishes; respectfully; respectfully yours; mit freundlichen grüssen
mit freundlichem gruss; freundliche grüsse; viele grüsse; beste grüsse; herzliche grüsse
hochachtungsvoll; cordialement; bien cordialement; sincèrement; atentamente; cordialmente
un saludo; un cordial saludo; saludos cordiales; atenciosamente; cordiali saluti; distinti saluti
met vriendelijke groet; met vriendelijke groeten; hoogachtend; z poważaniem; \u0441 уважением
sayg\u0131lar\u0131mla; med vänliga hälsningar; med vänlig hälsning; vänliga hälsningar
med venlig hilsen; venlig hilsen; med vennlig hilsen; vennlig hilsen""",
    )
)


def find_letter(page: DescribedPage) -> set[int]:
    """The lines of a letter that look like what stands around a story: its head, its signature.

    A letter has a salutation ("Dear Ann,") and below it a closing ("Yours sincerely,"). Above the
    one and below the other some short lines are the letter's, up to the first that sites have.
    Wrong where a short line of the page that the catalogue does not know stands there.
    """
    closing = _find_last(phrase in _CLOSINGS for phrase in page.phrases)
    salutation = next((i for i in range(closing) if _is_salutation(page, i)), None)
    if salutation is None:
        return set()
    head = range(salutation - 1, max(-1, salutation - 1 - HEAD_LINES), -1)
    signature = range(closing + 1, min(len(page.lines), closing + 1 + SIGNATURE_LINES))
    return {salutation, closing, *_take_own(page, head), *_take_own(page, signature)}


def _find_last(answers: Iterable[bool]) -> int:
    return max((index for index, answer in enumerate(answers) if answer), default=0)


def _is_salutation(page: DescribedPage, index: int) -> bool:
    phrase = page.phrases[index]
    if page.words[index] > MOST_WORDS or phrase in _CLOSINGS or not _SALUTATION.match(phrase):
        return False
    return page.lines.texts[index].rstrip().endswith(_ENDS_SALUTATION)


def _take_own(page: DescribedPage, places: Iterable[int]) -> Iterator[int]:
    """The short lines of these, up to the first that is long, or that sites have."""
    known = load_phrases().whole

    def is_own(index: int) -> bool:
        is_known = index in page.kinds or page.phrases[index] in known
        return not is_known and page.words[index] <= MOST_WORDS

    return takewhile(is_own, places)
