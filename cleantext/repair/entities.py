"""HTML entities in plain text: ``&eacute;`` for a letter, and ``#39;`` without its ``&``.

Feeds are escaped twice, or once too often. Some then lose the ampersands, which become spaces or
nothing: "the company #39;s shares", "crude at #36;50 a barrel". (The AG News data set is full of
them.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy.chardata import HTML_ENTITY_RE
from ftfy.fixes import unescape_html

from cleantext.edits import Change
from cleantext.repair.changes import Span, find_in_turn, make_changes, substitution

__all__ = ["find_entities", "may_have_entities"]

# What no one writes: an apostrophe's number before an English ending, a dollar's before a digit. A
# semicolon in prose, after "issue #39" say, has a space or the line's end after it.
_SURE = re.compile(
    r"#3(?:9;(?:(?<=[A-Za-z]#39;)|(?<=[A-Za-z] #39;))(?:s|t|re|ve|ll|d|m)\b|6;(?<!\w#36;)\d)"
)
_WITHOUT_AMPERSAND = re.compile(r"( ?)(?:#(3[4689])|(?<![\w&])(quot|amp|lt|gt));")
_ENDING = re.compile(r"(?:s|t|re|ve|ll|d|m)\b")


# An ampersand that was escaped again and again is read at once, not an escape a round.
_ESCAPED = r"&(?:(?:amp|AMP|#0{0,9}38|#[xX]0{0,9}26);){2,}"
_find_whole = substitution(
    re.compile(f"(?P<escaped>{_ESCAPED})|{HTML_ENTITY_RE.pattern}"),
    lambda match: "&" if match["escaped"] else unescape_html(match[0]),
    "entity",
)


def may_have_entities(text: str, leftovers: str) -> bool:
    """Whether `find_entities` may change a text; ``leftovers`` hold each ``&`` and ``#`` of it."""
    return bool(
        ("&" in leftovers and HTML_ENTITY_RE.search(text))
        or ("#" in leftovers and _SURE.search(text))
    )


def find_entities(text: str) -> list[Change]:
    """The changes that decode the entities of a line which end in a semicolon.

    Entities without their ampersand are decoded in lines where one of them is certain.

    Source: ftfy 6.3, ``fixes.unescape_html``, which also knows upper-case names such as
    ``&EACUTE;``; entities without ampersand are our own.

    >>> [change.after for change in find_entities("Caf&eacute; &c; &#39;98")]
    ['é', "'"]
    >>> [(change.before, change.after) for change in find_entities("It #39;s in issue #39; now")]
    [(' #39;', "'"), (' #39;', "'")]
    """
    return find_in_turn(text, [_find_whole, _find_without_ampersand])


def _find_without_ampersand(text: str) -> list[Change]:
    return make_changes(text, _without_ampersand(text)) if _SURE.search(text) else []


def _without_ampersand(text: str) -> Iterator[Span]:
    for match in _WITHOUT_AMPERSAND.finditer(text):
        space, number, name = match.groups()
        character = unescape_html(f"&#{number};" if number else f"&{name};")
        # The space is what became of the ampersand, or it parts two words. A quote or a dollar sign
        # before a word opens it; an ampersand before a word joins it to the one before: AT&T.
        opens = text[match.end() : match.end() + 1].isalnum() != (character == "&")
        glued = character == "'" and _ENDING.match(text, match.end())
        if opens and not glued and not text.endswith(" ", 0, match.start()):
            character = space + character
        yield match.start(), match.end(), character, "entity:without-ampersand"
