"""A first look at the source of an HTML page: how large it is, and what may be in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleantext.kernels import START, constant, kernel, subroutine
from cleantext.page.html.open_elements import FORMATTING, LINKS
from cleantext.page.html.source import Bytes, Ints, Words, find_either, is_letter, view_eights

__all__ = ["Survey", "find_data", "survey"]

_EIGHT = 8
_LESS, _GREATER, _SLASH, _PLUS, _AT = (constant(ord(mark)) for mark in "<>/+@")
_DATA = np.frombuffer(b"ld+json", dtype=np.uint8)
_TYPE = np.frombuffer(b'"@type"', dtype=np.uint8)
_FORMATS, _LINKS = (
    np.array([int.from_bytes(name.encode(), "little") for name in names.split()], dtype=np.uint64)
    for names in (FORMATTING, LINKS)
)


@dataclass(frozen=True, slots=True)
class Survey:
    """How many tags and the like a page has, and how many bytes the longest tag has, at most.

    ``formats`` are the opening tags of formatting elements (bold type and the like), and ``copied``
    the bytes of these, with those of the longest link. ``names`` are the names that begin a tag
    somewhere, and ``empty`` those of a tag that ends in ``/>``, as bits.
    """

    count: int
    longest: int
    names: int
    empty: int
    formats: int
    copied: int


def survey(source: bytes, wanted: Words) -> Survey:
    """Look through a page once; a name is known by its first eight letters.

    >>> survey(b"<p>A<br/>", np.array([int.from_bytes(b"br", "little")], dtype=np.uint64))
    Survey(count=2, longest=4, names=1, empty=1, formats=0, copied=0)
    """
    data, eights = _view(source)
    return Survey(*_survey(data, eights, len(source), wanted, _FORMATS, _LINKS))


def find_data(source: bytes) -> tuple[list[int], list[int]]:
    """Where ``ld+json`` stands, and where ``"@type"`` does.

    >>> find_data(b'<script type="application/ld+json">{"@type": "Article"}</script>')
    ([26], [36])
    """
    data, eights = _view(source)
    # What is found is as long, and two share a byte at most; the sign tells what it is.
    found = np.empty(len(data) // (_DATA.size - 1) + 1, dtype=np.int64)
    places = found[: _find_data(data, eights, _DATA, _TYPE, found)].tolist()
    return [place for place in places if place >= 0], [~place for place in places if place < 0]


def _view(source: bytes) -> tuple[Bytes, Words]:
    # A view of a single number is of another kind, and would be compiled for again.
    padded = source if len(source) > _EIGHT else source + b" " * _EIGHT
    data = np.frombuffer(padded, dtype=np.uint8)
    return data, view_eights(data)


@kernel
def _survey(
    data: Bytes, eights: Words, size: int, wanted: Words, formatting: Words, links: Words
) -> tuple[int, int, int, int, int, int]:
    count = longest = found = empty = formats = copied = link = START
    place = _find_mark(data, eights, _LESS, _LESS, START)
    while place < data.size:
        count += 1
        start = place
        place = _find_mark(data, eights, _LESS, _LESS, place + 1)
        if not _begins_tag(data, start + 1):
            continue
        word = _read_name(data, start + 1)
        name = _find_name(word, wanted)
        if _find_name(word, formatting):
            formats += 1
            copied += place - start
        elif _find_name(word, links):
            link = max(link, place - start)
        if name or min(place, size) - start > longest:
            end = _find_mark(data[:place], eights[: max(place - 7, 0)], _GREATER, _GREATER, start)
            longest = max(longest, min(end, size) - start)
            empty |= name * (end < place and data[end - 1] == _SLASH)
        found |= name
    return count, longest, found, empty, formats, copied + link


@subroutine
def _begins_tag(data: Bytes, place: int) -> bool:
    """Whether a tag's name begins there, or a slash before it; else it is a comment, or no tag."""
    return place < data.size and (is_letter(data[place]) or bool(data[place] == _SLASH))


@kernel
def _find_data(data: Bytes, eights: Words, script: Bytes, kind: Bytes, found: Ints) -> int:
    """Find what stands where, each by a sign in it that is rare; how many there are."""
    count = 0
    place = _find_mark(data, eights, _PLUS, _AT, START)
    while place < data.size:
        if data[place] == _PLUS and _stands(data, place - 2, script):
            found[count] = place - 2
            count += 1
        elif data[place] == _AT and _stands(data, place - 1, kind):
            found[count] = ~(place - 1)
            count += 1
        place = _find_mark(data, eights, _PLUS, _AT, place + 1)
    return count


@subroutine
def _stands(data: Bytes, place: int, text: Bytes) -> bool:
    """Whether a text stands there, from a place on that may be before the first."""
    same = 0
    if 0 <= place <= data.size - text.size:
        while same < text.size and data[place + same] == text[same]:
            same += 1
    return same == text.size


@subroutine
def _find_mark(data: Bytes, eights: Words, one: int, other: int, place: int) -> int:
    """Where one of two bytes stands next; the end of the data if none does."""
    place = max(place, find_either(eights, one, other, place))
    if place >= eights.size:
        while place < data.size and data[place] != one and data[place] != other:
            place += 1
    return place


@subroutine
def _read_name(data: Bytes, place: int) -> np.uint64:
    """The first eight letters of the name that begins there, in small letters, as one number."""
    name = np.uint64(0)
    size = 0
    while size < 8 and place + size < data.size and is_letter(data[place + size]):
        name |= np.uint64(data[place + size] | 32) << np.uint64(8 * size)
        size += 1
    return name


@subroutine
def _find_name(name: np.uint64, wanted: Words) -> int:
    """The bit of a name among those that are wanted; 0 if it is none of them."""
    found = 0
    for index in range(wanted.size):
        found |= int(wanted[index] == name) << index
    return found
