"""What no parser reads as it is meant: XHTML, parts of tables, shadow roots, frames."""

from __future__ import annotations

import re
from html import escape

__all__ = ["as_page", "as_shown", "open_elements", "open_shadows"]

_HEAD = 300
"""So many characters are looked at to tell what a page is written in."""
_PROLOG = re.compile(r"[\s\ufeff]{0,99}<\?xml\s")
_EMPTY = re.compile(r"<(?!br\b)([^\s<>/!?]++)([^<>]*)/>", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_PART = re.compile(r"\s*<(t[dhr]|tbody|thead|tfoot|caption|colgroup)[\s>]", re.IGNORECASE)
_TITLE_END = re.compile(r"</title", re.IGNORECASE)
_TITLE = re.compile(r"<title(?![^\s/>])[^<>]*>", re.IGNORECASE)
_FRAMES = re.compile(r"</?(?:noframes|frameset|frame)(?![^\s/>])[^<>]*>", re.IGNORECASE)
_TEMPLATE = re.compile(rb"<(/?)template(?=[\s/>])([^<>]*)>", re.IGNORECASE)


def as_page(source: str) -> str:
    """The source as HTML that a parser reads as it was meant; most sources as they are.

    XHTML, if it begins with the declaration of XML, is read by the rules of XML. The parts of a
    table without their table get one: without, their tags are none, and their words are glued.

    >>> as_page("<tr><td>1</td><td>2</td></tr>")
    '<table><tr><td>1</td><td>2</td></tr>'
    """
    if _PROLOG.match(source, 0, _HEAD):
        return open_elements(_CDATA.sub(lambda match: escape(match[1], quote=False), source))
    part = _PART.match(source, 0, _HEAD)
    if part and source.rstrip()[-len(part[1]) - 3 :].lower() == f"</{part[1].lower()}>":
        return f"<table>{source}"
    return source


def open_elements(source: str) -> str:
    """XML as HTML: an element without content as two tags.

    XML writes it as ``<script/>``, which opens one in HTML: all of the page that follows would
    stand in it.

    >>> open_elements('<p>One<a id="two"/>three<br/></p>')
    '<p>One<a id="two"></a>three<br/></p>'
    """
    return _EMPTY.sub(r"<\1\2></\1>", source)


def as_shown(source: str) -> str:
    """The source of a page that shows nothing, with what keeps its text from being shown mended.

    In the chapters of electronic books, which need no declaration of XML, ``<title/>`` is an empty
    element, and not the beginning of a title that never ends. Nor does one that nobody closed hold
    the page. And what old pages have for browsers without frames is all of their text.

    >>> as_shown("<title/><p>One")
    '<title></title><p>One'
    """
    opened = open_elements(source)
    if not _TITLE_END.search(opened):
        opened = _TITLE.sub("", opened)
    return _FRAMES.sub("", opened)


def open_shadows(source: bytes) -> bytes:
    """The page with what stands in shadow roots (HTML, section 4.12.3) among its elements.

    A browser shows a ``<template>`` that is declared as one in its element's place; others it does
    not show, nor what stands in them.

    >>> open_shadows(b"<x-a><template shadowrootmode=open><p>One</template></x-a>")
    b'<x-a><div><p>One</div></x-a>'
    """
    shown: list[bool] = []  # of the templates that are open; in one that is not, none is

    def rename(tag: re.Match[bytes]) -> bytes:
        if tag[1]:
            return b"</div>" if shown and shown.pop() else tag[0]
        shown.append(b"shadowroot" in tag[2] and (not shown or shown[-1]))
        return b"<div>" if shown[-1] else tag[0]

    return _TEMPLATE.sub(rename, source)
