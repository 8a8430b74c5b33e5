"""Pages that would take a parser quadratic time, brought within limits that no real page reaches.

HTML's rules make a parser look through the open elements at each tag, through the attributes of a
tag at each attribute, and through a list's options at each option: 100,000 of any take a minute.
Browsers stop at a depth of 512, and so does this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

__all__ = ["MOST_DEPTH", "limit_page"]

MOST_DEPTH = 512
MOST_SLIPS = 4_000
MOST_OPTIONS = 2_000
MOST_ATTRIBUTES = 1_000
_FEW_TAGS = 12_000
_LONG_TAG = 40_000
# Comments and scripts are passed over whole: the tags in them open and close nothing.
_TAG = regex.compile(
    r"""<!--(?>-?>|.*?(?:--!?>|\Z))
    | <(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b(?>.*?(?:</(?P=raw)|\Z))
    | <[!?][^>]*+>?
    | </[^A-Za-z>][^>]*+>?
    | <(?P<closing>/?)(?P<name>[A-Za-z][^\s/>]*+)
      (?>=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>])*+ >?""",
    regex.VERBOSE | regex.DOTALL | regex.IGNORECASE,
)
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param "
    "source track wbr".split()
)
# What HTML closes by itself, by what closes it: another of its family.
_FAMILIES = ("p", "li", "dd dt", "option", "tbody td tfoot th thead tr")
_FAMILY = {name: family for family in _FAMILIES for name in family.split()}
_LEAF = frozenset(
    "circle defs ellipse g line path polygon polyline rect rp rt span stop symbol use".split()
)
# A closing tag of one of these closes all that was left open in it.
_CONTAINERS = frozenset(
    "address article aside blockquote body center details dialog div dl fieldset figcaption figure "
    "footer form header hgroup html main menu nav ol pre section summary table ul".split()
)


def limit_page(html: str) -> str:
    """The page without the tags and attributes that are beyond the limits; its text stays.

    >>> limit_page("<p>As it was")
    '<p>As it was'
    """
    pieces = html.split("<")
    long = [piece for piece in pieces if len(piece) > _LONG_TAG]
    if len(pieces) <= _FEW_TAGS and all(">" in piece[:_LONG_TAG] for piece in long):
        return html
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    done = options = 0
    open_elements = _OpenElements()
    for tag in _TAG.finditer(html):
        if tag["name"] is None:
            open_elements.slips += MOST_DEPTH * _may_end_elsewhere(tag, open_elements)
            continue
        closing, name = tag["closing"], tag["name"].lower()
        replacement = None
        if name == "option":
            options += not closing
            if options > MOST_OPTIONS:
                replacement = "<br>"
        elif name not in _VOID and not (
            open_elements.close(name) if closing else open_elements.open(name)
        ):
            # In a drawing a line break would end the drawing.
            replacement = "" if name in _LEAF else "<br>"
        if replacement is None and len(tag[0]) > MOST_ATTRIBUTES * 2 and _has_many(tag[0]):
            replacement = f"<{closing}{name}>"
        if replacement is not None:
            yield html[done : tag.start()]
            yield replacement
            done = tag.end()
    yield html[done:]


class _OpenElements:
    """The elements that are open, and in how many a parser may know better.

    A closing tag may not close what it names: ``</span>`` does nothing where a ``<div>`` was opened
    in the span. Each element that is taken for closed and may still be open is a slip; a page
    with too many has no tags that nest any more.
    """

    def __init__(self) -> None:
        self.slips = 0
        self._names: list[str] = []
        self._count: Counter[str] = Counter()

    @property
    def in_drawing(self) -> bool:
        """Whether a drawing or a formula is open, where tags mean something else."""
        return self._count["svg"] + self._count["math"] > 0

    def open(self, name: str) -> bool:
        """Open an element; whether it is within the limits."""
        if not self.in_drawing:
            self._close_family(name)
        self._names.append(name)
        self._count[name] += 1
        return self._is_within()

    def close(self, name: str) -> bool:
        """Close an element and all that is open in it; whether its own tag was within."""
        if not self._count[name]:
            return True
        safe = _FAMILY.keys() | _LEAF if name in _CONTAINERS else _LEAF
        while True:
            is_within = self._is_within()
            last = self._names.pop()
            self._count[last] -= 1
            if last == name:
                return is_within
            self.slips += last not in safe

    def _close_family(self, name: str) -> None:
        """Close what an opening tag closes by itself: a cell the last cell, a row the last row."""
        family = _FAMILY.get(name)
        place = len(self._names)
        while place and family and _FAMILY.get(self._names[place - 1]) == family:
            place -= 1
            if self._names[place] == name or family == "dd dt":
                self._count.subtract(self._names[place:])
                del self._names[place:]
                return

    def _is_within(self) -> bool:
        return len(self._names) <= MOST_DEPTH and self.slips <= MOST_SLIPS


def _may_end_elsewhere(tag: regex.Match[str], open_elements: _OpenElements) -> bool:
    """Whether raw text may end elsewhere: in a drawing, or in a script that holds another."""
    if tag["raw"] is None or tag[0].count("<") <= 2:
        return False
    holds_another = "<!--" in tag[0] and tag[0].lower().count("<script") > 1
    return holds_another or open_elements.in_drawing


def _has_many(tag: str) -> bool:
    """Whether the tag can have more attributes than any page has: all that may separate two."""
    return len(tag.split()) + sum(map(tag.count, "\"'/")) > MOST_ATTRIBUTES
