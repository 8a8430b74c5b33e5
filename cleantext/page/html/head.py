"""What a page says of itself to machines: its title, and which type of page it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleantext.page.html.references import decode_references

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
_LD_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"([A-Za-z]{1,40})"')
_OG_TYPE = re.compile(r"content=.{0,3}?\b(article|product|website)")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_NEAR = 600
_TYPE_REACH = 80
"""So many characters are looked at: no type takes more."""


@dataclass(frozen=True, slots=True)
class Head:
    """The title of a page, and the `KINDS` that it says it is, as bits."""

    title: str
    kinds: int


def read_head(source: bytes, types: Iterable[int] = ()) -> Head:
    """What the source of a page says of itself, in UTF-8, without parsing it.

    ``types`` is where ``"@type"`` stands (`survey.find_data`), if the page has JSON-LD
    (`structured_data.find_scripts`); other scripts may build more of it.
    """
    kinds = {f"og:{kind}" for kind in _OG_TYPE.findall(_read_tag(source, source.find(b"og:type")))}
    kinds |= {_KIND_BY_TYPE[name] for name in _read_types(source, types) if name in _KIND_BY_TYPE}
    titles = _find_near(source, b"<title", _TITLE) or _find_near(source, b"<TITLE", _TITLE)
    bits = sum(1 << index for index, kind in enumerate(KINDS) if kind in kinds)
    return Head(decode_references(titles[0]) if titles else "", bits)


def _read_types(source: bytes, places: Iterable[int]) -> Iterator[str]:
    for place in places:
        if found := _LD_TYPE.match(_read(source, place, _TYPE_REACH)):
            yield found[1].lower()


def _read_tag(source: bytes, place: int) -> str:
    """The tag in which a place lies, whatever the order of its attributes; "" for none."""
    start = source.rfind(b"<", max(place - _NEAR, 0), max(place, 0))
    return _read(source, start, _NEAR).partition(">")[0] if start >= 0 else ""


def _find_near(source: bytes, mark: bytes, pattern: re.Pattern[str]) -> list[str]:
    place = source.find(mark)
    found = pattern.search(_read(source, place, _NEAR)) if place >= 0 else None
    return [found[1]] if found else []


def _read(source: bytes, place: int, characters: int) -> str:
    """So many characters from a place on; one has up to four bytes."""
    return source[place : place + 4 * characters].decode("utf-8", "ignore")[:characters]
