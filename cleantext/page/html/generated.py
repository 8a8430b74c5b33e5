"""Signs that a browser shows and a page does not write, and what it writes to no effect."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["GENERATING", "write_generated"]

_QUOTES = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}")
_PARENTHESES = ("(", ")")
GENERATING = ("q", "rt", "noscript")
"""The elements that `write_generated` knows."""


def write_generated(parser: LexborHTMLParser, name: str) -> None:
    """Write the signs around each element of this name, or take it away if there is nothing in it.

    A ``<q>`` has quotation marks (HTML, section 15.3.6). The reading ``<rt>`` of a word stands
    above it; where the page has no parentheses for browsers that can't do that, it gets some, or
    the word would seem to be there twice. A ``<noscript>`` without text, beside pictures that a
    script loads, would part a sentence.

    >>> parser = LexborHTMLParser("<p>He said <q>no</q>.")
    >>> write_generated(parser, "q")
    >>> parser.body.text()
    'He said “no”.'
    """
    for node in parser.css(name):
        if name == "noscript":
            if not node.text(strip=True):
                node.decompose()
        elif name == "q":
            _surround(node, _QUOTES)
        elif (node.prev is None or node.prev.tag != "rp") and node.text(strip=True):
            _surround(node, _PARENTHESES)


def _surround(node: LexborNode, signs: tuple[str, str]) -> None:
    if node.parent is not None:
        node.insert_before(signs[0])
        node.insert_after(signs[1])
