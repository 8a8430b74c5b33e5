"""Floor 1: UTF-8 that is not UTF-8 throughout: variants, cut ends, islands of another encoding.

Pages are pasted together out of parts, and not every part is in the encoding of the rest. Most
parts are whole lines; a smart quote or a name may also stand alone in a line of UTF-8.
"""

from __future__ import annotations

import re
from enum import Enum

from cleantext.repair.decoding.codepages import read_as

__all__ = [
    "Part",
    "is_mostly_utf8",
    "part_of_line",
    "read_utf8",
    "read_with_islands",
    "without_utf8",
]

_ASCII = bytes(range(0x80))
_SEA = re.compile("[^\\x00-\\x7f\udc80-\udcff]+")
# One valid sequence may be chance: in GB2312 or TIS-620 a seventh of the characters are one. Four
# in a row, and nothing else, are not.
_NO_CHANCE = 4
_MOSTLY = 0.6


class Part(Enum):
    """What a line is, as far as the validity of its bytes can tell."""

    UTF8 = "valid, and not by chance"
    ISLANDS = "UTF-8 with islands of another encoding"
    LEGACY = "in another encoding, or ASCII"
    DOUBTFUL = "either of the last two"


def read_utf8(data: bytes) -> str | None:
    r"""The text of UTF-8, of its variants, and of UTF-8 whose last character was cut; else None.

    The variants are CESU-8 (Unicode Technical Report 26) and Java's two-byte NUL. Of a character
    whose last bytes are missing nothing can be read: it becomes one U+FFFD, if the rest has shown
    that it is UTF-8 by more than being ASCII. So does half a surrogate pair.

    >>> read_utf8(b"na\xc3\xafve caf\xc3"), read_utf8(b"caf\xe9")
    ('naïve caf\ufffd', None)
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where, cut = error.start, error.reason == "unexpected end of data"
    if cut and not data[:where].isascii():
        return data[:where].decode("utf-8") + "\N{REPLACEMENT CHARACTER}"
    try:
        halves = data.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass")
        return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    except UnicodeDecodeError:
        return None


def is_mostly_utf8(data: bytes) -> bool:
    r"""Whether the valid UTF-8 sequences are too many to be chance, and most of what is not ASCII.

    >>> is_mostly_utf8("é à è ê".encode() + b" \xe9"), is_mostly_utf8(b"caf\xc3\xa9")
    (True, False)
    """
    count, share = _valid_sequences(data)
    return count >= _NO_CHANCE and share >= _MOSTLY


def part_of_line(line: bytes, *, mostly_utf8: bool) -> Part:
    """What a line is, in a document that is mostly UTF-8 or mostly not."""
    if line.isascii():
        return Part.LEGACY
    count, share = _valid_sequences(line)
    if share == 1 and (mostly_utf8 or count >= _NO_CHANCE):
        return Part.UTF8
    if share == 0:
        return Part.LEGACY
    return Part.ISLANDS if mostly_utf8 and share >= _MOSTLY else Part.DOUBTFUL


def _valid_sequences(data: bytes) -> tuple[int, float]:
    """How many valid UTF-8 sequences there are, and their share of the bytes above ASCII."""
    above = data.translate(None, _ASCII)
    valid = above.decode("utf-8", "ignore")
    return len(valid), len(valid.encode("utf-8")) / len(above)


def without_utf8(data: bytes) -> bytes:
    r"""The bytes without their valid UTF-8 sequences: ASCII and the islands.

    >>> without_utf8(b"caf\xe9 caf\xc3\xa9")
    b'caf\xe9 caf'
    """
    mixed = data.decode("utf-8", "surrogateescape")
    return _SEA.sub("", mixed).encode("utf-8", "surrogateescape")


def read_with_islands(data: bytes, codec: str) -> str:
    r"""The text of bytes that are partly UTF-8 and for the rest in a codec of single bytes.

    Each valid UTF-8 sequence is read as UTF-8, each other byte by ``codec``. It is wrong where
    bytes of the other codec happen to be a valid sequence, so ask first which is likelier.

    >>> read_with_islands(b"caf\xe9 caf\xc3\xa9", "cp1252")
    'café café'
    """
    high = read_as(codec, bytes(range(0x80, 0x100)))
    islands = {0xDC80 + place: character for place, character in enumerate(high)}
    return data.decode("utf-8", "surrogateescape").translate(islands)
