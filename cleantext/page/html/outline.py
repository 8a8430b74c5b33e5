"""The texts of a page's blocks, cut from the stream of its tags in one compiled pass.

Between two tags of block elements stands one block. Its text is what a reader sees: the tags of
inline elements gone, white space collapsed, ``<br>`` a line break (two in a row end the block),
the cells of a table's row separated, preformatted text as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleantext.kernels import kernel, subroutine
from cleantext.page.html.block_bytes import MEASURES, measure_blocks
from cleantext.page.html.block_lines import CELL, END, LINE, find_indents, read_lines, tidy
from cleantext.page.html.flow import (
    BREAK,
    BUTTON,
    CELL_END,
    CODE,
    EFFECTS,
    INSIDE,
    LINE_BREAK,
    LINK,
    NO_BORDER,
    PRE,
    UNKNOWN,
    are_words,
    find_border,
    holds_lines,
    is_number,
    place_tag,
)
from cleantext.page.html.markup import Bools, Bytes, Ints, Markup, Words
from cleantext.page.html.source import view_eights
from cleantext.page.html.table_rows import OTHER_ROW, ROW, place_in_row, read_row

__all__ = ["Outline", "read_outline"]

_NOTHING = 3
"""No mark."""
_BLANK = ord(" ")
_LINE_FEED = ord("\n")
_AMPERSAND = ord("&")
_SPACE_MARK = np.frombuffer(b"&nbsp;", dtype=np.uint8)
_NO_BREAK_SPACE = tuple("\N{NO-BREAK SPACE}".encode())
_SIGN = 0xC2
_PERMALINKS = tuple(sign.encode()[1] for sign in ("\N{PILCROW SIGN}", "\N{SECTION SIGN}"))


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The blocks: their texts, where in the stream each begins, and what characters they have.

    ``data`` is their text in bytes, each after a mark, from ``begins`` on, and ``eights`` the eight
    bytes from each byte on; ``places`` is for each block what its mark stands for: a tag of a block
    element, or a ``<br>``; ``counts`` has for each block how many characters it has of each of
    `block_bytes.CLASSES`, ``words`` how many words, ``capitals`` how many of them begin with a
    capital letter, ``linked`` how many visible characters are in links; ``first`` and ``last`` are
    classes.
    """

    texts: list[str]
    indents: dict[int, str]
    data: Bytes
    eights: Words
    counts: Ints
    places: Ints
    begins: Ints
    words: Ints
    capitals: Ints
    linked: Ints
    first: Ints
    last: Ints


def read_outline(markup: Markup) -> Outline:
    """The blocks of a page, in reading order, none of them without a visible character."""
    text = np.empty(len(markup.data), dtype=np.uint8)
    linked = np.empty(len(markup.data), dtype=np.bool_)
    spans = np.empty((2, len(markup.tags) + 1), dtype=np.int64)
    count, size = _cut_text(
        markup.data, markup.starts, markup.ends, markup.tags, markup.steps, markup.partners,
        EFFECTS, text, linked, spans,
    )  # fmt: skip
    count = _end_blocks(text, spans, count, size)
    size, measures, counts = measure_blocks(text, linked, spans[:, : count + 1])
    return _collect(markup, text, size, measures, counts)


@kernel
def _cut_text(
    data: Bytes,
    starts: Ints,
    ends: Ints,
    tags: Bytes,
    steps: Ints,
    partners: Ints,
    effects: Bytes,
    text: Bytes,
    linked: Bools,
    spans: Ints,
) -> tuple[int, int]:
    """Write the texts with a mark for each tag that has one; how many marks, and bytes, those are.

    ``spans`` are where each mark stands in the text, and which tag it stands for.
    """
    size = count = links = pres = codes = row = row_end = lines_end = 0
    is_blank, border = True, NO_BORDER
    for tag in range(tags.size):
        effect = effects[tags[tag]]
        if effect in (UNKNOWN, BUTTON):
            effect = place_tag(data, starts, ends, tags, partners, effects, tag)
        if tags[tag] == ROW and steps[tag] > 0:
            row = read_row(data, starts, ends, tags, effects, tag, partners[tag])
            row_end = tag if row == OTHER_ROW else partners[tag]
        elif tag < row_end:
            effect = place_in_row(effect, row)
        elif effect == PRE and not pres and holds_lines(tags[tag + 1 : partners[tag]], effects):
            lines_end = partners[tag]
        links += steps[tag] * (effect == LINK)
        pres += steps[tag] * (effect == PRE)
        codes += steps[tag] * (effect in (PRE, CODE))
        start = size
        if pres and (effect == LINE_BREAK or (effect == BREAK and tag < lines_end)):
            size = _break_line(effect, text, size)
            effect = INSIDE
        mark = _find_mark(effect, steps[tag], pres > 0)
        if mark != _NOTHING:
            text[size] = mark
            spans[0, count], spans[1, count] = size, tag
            size, count = size + 1, count + 1
            is_blank = True
        border = find_border(border, effect, steps[tag])
        begin, end = ends[tag] + 1, starts[tag + 1] if tag + 1 < tags.size else 0
        is_link = effect == LINK and partners[tag] == tag + 1
        if begin < end and not (is_link and _is_permalink(data[begin:end])):
            is_glued = size > 2 and border != NO_BORDER and not (is_blank or codes)
            label = text[spans[0, max(count - 1, 0)] + 1 : size]
            if is_glued and (
                are_words(border, text[size - 3 : size], data[begin:end])
                or is_number(label, data[begin:end])
            ):
                text[size] = _BLANK
                size += 1
            border = NO_BORDER
            size, is_blank = _copy(data[begin:end], text, size, is_blank, pres > 0)
        linked[start:size] = links > 0
    return count, size


@subroutine
def _break_line(effect: int, text: Bytes, size: int) -> int:
    """End a line of preformatted text, unless a block finds it ended; where the text ends then."""
    if effect == LINE_BREAK or text[size - 1] not in (END, _LINE_FEED):
        text[size] = _LINE_FEED
        size += 1
    return size


@subroutine
def _find_mark(effect: int, step: int, in_pre: bool) -> int:
    """What stands for a tag in the text."""
    if effect == BREAK:
        return LINE if in_pre else END
    if effect == PRE:
        return END
    if effect == LINE_BREAK:
        return LINE
    if effect == CELL_END and step < 0:
        return CELL
    return _NOTHING


@subroutine
def _is_permalink(link: Bytes) -> bool:
    """Whether all that a link shows is a pilcrow or a section sign.

    Manuals put it beside a heading as the address of it; one sees it where the pointer is.
    """
    return link.size == 2 and link[0] == _SIGN and link[1] in _PERMALINKS


@subroutine
def _copy(data: Bytes, text: Bytes, size: int, is_blank: bool, in_pre: bool) -> tuple[int, bool]:
    """Copy what stands between two tags, white space collapsed; its end, and whether that is some.

    ``is_blank`` is whether white space, or a mark, stands before it. A line break between two
    letters of a script without spaces is none (CSS Text Module Level 3, section 4.1.3).
    """
    skipped = 0
    blank = -1  # where the last blank stands, if it was a line break
    for place in range(data.size):
        byte = data[place]
        if skipped:
            skipped -= 1
            continue
        if byte == _AMPERSAND and _is_same(data[place : place + _SPACE_MARK.size], _SPACE_MARK):
            text[size], text[size + 1] = _NO_BREAK_SPACE
            size += 2
            skipped = _SPACE_MARK.size - 1
        elif byte > _BLANK or in_pre:
            if (
                blank == size - 1
                and blank > 2
                and _is_wide(text[blank - 3], text[blank - 2])
                and _is_wide(byte, data[place + 1])
            ):
                size = blank
            blank = -1
            text[size] = byte
            size += 1
        elif not is_blank:
            text[size] = _BLANK
            size += 1
        if byte == _LINE_FEED and not in_pre and text[size - 1] == _BLANK:
            blank = size - 1
        is_blank = byte <= _BLANK
    return size, is_blank


@subroutine
def _is_wide(first: int, second: int) -> bool:
    """Whether a letter that begins with these bytes is Chinese or Japanese, or a mark of theirs.

    Three bytes before the end of a letter only the first of three can be one of these. Not among
    them are, though they begin alike, Korean letters (U+3140 to U+317F), the forms of Arabic ones,
    ligatures and U+FFFD: they stand in scripts with spaces.
    """
    if first == 0xEF:
        return 0xA4 <= second <= 0xAB or 0xBC <= second <= 0xBE
    return 0xE3 <= first <= 0xE9 and not (first == 0xE3 and second == 0x85)


@subroutine
def _is_same(one: Bytes, other: Bytes) -> bool:
    """Whether the bytes are the same."""
    same = one.size == other.size
    for place in range(one.size if same else 0):
        same &= bool(one[place] == other[place])
    return same


@kernel
def _end_blocks(text: Bytes, spans: Ints, count: int, size: int) -> int:
    """Leave in ``spans`` where blocks begin; how many they are. After them comes the text's end.

    Line breaks with nothing but white space between them end the block.
    """
    kept = 0
    was_near = False
    for mark in range(count):
        place = spans[0, mark]
        is_near = False
        if text[place] == LINE and mark + 1 < count:
            after = spans[0, mark + 1]
            is_near = text[after] == LINE and _is_empty(text[place + 1 : after])
        if is_near or was_near:
            text[place] = END
        was_near = is_near
        if text[place] == END:
            spans[0, kept], spans[1, kept] = place, spans[1, mark]
            kept += 1
    spans[0, kept] = size
    return kept


@subroutine
def _is_empty(line: Bytes) -> bool:
    """Whether a line has only spaces; old pages put one that does not break there."""
    place = 0
    while place < line.size and (line[place] == _BLANK or line[place] in _NO_BREAK_SPACE):
        place += 1
    return bool(place == line.size)


def _collect(markup: Markup, text: Bytes, size: int, measures: Ints, counts: Ints) -> Outline:
    data = text[:size]
    decoded = data.tobytes().decode("utf-8", "surrogatepass")
    pieces = tidy(decoded).split(chr(END))[1:]
    texts = list(map(str.strip, pieces))
    if "\x01" in decoded or "\x02" in decoded:
        for index, piece in enumerate(pieces):
            if "\x01" in piece or "\x02" in piece:
                texts[index] = read_lines(piece)
    if "" in texts:
        shown = np.array([bool(each) for each in texts])
        pieces = [piece for piece, text in zip(pieces, texts, strict=True) if text]
        texts = [each for each in texts if each]
        # `measures[:, shown]` would have its columns one after the other: for other machine code.
        measures, counts = measures.compress(shown, axis=1), counts[shown]
    places = measures[MEASURES.index("places")]
    laid_out = (EFFECTS[markup.tags[places]] == PRE) & (markup.steps[places] > 0)
    indents = find_indents(pieces, np.flatnonzero(laid_out).tolist())
    return Outline(texts, indents, data, view_eights(text), counts, *measures)
