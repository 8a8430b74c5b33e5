"""What a block looks like."""

from __future__ import annotations

import pytest

from cleantext.page import html, plain
from cleantext.page.features import describe_block, normalize_phrase


@pytest.mark.parametrize(
    ("text", "words", "terminal", "running"),
    [
        ("Home", 1, False, False),
        ('He said: "That is all there is to say about it."', 11, True, False),
        (
            "Many words in one sentence which go on and on until there are quite enough.",
            15,
            True,
            True,
        ),
        (
            "many words without any end of a sentence among them all along the way to here",
            16,
            False,
            False,
        ),
        ("\N{CJK UNIFIED IDEOGRAPH-6771}" * 40 + "\N{IDEOGRAPHIC FULL STOP}", 21, True, True),
    ],
)
def test_features(text: str, words: int, terminal: bool, running: bool) -> None:
    """Words, the end of a sentence behind closing quotes, and what running text is."""
    features = describe_block(plain.parse(text)[0])
    assert (features.words, features.terminal, features.running) == (words, terminal, running)


def test_links_are_not_running_text() -> None:
    """A paragraph that is a link is not running text, however long."""
    page = html.parse(f"<p><a href=x>{'These are many words of a link. ' * 4}</a></p>")
    assert not describe_block(page[0]).running


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("READ  MORE \N{RIGHTWARDS ARROW}", "read more"),
        ("\N{BULLET} What\N{RIGHT SINGLE QUOTATION MARK}s Hot:", "what's hot"),
        ("\N{COPYRIGHT SIGN} 2014 Example", "\N{COPYRIGHT SIGN} 2014 example"),
        ("***", ""),
    ],
)
def test_normalize_phrase(text: str, expected: str) -> None:
    """Case, spaces, quotes and symbols at the ends don't matter; a copyright sign does."""
    assert normalize_phrase(text) == expected
