"""What a block looks like, by itself: the marks, counts and spellings that all rules share.

Nothing here decides. What the trained model reads is measured by `classifier.measures`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from itertools import accumulate

from cleantext.model import Block
from cleantext.words import UNSPACED_CLASS

__all__ = [
    "CLOSERS",
    "COLONS",
    "LIST_MARK",
    "QUESTION_MARKS",
    "RUNNING_WORDS",
    "SENTENCE_ENDS",
    "SENTENCE_WORDS",
    "SEPARATOR",
    "SEPARATORS",
    "count_running",
    "count_words",
    "is_running",
    "join_lines",
    "normalize_phrase",
    "normalize_phrases",
    "share_running",
    "sum_running",
]

SENTENCE_WORDS = 6
"""So many words with a sentence's end after them are a sentence."""
RUNNING_WORDS = 15
"""So many words with a sentence's end among them are running text."""
_RUNNING_ASCII = 29
"""No fewer characters of ASCII hold so many words, with a space between each two ..."""
_RUNNING_CHARACTERS = 19
"""... and of all characters: ten of a script without spaces, of which two more are a word."""
LINKED_PROSE = 0.5
"""A block with this share of link text is no running text."""

_UNSPACED = re.compile(f"[{UNSPACED_CLASS}]")
SENTENCE_ENDS = tuple(
    ".!?\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}\
\N{FULLWIDTH QUESTION MARK}\N{DEVANAGARI DANDA}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}"
)
QUESTION_MARKS = ("?", "\N{FULLWIDTH QUESTION MARK}", "\N{ARABIC QUESTION MARK}")
COLONS = (":", "\N{FULLWIDTH COLON}")
CLOSERS = "\"')]}\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\
\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}\
\N{RIGHT CORNER BRACKET}\N{RIGHT WHITE CORNER BRACKET}"
SEPARATORS = "|/>\N{BULLET}\N{MIDDLE DOT}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\
\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
SEPARATOR = re.compile(f"[{re.escape(SEPARATORS)}]")
"""A mark between the links of a menu on one line."""
_SYMBOLS = f" {string.punctuation}\N{BULLET}"
"""The most of what `normalize_phrase` strips; the rest is slower to find."""
LIST_MARK = re.compile(
    "(?:[-*+#>\N{BULLET}\N{EN DASH}\N{EM DASH}\N{BLACK SMALL SQUARE}]"
    "|[(\\[]?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)\\]])\\s"
)


def count_words(text: str) -> int:
    """How many words, parted by white space; two characters of a script without spaces are one.

    >>> count_words("Home | News")
    3
    """
    words = len(text.split())
    if text.isascii():
        return words
    return words + len(_UNSPACED.findall(text)) // 2


def is_running(block: Block) -> bool:
    """Whether a block is certainly running text: long, made of sentences, not of links.

    >>> from cleantext.page.plain import parse
    >>> is_running(parse("Home | News | Sport")[0])
    False
    """
    if block.element is not None and block.element.link_density >= LINKED_PROSE:
        return False
    return count_running(block.text) > 0


def share_running(texts: Sequence[str]) -> float:
    """The share of the words that stand in running text, 0 to 1.

    >>> share_running(["Home", "The crane fell into the harbour. " * 3, "Share"])
    0.9
    """
    total = sum(map(count_words, texts))
    return sum_running(texts)[-1] / max(1, total)


def sum_running(texts: Sequence[str]) -> list[int]:
    """How many words of running text stand in the first none, one, two ... lines.

    >>> sum_running(["Home", "The crane fell into the harbour. " * 3])
    [0, 0, 18]
    """
    # Most lines of a page are too short to run: a call for each would take half of the time.
    words = [count_running(text) if len(text) >= _RUNNING_CHARACTERS else 0 for text in texts]
    return list(accumulate(words, initial=0))


def count_running(text: str) -> int:
    """How many words a line of running text has; 0 for one that is none.

    >>> count_running("Home"), count_running("The crane fell into the harbour. " * 3)
    (0, 18)
    """
    # Most lines of a page are no running text: to see that must be quick.
    if text.isascii():
        if len(text) < _RUNNING_ASCII or not ("." in text or "!" in text or "?" in text):
            return 0
    elif len(text) < _RUNNING_CHARACTERS or not any(map(text.__contains__, SENTENCE_ENDS)):
        return 0
    words = count_words(text)
    return words if words >= RUNNING_WORDS else 0


def join_lines(texts: Sequence[str]) -> str:
    r"""The texts, each in a line of its own, whatever breaks they have.

    >>> join_lines(["Home", "Terms\nof use"])
    'Home\nTerms of use'
    """
    joined = "\n".join(texts)
    if joined.count("\n") < len(texts):
        return joined
    return "\n".join([text.replace("\n", " ") for text in texts])


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
    folded = join_lines(texts).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    has_space = "  " in folded or not folded.replace("\n", "").isprintable()
    phrases = []
    for line in folded.split("\n") if texts else ():
        phrase = line.strip(_SYMBOLS)
        if phrase and not (phrase[0].isalnum() and phrase[-1].isalnum()):
            phrase = _strip_symbols(phrase)
        # White space other than a single common one is not printable.
        if has_space and ("  " in phrase or not phrase.isprintable()):
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
