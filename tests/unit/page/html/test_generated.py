"""What a browser shows around elements, and the page does not write."""

from __future__ import annotations

import pytest

from cleantext.page.html.reading import parse


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>He said <q>no</q>.", ["He said “no”."]),
        ("<p><q>One <q>two</q></q>", ["“One “two””"]),
        ("<p><ruby>東京<rt>とうきょう</ruby>で", ["東京(とうきょう)で"]),
        ("<p><ruby>東京<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>で", ["東京(とう)で"]),
        ("<p>at Corran <noscript><img src=a></noscript>went dark", ["at Corran went dark"]),
        ("<p>One</p><noscript><p>Two</noscript>", ["One", "Two"]),
        ("<rt>One", ["(One)"]),
        ("<p>One<rt></rt><rt> </rt>two", ["One two"]),
        ("<p>A qt and an rts", ["A qt and an rts"]),
    ],
)
def test_signs_are_written(html: str, texts: list[str]) -> None:
    """Quotation marks, and parentheses if there are none; a noscript of nothing parts nothing."""
    assert [block.text for block in parse(html)] == texts
