"""Pages that would take a parser quadratic time, brought within limits that no real page reaches.

HTML's rules make a parser look through the open elements at each tag, through the attributes of a
tag at each attribute, and through a list's options at each option: 100,000 of any take a minute.
Browsers stop at a depth of 512, and so does this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["MOST_DEPTH", "limit_page"]

MOST_DEPTH = 512
MOST_OPTIONS = 2_000
MOST_ATTRIBUTES = 1_000
_FEW_TAGS = 5_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000}")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})[^<>]*>?")
# What HTML closes by itself, or never opens: it does not nest.
_FLAT = frozenset(
    "area base body br col dd dt embed hr html img input li link meta optgroup option p param "
    "script source style td th tr track wbr".split()
)


def limit_page(html: str) -> str:
    """The page without the tags and attributes that are beyond the limits; its text stays.

    >>> limit_page("<p>As it was")
    '<p>As it was'
    """
    if html.count("<") < _FEW_TAGS and not _LONG_TAG.search(html):
        return html
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    done = depth = options = 0
    for tag in _TAG.finditer(html):
        closing, name = tag[1], tag[2].lower()
        replacement = None
        if name == "option":
            options += not closing
            if options > MOST_OPTIONS:
                replacement = "<br>"
        elif name not in _FLAT:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth >= MOST_DEPTH + (not closing):
                replacement = "<br>"
        if replacement is None and len(tag[0]) > MOST_ATTRIBUTES * 2 and _has_many(tag[0]):
            replacement = f"<{closing}{name}>"
        if replacement is not None:
            yield html[done : tag.start()]
            yield replacement
            done = tag.end()
    yield html[done:]


def _has_many(tag: str) -> bool:
    """Whether the tag can have more attributes than any page has: all that may separate two."""
    return len(tag.split()) + sum(map(tag.count, "\"'/")) > MOST_ATTRIBUTES
