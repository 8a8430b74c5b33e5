"""Whether two lines are one caption: the same words, with a credit more or less, or cut short."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from cleantext.page.captions.credits import are_names, is_credit, strip_credits
from cleantext.page.captions.frames import KEY_WORDS, fold_word, strip_frame
from cleantext.page.features import SENTENCE_ENDS
from cleantext.words import TOKEN

__all__ = ["Copy", "are_apart", "is_cut_of", "is_same", "read_copy"]

LEAST_COMMON = 0.5
"""Where only credits differ, this share of the words is the same."""
LEAST_CUT = 0.6
"""Without dots at its end, a copy that was cut short has kept at least this share of the words."""
LEAST_CUT_DOTS = 0.3
"""The same with dots at its end."""

_CUT = re.compile("(?:\N{HORIZONTAL ELLIPSIS}|\\.\\.\\.|[\\[(]\\.\\.\\.[\\])])\\W{0,3}\\Z")
_WHOLE = tuple(mark for mark in SENTENCE_ENDS if mark != "\N{HORIZONTAL ELLIPSIS}")


@dataclass(frozen=True, slots=True)
class Copy:
    """Blocks with one text.

    ``words`` are all of its words; ``core`` is how many of them stand before its credits.
    ``is_cut`` says that it ends with dots, ``is_whole`` that it ends as a sentence does; ``number``
    is the caption's in a gallery.
    """

    indices: list[int]
    text: str
    number: str
    words: Sequence[str]
    core: int
    is_cut: bool
    is_whole: bool


def read_copy(indices: list[int], text: str, *, with_buttons: bool = True) -> Copy:
    """What is compared of the text that the blocks with these indices have.

    ``with_buttons`` says that a button may stand behind it, which in HTML is a block of its own.

    >>> read_copy([3], "2 of 5: The mill at dusk, seen from the bridge. (AP Photo)").core
    8
    """
    text, number = strip_frame(unicodedata.normalize("NFC", text), with_buttons=with_buttons)
    core = strip_credits(text)
    # Word by word: some letters are more than one when they are folded, and would part a word.
    words = TOKEN.findall(text.lower() if text.isascii() else text)
    if not text.isascii():
        words = [fold_word(word) for word in words]
    return Copy(
        indices,
        text,
        number,
        words,
        len(TOKEN.findall(core)) if len(core) < len(text) else len(words),
        _CUT.search(core[-8:]) is not None or _CUT.search(text[-8:]) is not None,
        core.endswith(_WHOLE),
    )


def _read_rest(copy: Copy, count: int) -> str:
    """What stands behind so many of its words."""
    last = next(islice(TOKEN.finditer(copy.text), count - 1, None))
    return copy.text[last.end() :]


def are_apart(one: Copy, other: Copy) -> bool:
    """Whether a gallery, or a list, has the two under different numbers."""
    return bool(one.number and other.number) and one.number != other.number


def is_same(one: Copy, other: Copy) -> bool:
    """Whether the words are the same, but for the credits of either.

    >>> mill = "The old mill at dusk, seen from the bridge."
    >>> is_same(read_copy([0], mill + " Foto: dpa"), read_copy([1], mill + " Ann Example"))
    True
    """
    if one.words[: one.core] == other.words[: other.core] or one.words == other.words:
        return True
    common = 0
    for mine, its in zip(one.words, other.words, strict=False):
        if mine != its:
            break
        common += 1
    if common < max(KEY_WORDS, LEAST_COMMON * min(len(one.words), len(other.words))):
        return False
    mine, its = _read_rest(one, common), _read_rest(other, common)
    # Two lines with a name each may be said of two people.
    if is_credit(mine):
        return is_credit(its) or are_names(its)
    return are_names(mine) and is_credit(its)


def is_cut_of(short: Copy, long: Copy) -> bool:
    """Whether the one is the other cut short: with dots, or without and then not much.

    >>> mill = "The old mill at dusk, seen from the bridge over the river."
    >>> is_cut_of(read_copy([0], mill[:30] + "..."), read_copy([1], mill))
    True
    """
    words = short.words if len(short.words) <= len(long.words) else short.words[: short.core]
    count = len(words)
    if not KEY_WORDS <= count < len(long.words) + short.is_cut:
        return False
    if words[:-1] != long.words[: count - 1]:
        return False
    if not long.words[count - 1].startswith(words[-1]):
        return False
    if short.is_cut:
        return count >= LEAST_CUT_DOTS * long.core
    return not short.is_whole and count >= LEAST_CUT * long.core
