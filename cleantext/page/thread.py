"""Where the comments of readers begin: below a heading that counts them, with a first one's marks.

Comments read like the story, and no model can tell them by their words. But the software of blogs
and papers writes the same around them everywhere: "3 thoughts on “The crane”", or "12 Comments"
and then "Ann Example says:".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleantext.page.features import sum_running

__all__ = ["find_thread"]

LEAST_WORDS = 100
"""So much running text stands above a thread: what has less is a thread itself, as in a forum."""
NEAR = 3
"""A first comment's marks stand within so many lines below the heading."""

_NOUNS = (
    r"comments?|thoughts?|responses?|repl(?:y|ies)|kommentare?|gedanken?|antworten?|commentaires?"
    r"|r\N{LATIN SMALL LETTER E WITH ACUTE}(?:flexions?|ponses?)|comentarios?|respuestas?"
    r"|pensamientos?|coment\N{LATIN SMALL LETTER A WITH ACUTE}rios?|respostas?|pensamentos?"
    r"|comment[oi]|rispost[ae]|pensier[oi]|reacties?|gedachten?|komentarz[ey]?"
    r"|my\N{LATIN SMALL LETTER S WITH ACUTE}li|odpowiedzi"
)
_COUNT = r"(?:\d{1,3}(?:[,. ]?\d{3}){0,2}|one|two|three|eine?|une?|una?|uma?|een|jeden)"
_TITLED = (
    rf"{_COUNT} (?:{_NOUNS}) (?:on|to|zu|auf|sur|\N{{LATIN SMALL LETTER A WITH GRAVE}}|en|a|sobre"
    r"|em|para|su|op|over|do|na|na temat)(?:$| [\"'\N{LEFT DOUBLE QUOTATION MARK}"
    r"\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    r"\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}])"
)
"""A heading with the story's title in it is certain by itself."""
_HEADING = re.compile(
    rf"^(?:(?P<titled>{_TITLED})"
    rf"|(?:(?:all |show |view )?(?P<count>{_COUNT}) (?:reader |user )?(?:{_NOUNS})"
    r"|(?:reader |user |readers' )?(?:comments|responses|replies|kommentare|commentaires"
    r"|comentarios|coment\N{LATIN SMALL LETTER A WITH ACUTE}rios|commenti|reacties|komentarze)"
    r"(?::? \(?(?P<number>\d{1,3}(?:[,.]?\d{3})?))?)$)",
    re.MULTILINE,
)
_DIGITS = frozenset("0123456789")
_OPENINGS = frozenset(
    ("one", "two", "thr", "ein", "une", "una", "un ", "uma", "um ", "een", "jed", "all", "sho",
     "vie", "rea", "use", "com", "res", "rep", "kom")
)  # fmt: skip
"""How headings begin that do not begin with a number: few other lines do."""
_MARK = re.compile(
    r"(?:\d{1,4}\. )?(?:[^ ]+ ){1,6}(?:says|said|wrote|sagt|schreibt|schrieb|dit|dice|ha detto"
    r"|disse|diz|schreef|zegt|pisze|m\N{LATIN SMALL LETTER O WITH ACUTE}wi)"
    r"|.{0,60}\b(?:"
    r"(?:\d{1,3}|an?) (?:second|minute|min|hour|hr|day|week|month|year)s? ago"
    r"|vor \d{1,3} (?:minuten|stunden|tagen|wochen|monaten|jahren)"
    r"|il y a \d{1,3} (?:minutes?|heures?|jours?|semaines?|mois|ans?)"
    r"|hace \d{1,3} (?:minutos?|horas?|d\N{LATIN SMALL LETTER I WITH ACUTE}as?|semanas?|meses"
    r"|a\N{LATIN SMALL LETTER N WITH TILDE}os?)"
    r"|(?:at|um|\N{LATIN SMALL LETTER A WITH GRAVE}|a las|alle|om) \d{1,2}[:.h]\d\d(?: ?[ap]\.?m)?"
    r"(?: uhr)?)"
)
"""A line with a name that says something, or with the time of a comment."""
_FIRST = "1. "


def find_thread(texts: Sequence[str], phrases: Sequence[str]) -> range:
    """The lines from the heading of a story's comments to the end of the page, or none.

    ``phrases`` are the ``texts`` by `normalize_phrase`. Where headings count different numbers,
    there are several threads, as below the answers of a forum, or none of them is the story's.
    Wrong where a story goes on below the comments.

    >>> texts = ["The crane fell on Monday. " * 20, "2 Comments", "Ann Example says:", "Good."]
    >>> find_thread(texts, ["...", "2 comments", "ann example says", "good"])
    range(1, 4)
    """
    none = range(0)
    headings = [
        (index, found)
        for index, phrase in enumerate(phrases)
        if (phrase[:3] in _OPENINGS or phrase[:1] in _DIGITS) and (found := _HEADING.match(phrase))
    ]
    counts = {found["count"] or found["number"] for _, found in headings} - {None}
    if not headings or len(counts) > 1:
        return none
    above = sum_running(texts)
    for index, found in headings:
        below = slice(index + 1, index + 1 + NEAR)
        is_sure = (
            found["titled"]
            or any(map(_MARK.fullmatch, phrases[below]))
            or any(text.startswith(_FIRST) for text in texts[below][:1])
        )
        if is_sure and above[index] >= LEAST_WORDS:
            return range(index, len(texts))
    return none
