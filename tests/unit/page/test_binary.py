"""Bytes that are no text."""

from __future__ import annotations

import bz2
import gzip
import lzma

import pytest

from cleantext.page.binary import find_kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (gzip.compress(b"<p>A page", mtime=0), "gzip"),
        (bz2.compress(b"<p>A page"), "bzip2"),
        (lzma.compress(b"<p>A page"), "xz"),
        (b"%PDF-1.7\n", "PDF"),
        (bytearray(b"\x89PNG\r\n\x1a\nIHDR"), "PNG"),
        (memoryview(b"\xff\xd8\xff\xe0JFIF"), "JPEG"),
        (b"PK\x03\x04page", "ZIP"),
        (b"", ""),
        (b"<p>A page", ""),
        (b"%PDF is a format", ""),
        ("\ufeffA page".encode("utf-16"), ""),
        (b"PK is a name", ""),
    ],
)
def test_a_kind_is_told_by_how_it_begins(data: bytes, kind: str) -> None:
    """What packs a page, pictures, PDF; a text of any kind is none."""
    assert find_kind(data) == kind
