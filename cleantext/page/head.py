"""What a page says of itself to machines: its title, and which type of page it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

__all__ = ["KINDS", "Head", "read_head"]

_BY_TYPE = {
    "article": "article newsarticle blogposting reportagenewsarticle techarticle scholarlyarticle "
    "opinionnewsarticle liveblogposting medicalwebpage report recipe",
    "product": "product offer aggregateoffer productgroup",
    "forum": "discussionforumposting qapage question comment answer",
    "collection": "collectionpage itemlist searchresultspage offercatalog",
    "service": "service localbusiness professionalservice faqpage contactpage aboutpage "
    "legalservice",
    "website": "website",
}
_KIND_BY_TYPE = {name: kind for kind, names in _BY_TYPE.items() for name in names.split()}
KINDS = (*_BY_TYPE, "og:article", "og:product", "og:website")
"""The kinds of pages that a page can say it is."""
_TYPE_KEY = '"@type"'
_LD_TYPE = re.compile(_TYPE_KEY + r'\s{0,9}:\s{0,9}\[?\s{0,9}"([A-Za-z]{1,40})"')
_OG_TYPE = re.compile(r"og:type.{0,30}?content=.{0,3}?\b(article|product|website)")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_NEAR = 600


@dataclass(frozen=True, slots=True)
class Head:
    """The title of a page, and the `KINDS` that it says it is, as bits."""

    title: str
    kinds: int


def read_head(html: str, *, has_data: bool) -> Head:
    """What the source of a page says of itself, without parsing it.

    ``has_data`` is whether it has JSON-LD (`structured_data.find_scripts`); other scripts may build
    more of it.
    """
    kinds = {f"og:{kind}" for kind in _find_near(html, "og:type", _OG_TYPE)}
    if has_data:
        kinds |= {_KIND_BY_TYPE[name] for name in _find_types(html) if name in _KIND_BY_TYPE}
    titles = _find_near(html, "<title", _TITLE) or _find_near(html, "<TITLE", _TITLE)
    bits = sum(1 << index for index, kind in enumerate(KINDS) if kind in kinds)
    return Head(unescape(titles[0]) if titles else "", bits)


def _find_types(html: str) -> Iterator[str]:
    place = html.find(_TYPE_KEY)
    while place >= 0:
        found = _LD_TYPE.match(html, place)
        if found:
            yield found[1].lower()
        place = html.find(_TYPE_KEY, place + len(_TYPE_KEY))


def _find_near(html: str, mark: str, pattern: re.Pattern[str]) -> list[str]:
    place = html.find(mark)
    found = pattern.search(html, place, place + _NEAR) if place >= 0 else None
    return [found[1]] if found else []
