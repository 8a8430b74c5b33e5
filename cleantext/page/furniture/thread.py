"""Where the comments of readers begin: below a heading that counts them, with a first one's marks.

Comments read like the story, and no model can tell them by their words. But the software of blogs
and papers writes the same around them everywhere: "3 thoughts on “The crane”" below a story of that
title, or "12 Comments" and then "Ann Example says:". A heading alone is not enough: all below it
goes, and stories have parts that are called "Responses", or "Three thoughts on “The Bear”".
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from cleantext.page.features import SENTENCE_ENDS, sum_running

__all__ = ["find_thread"]

LEAST_WORDS = 100
"""So much running text stands above a thread: what has less is a thread itself, as in a forum."""
NEAR = 3
"""A first comment's marks stand within so many lines below the heading."""
TITLE = 20
"""So many first characters tell a title: the rest may be cut, or a site's name follows."""

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
"""A heading with a title in it is certain by itself if that is the story's."""
_HEADING = re.compile(
    rf"(?:(?P<titled>{_TITLED})(?P<title>.*)"
    r"|(?P<sure>discussion about this (?:post|episode|podcast|video))$"
    r"|(?:(?:all |show |view |there (?:is|are) |es gibt |il y a |hay |ci sono )?"
    rf"(?P<count>{_COUNT}) (?:reader |user )?(?:{_NOUNS})(?: so far)?"
    r"|(?:reader |user |readers' |(?:read|view)/post )?(?:comments|responses|replies|kommentare"
    r"|commentaires|comentarios|coment\N{LATIN SMALL LETTER A WITH ACUTE}rios|commenti|reacties"
    r"|komentarze)(?::? \(?(?P<number>\d{1,3}(?:[,.]?\d{3})?)(?: of \d{1,5})?"
    r"(?:\) \|.{0,40})?)?)$)",
)
"""One that is ``sure`` is written by a single platform, below each of its posts."""
_DIGITS = frozenset("0123456789")
_OPENINGS = frozenset(
    ("one", "two", "thr", "ein", "une", "una", "un ", "uma", "um ", "een", "jed", "all", "sho",
     "vie", "rea", "use", "com", "res", "rep", "kom", "dis", "the", "es ", "il ", "hay", "ci ")
)  # fmt: skip
"""How headings begin that do not begin with a number: few other lines do."""
_NAME = re.compile(
    r"(?:\d{1,4}\. )?(?:[^ ]+ ){1,6}(?:says|said|wrote|sagt|schreibt|schrieb|dit|dice|ha detto"
    r"|disse|diz|schreef|zegt|pisze|m\N{LATIN SMALL LETTER O WITH ACUTE}wi)"
)
"""A line with a name that says something."""
_TIME = re.compile(
    r".{0,60}\b(?:"
    r"(?:\d{1,3}|an?) (?:second|minute|min|hour|hr|day|week|month|year)s? ago"
    r"|vor \d{1,3} (?:minuten|stunden|tagen|wochen|monaten|jahren)"
    r"|il y a \d{1,3} (?:minutes?|heures?|jours?|semaines?|mois|ans?)"
    r"|hace \d{1,3} (?:minutos?|horas?|d\N{LATIN SMALL LETTER I WITH ACUTE}as?|semanas?|meses"
    r"|a\N{LATIN SMALL LETTER N WITH TILDE}os?)"
    r"|(?:at|um|\N{LATIN SMALL LETTER A WITH GRAVE}|a las|alle|om) \d{1,2}[:.h]\d\d(?: ?[ap]\.?m)?"
    r"(?: uhr)?"
    r"|\d{1,2}:\d\d ?[ap]\.?m\.?,? (?:on )?[a-z]{3,9} \d{1,2},? \d{4})"
)
"""A line with the time of a comment."""
_BUTTONS = frozenset(
    ("reply", "reply delete", "replydelete", "leave a reply", "antworten", "responder", "rispondi",
     "r\N{LATIN SMALL LETTER E WITH ACUTE}pondre", "log in to reply", "login to reply",
     "newest first", "oldest first", "newest | oldest")
)  # fmt: skip
"""What stands below each comment, for who wants to answer, or above the first."""
_STAMP = re.compile(
    r"report this comment(?: on .{1,80})?|reply to this comment|expand full comment"
    r"|posted by: .{1,60} (?:at|on) .{1,40}"
    r"|(?:(?:show|load|view) )?\d{1,4} more (?:comments|replies)"
)
"""What only the software of comments writes, above each or below it."""
LEAST_STAMPS = 2
"""So many of these are a thread's, however far below its heading they stand."""
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
    headings = [
        (index, found)
        for index, phrase in enumerate(phrases)
        if (phrase[:3] in _OPENINGS or phrase[:1] in _DIGITS) and (found := _HEADING.match(phrase))
    ]
    counts = {found["count"] or found["number"] for _, found in headings} - {None}
    if not headings or len(counts) > 1:
        return range(0)
    sure = _find_sure(texts, phrases, headings)
    above = sum_running(texts) if sure else []
    begin = next((index for index in sure if above[index] >= LEAST_WORDS), len(texts))
    return range(begin, len(texts))


def _find_sure(
    texts: Sequence[str], phrases: Sequence[str], headings: Sequence[tuple[int, re.Match[str]]]
) -> list[int]:
    """The headings of the story's title, and those with a first comment's marks below."""
    titles = {phrase[:TITLE]: index for index, phrase in reversed([*enumerate(phrases)])}
    stamps = [index for index, phrase in enumerate(phrases) if _STAMP.fullmatch(phrase)]
    sure = []
    for index, found in headings:
        title = _find_title(found, phrases[index + 1 : index + 2])
        is_named = found["sure"] or (title and titles.get(title, index) < index)
        figures = (found["count"] or found["number"] or found[0])[:1] in _DIGITS
        is_stamped = len(stamps) - bisect(stamps, index) >= LEAST_STAMPS
        if is_named or is_stamped or _has_marks(texts, phrases, index, figures=figures):
            sure.append(index)
    return sure


def _find_title(heading: re.Match[str], below: Sequence[str]) -> str:
    """How the title begins that a heading of comments has, or the line below it."""
    if heading["titled"] is None:
        return ""
    return (heading["title"].strip() or "".join(below))[:TITLE]


def _has_marks(
    texts: Sequence[str], phrases: Sequence[str], heading: int, *, figures: bool
) -> bool:
    """Whether below a heading stand the marks of a first comment.

    That somebody said something, or a list, stands below the headings of stories, too: one alone is
    a mark only where the heading counts in ``figures``.
    """
    below = range(heading + 1, min(heading + 1 + NEAR, len(texts)))
    if any(_TIME.fullmatch(phrases[i]) and not texts[i].endswith(SENTENCE_ENDS) for i in below):
        return True
    if any(phrases[i] in _BUTTONS or _STAMP.fullmatch(phrases[i]) for i in below):
        return True
    first = "".join(texts[heading + 1 : heading + 2])
    is_list = first.startswith(_FIRST) and not first.endswith(SENTENCE_ENDS)
    if not figures:
        return is_list and _NAME.fullmatch(phrases[heading + 1]) is not None
    return is_list or any(_NAME.fullmatch(phrases[i]) for i in below)
