"""Bytes that are to be UTF-8, measured as Python would decode them."""

import random

import pytest

from cleantext.corpus.utf8 import find_disguised, measure_texts
from cleantext.neardup.texts import Texts
from cleantext.repair.decoding.decode import decode

PIECES = [
    b"a", b"~", b" ", b"\xc3\xa9", b"\xe2\x82\xac", b"\xf0\x9f\x98\x80", b"\xc3", b"\xa9",
    b"\xed\xa0\x80", b"\xe0\x80\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80", b"\xf4\x90\x80\x80",
    b"\xff", b"\0", b"\x1b", b"plain words that fill a block of sixty-four bytes, or almost so ",
]  # fmt: skip


def made_texts() -> list[bytes]:
    """Hundreds of byte strings, most of them not UTF-8, and their beginnings."""
    chance = random.Random(1)
    made = [b"".join(chance.choices(PIECES, k=chance.randrange(12))) for _ in range(500)]
    return [*made, *(text[: chance.randrange(len(text) + 1)] for text in made)]


def characters(text: bytes) -> int:
    """How many characters Python finds; -1 if it refuses the bytes."""
    try:
        return len(text.decode())
    except UnicodeDecodeError:
        return -1


def test_lengths_are_those_of_strictly_decoded_texts() -> None:
    """Surrogates, overlong forms, cut characters and stray bytes are refused, as by Python."""
    texts = made_texts()
    assert measure_texts(Texts.of_bytes(texts)).tolist() == [*map(characters, texts)]


def test_what_is_neither_disguised_nor_broken_is_decoded_to_itself() -> None:
    """So `decode` need not be asked: it would give the same text."""
    texts = made_texts()
    disguised = find_disguised(Texts.of_bytes(texts)).tolist()
    plain = [
        text
        for text, is_disguised in zip(texts, disguised, strict=True)
        if not is_disguised and characters(text) >= 0
    ]
    assert len(plain) > 30
    assert all(decode(text).encode() == text for text in plain)


@pytest.mark.parametrize(
    "text",
    ["\ufeffmarked", "caf\xe9".encode("utf-16-le").decode("latin-1"), "\x1b$B", "~{VPND~}"],
)
def test_other_encodings_are_not_taken_for_utf8(text: str) -> None:
    """Byte order marks, zeros, and the escapes of ISO-2022 and HZ are seen."""
    assert find_disguised(Texts.of_strings([text])).tolist() == [True]
