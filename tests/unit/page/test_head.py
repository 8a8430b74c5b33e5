"""What a page says of itself."""

from __future__ import annotations

import pytest

from cleantext.page.head import KINDS, read_head


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("", set()),
        ("<meta property='og:type' content='article'>", {"og:article"}),
        ('<script type="application/ld+json">{"@type": ["NewsArticle"]}', {"article"}),
        ('<script type=application/ld+json>{"@type":"Product"} "@type": "Offer"', {"product"}),
        ('{"@type": "Product"}', set()),
        ('<script type="application/ld+json">{"@type": "Unheard"}', set()),
    ],
)
def test_kinds(html: str, kinds: set[str]) -> None:
    """Open Graph and JSON-LD name the type of the page."""
    bits = read_head(html, has_data="ld+json" in html).kinds
    assert {kind for index, kind in enumerate(KINDS) if bits >> index & 1} == kinds


def test_title() -> None:
    """The title is text: its entities are read."""
    assert (
        read_head("<head><title lang=en>Mill &amp; river</title>", has_data=False).title
        == "Mill & river"
    )
    assert read_head("<TITLE>Mill</TITLE>", has_data=False).title == "Mill"
    assert read_head("<p>no title", has_data=False).title == ""
