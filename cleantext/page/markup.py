"""An HTML page as a well-formed stream of tags and texts, in arrays.

Lexbor builds the tree as a browser does and writes it out again: every tag is closed, every ``<``
is a tag's. What no reader sees (scripts, styles, drawings, comments) is gone by then. On that
stream a few operations on whole arrays do what a walk over the tree would do node by node.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from cleantext.page.limits import limit_page

__all__ = ["NAMES", "Bools", "Bytes", "Ints", "Markup", "Words", "read_markup", "tag_table"]

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]
Words = NDArray[np.uint64]

UNSEEN = (
    "script style svg math head iframe template xmp noembed noframes plaintext object "
    "canvas video audio textarea applet basefont bgsound keygen"
).split()
"""What holds no text of the page that a reader sees."""
PADDING = 16
"""So many empty bytes before and after the stream can be read without looking for its ends."""
NAMES = (
    "? a abbr acronym address area article aside b base bdi bdo big blockquote body br button "
    "caption center cite code col colgroup dd del details dfn dialog dir div dl dt em embed "
    "fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr html i "
    "img input ins kbd label legend li link main map mark menu meta nav nobr noscript ol optgroup "
    "option output p param picture pre q rp rt ruby s samp section select small source span strike "
    "strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var wbr"
).split()
"""The tags that are told from each other; the first stands for all others."""
_VOID = "area base br col embed frame hr img input link meta param source track wbr".split()


def _pack(name: str) -> int:
    """The first eight characters as one number."""
    return int.from_bytes(name.encode()[:8], "little")


_SORTED = sorted(range(1, len(NAMES)), key=lambda index: _pack(NAMES[index]))
_PACKED = np.array([_pack(NAMES[index]) for index in _SORTED], dtype=np.uint64)
_INDICES = np.array(_SORTED, dtype=np.uint8)
# A tag comes first: the name of an attribute may be "<!--" or "<?".
_UNREAD = re.compile(r"(<[A-Za-z/][^>]*>)|<!--.*?-->|<\?[^>]*>", re.DOTALL)
_FIRST_CHARACTER = 4
_SPACES = dict.fromkeys(range(1, _FIRST_CHARACTER), " ")
_WITHOUT_MARKS = bytes.maketrans(b"\0\x01\x02\x03", b"    ")
_ONES = np.uint64(0x0101010101010101)
_HIGHS = np.uint64(0x8080808080808080)


def tag_table(names: Iterable[str]) -> Bools:
    """For each tag of `NAMES`, whether it is among the names."""
    wanted = frozenset(names)
    return np.array([name in wanted for name in NAMES])


_IS_VOID = tag_table(_VOID)


@dataclass(frozen=True, slots=True, eq=False)
class Markup:
    """The tags of a page in their order, and where they stand in its bytes.

    ``data`` is the stream in UTF-8 with `PADDING` around it; tag i is
    ``data[starts[i] : ends[i] + 1]``, and the text up to the next tag follows it. ``tags`` are
    indices into `NAMES`; ``steps`` is 1 where a tag opens an element, -1 where it closes one, and 0
    for one without content. ``partners`` is the place of the tag that closes what this one opens,
    or the other way round; ``parents`` the place of the tag that opened the element around it (-1
    outside of all). ``words`` are the eight bytes that begin at each byte, as one number.
    """

    stream: bytes
    data: Bytes
    words: Words
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
    stream = _write_stream(html)
    if int(np.frombuffer(stream, dtype=np.uint8).min(initial=_FIRST_CHARACTER)) < _FIRST_CHARACTER:
        # Parsed again: a mark may be in the name of a tag, and a space would end the name.
        stream = _write_stream(html.translate(_SPACES)).translate(_WITHOUT_MARKS)
    stream = b" " * PADDING + stream + b" " * PADDING
    data = np.frombuffer(stream, dtype=np.uint8)
    words = np.ndarray((len(data) - 7,), dtype="<u8", buffer=stream, strides=(1,))
    starts, ends = np.flatnonzero(data == ord("<")), np.flatnonzero(data == ord(">"))
    if len(starts) != len(ends):  # a "<" in the name of a tag or of an attribute
        starts = starts[np.unique(np.searchsorted(ends, starts), return_index=True)[1]]
    closes = data[starts + 1] == ord("/")
    tags = _find_names(words[starts + 1 + closes])
    steps = np.where(closes, -1, np.where(_IS_VOID[tags], 0, 1))
    depths = np.cumsum(steps) - (steps > 0)
    return Markup(stream, data, words, starts, ends, tags, steps, depths, *_pair(steps, depths))


def _write_stream(html: str) -> bytes:
    parser = LexborHTMLParser(limit_page(html))
    parser.strip_tags(UNSEEN, recursive=True)
    root = parser.root
    stream = (root.html or "") if root is not None else ""
    if "<?" in stream:
        stream = _UNREAD.sub(r"\1", stream)
    elif "<!--" in stream:
        stream = _drop_comments(stream)
    stream = stream.replace("&nbsp;", "\N{NO-BREAK SPACE}")
    return stream.encode("utf-8", "surrogatepass")


def _drop_comments(stream: str) -> str:
    """The same as `_UNREAD` does, and faster: most pages have no processing instructions."""
    pieces = []
    done, start = 0, stream.find("<!--")
    while start >= 0:
        last = max(done, stream.rfind(">", done, start))
        if stream.find("<", last, start) >= 0:  # it is the name of an attribute
            start = stream.find("<!--", stream.find(">", start))
            continue
        pieces.append(stream[done:start])
        done = stream.find("-->", start + 4) + 3
        start = stream.find("<!--", done)
    return "".join((*pieces, stream[done:]))


def _find_names(words: Words) -> Bytes:
    """The index of each tag's name; ``words`` are the eight bytes that begin with it."""
    ends = _find_zeros(words ^ (_ONES * np.uint64(ord(" "))))
    ends |= _find_zeros(words ^ (_ONES * np.uint64(ord(">"))))
    first = ends & (~ends + np.uint64(1))
    names = words & ((first >> np.uint64(7)) - np.uint64(1))
    places = np.minimum(np.searchsorted(_PACKED, names), len(_PACKED) - 1)
    return np.where(_PACKED[places] == names, _INDICES[places], np.uint8(0))


def _find_zeros(words: Words) -> Words:
    """The high bit of each byte that is zero; only the lowest is certain (Warren, ch. 6)."""
    return (words - _ONES) & ~words & _HIGHS


def _pair(steps: Ints, depths: Ints) -> tuple[Ints, Ints]:
    """For each tag its partner, and the tag that opened the element around it."""
    count = len(steps)
    nested = np.flatnonzero(steps)
    order = nested[np.argsort(depths[nested].astype(np.int16), kind="stable")]
    partners = np.arange(count)
    # At one depth, tags that open and that close take turns.
    partners[order[::2]] = order[1::2]
    partners[order[1::2]] = order[::2]
    opening = order[::2]
    keys = depths[opening] * count + opening
    around = np.searchsorted(keys, (depths - 1) * count + np.minimum(partners, np.arange(count)))
    parents = np.where(depths > 0, opening[around - 1], -1)
    return partners, parents
