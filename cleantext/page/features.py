"""What a block looks like, by itself: the evidence for every decision about it.

The rules of `boilerplate` and `captions` read these features, and so will a trained model.
Nothing here decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleantext.model import Block
from cleantext.words import UNSPACED

__all__ = [
    "CLOSERS",
    "LIST_MARK",
    "SENTENCE_ENDS",
    "SEPARATOR",
    "SEPARATORS",
    "Features",
    "describe_block",
    "normalize_phrase",
    "normalize_phrases",
]

SENTENCE_WORDS = 6
"""So many words with a sentence's end after them are a sentence."""
RUNNING_WORDS = 15
"""So many words with a sentence's end among them are running text."""

_UNSPACED = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED) + "]")
SENTENCE_ENDS = ".!?\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}\
\N{FULLWIDTH QUESTION MARK}\N{DEVANAGARI DANDA}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}"
CLOSERS = "\"')]}\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\
\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}\
\N{RIGHT CORNER BRACKET}\N{RIGHT WHITE CORNER BRACKET}"
SEPARATORS = "|/>\N{BULLET}\N{MIDDLE DOT}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\
\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
SEPARATOR = re.compile(f"[{re.escape(SEPARATORS)}]")
"""A mark between the links of a menu on one line."""
LIST_MARK = re.compile(
    "(?:[-*+#>\N{BULLET}\N{EN DASH}\N{EM DASH}\N{BLACK SMALL SQUARE}]"
    "|[(\\[]?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)\\]])\\s"
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Features:
    """What a block looks like.

    ``words`` counts white-space-separated words (two characters of a script without spaces count
    as one); ``terminal`` is whether it ends like a sentence, closing quotes aside; ``sentences``
    counts marks that end a sentence, wherever they stand; ``digits`` is the share of characters
    that are digits, 0 to 1; ``separators`` counts the marks between the links of a menu;
    ``link_density`` is the share of its characters that are links, 0 to 1, and 0 in plain text.
    """

    words: int
    terminal: bool
    sentences: int
    digits: float
    separators: int
    list_mark: bool
    link_density: float

    @property
    def sentence(self) -> bool:
        """Whether it ends like a sentence, and has words enough to be one."""
        return self.terminal and self.words >= SENTENCE_WORDS

    @property
    def running(self) -> bool:
        """Whether this is certainly running text: long, made of sentences, not of links."""
        return self.words >= RUNNING_WORDS and self.sentences > 0 and self.link_density < 0.5


def describe_block(block: Block) -> Features:
    """The features of a block of plain text or of HTML.

    >>> from cleantext.page.plain import parse
    >>> describe_block(parse("Home | News | Sport")[0]).separators
    2
    """
    text = block.text
    bare = text.rstrip(CLOSERS)
    return Features(
        words=_count_words(text),
        terminal=bare.endswith(tuple(SENTENCE_ENDS)),
        sentences=sum(map(text.count, SENTENCE_ENDS)),
        digits=len(_DIGIT.findall(text)) / max(1, len(text)),
        separators=len(SEPARATOR.findall(text)),
        list_mark=LIST_MARK.match(text) is not None,
        link_density=block.element.link_density if block.element else 0.0,
    )


def normalize_phrase(text: str) -> str:
    r"""A block as the phrase catalogue spells it.

    It is casefolded, with one space between words, and without punctuation, arrows or symbols at
    its ends; a leading copyright sign stays, since it says much.

    >>> normalize_phrase("\N{BULLET} More  From This Section: \N{RIGHTWARDS ARROW}")
    'more from this section'
    """
    return normalize_phrases([text])[0]


def normalize_phrases(texts: Sequence[str]) -> list[str]:
    """Each text by `normalize_phrase`, with little work for each: a page has hundreds.

    >>> normalize_phrases(["Read more...", "Home"])
    ['read more', 'home']
    """
    joined = "\n".join([text.replace("\n", " ") for text in texts])
    folded = joined.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    phrases = []
    for line in folded.split("\n") if texts else ():
        phrase = line if line[:1].isalnum() and line[-1].isalnum() else _strip_symbols(line)
        if "  " in phrase or not phrase.isprintable():  # white space, but for the common one
            phrase = " ".join(phrase.split())
        phrases.append(phrase)
    return phrases


def _strip_symbols(text: str) -> str:
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] == "\N{COPYRIGHT SIGN}"):
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def _count_words(text: str) -> int:
    words = len(text.split())
    if text.isascii():
        return words
    return words + len(_UNSPACED.findall(text)) // 2
