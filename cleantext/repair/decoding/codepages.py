"""Floor 1: bytes in a codec that is known, read to the last byte.

Code pages have holes, and files have stray bytes. A byte that a codec can't read is read as
Windows-1252, the encoding of most stray bytes on the web, and the five bytes that are holes there
too as the C1 controls of Latin-1 (WHATWG Encoding Standard, "windows-1252"). So every byte is
accounted for, and in a code page of single bytes each one is one character.
"""

from __future__ import annotations

import codecs

__all__ = ["is_multibyte", "read_as", "read_strictly"]

_ERRORS = "cleantext:windows-1252"
_MULTIBYTE = ("big5", "cp932", "cp949", "cp950", "euc", "gb", "hz", "iso2022", "johab", "shift")

# Encodings that grew: each name stands for several tables, tried from the commonest on.
_TABLES = {
    "big5": ("big5", "cp950", "big5hkscs"),
    "big5hkscs": ("big5", "cp950", "big5hkscs"),
    "cp932": ("cp932", "shift_jis_2004"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "euc_jis_2004": ("euc_jp", "euc_jis_2004"),
    "iso2022_jp": ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_ext"),
}


def _read_stray(error: UnicodeError) -> tuple[str, int]:
    """The error handler: the bytes that can't be read, as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("latin-1").translate(_HIGH), error.end


_HIGH = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
codecs.register_error(_ERRORS, _read_stray)


def is_multibyte(codec: str) -> bool:
    """Whether a character may take more than a byte in a codec (UTF not counted)."""
    return codec.startswith(_MULTIBYTE)


def read_strictly(codec: str, data: bytes) -> str | None:
    r"""The text of the bytes in a codec, or None if it can't read all of them.

    >>> read_strictly("cp932", b"\x93\x8c\x8b\x9e"), read_strictly("cp1252", b"\x81")
    ('東京', None)
    """
    for table in _TABLES.get(codec, (codec,)):
        try:
            return data.decode(table)
        except UnicodeError:
            continue
    return None


def read_as(codec: str, data: bytes) -> str:
    r"""The text of the bytes in a codec, stray bytes as Windows-1252; it never fails.

    >>> read_as("gb18030", b"\xc4\xe3\xff\xba\xc3"), read_as("cp1252", b"\x81\xa9")
    ('你ÿ好', '\x81©')
    """
    text = read_strictly(codec, data)
    if text is not None:
        return text
    if is_multibyte(codec) or codec.startswith("utf"):
        return data.decode(_TABLES.get(codec, (codec,))[0], _ERRORS)
    # A table of 256 characters reads a megabyte of holes as fast as a megabyte of text.
    table = bytes(range(256)).decode(codec, _ERRORS)
    return codecs.charmap_decode(data, "strict", table)[0]
