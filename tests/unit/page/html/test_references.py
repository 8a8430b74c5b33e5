"""Character references that no parser has decoded."""

from __future__ import annotations

import html

import pytest

from cleantext import clean_html
from cleantext.page.html.references import decode_references

ENDLESS = f"&#{'9' * 5000};"
ZEROS = f"&#{'0' * 5000}233;"


@pytest.mark.parametrize("text", ["&eacute;", "&#233;", "&#0000000000233;", "&#xE9;", "&#9999999;"])
def test_references_are_decoded_as_python_does(text: str) -> None:
    """Names and numbers, of digits as many as they like."""
    assert decode_references(text) == html.unescape(text)


def test_zeros_before_a_number_do_not_count() -> None:
    """However many there are."""
    assert decode_references(ZEROS) == decode_references("&eacute;")


@pytest.mark.parametrize(
    "page",
    [
        f'<script type="application/ld+json">{{"articleBody": "a {ENDLESS} b"}}</script><p>Mill.',
        f"<head><noscript>{ENDLESS} javascript</noscript></head><p>The mill.",
        f"<title>{ENDLESS}</title><p>The mill.",
        f"<title>{ZEROS}</title><p>The mill.",
    ],
    ids=["data", "noscript", "title", "zeros"],
)
def test_a_number_without_an_end_does_no_harm(page: str) -> None:
    """Python refuses to read such numbers; a page that has one is read all the same."""
    assert clean_html(page)
