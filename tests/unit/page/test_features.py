"""What a block looks like."""

from __future__ import annotations

import pytest

from cleantext.page import plain
from cleantext.page.features import count_words, is_running, normalize_phrase, normalize_phrases
from cleantext.page.html import reading


@pytest.mark.parametrize(
    ("text", "words", "running"),
    [
        ("Home", 1, False),
        ('He said: "That is all there is to say about it."', 11, False),
        (
            "Many words in one sentence which go on and on until there are quite enough.",
            15,
            True,
        ),
        (
            "many words without any end of a sentence among them all along the way to here",
            16,
            False,
        ),
        ("\N{CJK UNIFIED IDEOGRAPH-6771}" * 40 + "\N{IDEOGRAPHIC FULL STOP}", 21, True),
    ],
)
def test_words_and_running_text(text: str, words: int, running: bool) -> None:
    """Words, and running text: many words with the end of a sentence among them."""
    assert count_words(text) == words
    assert is_running(plain.parse(text)[0]) is running


def test_links_are_not_running_text() -> None:
    """A paragraph that is a link is not running text, however long."""
    page = reading.parse(f"<p><a href=x>{'These are many words of a link. ' * 4}</a></p>")
    assert not is_running(page[0])


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


def test_a_page_is_normalized_as_each_of_its_blocks() -> None:
    """One phrase a text, whatever line breaks and white space are in it; none for none."""
    # A separator of files is white space, half a surrogate pair is a symbol.
    texts = ["Read\nmore", "", "\N{NO-BREAK SPACE}Home\t|  News\x1c\n", "\N{COPYRIGHT SIGN} \ud800"]
    assert normalize_phrases(texts) == [normalize_phrase(text) for text in texts]
    assert normalize_phrases(texts)[:3] == ["read more", "", "home | news"]
    assert normalize_phrases([]) == []
