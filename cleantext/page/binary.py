"""Bytes that are no page of HTML, though somebody took them for one: archives, pictures, PDF."""

from __future__ import annotations

__all__ = ["find_kind"]

# How they begin (WHATWG MIME Sniffing Standard, section 6, and the formats' own specifications).
_MARKS = {
    b"\x1f\x8b\x08": "gzip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"BZh91AY&SY": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"PK\x03\x04": "ZIP",
    b"%PDF-": "PDF",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}
_LONGEST = max(map(len, _MARKS))


def find_kind(data: bytes | bytearray | memoryview) -> str:
    """What the bytes are, if they are certainly no text; else an empty string.

    >>> find_kind(b"%PDF-1.7"), find_kind(b"<p>A page")
    ('PDF', '')
    """
    head = bytes(data[:_LONGEST])
    for mark, kind in _MARKS.items():
        if head.startswith(mark):
            return kind
    return ""
