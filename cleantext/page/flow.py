"""What a tag does to the text around it: which elements are blocks, and which stand among words.

Browsers are told so by style sheets. Where they are not at hand, the element's name decides; where
that does not tell, what stands in the element and beside it.
"""

from __future__ import annotations

import numpy as np

from cleantext.kernels import subroutine
from cleantext.page.markup import NAMES, Bytes, Ints, tag_table

__all__ = [
    "APART",
    "BREAK",
    "BUTTON",
    "CELL_END",
    "EFFECTS",
    "INSIDE",
    "LINE_BREAK",
    "LINK",
    "PICTURE",
    "PRE",
    "ROW",
    "UNKNOWN",
    "are_words",
    "is_data_row",
    "place_tag",
]

_INLINE = (
    "a abbr acronym area b bdi bdo big cite code del dfn em embed font i ins kbd label map mark "
    "nobr output picture q rb rp rt rtc ruby s samp small source span strike strong sub sup time "
    "track tt u var wbr !--"
).split()
_CELLS = ("td", "th")
# What a tag does to the text around it.
(
    INSIDE, BREAK, CELL_END, LINE_BREAK, PRE, LINK, PICTURE, APART, UNKNOWN, BUTTON,
) = range(10)  # fmt: skip
EFFECTS = np.full(len(NAMES), BREAK, dtype=np.uint8)
EFFECTS[tag_table(_INLINE)] = INSIDE
EFFECTS[tag_table(_CELLS)] = CELL_END
for _name, _effect in (
    ("br", LINE_BREAK), ("pre", PRE), ("a", LINK), ("img", PICTURE), ("input", APART),
    ("?", UNKNOWN), ("button", BUTTON),
):  # fmt: skip
    EFFECTS[NAMES.index(_name)] = _effect
ROW = NAMES.index("tr")
_MOST_IN_CELL = 100
"""The cell of a table of data holds no more bytes."""
_SPACE = ord(" ")
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
    opening, closing = min(tag, partners[tag]), max(tag, partners[tag])
    if not 0 < opening < closing < min(tags.size - 1, opening + _MOST_INSIDE):
        return BREAK
    for within in tags[opening + 1 : closing]:
        if effects[within] not in (INSIDE, LINK, PICTURE, APART, UNKNOWN):
            return BREAK
    is_after = _has_text(data[ends[opening - 1] + 1 : starts[opening]])
    is_before = _has_text(data[ends[closing] + 1 : starts[closing + 1]])
    if effects[tags[tag]] == BUTTON:
        return APART if is_after and is_before else BREAK
    return INSIDE if is_after or is_before else BREAK


@subroutine
def is_data_row(
    data: Bytes, starts: Ints, ends: Ints, tags: Bytes, effects: Bytes, start: int, end: int
) -> bool:
    """Whether a row is one of a table of data: two cells or more, each with a few words at most.

    The cells of pages that are laid out as tables hold more, one block after the other.
    """
    cells = size = 0
    is_over = False
    for tag in range(start + 1, end):
        effect = effects[tags[tag]]
        if tags[tag] == ROW or effect == PRE:
            return False
        if effect == CELL_END:
            cells += size > 0
            size, is_over = 0, False
        is_over |= effect == BREAK and size > 0
        text = data[ends[tag] + 1 : starts[tag + 1]]
        if _has_text(text):
            size += text.size
            if is_over or size > _MOST_IN_CELL:
                return False
    return cells > 1


@subroutine
def _has_text(data: Bytes) -> bool:
    """Whether there is anything but white space."""
    place = 0
    while place < data.size and data[place] <= _SPACE:
        place += 1
    return place < data.size


@subroutine
def are_words(last: int, first: int, between: int) -> bool:
    """Whether the letters beside a picture or a field are of two words, which would be glued.

    ``last`` may be the last byte of several. A picture may stand in a word, between small letters.
    Chinese and Japanese letters stand without spaces anyhow.
    """
    if between == PICTURE and 97 <= last <= 122 and 97 <= first <= 122:
        return False
    is_end = 97 <= last | 32 <= 122 or 48 <= last <= 57 or last >= 0x80
    return is_end and (97 <= first | 32 <= 122 or 48 <= first <= 57 or 0xC3 <= first <= 0xE1)
