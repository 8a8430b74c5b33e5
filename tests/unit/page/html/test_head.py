"""What a page says of itself."""

from __future__ import annotations

import pytest

from cleantext.page.html.head import KINDS, read_head
from cleantext.page.html.survey import find_data


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("", set()),
        ("<meta property='og:type' content='article'>", {"og:article"}),
        ("<meta content='article' data-x=1 property='og:type'/>", {"og:article"}),
        ("<meta content=product property=og:type><meta content=website>", {"og:product"}),
        ("<meta property=og:type><meta name=x content=article>", set()),
        ("og:type content='article'", set()),
        ('<script type="application/ld+json">{"@type": ["NewsArticle"]}', {"article"}),
        ('<script type=application/ld+json>{"@type":"Product"} "@type": "Offer"', {"product"}),
        ('{"@type": "Product"}', set()),
        ('<script type="application/ld+json">{"@type": "Unheard"}', set()),
    ],
)
def test_kinds(html: str, kinds: set[str]) -> None:
    """Open Graph and JSON-LD name the type of the page."""
    places, types = find_data(html.encode())
    bits = read_head(html.encode(), types if places else ()).kinds
    assert {kind for index, kind in enumerate(KINDS) if bits >> index & 1} == kinds


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<head><title lang=en>Mill &amp; river</title>", "Mill & river"),
        ("<TITLE>Mill</TITLE>", "Mill"),
        ("<title>\U0001f30a Mühle", "\U0001f30a Mühle"),
        ("<title>" + "\N{EURO SIGN}" * 900, "\N{EURO SIGN}" * 500),
        ("<p>no title", ""),
    ],
)
def test_title(html: str, title: str) -> None:
    """The title is text: its entities are read, and five hundred characters of it."""
    assert read_head(html.encode()).title == title
