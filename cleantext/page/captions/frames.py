"""What stands around a caption and is none of its words: a gallery's number, a label, a button.

"Photo 2 of 5: ...", "Image caption ...", "... (3/7)", "... hide caption".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from functools import cache

from cleantext.page.captions.credit_words import HEAD, load_heads, load_words
from cleantext.page.features import normalize_phrase
from cleantext.page.furniture.phrases import load_phrases
from cleantext.words import TOKEN, UNSPACED_CLASS

__all__ = ["KEY_WORDS", "fold_word", "group_beginnings", "strip_frame"]

BUTTON_WORDS = 5
"""A button below a picture has at most so many words ..."""
LEAST_BUTTON_WORDS = 2
"""... and at least so many: one alone may be the caption's last."""
OPENING = 10
"""Two lines that begin with the same characters, so many but for spaces, may be copies."""
LEAST_CHARACTERS = 15
"""A shorter line is no caption ..."""
MOST_CHARACTERS = 4000
"""... and a longer one neither."""
LOOK = 24
"""They are within so many characters."""
KEY_WORDS = 6
"""Copies begin with the same words, so many of them."""
KEY_CHARACTERS = 200
"""The first words are looked for within so many characters."""
MOST_HEAD = 40
"""What stands before a caption has at most so many characters ..."""
MOST_TAIL = 40
"""... and a number or a button behind it."""

_COUNT = r"(?P<number>\d{1,3})\s?(?:/|of|von|sur|de|di|van|z|\u0438\u0437|\u0645\u0646)\s?\d{1,3}\b"
"""Which of how many pictures: "2 of 5", "2/5"."""
_COUNTED = re.compile(r"\d{1,3}(?:/|of|von|sur|de|di|van|z)\d")
"""The same where a line begins, without its spaces."""
_TAIL = re.compile(
    rf"(?:\s?[(\[]|(?<=[.!?\u2026)\]\u3002\u0964])\s)\s?{_COUNT}\W*\Z", re.IGNORECASE
)
INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Marks that are not seen, as those where a word may be broken."""
_MARKS = " \"'-*#\N{BULLET}\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
"""How items begin, and what is said."""
_NO_LETTERS = re.compile(r"\A\W+")
_PLAIN = {
    **INVISIBLE,
    0xA0: " ",
    0x2019: "'",
}
"""What lines have one time and another not."""
_FIRST_WORDS = re.compile(r"\W*+" + r"(\w++)\W++" * (KEY_WORDS - 1) + r"(\w++)")
_WORD = re.compile(r"\w+")
_RARE = re.compile("[\u0307\u0131" + "".join(map(chr, INVISIBLE)) + UNSPACED_CLASS + "]")
"""Where these are in a line its words are not what is between spaces and marks."""
_DOTLESS = "\N{LATIN SMALL LETTER DOTLESS I}"
_DIGITS = frozenset("0123456789")
_OPENERS = frozenset("([\uff08\u3010")
_BRACKETS = ("()", "[]", "\uff08\uff09", "\u3010\u3011")
_MORE = re.compile(r"(?:\u2026|\.\.\.|\[\.\.\.\])(?P<button>[^.\u2026]{2,30})\Z")


@cache  # a constant, made of the package's data
def _button_ends() -> frozenset[str]:
    """The last words of buttons."""
    catalogue = load_phrases()
    video = (phrase for phrase, kind in catalogue.blocks.items() if kind == "video")
    return frozenset(phrase.rpartition(" ")[2] for phrase in (*video, *catalogue.controls))


def _compile_frame() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, load_words("labels")))
    return re.compile(
        rf"\W*(?:(?:(?:{labels})\s{{0,3}}#?)?{_COUNT}\W+"
        rf"|(?:{labels})\s{{0,3}}#?(?P<picture>\d{{1,3}})\W+"
        rf"|(?:{labels})\s?[:\uFF1A/]\s*|(?:image|media) caption\s)",
        re.IGNORECASE,
    )


_FRAME = _compile_frame()


def group_beginnings(texts: Sequence[str]) -> Iterator[list[int]]:
    """Lines that begin with the same words, after what may stand before them.

    >>> list(group_beginnings(["2 of 5: A mill by the sea", "A port there", "A mill by the sea"]))
    [[0, 2]]
    """
    firsts = [letters[:OPENING] for letters in _read_letters(texts)]
    framed: set[int] = set()
    for index in _find_unlike(firsts):
        firsts[index], is_framed = _read_opening(texts[index][:MOST_HEAD])
        if is_framed:
            framed.add(index)
    if len(set(firsts)) == len(firsts):
        return
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for index, first in enumerate(firsts):
        alike[first].append(index)
    for same in alike.values():
        if len(same) > 1:
            yield from _group_words(same, texts, framed)


def _find_unlike(firsts: Sequence[str]) -> list[int]:
    """The lines that begin neither with plain letters nor with a number: few, and quickly found."""
    heads = load_heads("labels")
    is_plain = "".join(firsts).isascii()
    return [
        index
        for index, first in enumerate(firsts)
        if not first[:1].isalpha() or first[:HEAD] in heads or not (is_plain or first.isascii())
        if not first[:1].isdecimal() or not first.isascii() or _COUNTED.match(first)
    ]


def _read_letters(texts: Sequence[str]) -> list[str]:
    """How each of these lines begins, in small letters and without spaces."""
    heads = [text[:LOOK].lstrip(_MARKS) for text in texts]
    joined = "\n".join(heads)
    if joined.count("\n") >= len(heads):  # a block of HTML may have several lines
        joined = "\n".join([head.replace("\n", " ") for head in heads])
    return joined.replace(" ", "").casefold().split("\n") if heads else []


def _read_opening(head: str) -> tuple[str, bool]:
    """The same of one line, without what may stand before it; and whether something does."""
    core = head.lstrip(_MARKS)
    is_framed = _is_framed(core)
    if is_framed:
        core = _strip_head(core)[0]
    if not core.isascii():
        core = core.translate(_PLAIN)
    if not core[:1].isalnum():
        core = _NO_LETTERS.sub("", core)
    return fold_word(_shorten(core)), is_framed


def _shorten(text: str) -> str:
    return text[:LOOK].replace(" ", "")[:OPENING]


def _group_words(
    indices: Sequence[int], texts: Sequence[str], framed: Container[int]
) -> Iterator[list[int]]:
    """Those of these lines that begin with the same words."""
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in indices:
        if LEAST_CHARACTERS <= len(texts[index]) <= MOST_CHARACTERS:
            head = texts[index][:KEY_CHARACTERS]
            alike[_read_words(_strip_head(head)[0] if index in framed else head)].append(index)
    return (same for same in alike.values() if len(same) > 1)


def _read_words(head: str) -> tuple[str, ...]:
    """The first words of a caption that begins so."""
    folded = head.casefold()
    if not folded.isascii() and _RARE.search(folded):
        return tuple(TOKEN.findall(fold_word(folded.translate(INVISIBLE)))[:KEY_WORDS])
    words = _FIRST_WORDS.match(folded)  # faster than all of them, but there may be fewer
    return words.groups() if words else tuple(_WORD.findall(folded))


def _is_framed(text: str) -> bool:
    """Whether something may stand before the caption, by how the line begins."""
    heads, start = load_heads("labels"), text[:HEAD].casefold()
    if start in heads or start[:1] in _DIGITS or start[:1] in _OPENERS:
        return True
    return not start.isascii() and (start[:1] in heads or start[:2] in heads)


def fold_word(word: str) -> str:
    r"""A word in small letters, those of Turkish capitals without their dots.

    >>> fold_word("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}PEK")
    'ipek'
    """
    folded = word.casefold()
    if folded.isascii():
        return folded
    return folded.replace("i\N{COMBINING DOT ABOVE}", "i").replace(_DOTLESS, "i")


def strip_frame(text: str, *, with_buttons: bool = True) -> tuple[str, str]:
    """A caption without what stands before and after it, and its number, if it has one.

    >>> strip_frame("Image 2 of 5: The mill at dusk")
    ('The mill at dusk', '2')
    >>> strip_frame("The mill at dusk hide caption")
    ('The mill at dusk', '')
    """
    if not text.isascii():
        text = text.translate(INVISIBLE)
    text, number = _strip_head(text)
    if count := _TAIL.search(text, max(0, len(text) - MOST_TAIL)):
        text, number = text[: count.start()], number or count["number"]
    return _strip_button(text) if with_buttons else text, number


def _strip_head(text: str) -> tuple[str, str]:
    """The text without its number or label, and the number.

    A count of something is none ("1 of 5 children").
    """
    if text[:1] + text[-1:] in _BRACKETS:
        text = text[1:-1].strip()
    frame = _FRAME.match(text, 0, MOST_HEAD)
    if frame is None or text[frame.end() : frame.end() + 1].islower():
        return text, ""
    return text[frame.end() :], frame["number"] or frame["picture"] or ""


def _strip_button(text: str) -> str:
    """The text without the words of a button at its end, as the catalogue has them."""
    catalogue = load_phrases()
    more = _MORE.search(text, max(0, len(text) - MOST_TAIL))
    if more and normalize_phrase(more["button"]) in catalogue.whole:
        return text[: more.start("button")]
    words = text.rsplit(None, BUTTON_WORDS)
    if not words or normalize_phrase(words[-1]) not in _button_ends():
        return text
    for count in range(min(BUTTON_WORDS, len(words) - 1), LEAST_BUTTON_WORDS - 1, -1):
        phrase = normalize_phrase(" ".join(words[-count:]))
        if catalogue.blocks.get(phrase) == "video" or phrase in catalogue.controls:
            return text[: text.rindex(words[-count])].rstrip()
    return text
