"""An HTML page as a well-formed stream of tags and texts, in arrays.

Lexbor builds the tree as a browser does and writes it out again: every tag is closed, every ``<``
is a tag's. What no reader sees (scripts, styles, drawings, comments) is gone by then. One compiled
pass over that stream finds the tags and what stands in what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from cleantext.kernels import START, constant, kernel, subroutine
from cleantext.page.html.dialects import as_page, open_shadows
from cleantext.page.html.formulas import write_formulas
from cleantext.page.html.generated import GENERATING, write_generated
from cleantext.page.html.limits import limit_page
from cleantext.page.html.source import (
    Bytes,
    Ints,
    Words,
    find_next,
    find_zeros,
    first_byte,
    view_eights,
)
from cleantext.page.html.survey import survey

__all__ = ["NAMES", "Bools", "Bytes", "Ints", "Markup", "Words", "read_markup", "tag_table"]

Bools = NDArray[np.bool_]

UNSEEN = (
    "script style svg math iframe template noembed noframes object "
    "canvas video audio textarea applet basefont bgsound keygen"
).split()
"""What holds no text of the page that a reader sees, besides its head."""
RAW = ("xmp", "plaintext")
"""What holds text as it is, tags and all, that a reader sees as it is."""
PADDING = 16
"""So many empty bytes before and after the stream can be read without looking for its ends."""
NAMES = (
    "? a abbr acronym address area article aside b base bdi bdo big blockquote body br button "
    "caption center cite code col colgroup dd del details dfn dialog dir div dl dt em embed "
    "fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr html i "
    "img input ins kbd label legend li link main map mark menu meta nav nobr noscript ol optgroup "
    "option output p param picture pre q rb rp rt rtc ruby s samp section select small source span "
    "strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var wbr !--"
).split()
"""The tags that are told from each other; the first stands for all others. The last is no tag but a
comment, or an instruction to some program."""
_LIKE = {"listing": "pre", "data": "span"}
"""Tags that are like another."""
_COMMENT = len(NAMES) - 1
_VOID = "area base br col embed frame hr img input link meta param source track wbr !--".split()


def _pack(name: str) -> int:
    """The first eight characters as one number."""
    return int.from_bytes(name.encode()[:8], "little")


_FIRST_CHARACTER = 4
_SPAN = NAMES.index("span")
_IFRAME, _MATH, _TEMPLATE = map(UNSEEN.index, ("iframe", "math", "template"))
# What follows one without an end is taken for its content, to the end of the page. Browsers never
# see most of these: they stand in a <noscript>.
_WITHOUT_END = re.compile(rb"<iframe\b[^<>]*/>(?![^<]*</iframe)", re.IGNORECASE)
_TO_SPACES = dict.fromkeys(range(1, _FIRST_CHARACTER), " ")
_WITHOUT_MARKS = bytes.maketrans(b"\0\x01\x02\x03", b"    ")


def tag_table(names: Iterable[str]) -> Bools:
    """For each tag of `NAMES`, whether it is among the names."""
    wanted = frozenset(names)
    return np.array([name in wanted for name in NAMES])


_IS_VOID = tag_table(_VOID)
_LOOKED_FOR = np.array([_pack(name) for name in (*UNSEEN, *RAW, *GENERATING)], dtype=np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)


def _make_slots() -> tuple[Words, Bytes, np.uint64]:
    """A table in which each name has a slot of its own, its index in `NAMES`, and the shift."""
    named = [*NAMES[1:], *_LIKE]
    packed = np.array([_pack(name) for name in named], dtype=np.uint64)
    for bits in range(8, 24):
        shift = np.uint64(64 - bits)
        slots = (packed * _MIX) >> shift
        if len(set(slots.tolist())) == len(packed):
            break
    keys, indices = np.zeros(1 << bits, dtype=np.uint64), np.zeros(1 << bits, dtype=np.uint8)
    keys[slots] = packed
    indices[slots] = [NAMES.index(_LIKE.get(name, name)) for name in named]
    return keys, indices, shift


_KEYS, _INDICES, _SHIFT = _make_slots()
_LESS, _GREATER, _SLASH, _BANG, _QUESTION, _DASH = (constant(ord(mark)) for mark in "<>/!?-")
# A name ends where one of the first two has its byte, and a prefix where the third has.
_SPACES, _ENDS, _COLONS = (np.uint64(_pack(mark * 8)) for mark in " >:")


@dataclass(frozen=True, slots=True, eq=False)
class Markup:
    """The tags of a page in their order, and where they stand in its bytes.

    ``data`` is the stream in UTF-8 with `PADDING` around it; tag i is
    ``data[starts[i] : ends[i] + 1]``, and the text up to the next tag follows it. ``tags`` are
    indices into `NAMES`; ``steps`` is 1 where a tag opens an element, -1 where it closes one, and 0
    for one without content. ``partners`` is the place of the tag that closes what this one opens,
    or the other way round; ``parents`` the place of the tag that opened the element around it (-1
    outside of all). ``source`` is the page as it was, in UTF-8.
    """

    source: bytes
    data: Bytes
    starts: Ints
    ends: Ints
    tags: Bytes
    steps: Ints
    depths: Ints
    partners: Ints
    parents: Ints

    def containers(self, places: Ints) -> Ints:
        """The tag that opened the element in which the text after each of these tags stands."""
        return np.where(self.steps[places] > 0, places, self.parents[places])


def read_markup(html: str) -> Markup:
    """Parse the page and read its tags.

    >>> markup = read_markup("<p>One<br>two")
    >>> [(NAMES[tag], int(step)) for tag, step in zip(markup.tags[2:5], markup.steps[2:5])]
    [('p', 1), ('br', 0), ('p', -1)]
    """
    source = _encode(html)
    page = as_page(html)
    stream = _write_stream(source if page is html else _encode(page))
    if int(np.frombuffer(stream, dtype=np.uint8).min(initial=_FIRST_CHARACTER)) < _FIRST_CHARACTER:
        # Parsed again: a mark may be in the name of a tag, and a space would end the name.
        stream = _write_stream(_encode(page.translate(_TO_SPACES))).translate(_WITHOUT_MARKS)
    padding = b" " * PADDING
    data = np.frombuffer(b"".join((padding, stream, padding)), dtype=np.uint8)
    most = int(np.count_nonzero(data == np.uint8(_LESS)))  # a fifth of what `bytes.count` takes
    spans = np.empty((2, most), dtype=np.int64)
    tags = np.empty(most, dtype=np.uint8)
    tree = np.empty((4, most), dtype=np.int64)
    count = _read_tags(
        data, view_eights(data), _KEYS, _INDICES, _SHIFT, _IS_VOID, spans, tags, tree[0]
    )
    starts, ends = spans[:, :count]
    steps, depths, partners, parents = tree[:, :count]
    _pair(steps, depths, partners, parents)
    return Markup(source, data, starts, ends, tags[:count], steps, depths, partners, parents)


def _write_stream(source: bytes) -> bytes:
    """The page as Lexbor writes it, without what no reader sees."""
    seen = survey(source, _LOOKED_FOR)
    if seen.empty >> _IFRAME & 1 and _WITHOUT_END.search(source):
        source = _WITHOUT_END.sub(rb"\g<0></iframe>", source)
        seen = survey(source, _LOOKED_FOR)
    if seen.names >> _TEMPLATE & 1 and b"shadowroot" in source:
        source = open_shadows(source)
        seen = survey(source, _LOOKED_FOR)
    limited = limit_page(source, seen)
    # Nobody listens for changes of the tree: to tell of them takes a fifteenth of the time.
    parser = LexborHTMLParser(limited, options=LexborDocumentOptions.WO_EVENTS)
    if seen.names >> _MATH & 1:
        write_formulas(parser)
    # Each name is a walk over the tree. A head is there whether it is written or not.
    unseen = ["head", *(name for index, name in enumerate(UNSEEN) if seen.names >> index & 1)]
    parser.strip_tags(unseen, recursive=True)
    for index, name in enumerate(RAW, len(UNSEEN)):
        if seen.names >> index & 1:
            _preformat(parser, name)
    for index, name in enumerate(GENERATING, len(UNSEEN) + len(RAW)):
        if seen.names >> index & 1:
            write_generated(parser, name)
    root = parser.root
    stream = root.html if root is not None else None
    return (stream or "").encode("utf-8", "surrogatepass")


def _preformat(parser: LexborHTMLParser, name: str) -> None:
    """Make preformatted text of what these elements hold: it is written without escapes."""
    for node in parser.css(name):
        text = escape(node.text(), quote=False)
        node.replace_with(LexborHTMLParser(f"<pre>{text}</pre>").css("pre")[0])


def _encode(html: str) -> bytes:
    """The page in UTF-8: two surrogates that are one character joined, a single one as U+FFFD."""
    try:
        return html.encode()
    except UnicodeEncodeError:
        return html.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


@kernel
def _read_tags(
    data: Bytes,
    eights: Words,
    keys: Words,
    indices: Bytes,
    shift: np.uint64,
    is_void: Bools,
    spans: Ints,
    tags: Bytes,
    steps: Ints,
) -> int:
    """Find the tags: their starts and ends (``spans``), names and steps; how many there are."""
    found = place = START
    while True:
        place = find_next(eights, _LESS, place)
        end = _find_end(data, eights, place)
        if end == eights.size:
            return found
        is_closing = data[place + 1] == _SLASH
        tag = np.uint8(_COMMENT)
        if data[place + 1] not in (_BANG, _QUESTION):
            tag = _find_name(eights[place + 1 + is_closing], keys, indices, shift)
        spans[0, found], spans[1, found], tags[found] = place, end, tag
        steps[found] = -1 if is_closing else 0 if is_void[tag] else 1
        found += 1
        place = end


@kernel
def _pair(steps: Ints, depths: Ints, partners: Ints, parents: Ints) -> None:
    """Find for each tag its depth, its partner, and the tag that opened the element around it.

    A tag that closes nothing becomes a step of nought; what is left open ends with the last tag.
    """
    open_tags = np.empty(steps.size, np.int64)
    depth = 0
    for tag in range(steps.size):
        partners[tag] = tag
        if steps[tag] < 0 and depth:
            depth -= 1
            partners[tag] = open_tags[depth]
            partners[open_tags[depth]] = tag
        elif steps[tag] < 0:
            steps[tag] = 0
        depths[tag] = depth
        parents[tag] = open_tags[depth - 1] if depth else -1
        if steps[tag] > 0:
            open_tags[depth] = tag
            depth += 1
    for level in range(depth):
        partners[open_tags[level]] = steps.size - 1


@subroutine
def _find_end(data: Bytes, eights: Words, place: int) -> int:
    """Where a tag or a comment ends; a name may hold a "<", but no ">"."""
    end = find_next(eights, _GREATER, place)
    if end < eights.size and data[place + 1] == _BANG:
        first = place + 5  # the dashes that end a comment are not those that begin it
        while end < eights.size and (
            end <= first or data[end - 1] != _DASH or data[end - 2] != _DASH
        ):
            end = find_next(eights, _GREATER, end + 1)
    return end


@subroutine
def _find_name(name: np.uint64, keys: Words, indices: Bytes, shift: np.uint64) -> np.uint8:
    """The index of the name with which these eight bytes begin.

    A name with a prefix is another language's, such as ``st1:city`` of word processors: they put
    such tags around words, and a reader sees nothing of them, as of a ``span``.
    """
    ends = find_zeros(name ^ _SPACES) | find_zeros(name ^ _ENDS)
    if ends:
        name &= (np.uint64(1) << np.uint64(8 * first_byte(ends))) - np.uint64(1)
    has_prefix = find_zeros(name ^ _COLONS) != 0
    slot = (name * _MIX) >> shift
    otherwise = np.uint8(_SPAN * has_prefix)
    return indices[slot] if keys[slot] == name else otherwise
