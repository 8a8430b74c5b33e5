"""What the blocks of a page look like in numbers, each by itself: one pass over the characters.

All numbers are whole, so that they are the same on every machine. `context` adds what stands
around each block, and `forest` decides by both.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleantext.model import Block
from cleantext.page.features import LIST_MARK, SENTENCE_ENDS, SEPARATORS
from cleantext.page.lexicon import Lexicon, load_lexicon
from cleantext.page.plain import join
from cleantext.words import UNSPACED

__all__ = ["COLUMNS", "SENTENCE_END", "Ints", "column", "measure_blocks"]

Ints = NDArray[np.int64]

(_SPACE, _LOWER, _UPPER, _LETTER, _UNSPACED, _DIGIT, _END, _COMMA, _COLON, _QUOTE, _BRACKET,
 _SEPARATOR, _DASH, _PUNCTUATION, _SYMBOL, _RIGHTS) = range(16)  # fmt: skip
SENTENCE_END = _END
"""The class of the marks that end a sentence, in the columns that hold classes."""
_BY_CATEGORY = {
    "Ll": _LOWER, "Lu": _UPPER, "Lt": _UPPER, "Lo": _LETTER, "Lm": _LETTER, "Mn": _LETTER,
    "Mc": _LETTER, "Me": _LETTER, "Nd": _DIGIT, "Nl": _DIGIT, "No": _DIGIT, "Pi": _QUOTE,
    "Pf": _QUOTE, "Ps": _BRACKET, "Pe": _BRACKET, "Pd": _DASH, "Po": _PUNCTUATION,
    "Pc": _PUNCTUATION,
}  # fmt: skip
_BY_CHARACTER = {
    _END: SENTENCE_ENDS,
    _COMMA: ",;\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}\N{ARABIC COMMA}\N{ARABIC SEMICOLON}",
    _COLON: ":\N{FULLWIDTH COLON}",
    _QUOTE: "\"'",
    _SEPARATOR: SEPARATORS,
    _RIGHTS: "@\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}",
}
_HEAD = 100
"""So many characters of a block's beginning are looked at word by word."""
_MOST_BREAKS = 4
_MOST_CLOSERS = 3
_CLASSES = 16
_WORD = re.compile(r"\w+")

_COUNTED = {
    "sentences": _END, "commas": _COMMA, "colons": _COLON, "quotes": _QUOTE, "brackets": _BRACKET,
    "separators": _SEPARATOR, "dashes": _DASH, "punctuation": _PUNCTUATION, "symbols": _SYMBOL,
    "rights": _RIGHTS,
}  # fmt: skip
_SHARES = {
    "lower": _LOWER, "upper": _UPPER, "letters": _LETTER, "unspaced": _UNSPACED, "digits": _DIGIT,
}  # fmt: skip
COLUMNS = (
    "characters", "words", "capitalized", "numbers", "word_length", *_COUNTED, *_SHARES,
    "first", "last", "end", "list_mark", "breaks_before", "breaks_after", "phrase",
    "evidence", "evidence_mean", "evidence_first", "evidence_last", "evidence_least",
    "evidence_most", "function_words", "known_words", "copies", "copies_before",
)  # fmt: skip
"""The names of the measures. Shares are in thousandths; ``first``, ``last`` and ``end`` (the last
character that closes nothing) are classes of characters; ``evidence`` is the lexicon's."""


_PLACES = {name: index for index, name in enumerate(COLUMNS)}


def column(name: str) -> int:
    """Where a measure stands in a row."""
    return _PLACES[name]


def measure_blocks(
    blocks: Sequence[Block], phrases: Sequence[int], lexicon: Lexicon | None = None
) -> Ints:
    """A row of measures for each block, int64 of shape (blocks, columns).

    ``phrases`` says for each block what the phrase catalogue knows of it (0: nothing);
    ``lexicon`` is what words say, by default the one that comes with the package.
    """
    lexicon = lexicon or load_lexicon()
    classes, offsets = _classify_text(blocks)
    counts, starts = _count_classes(classes, offsets)
    visible = counts.sum(axis=1) - counts[:, _SPACE]
    words = starts.sum(axis=1) + (counts[:, _UNSPACED] - starts[:, _UNSPACED]) // 2
    per_word = np.maximum(words, 1)
    shares = counts[:, list(_SHARES.values())] * 1000 // np.maximum(visible, 1)[:, None]
    breaks = [min(block.gap.count("\n"), _MOST_BREAKS) for block in blocks]
    columns = [
        visible,
        words,
        starts[:, _UPPER] * 1000 // per_word,
        starts[:, _DIGIT] * 1000 // per_word,
        visible * 10 // per_word,
        counts[:, list(_COUNTED.values())],
        shares,
        _find_ends(blocks, classes, offsets),
        [_MOST_BREAKS, *breaks[:-1]],
        breaks,
        phrases,
        [_read_words(block.text, lexicon) for block in blocks],
        _count_copies(blocks),
    ]
    return np.column_stack(columns)


def _classify_text(blocks: Sequence[Block]) -> tuple[NDArray[np.uint8], Ints]:
    """The class of each character of the page, and where each block begins, and the page ends."""
    text = join(blocks)
    if text.isascii():
        codes = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    else:
        wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        codes = np.minimum(wide, 0xFFFF)
    offsets = np.array([*(block.start for block in blocks), len(text)])
    return _class_table()[codes], offsets


def _count_classes(classes: NDArray[np.uint8], offsets: Ints) -> tuple[Ints, Ints]:
    """How many characters of each class a block has, and how many of its words begin with one."""
    space = classes == _SPACE
    begins = ~space
    begins[1:] &= space[:-1]
    count = len(offsets) - 1
    keys = np.repeat(np.arange(count) * (2 * _CLASSES), np.diff(offsets))
    keys += classes
    keys += begins * np.int64(_CLASSES)
    both = np.bincount(keys, minlength=count * 2 * _CLASSES).reshape(count, 2, _CLASSES)
    return both.sum(axis=1), both[:, 1]


def _find_ends(blocks: Sequence[Block], classes: NDArray[np.uint8], offsets: Ints) -> Ints:
    """The class of a block's first character, of its last, and of its last that closes nothing."""
    starts = offsets[:-1]
    sizes = np.array([len(block.text) for block in blocks])
    padded = np.append(classes, np.uint8(_SPACE))
    last = np.maximum(starts + sizes - 1, starts)
    end = last.copy()
    for _ in range(_MOST_CLOSERS):
        closes = (padded[end] == _QUOTE) | (padded[end] == _BRACKET)
        end -= closes & (end > starts)
    marked = [LIST_MARK.match(block.text) is not None for block in blocks]
    ends = np.where(sizes[:, None] > 0, padded[np.stack([starts, last, end], axis=1)], _SPACE)
    return np.column_stack([ends, marked])


@cache  # a constant of Unicode, made at its first use so that importing stays cheap
def _class_table() -> NDArray[np.uint8]:
    """The class of each character of the basic plane; what lies beyond counts as U+FFFF."""
    table = np.full(0x10000, _SYMBOL, dtype=np.uint8)
    for code in range(0xFFFF):
        table[code] = _classify(chr(code))
    for first, last in UNSPACED:
        table[first : last + 1][table[first : last + 1] == _LETTER] = _UNSPACED
    for kind, characters in _BY_CHARACTER.items():
        for character in characters:
            table[ord(character)] = kind
    return table


def _classify(character: str) -> int:
    if character.isspace():
        return _SPACE
    return _BY_CATEGORY.get(unicodedata.category(character), _SYMBOL)


def _read_words(text: str, lexicon: Lexicon) -> tuple[int, ...]:
    """What the first words of a block say."""
    words = _WORD.findall(text[:_HEAD].casefold())
    if not words:
        return (0,) * 8
    weights = [lexicon.weights.get(word, 0) for word in words]
    total = sum(weights)
    return (
        total,
        total * 8 // len(words),
        weights[0],
        weights[-1],
        min(weights),
        max(weights),
        len(lexicon.function_words.intersection(words)),
        (len(words) - weights.count(0)) * 1000 // len(words),
    )


def _count_copies(blocks: Sequence[Block]) -> Ints:
    """How often the page has the block's text, and how often before it."""
    totals = Counter(block.text for block in blocks)
    if len(totals) == len(blocks):
        return np.tile(np.array([1, 0], dtype=np.int64), (len(blocks), 1))
    seen: Counter[str] = Counter()
    rows = []
    for block in blocks:
        rows.append((totals[block.text], seen[block.text]))
        seen[block.text] += 1
    return np.array(rows, dtype=np.int64)
