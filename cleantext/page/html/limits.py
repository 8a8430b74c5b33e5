"""Pages that would take a parser quadratic time, brought within limits that no real page reaches.

HTML's rules make a parser look through the open elements at each tag, through the attributes of a
tag at each attribute, and through a list's options at each option: 100,000 of any take a minute.
Browsers stop at a depth of 512, and so does this. In each block a parser opens again what bold type
and the like nobody closed, with all attributes: 400 of these and 3,000 paragraphs take half a
gigabyte, and so does one with a thousand attributes.
"""

from __future__ import annotations

import numpy as np

from cleantext.kernels import START, constant, copy_bytes, kernel, subroutine
from cleantext.page.html.open_elements import (
    IS_FORMATTING,
    IS_LEAF,
    IS_LINK,
    IS_VOID,
    MOST_DEPTH,
    close_element,
    name_flags,
    open_element,
)
from cleantext.page.html.source import (
    CLOSING,
    NAME_BITS,
    NONE,
    OPENING,
    RAW,
    Bytes,
    Ints,
    Words,
    find_next,
    is_name,
    is_space,
    number_name,
    read_tag,
    view_source,
)
from cleantext.page.html.survey import Survey

__all__ = ["limit_page"]

MOST_OPTIONS = 2_000
MOST_ATTRIBUTES = 1_000
MOST_COPIES = 250_000
"""About so many formatting elements are opened again, all blocks of a page together, but for one of
more than 60,000 tags ..."""
MOST_FORMATS, LEAST_FORMATS = 64, 4
"""... but of so many at once some are let through."""
MOST_BYTES = 20_000_000
"""Where more than so many bytes of tags may be copied, no element that is opened again keeps ..."""
MOST_MARKS, MOST_TAG = 200, 20_000
"""... more marks between attributes, or bytes, than so many for all that are open with it."""
_FEW_TAGS = 12_000
_LONG_TAG = 40_000
_LESS, _QUOTE, _APOSTROPHE, _SLASH = (constant(ord(mark)) for mark in "<\"'/")
_OPTION = np.frombuffer(b"option", dtype=np.uint8)
_SCRIPT = np.frombuffer(b"<script", dtype=np.uint8)
_COMMENT = np.frombuffer(b"<!--", dtype=np.uint8)
_BREAK = np.frombuffer(b"<br>", dtype=np.uint8)
_END = np.frombuffer(b">", dtype=np.uint8)


def limit_page(html: bytes, seen: Survey) -> bytes:
    """The page without the tags and attributes that are beyond the limits; its text stays.

    ``seen`` is what a first look at it found.

    >>> seen = Survey(count=1, longest=11, names=0, empty=0, formats=0, copied=0)
    >>> limit_page(b"<p>As it was", seen)
    b'<p>As it was'
    """
    count, copies = seen.count, seen.formats * (seen.count - seen.formats)
    is_small = count <= _FEW_TAGS and seen.longest <= _LONG_TAG
    is_within = is_small and copies <= MOST_COPIES and seen.copied * count <= MOST_BYTES
    # What is within limits goes by as nothing, so that this is compiled with the first page of all,
    # where a wait is expected, and not with the first large one.
    data, eights = view_source(b"" if is_within else html)
    limited = np.empty(data.size + (0 if is_within else count * len(_BREAK)), dtype=np.uint8)
    most_formats = min(max(MOST_COPIES // max(count, 1), LEAST_FORMATS), MOST_FORMATS)
    most = 0 if is_within else count
    size = _limit(data, eights, most, most_formats, is_small, name_flags(), limited)
    return html if is_within else limited[:size].tobytes()


_KEEP, _DROP, _PART, _BARE = range(4)
"""What becomes of a tag: it stays, goes, becomes a line break, or loses its attributes."""


@kernel
def _limit(
    data: Bytes,
    eights: Words,
    most: int,
    most_formats: int,
    is_small: bool,
    flags: Ints,
    limited: Bytes,
) -> int:
    """Write the page without what is beyond the limits; its size.

    A small page is only held to that of formats.
    """
    if not most:
        return copy_bytes(data, limited, START)
    names = np.empty(most, np.int64)
    counts = np.zeros(1 << NAME_BITS, np.int64)
    formats = np.zeros(3 << NAME_BITS, np.int64)
    state = np.zeros(6, np.int64)  # the last are how many options there were, and open formats
    done = size = place = START
    while True:
        kind, start, place, name_end = read_tag(data, eights, place)
        if kind == NONE:
            return copy_bytes(data[done:], limited, size)
        if kind == RAW and _may_end_elsewhere(data[:place], eights, start, state):
            state[1] += MOST_DEPTH
        if kind in (OPENING, CLOSING):
            name = data[start + 1 + (kind == CLOSING) : name_end]
            number = number_name(name)
            if _is_surplus(number, kind, most_formats, flags, formats, state):
                # What begins bold type ends a drawing, as a line break does.
                fate = _PART if kind == OPENING and state[2] else _DROP
            else:
                fate = _find_fate(name, number, kind, flags, names, counts, state)
                fate = _look_at_size(data[start:place], fate, is_small, flags[number], state[5])
            if fate != _KEEP:
                size = copy_bytes(data[done:start], limited, size)
                if fate == _PART:
                    size = copy_bytes(_BREAK, limited, size)
                elif fate == _BARE:
                    size = copy_bytes(data[start:name_end], limited, size)
                    size = copy_bytes(_END, limited, size)
                done = place


@subroutine
def _find_fate(
    name: Bytes, number: int, kind: int, flags: Ints, names: Ints, counts: Ints, state: Ints
) -> int:
    """What becomes of a tag for its place; the arguments are those of `open_element`."""
    if is_name(name, START, _OPTION) and name.size == _OPTION.size:
        state[4] += kind == OPENING
        return _PART if state[4] > MOST_OPTIONS else _KEEP
    if flags[number] & IS_VOID:
        return _KEEP
    if kind == CLOSING:
        is_within = close_element(number, flags, names, counts, state)
    else:
        is_within = open_element(number, flags, names, counts, state)
    if is_within:
        return _KEEP
    return _DROP if flags[number] & IS_LEAF else _PART  # a line break would end a drawing


@subroutine
def _is_surplus(number: int, kind: int, most: int, flags: Ints, formats: Ints, state: Ints) -> bool:
    """Whether a formatting element is one too many, or a closing tag closes none.

    ``formats`` are for each name how many are open that began outside of all cells, how many that
    began in one, and how many were left out. What ends with its cell is counted on: a cell may be
    none, or have ended long ago.
    """
    if not flags[number] & IS_FORMATTING:
        return False
    place = number + (int(state[3] > 0) << NAME_BITS)
    left_out = number + (2 << NAME_BITS)
    if kind == OPENING:
        is_one = state[5] >= most
        formats[left_out if is_one else place] += 1
        state[5] += not is_one
        return bool(is_one)
    if formats[left_out] or not formats[place]:
        formats[left_out] -= formats[left_out] > 0
        return True
    formats[place] -= 1
    state[5] -= 1
    return False


@subroutine
def _may_end_elsewhere(data: Bytes, eights: Words, place: int, state: Ints) -> bool:
    """Whether raw text may end elsewhere: in a drawing, or in a script that holds another.

    It begins at this place and ends with the data.
    """
    marks = scripts = comments = 0
    place = find_next(eights, _LESS, place)
    while place < data.size:
        marks += 1
        scripts += is_name(data, place, _SCRIPT)
        comments += is_name(data, place, _COMMENT)
        place = find_next(eights, _LESS, place + 1)
    return marks > 2 and ((comments > 0 and scripts > 1) or state[2] > 0)


@subroutine
def _look_at_size(tag: Bytes, fate: int, is_small: bool, flags: int, formats: int) -> int:
    """What becomes of a tag for its attributes; on a small page only if it is opened again."""
    if fate != _KEEP and not is_small:
        return fate
    is_heavy = False
    if flags & (IS_FORMATTING | IS_LINK):
        together = max(formats, 1) if flags & IS_FORMATTING else 1
        most = MOST_MARKS // together
        is_heavy = tag.size * together > MOST_TAG or (tag.size > most and _count_marks(tag) > most)
    return _BARE if is_heavy or (not is_small and _has_many(tag)) else _KEEP


@subroutine
def _has_many(tag: Bytes) -> bool:
    """Whether the tag can have more attributes than any page has."""
    return tag.size > MOST_ATTRIBUTES * 2 and _count_marks(tag) >= MOST_ATTRIBUTES


@subroutine
def _count_marks(tag: Bytes) -> int:
    """How many marks a tag has that may stand between two attributes; some in a row are one."""
    count = 0
    was_mark = False
    for byte in tag:
        is_mark = is_space(byte) or byte in (_QUOTE, _APOSTROPHE, _SLASH)
        count += is_mark and not was_mark
        was_mark = is_mark
    return count
