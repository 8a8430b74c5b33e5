"""The shape of a caption: how it opens, and the credits of photographers and agencies it ends with.

The words for them are those of `credit_words`.
"""

from __future__ import annotations

import re
from functools import cache

from cleantext.page.captions.credit_words import HEAD, load_heads, load_words
from cleantext.page.features import count_words
from cleantext.page.furniture.phrases import load_phrases
from cleantext.words import TOKEN

__all__ = ["are_names", "has_opening", "is_caption", "is_credit", "strip_credits"]

MOST_CREDITS = 3
"""A caption has at most so many credits, one after the other."""
CREDIT_CHARACTERS = 200
"""A credit stands within so many characters of the end."""
CORE_WORDS = 6
"""Before a credit stands a caption of so many words, else it is no credit."""
BYLINE_WORDS = 14
"""A block that begins with "Photo by" and has at most so many words is a credit."""
LABELLED_WORDS = 4
"""After "Photo:" stands a name, or a caption of so many words."""
MOST_WORDS = 16
"""What one copy has more than another and is its credit has at most so many words ..."""
MOST_NAMES = 8
"""... and so many if it is names alone."""

_OPEN, _CLOSE = r"[(\[\uFF08\u3010]\s?", r"\s?[)\]\uFF09\u3011]\W{0,3}\Z"
_INSIDE = r"[^()\[\]\uFF08\uFF09\u3010\u3011]"
_REST, _END = r"[^.!?]", r"[. ]{0,2}\Z"
_COLON = r"\s?[:\uFF1A]"
_NAME = r"(?-i:\s(?:(?:the|von|de|di|of) )?[^\W\d_a-z])"
"""A name follows: what begins with a capital, or has none."""
_OF = (
    rf"(?:{_COLON}(?!\s?\d)|\s?\N{{COPYRIGHT SIGN}}|(?<=[^\x00-\x7f])\s?[=\uFF1D]"
    rf"|\s?/(?=\s?(?-i:[^\W\d_a-z]))|\s(?:credit|by|via|courtesy)(?={_NAME}))"
)
_SITES = "unsplash|pexels|pixabay|flickr"
_SIGN = re.compile(
    r"[:/=\N{COPYRIGHT SIGN}\N{CIRCLED LATIN SMALL LETTER C}\uFF1A\uFF1D]"
    r"|[)\]\uFF09\u3011]\W{0,3}\Z"
    rf"|\s(?:credit|by|via|courtesy)\s|photo|getty|shutterstock|{_SITES}",
    re.IGNORECASE,
)
"""Without one of these there is no credit."""
_BEGINS = (
    r"(?:(?<=[.!?,;:|()\[\]\N{HORIZONTAL ELLIPSIS}\N{EN DASH}\N{EM DASH}\u3002\u0964-]\s)"
    r"|(?<=[\u3002\uFF0C)])|(?<!\w)(?-i:(?=[^\W\d_a-z\u00DF-\u00FF\u0430-\u044F])))"
)
"""Here begins what is no more of the sentence: behind a mark, or with a capital."""
_RIGHTS = "[\N{COPYRIGHT SIGN}\N{CIRCLED LATIN SMALL LETTER C}]"
_IN_THIS = re.compile(
    r"in this (?P<between>(?:\w+[, ]{1,2}){0,8})(?:photo|image|picture|frame)\b"
    r"(?P<made>,? (?:grab |combination )?(?:taken|provided|made|released|from|dated|supplied|shot"
    r"|by|courtesy|posted|published|distributed|obtained|shows)\b)?",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\d|\b(?:file|undated|handout|still|courtroom|satellite|aerial|archive|combination|frame|screen"
    r"|combo|recent|provided|pool|booking|video|family)\b",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?:FILE|ARCHIVE?S?|ARCHIVO|ARQUIVO|ARCHIVBILD|ARCHIVFOTO)\s?[-\N{EN DASH}\N{EM DASH}]\s"
    r"|(?i:file\s(?:photo|image|picture))\s?[-:\N{EN DASH}\N{EM DASH}]"
)
_CAPTION = "cap"
_ACRONYM = re.compile(r"\(([A-Z]{2,6})\)\W{0,3}\Z")
_INITIAL = re.compile(r"\b[A-Z]")
_BRACKETS = ("(", "[", "\uff08", "\u3010")
_AROUND_NAMES = "()[]{},.;:/|&-\"'"
_FULL_STOP = re.compile(
    "[.!\N{IDEOGRAPHIC FULL STOP}\N{DEVANAGARI DANDA}][\"')\\]\N{RIGHT DOUBLE QUOTATION MARK}]?\\s"
)
_SMALL = frozenset(
    ("for", "via", "and", "the", "of", "by", "de", "di", "da", "von", "van", "la", "le", "el",
     "del", "y", "und", "et", "e", "per", "pour")
)  # fmt: skip
"""What stands between names in small letters."""
_LOOSE = ("marks", "sources", "agencies", "letters", "remarks")
"""The tables of `_LOOSE_CREDIT`."""


def _any(*tables: str) -> str:
    return "|".join(re.escape(word) for table in tables for word in load_words(table))


def _agency() -> str:
    # Scripts without spaces have no ends of words. To ignore case in a range takes 4 ms to compile.
    ends = r"(?:(?-i:(?<=[\u0E00-\uFAFF]))|(?!\w))"
    return rf"(?:(?:{_any('agencies')}|(?-i:{_any('letters')})){ends})"


def _compile_credit() -> re.Pattern[str]:
    """A credit at the end of a text that is certain by itself."""
    mark = rf"(?:{_any('marks')})"
    owner = rf"(?(owned){_REST}{{0,60}}{_END}|\W{{0,3}}\Z)"
    after_agency = rf"(?(named)(?!,?\s\d){_INSIDE}{{0,80}}{_CLOSE}|{owner})"
    after_label = rf"(?:{_OF}|(?={_NAME})){_INSIDE}{{1,100}}{_CLOSE}"
    after_mark = rf"(?(marked){after_label}|{_OF}{_REST}{{1,80}}{_END})"
    return re.compile(
        # Each list stands here once: what compiling takes is paid with the first page.
        # (AP Photo/Name), (Reuters), (Photo: Name); the same without brackets; bare marks.
        rf"(?:(?P<named>{_OPEN}(?:[\w.' -]{{1,60}}/\s?)?)|(?P<owned>{_RIGHTS}\s?)"
        rf"|(?:/|\bvia|\bphoto by)\s?|[=\uFF1D]){_agency()}{after_agency}"
        rf"|(?:(?P<marked>{_OPEN})|{_BEGINS}){mark}{after_mark}"
        rf"|{_OPEN}(?:(?:{_any('sources')}){_COLON}|courtesy){_INSIDE}{{1,100}}{_CLOSE}"
        rf"|\bcourtesy(?={_NAME}|\sof{_NAME}){_REST}{{1,60}}{_END}"
        rf"|{_RIGHTS}(?=\s?(?-i:[^\sa-z])){_REST}{{1,60}}{_END}"
        r"|\b(?:getty images|shutterstock|ap photo|afp photo)\W{0,3}\Z"
        rf"|\bon\s(?:{_SITES})\W{{0,3}}\Z"
        rf"|[=\uFF1D][^=\uFF1D\u3002]{{1,40}}\u64AE\u5F71\W{{0,3}}\Z",
        re.IGNORECASE,
    )


_CREDIT = _compile_credit()


def _compile_loose_credit() -> re.Pattern[str]:
    """What stands in a credit, where the caption before it is there without it, too."""
    agency, mark = _agency(), rf"(?:{_any('marks')})"
    return re.compile(
        rf"\b(?:{mark}|{_any('sources')})(?:{_OF}|{_NAME}|\s(?:von|de|di|door|par)\b|\s?[|\uFF0F])"
        rf"|(?<!\w){agency}|{_RIGHTS}|\(c\)|\bcourtesy\b"
        rf"|\A\W*(?:{_any('remarks', 'marks')})\W*\Z|[\u6444\u651D]\W*\Z|\u64AE\u5F71\W*\Z"
        r"|\A\W*\((?-i:[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*){1,3}\s?/\s?[A-Z])",
        re.IGNORECASE,
    )


_LOOSE_CREDIT = _compile_loose_credit()


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
    if has_opening(text):
        return True
    end = text[-CREDIT_CHARACTERS:]
    if _SIGN.search(end) is None:
        return False  # nearly all lines, in a fraction of the time
    return _CREDIT.search(end) is not None and not _is_defined(end)


def has_opening(text: str) -> bool:
    """Whether a text opens as captions do.

    Who says no more than "In this photo" may write about photography.

    >>> has_opening("In this June photo, a man walks."), has_opening("In this photo, I stood near.")
    (True, False)
    """
    first = text[:HEAD].casefold()
    if first == "in " and (found := _IN_THIS.match(text)):
        between = found["between"]
        calendar = load_phrases().calendar
        is_dated = any(word.strip(",. ").casefold() in calendar for word in between.split())
        return is_dated or found["made"] is not None or _MADE.search(between) is not None
    if _FILE.match(text):
        return True
    heads = load_heads("marks")
    if not (first in heads or first == _CAPTION or (text[:1] > "\x7f" and first[:1].isalpha())):
        return False
    if label := _LABEL.match(text):
        rest = text[label.end() :]
        return (
            count_words(rest) >= LABELLED_WORDS
            or not rest.lstrip()[:1].islower()
            or (_LOOSE_CREDIT.search(rest) is not None)
        )
    byline = _BYLINE.match(text)
    return byline is not None and len(text.split(None, BYLINE_WORDS)) <= BYLINE_WORDS


def _compile_label() -> re.Pattern[str]:
    mark = rf"(?:{_any('marks')}|captions?)"
    return re.compile(rf"{mark}\s?(?:credit|by)?{_COLON}(?!\s?\d)(?=\s?\w)", re.IGNORECASE)


_LABEL = _compile_label()


def _compile_byline() -> re.Pattern[str]:
    by = "by|courtesy|credit|via|von|de|di|door|par"
    return re.compile(rf"(?:{_any('marks')})\s(?:{by})(?={_NAME})", re.IGNORECASE)


_BYLINE = _compile_byline()


def _is_defined(text: str) -> bool:
    """Whether what looks like an agency is the short form of the name before it."""
    found = _ACRONYM.search(text)
    if found is None:
        return False
    words = text[: found.start()].split()[-2 * len(found[1]) :]
    return "".join(_INITIAL.findall(" ".join(words))).endswith(found[1])


def strip_credits(text: str) -> str:
    """The caption without the credits at its end.

    >>> strip_credits("The old mill at dusk on Monday. Photo: Ann Example (AP)")
    'The old mill at dusk on Monday.'
    """
    core = text
    if _SIGN.search(text[-CREDIT_CHARACTERS:]) is None:
        return core
    for _ in range(MOST_CREDITS):
        credit = _CREDIT.search(core, max(0, len(core) - CREDIT_CHARACTERS))
        if credit is None or count_words(core[: credit.start()]) < CORE_WORDS:
            break
        core = core[: credit.start()].rstrip()
    return core


def is_credit(rest: str) -> bool:
    """Whether what one copy of a caption has more than another is no more than its credit.

    ``rest`` begins behind the last word that both have. A credit is known by a word that stands in
    credits. That says little about a line by itself.

    >>> is_credit(" Ann Example/AFP"), is_credit(" in May")
    (True, False)
    """
    if not any(map(str.isalnum, rest)):
        return True
    if count_words(rest) > MOST_WORDS or not _may_be_credit(rest):
        return False
    return _LOOSE_CREDIT.search(rest) is not None


def _may_be_credit(rest: str) -> bool:
    """Whether a word begins as one that stands in credits: nearly none does, and that is quick."""
    if not rest.isascii() or "/" in rest:
        return True
    return not _load_loose_heads().isdisjoint(word[:HEAD] for word in TOKEN.findall(rest.lower()))


@cache  # a constant, made of the package's data
def _load_loose_heads() -> frozenset[str]:
    """How the words in `_LOOSE_CREDIT` begin."""
    words = (word.lower() for table in _LOOSE for word in load_words(table))
    return frozenset(TOKEN.findall(word)[0][:HEAD] for word in (*words, "courtesy", "c"))


def are_names(rest: str) -> bool:
    """Whether what one copy has more is a full stop and then names, known by their capitals.

    In scripts without capitals they stand in brackets.

    >>> are_names(". Ann Example for The Valley News"), are_names(". It burned.")
    (True, False)
    """
    stop = _FULL_STOP.match(rest)
    if stop is None or count_words(rest) > MOST_NAMES:
        return False
    names = rest[stop.end() :]
    words = [word.strip(_AROUND_NAMES) for word in names.split()]
    if any(word[:1].islower() and word not in _SMALL for word in words):
        return False
    return names[:1] in _BRACKETS or any(word[:1].isupper() for word in words)
