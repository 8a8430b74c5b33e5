"""What holds of decode for any text and any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.repair.decoding.decode import decode

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Without NUL, which UTF-16 is found by, and the openers of encodings that are ASCII as well.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1b~"))
LABELS = st.sampled_from(["latin-1", "utf-8", "utf-16", "shift_jis", "gbk", "hz", "utf-7", "?"])


@given(TEXT, st.none() | LABELS.filter(lambda label: label != "utf-7"))
def test_utf8_is_read_back(text: str, declared: str | None) -> None:
    """Valid UTF-8 gives the text it was made of, whatever is declared."""
    expected = text.removeprefix(MARK)
    assert decode(text.encode("utf-8"), declared=declared) == expected


@given(TEXT, st.sampled_from(["utf-16", "utf-32"]))
def test_marked_utf16_and_utf32_are_read_back(text: str, codec: str) -> None:
    """A byte order mark is enough (a NUL after it would make UTF-16 look like UTF-32)."""
    if text:
        assert decode(text.encode(codec)) == text


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.none() | LABELS, st.booleans())
def test_any_bytes_are_read(data: bytes, declared: str | None, html: bool) -> None:
    """Nothing makes it fail, and the text can be written again."""
    decode(data, declared=declared, html=html).encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200).map(lambda data: b"\xe9\xe8 \xe9\n" + data.replace(b"\0", b"")))
def test_no_line_and_no_ascii_letter_is_lost(data: bytes) -> None:
    """Islands and lines are put together again in their order."""
    text = decode(data, declared="windows-1252")
    assert text.count("\n") == data.count(b"\n")


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=100).filter(lambda data: b"\0" not in data))
@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "koi8-r", "iso8859-2"])
def test_a_declared_code_page_gives_each_byte_a_character(codec: str, data: bytes) -> None:
    """No byte is dropped or replaced in a codec of single bytes, even in its holes."""
    from cleantext.repair.decoding.codepages import read_as

    assert len(read_as(codec, data)) == len(data)
    assert "\N{REPLACEMENT CHARACTER}" not in read_as(codec, data)
