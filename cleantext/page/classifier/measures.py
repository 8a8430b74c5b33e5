"""What the blocks of a page look like in numbers, each by itself: one pass over the characters.

All numbers are whole, so that they are the same on every machine. `context` adds where each block
stands and which words it shares with the page, and `network` decides by all of it.

To add a measure: its name in `COLUMNS`, its values (one for each block) at the same place among
the ``measures`` of `measure_blocks`, and the weights trained again. A count of a class of
characters needs a line in ``_COUNTED`` alone.
What takes a look at each block by itself is slow: a page has hundreds, and 5 microseconds each are
half of the time that there is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleantext.model import Block
from cleantext.page.classifier.lexicon import Lexicon, load_lexicon
from cleantext.page.classifier.word_hashes import Ints
from cleantext.page.features import LIST_MARK, SENTENCE_ENDS, SEPARATORS
from cleantext.page.plain import Lines, lines_of
from cleantext.words import UNSPACED

__all__ = ["COLUMNS", "SENTENCE_END", "Ints", "column", "measure_blocks"]

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
    _END: "".join(SENTENCE_ENDS),
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
_PART = 1 << 17
"""So many characters are counted at once: what is made of each takes twenty bytes meanwhile."""

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
_STARTING = [_UPPER, _DIGIT]
_COUNTED_CLASSES, _SHARED_CLASSES = list(_COUNTED.values()), list(_SHARES.values())


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
    lines = lines_of(blocks)
    texts = lines.texts
    classes, offsets = _classify_text(lines)
    counts, starts = _count_classes(classes, offsets)
    visible = counts.sum(axis=0) - counts[_SPACE]
    words = starts.sum(axis=0) + (counts[_UNSPACED] - starts[_UNSPACED]) // 2
    breaks = [min(gap.count("\n"), _MOST_BREAKS) for gap in lines.gaps]
    # Column by column in memory, as everything that follows takes them.
    columns = np.empty((len(COLUMNS), len(blocks)), dtype=np.int64)
    parts = (
        (visible, words),
        starts[_STARTING] * 1000 // np.maximum(words, 1),
        (visible * 10 // np.maximum(words, 1),),
        counts[_COUNTED_CLASSES],
        counts[_SHARED_CLASSES] * 1000 // np.maximum(visible, 1),
        _find_ends(texts, classes, offsets),
        ([LIST_MARK.match(text) is not None for text in texts],),
        ([_MOST_BREAKS, *breaks[:-1]], breaks, phrases),
        lexicon.read([text[:_HEAD] for text in texts]).T,
        _count_copies(texts),
    )
    place = 0
    for part in parts:
        columns[place : place + len(part)] = part
        place += len(part)
    return columns.T


def _classify_text(lines: Lines) -> tuple[NDArray[np.uint8], Ints]:
    """The class of each character of the page, and where each block begins, and the page ends."""
    text = lines.text
    offsets = np.array([*lines.starts, len(text)])
    if text.isascii():
        classes = text.encode("ascii").translate(_class_table()[:256].tobytes())
        return np.frombuffer(classes, dtype=np.uint8), offsets
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if len(codes) > len(text):  # a character beyond the basic plane is two there
        wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        codes = np.minimum(wide, 0xFFFF)
    return _class_table()[codes], offsets


def _count_classes(classes: NDArray[np.uint8], offsets: Ints) -> tuple[Ints, Ints]:
    """How many characters of each class a block has, and how many of its words begin with one.

    Both have a row for each class, and a column for each block.
    """
    space = classes == _SPACE
    begins = ~space
    begins[1:] &= space[:-1]
    kinds = classes | begins.view(np.uint8) * np.uint8(_CLASSES)
    parts = [
        _count_kinds(kinds[offsets[first] : offsets[last]], offsets[first : last + 1])
        for first, last in _cut(offsets)
    ]
    both = np.concatenate(parts)
    return both.sum(axis=1).T, both[:, 1].T


def _count_kinds(kinds: NDArray[np.uint8], offsets: Ints) -> Ints:
    """How many characters of each kind some blocks have, whose places are those in their page."""
    count = len(offsets) - 1
    keys = np.repeat(np.arange(0, 2 * _CLASSES * count, 2 * _CLASSES), offsets[1:] - offsets[:-1])
    keys += kinds
    return np.bincount(keys, minlength=2 * _CLASSES * count).reshape(count, 2, _CLASSES)


def _cut(offsets: Ints) -> Iterator[tuple[int, int]]:
    """Runs of blocks that have `_PART` characters or are one block: their first, and the next."""
    if offsets[-1] <= _PART:
        return iter([(0, len(offsets) - 1)])
    edges = np.searchsorted(offsets, np.arange(0, int(offsets[-1]), _PART))
    return pairwise(dict.fromkeys([*edges.tolist(), len(offsets) - 1]))


def _find_ends(texts: Sequence[str], classes: NDArray[np.uint8], offsets: Ints) -> Ints:
    """The class of a block's first character, of its last, and of its last that closes nothing.

    A row for each, a column for each block.
    """
    starts = offsets[:-1]
    sizes = np.array(list(map(len, texts)), dtype=np.int64)
    last = np.maximum(starts + sizes - 1, starts)
    end = last.copy()
    padded = np.append(classes, np.uint8(_SPACE))
    for _ in range(_MOST_CLOSERS):
        kinds = padded[end]
        closes = ((kinds == _QUOTE) | (kinds == _BRACKET)) & (end > starts)
        if not closes.any():
            break
        end -= closes
    kinds = padded[np.array([starts, last, end])]
    return np.where(sizes > 0, kinds, np.int64(_SPACE))


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


def _count_copies(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    """How often the page has each text, and how often before it."""
    if len(set(texts)) == len(texts):
        return [1] * len(texts), [0] * len(texts)
    seen: dict[str, int] = {}
    before = []
    for text in texts:
        count = seen.get(text, 0)
        before.append(count)
        seen[text] = count + 1
    return [seen[text] for text in texts], before
