"""What a tag does to the text around it: which elements are blocks, and which stand among words.

Browsers are told so by style sheets. Where they are not at hand, the element's name decides; where
that does not tell, what stands in the element and beside it.
"""

from __future__ import annotations

import numpy as np

from cleantext.kernels import subroutine
from cleantext.page.html.markup import NAMES, Bytes, Ints, tag_table

__all__ = [
    "APART",
    "BREAK",
    "BUTTON",
    "CELL_END",
    "CODE",
    "EFFECTS",
    "INSIDE",
    "LINE_BREAK",
    "LINK",
    "NO_BORDER",
    "PICTURE",
    "PRE",
    "UNKNOWN",
    "are_words",
    "find_border",
    "has_text",
    "holds_lines",
    "is_number",
    "place_tag",
]

_INLINE = (
    "a abbr acronym area b bdi bdo big cite del dfn em embed font i ins label map mark nobr output "
    "picture q rb rp rt rtc ruby s small source span strike strong sub sup time track u var wbr !--"
).split()
_CODE = ("code", "kbd", "samp", "tt")
_CELLS = ("td", "th")
# What a tag does to the text around it.
(
    INSIDE, BREAK, CELL_END, LINE_BREAK, PRE, CODE, LINK, PICTURE, APART, UNKNOWN, BUTTON,
) = range(11)  # fmt: skip
# What stands between two texts: nothing, the start of an element, the end of one or of a link, a
# second element or link after that, a picture, a field.
NO_BORDER, _START, _END, _LINK_END, _ELEMENTS, _LINKS, _PICTURE, _FIELD = range(8)
EFFECTS = np.full(len(NAMES), BREAK, dtype=np.uint8)
EFFECTS[tag_table(_INLINE)] = INSIDE
EFFECTS[tag_table(_CODE)] = CODE
EFFECTS[tag_table(_CELLS)] = CELL_END
for _name, _effect in (
    ("br", LINE_BREAK), ("pre", PRE), ("a", LINK), ("img", PICTURE), ("input", APART),
    ("?", UNKNOWN), ("button", BUTTON), ("time", APART),
):  # fmt: skip
    EFFECTS[NAMES.index(_name)] = _effect
_IS_LINE = tag_table(("div", "li", "ol", "ul"))
_SPACE = ord(" ")
_MARKS = tuple(map(ord, "!),:;?"))
_LABEL_MARKS = tuple(map(ord, "!:?"))
_STOP = ord(".")
"""In the names of programs it stands before capital letters, too."""
_OPENING, _CLOSING, _QUOTE = map(ord, '()"')
_MOST_IN_NUMBER = 6
"""The number of an entry in a list has no more bytes."""
_MOST_INSIDE = 32
"""An element among words holds no more tags: else each of many would be looked through."""


@subroutine
def place_tag(
    data: Bytes,
    starts: Ints,
    ends: Ints,
    tags: Bytes,
    partners: Ints,
    effects: Bytes,
    tag: int,
) -> int:
    """What a tag does to the text around it whose element may be a block, or stand among words.

    Browsers take unknown elements to be inline, and style sheets make blocks of most: what holds
    no block and has text beside it stands among words, and a button needs text on both sides.
    """
    is_button = effects[tags[tag]] == BUTTON
    opening, closing = min(tag, partners[tag]), max(tag, partners[tag])
    while 0 < opening < closing < min(tags.size - 1, opening + _MOST_INSIDE):
        is_after = has_text(data[ends[opening - 1] + 1 : starts[opening]])
        is_before = has_text(data[ends[closing] + 1 : starts[closing + 1]])
        if is_after or is_before:
            if _holds_block(tags[opening + 1 : closing], effects):
                return BREAK
            if is_button:
                return APART if is_after and is_before else BREAK
            return INSIDE
        is_alone = effects[tags[opening - 1]] == UNKNOWN and partners[opening - 1] == closing + 1
        if is_button or not is_alone:
            return BREAK
        opening, closing = opening - 1, closing + 1  # all that the element around it holds
    return BREAK


@subroutine
def _holds_block(tags: Bytes, effects: Bytes) -> bool:
    """Whether any of these tags is a block's, or breaks a line."""
    blocks = 0
    for tag in tags:
        blocks += effects[tag] not in (INSIDE, CODE, LINK, PICTURE, APART, UNKNOWN)
    return blocks > 0


@subroutine
def holds_lines(tags: Bytes, effects: Bytes) -> bool:
    """Whether all blocks in preformatted text are lines of it, as viewers of code write them.

    What else is in it belongs to a page that never closed it.
    """
    others = 0
    for tag in tags:
        others += effects[tag] in (BREAK, PRE, CELL_END) and not _IS_LINE[tag]
    return others == 0


@subroutine
def has_text(data: Bytes) -> bool:
    """Whether there is anything but white space."""
    place = 0
    while place < data.size and data[place] <= _SPACE:
        place += 1
    return place < data.size


@subroutine
def find_border(border: int, effect: int, step: int) -> int:
    """What stands between the text before a tag and the text after it; ``border`` is that so far.

    ``step`` is the tag's, of `Markup.steps`.
    """
    if effect == APART or border == _FIELD:
        return _FIELD
    if effect == PICTURE or border == _PICTURE:
        return _PICTURE
    if effect not in (INSIDE, LINK) or step == 0 or border == _LINKS:
        return border
    if step < 0:
        ended = _LINK_END if effect == LINK else _END
        return max(border, ended)
    if effect == LINK and border == _LINK_END:
        return _LINKS
    return _ELEMENTS if border > _START else _START


@subroutine
def are_words(border: int, before: Bytes, after: Bytes) -> bool:
    """Whether words would be glued at a border: ``before`` are three bytes at least.

    Nothing but style sheets keeps apart what stands in two elements, so there a capital letter has
    to begin the second word, and a small letter, a digit or a mark to end the first; or else the
    second begins with a capital and a small letter, or with a digit after three letters. What
    begins or ends in an element ("Note" in bold, "This" after it) needs three small letters, or a
    mark after two, and a capital and a small one. A picture may
    float in a word, between small letters. Chinese and Japanese letters stand without spaces
    anyhow.
    """
    if border == NO_BORDER:
        return False
    last, first = before[-1], after[0]
    is_capital = _is_capital(after)
    is_word = 97 <= last | 32 <= 122 or 48 <= last <= 57 or _ends_letter(before)
    if border < _ELEMENTS:
        return is_capital and _begins_small(after) and _ends_small(before)
    if border in (_PICTURE, _FIELD):
        if last in _MARKS or last == _STOP:
            return is_capital
        is_inside = border == _PICTURE and 97 <= last <= 122 and 97 <= first <= 122
        is_start = 97 <= first | 32 <= 122 or 48 <= first <= 57 or 0xC3 <= first <= 0xE1
        return is_word and is_start and not is_inside
    if 48 <= first <= 57:
        return _are_letters(before)
    is_end = is_word and (border == _LINKS or not 65 <= last <= 90 or _begins_small(after))
    return is_capital and (is_end or last in _MARKS or (border == _LINKS and last == _STOP))


@subroutine
def is_number(label: Bytes, after: Bytes) -> bool:
    """Whether what a block begins with is its number in a list, and words follow it at once.

    Laws set theirs in an element of its own, "(a)" or "12.", and leave the space to a style sheet.
    """
    if not 1 < label.size <= _MOST_IN_NUMBER:
        return False
    others = 0
    for byte in label[label[0] == _OPENING : -1]:
        others += not (48 <= byte <= 57 or 97 <= byte | 32 <= 122 or byte == _STOP)
    is_digit = 48 <= label[0] <= 57
    is_end = label[-1] == _CLOSING or (label[-1] == _STOP and is_digit)
    is_word = 97 <= after[0] | 32 <= 122 or after[0] == _QUOTE or after[0] > 0xC2
    return bool(is_end and is_word and others == 0)


@subroutine
def _are_letters(text: Bytes) -> bool:
    """Whether a text ends with three letters of ASCII, or with one of two bytes."""
    count = 0
    for byte in text[-3:]:
        count += 97 <= byte | 32 <= 122
    return count == 3 or _ends_two_bytes(text)


@subroutine
def _ends_small(text: Bytes) -> bool:
    """Whether a text ends with three small letters, or with two and the mark of a label."""
    if _ends_two_bytes(text):
        return not _is_capital(text[-2:])
    count = 0
    for byte in text[-3:-1]:
        count += 97 <= byte <= 122
    return count == 2 and (97 <= text[-1] <= 122 or text[-1] in _LABEL_MARKS)


@subroutine
def _ends_two_bytes(text: Bytes) -> bool:
    """Whether a text ends with a letter of two bytes: those of three may stand without spaces."""
    return bool(text[-1] >= 0x80 and 0xC3 <= text[-2] <= 0xDF)


@subroutine
def _begins_small(text: Bytes) -> bool:
    """Whether a small letter follows the first letter of a text, a capital one."""
    place = 1 if text[0] < 0x80 else 2
    if text.size <= place:
        return False
    if text[place] < 0x80:
        return bool(97 <= text[place] <= 122)
    return text[place] >= 0xC3 and not _is_capital(text[place:])


@subroutine
def _is_capital(text: Bytes) -> bool:
    """Whether a text begins with a capital letter of Latin, Greek or Cyrillic, the usual ones."""
    first, second = text[0], text[min(1, text.size - 1)]
    return bool(
        65 <= first <= 90
        or (first == 0xC3 and 0x80 <= second <= 0x9E)
        or (first == 0xCE and 0x86 <= second <= 0xAB)
        or (first == 0xD0 and 0x80 <= second <= 0xAF)
    )


@subroutine
def _ends_letter(text: Bytes) -> bool:
    """Whether a text ends with a letter of two or three bytes, and not with a mark or a space."""
    if text[-1] < 0x80:
        return False
    lead = text[-2] if text[-2] >= 0xC0 else text[-3]
    return bool(lead >= 0xC3 and lead != 0xE2)
