"""The texts of a page's blocks, cut from the stream of its tags all at once.

Between two tags of block elements stands one block. Its text is what a reader sees: the tags of
inline elements gone, white space collapsed, ``<br>`` a line break (two in a row end the block),
the cells of a table's row separated, preformatted text as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from cleantext.page.markup import NAMES, Bools, Bytes, Ints, Markup, tag_table

__all__ = ["CLASSES", "Outline", "read_outline"]

_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label map "
    "mark nobr output picture q rp rt ruby s samp small source span strike strong sub sup time "
    "track tt u var wbr"
).split()
_CELLS = ("td", "th")
_BREAKS = ~tag_table((*_INLINE, *_CELLS, "br"))
_IS_CELL = tag_table(_CELLS)
_BR, _PRE, _A = (NAMES.index(name) for name in ("br", "pre", "a"))
# Marks in the bytes of the text: `read_markup` leaves none of these bytes in a page.
_END, _LINE, _CELL, _NOTHING = 0, 1, 2, 3
_BLANKS = " \t\n\f\r"
_SEPARATED = " | "
_EMPTY_CELLS = re.compile("[\x02 ]+(?=\x01|\\Z)")

CLASSES = (
    "space", "lower", "upper", "letter", "unspaced", "digit", "end", "comma", "colon", "quote",
    "bracket", "separator", "dash", "symbol", "rights", "inner",
)  # fmt: skip
"""The classes of bytes; ``inner`` is a byte inside a character."""


def _make_classes() -> Bytes:
    table = np.full(256, CLASSES.index("symbol"), dtype=np.uint8)
    for name, characters in {
        "space": "\0\x01\x02\t\n\f\r ", "end": ".!?", "comma": ",;", "colon": ":", "quote": "\"'",
        "bracket": "()[]{}", "separator": "|/<>*", "dash": "-_", "rights": "@#$%&+=",
    }.items():  # fmt: skip
        table[[ord(character) for character in characters]] = CLASSES.index(name)
    for name, first, last in (
        ("lower", 0x61, 0x7A), ("upper", 0x41, 0x5A), ("digit", 0x30, 0x39), ("inner", 0x80, 0xBF),
        ("letter", 0xC3, 0xE1), ("unspaced", 0xE3, 0xE9), ("letter", 0xEA, 0xEE),
    ):  # fmt: skip
        table[first : last + 1] = CLASSES.index(name)
    return table


_CLASSES = _make_classes()
_SPACE, _INNER, _UNSPACED = (CLASSES.index(name) for name in ("space", "inner", "unspaced"))
_IS_CLOSING = np.isin(_CLASSES, [CLASSES.index(name) for name in ("quote", "bracket", "inner")])


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The blocks: their texts, where in the stream each begins, and what characters they have.

    ``places`` is for each block the mark before it: a tag of a block element, or a ``<br>``;
    ``counts`` has for each block how many characters of each of `CLASSES` it has, ``words`` how
    many words, ``capitals`` how many of them begin with a capital letter, ``linked`` how many
    visible characters are in links.
    """

    texts: list[str]
    indents: dict[int, str]
    places: Ints
    counts: Ints
    words: Ints
    capitals: Ints
    linked: Ints
    first: Bytes
    last: Bytes
    data: Bytes
    begins: Ints


def read_outline(markup: Markup) -> Outline:
    """The blocks of a page, in reading order, none of them without a visible character."""
    tags, steps = markup.tags, markup.steps
    is_pre = tags == _PRE
    inside_pre = np.cumsum(steps * is_pre) > 0 if is_pre.any() else None
    marks = _mark_tags(tags, steps, inside_pre)
    sizes = np.zeros(len(tags), dtype=np.int64)
    sizes[:-1] = markup.starts[1:] - markup.ends[:-1] - 1
    kept = sizes + (marks != _NOTHING)
    text = _cut_text(markup, marks, sizes)
    spaces = text > _CELL
    spaces &= text <= ord(" ")
    drop = spaces.copy()
    drop[1:] &= text[:-1] <= ord(" ")
    linked = np.repeat(np.cumsum(steps * (tags == _A)) > 0, kept)
    if inside_pre is not None:
        free = ~np.repeat(inside_pre, kept)
        spaces &= free
        drop &= free
    text[spaces] = ord(" ")
    text, linked = text[~drop], linked[~drop]
    places = np.flatnonzero(marks != _NOTHING)
    at_marks = np.flatnonzero(text <= _CELL)
    _end_at_double_lines(text, at_marks)
    ends = text[at_marks] == _END
    return _collect(text, linked, at_marks[ends], places[ends])


def _mark_tags(tags: Bytes, steps: Ints, inside_pre: Bools | None) -> Bytes:
    """What stands for each tag in the text."""
    marks = np.full(len(tags), _NOTHING, dtype=np.uint8)
    marks[_BREAKS[tags]] = _END
    marks[_IS_CELL[tags] & (steps < 0)] = _CELL
    marks[tags == _BR] = _LINE
    if inside_pre is not None:
        marks[_BREAKS[tags] & inside_pre & (tags != _PRE)] = _LINE
    return marks


def _cut_text(markup: Markup, marks: Bytes, sizes: Ints) -> Bytes:
    """The texts with a mark for each tag that has one."""
    starts, ends = markup.starts, markup.ends
    begin = int(starts[0])
    data = markup.data[begin : int(ends[-1]) + 1].copy()
    data[starts - begin] = marks
    values = np.empty((len(starts), 3), dtype=np.bool_)
    values[:, 0] = marks != _NOTHING
    values[:, 1] = False
    values[:, 2] = True
    lengths = np.empty((len(starts), 3), dtype=np.int64)
    lengths[:, 0] = 1
    lengths[:, 1] = ends - starts
    lengths[:, 2] = sizes
    return data[np.repeat(values.ravel(), lengths.ravel())]


def _end_at_double_lines(text: Bytes, at_marks: Ints) -> None:
    """Line breaks with nothing but white space between them end the block."""
    kinds = text[at_marks]
    lines = kinds == _LINE
    if lines.any():
        gaps = np.diff(at_marks)
        near = (gaps == 1) | ((gaps == 2) & (text[at_marks[:-1] + 1] == ord(" ")))
        double = near & lines[:-1] & lines[1:]
        text[at_marks[:-1][double]] = _END
        text[at_marks[1:][double]] = _END


def _collect(text: Bytes, linked: Bools, begins: Ints, places: Ints) -> Outline:
    decoded = text.tobytes().decode("utf-8", "surrogatepass")
    pieces = _tidy(decoded).split("\0")[1:]
    texts = [_read_lines(piece) if "\x01" in piece or "\x02" in piece else piece.strip()
             for piece in pieces]  # fmt: skip
    shown = np.fromiter(map(bool, texts), dtype=np.bool_, count=len(texts))
    counts, words, capitals, links = _count(text, linked, begins)
    first, last = _find_edges(text, begins)
    return Outline(
        [text for text in texts if text],
        _find_indents(pieces, texts),
        places[shown], counts[shown], words[shown], capitals[shown], links[shown],
        first[shown], last[shown], text, begins[shown],
    )  # fmt: skip


def _find_indents(pieces: list[str], texts: list[str]) -> dict[int, str]:
    """The white space before the first word on its line, of the blocks that begin with some."""
    indents = {}
    shown = [piece for piece, text in zip(pieces, texts, strict=True) if text]
    for index, piece in enumerate(shown):
        if piece[0] in _BLANKS:
            lead = piece[: len(piece) - len(piece.lstrip())]
            indents[index] = lead[lead.rfind("\n") + 1 :]
    return indents


def _find_edges(text: Bytes, begins: Ints) -> tuple[Bytes, Bytes]:
    """The class of each block's first byte, and of its last that is no part of a character."""
    limit = len(text) - 1
    first = np.minimum(begins + 1, limit)
    first += _CLASSES[text[first]] == _SPACE
    ends = np.append(begins, len(text))[1:] - 1
    ends -= (text[ends] <= ord(" ")) & (ends > 0)
    for _ in range(3):
        ends -= _IS_CLOSING[text[ends]] & (ends > begins + 1)
    return _CLASSES[text[np.minimum(first, limit)]], _CLASSES[text[ends]]


def _tidy(text: str) -> str:
    """Without invisible marks, and with what the stream had to escape."""
    for mark in ("\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE}"):
        if mark in text:
            text = text.replace(mark, "")
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text


def _read_lines(piece: str) -> str:
    """A block with lines or cells in it."""
    if "\x02" in piece:
        piece = _EMPTY_CELLS.sub("", piece.lstrip("\x02 "))
        cells = [cell.strip(" ") for cell in piece.split("\x02")]
        piece = _SEPARATED.join(cells)
    if "\x01" not in piece:
        return piece.strip()
    return "\n".join(line.strip(" ") for line in piece.split("\x01")).strip()


def _count(text: Bytes, linked: Bools, begins: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """How many characters of each class a block has, how many words, capitals, linked ones."""
    count, width = len(begins), len(CLASSES)
    classes = _CLASSES[text]
    is_space = classes == _SPACE
    first = ~is_space
    first[1:] &= is_space[:-1]
    sizes = np.diff(np.append(begins, len(text)))
    keys = np.repeat(np.arange(count) * (2 * width), sizes)
    keys += classes
    both = np.bincount(keys + first * np.int64(width), minlength=count * 2 * width)
    both = both.reshape(count, 2, width)
    counts = both.sum(axis=1)
    seen = linked & (classes != _SPACE) & (classes != _INNER)
    links = np.bincount(keys[seen] // (2 * width), minlength=count)
    words = both[:, 1].sum(axis=1) + (counts[:, _UNSPACED] - both[:, 1, _UNSPACED]) // 2
    return counts, words, both[:, 1, CLASSES.index("upper")], links
