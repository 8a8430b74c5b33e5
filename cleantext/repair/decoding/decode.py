"""Floor 1: bytes -> str. Any bytes can be read, and none are lost."""

from __future__ import annotations

import codecs
import re

from cleantext.options import check_argument
from cleantext.repair.decoding.byte_islands import (
    Part,
    is_mostly_utf8,
    part_of_line,
    read_utf8,
    read_with_islands,
    without_utf8,
)
from cleantext.repair.decoding.codepages import is_multibyte, read_as, read_strictly
from cleantext.repair.decoding.declared import declared_codecs
from cleantext.repair.decoding.wide import read_wide

__all__ = ["decode"]

# UTF-32 before UTF-16: its little-endian mark begins with the other's.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENOUGH_TO_GUESS = 8
_HZ = re.compile(rb"~\{(?:[!-w][!-~]){2,512}+~\}")
_TO_JIS = b"\x1b$"
_JIS = re.compile(rb"\x1b\$[@B](?:[!-~]{2}){2}")


def decode(data: bytes, *, declared: str | None = None, html: bool = False) -> str:
    r"""The text that the bytes are of: no bytes make it fail, and none are dropped.

    The first of these that can read the bytes decides:

    1. A byte order mark, which nothing else begins with. It is not part of the text. After that of
       UTF-8 lines in another encoding may follow, where a page was pasted together: go on at 3.
    2. Zero bytes where UTF-32 or UTF-16 has them, but in no UTF-8 beyond ASCII; the escape
       sequences of ISO-2022 and HZ, or UTF-7 if declared: they are valid ASCII too, so they must
       be asked for before UTF-8.
    3. UTF-8, also cut at the end, and CESU-8. It comes before what is declared, since text in
       another encoding is hardly ever valid UTF-8, and declarations are often wrong.
    4. What is declared: ``declared``, then with ``html`` the document's own ``meta`` or XML
       declaration; unless it can't read the bytes, or makes of them what no language looks like,
       or they are five times as similar to another encoding's languages.
    5. Statistics (chardet; of capitals also what they would be in small letters), and between
       candidates that lie close together the one whose text has the fewest strange places, the
       letters of the language and those of the rest of the text.

    4 and 5 decide only about the lines that are not UTF-8. A line that is goes on being UTF-8 among
    lines in another encoding, if its sequences are too many to be chance, or if the other reading
    looks worse. In a document that is mostly UTF-8, single bytes in a line of UTF-8 are read as
    Windows-1252, or as what they are found to be if there are eight or more.

    A byte that the chosen codec can't read is read as Windows-1252, and its five holes as C1
    controls. U+FFFD stands only for a piece of a UTF-8, UTF-16 or UTF-32 character whose other
    bytes are missing.

    ``data`` is one document of any length: ``bytes``, ``bytearray`` or ``memoryview``; anything
    else raises a TypeError. ``declared`` is an encoding's label or a content type, ``"latin-1"`` or
    ``"text/html; charset=big5"``; an unknown one is passed over. ``html`` says that the bytes are
    HTML or XML, and may declare their own encoding.

    It takes time in proportion to the length; statistics look at a sample of about 2 KB. It can
    be wrong in a document of a few words with few letters beyond ASCII, between encodings that
    share them; in UTF-16 without a mark and without one space, digit or line break; and in rarer
    encodings that are not among the candidates, unless they are declared. Labels follow the WHATWG
    Encoding Standard, and so does the order, but for UTF-8 first.

    >>> decode("café".encode()), decode(b"caf\xe9"), decode(b"caf\xe9 \xe2\x82\xac \xe2\x82\xac")
    ('café', 'café', 'café € €')
    >>> decode(b"\xcc\xee\xf1\xea\xe2\xe0", declared="text/html; charset=windows-1251")
    'Москва'
    """
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(
            f"decode() takes bytes; got {type(data).__name__}. A str is decoded already: "
            "give it to clean() or repair()"
        )
    if declared is not None:
        check_argument("declared", declared, str, "a str")
    data = bytes(data)
    for mark, codec in _WIDE_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    is_marked = data.startswith(codecs.BOM_UTF8)
    text = None if is_marked else _read_disguised(data, declared)
    if text is None:
        text = read_utf8(data)  # with its mark, which shows what a character was that was cut
    if text is None:
        return _read_legacy(data.removeprefix(codecs.BOM_UTF8), declared, html=html)
    return text[1:] if is_marked else text


def _read_disguised(data: bytes, declared: str | None) -> str | None:
    """The text of an encoding whose bytes are valid ASCII or UTF-8 as well, if it is one."""
    named = declared_codecs(data, declared, html=False)
    if b"\0" in data:
        # Of two bytes to each character none are UTF-8, unless all of them are ASCII.
        return read_wide(data, named) if data.isascii() or read_utf8(data) is None else None
    # Single bytes are found many times faster than pairs, and are rare.
    escaped = b"\x1b" in data or (b"~" in data and _HZ.search(data) is not None)
    if (escaped or declared) and data.isascii():
        for codec in (*named, "iso2022_jp", "iso2022_kr", "hz"):
            if codec.startswith(("iso2022", "hz", "utf-7")):
                text = read_strictly(codec, data)
                if text is not None and not text.isascii() and "\x1b" not in text:
                    return text
    return _read_broken_jis(data) if escaped and _JIS.search(data) else None


def _read_broken_jis(data: bytes) -> str | None:
    """The text of ISO-2022-JP that is broken somewhere, or has lines in another encoding.

    Each line begins and ends in ASCII (RFC 1468), so that its damage ends with it.
    """
    lines = data.split(b"\n")
    rest = [line for line in lines if _TO_JIS not in line]
    others = decode(b"\n".join(rest)).split("\n") if rest else []
    if len(others) != len(rest):
        return None  # the others are in an encoding that has other line breaks
    each = iter(others)
    return "\n".join(
        read_as("iso2022_jp", line) if _TO_JIS in line else next(each) for line in lines
    )


def _read_legacy(data: bytes, declared: str | None, *, html: bool) -> str:
    """The text of bytes that are not UTF-8, or not throughout."""
    named = declared_codecs(data, declared, html=html)
    if b"\0" not in data and (wide := read_wide(data, named)):
        return wide
    mostly_utf8 = is_mostly_utf8(data)
    lines = data.split(b"\n")
    parts = [part_of_line(line, mostly_utf8=mostly_utf8) for line in lines]

    def only(*wanted: Part) -> bytes:
        return b"\n".join(line for line, part in zip(lines, parts, strict=True) if part in wanted)

    familiar = only(Part.UTF8, Part.ISLANDS).decode("utf-8", "ignore")
    legacy = only(Part.LEGACY, Part.DOUBTFUL)
    if legacy.isascii():
        codec = _find_island_codec(only(Part.ISLANDS), named, familiar)
    else:
        codec = _find_codec(legacy, named, familiar)
    in_utf8 = {Part.UTF8, Part.ISLANDS}
    if Part.DOUBTFUL in parts:
        doubtful = only(Part.DOUBTFUL)
        island_codec = _find_island_codec(legacy, named, familiar)
        if _is_better_with_islands(doubtful, codec, island_codec):
            codec = island_codec
            in_utf8.add(Part.DOUBTFUL)
    if in_utf8.isdisjoint(parts) or "\n".encode(codec) != b"\n":
        return read_as(codec, data)
    island_codec = "cp1252" if is_multibyte(codec) else codec
    mixed = iter(read_with_islands(only(*in_utf8), island_codec).split("\n"))
    rest = iter(read_as(codec, only(*set(Part) - in_utf8)).split("\n"))
    return "\n".join(next(mixed if part in in_utf8 else rest) for part in parts)


def _find_codec(data: bytes, declared: list[str], familiar: str) -> str:
    """What is declared, if it makes sense of the bytes, or what they are found to be."""
    # Statistics load the detector's models, which UTF-8 need not pay.
    from cleantext.repair.decoding.guess import guess_codec, is_credible, sample_of

    sample = sample_of(data)
    for codec in declared:
        if is_credible(codec, sample):
            return codec
    return guess_codec(data, familiar=familiar)


def _find_island_codec(data: bytes, declared: list[str], familiar: str) -> str:
    """The codec of islands in UTF-8: Windows-1252 unless there is enough to tell."""
    islands = without_utf8(data)
    if len(islands) - len(islands.decode("ascii", "ignore")) < _ENOUGH_TO_GUESS:
        return "cp1252"
    codec = _find_codec(islands, declared, familiar)
    return "cp1252" if is_multibyte(codec) else codec


def _is_better_with_islands(data: bytes, codec: str, island_codec: str) -> bool:
    """Whether lines that may be either look less strange as UTF-8 with islands."""
    from cleantext.repair.decoding.guess import sample_of, strangeness

    sample = sample_of(data)
    mixed = strangeness(read_with_islands(sample, island_codec))
    return mixed < strangeness(read_as(codec, sample))
