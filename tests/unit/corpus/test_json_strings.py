"""The strings of JSON, written one after the other."""

import numpy as np
import orjson
import pytest

from cleantext.corpus.json_scan import STRING
from cleantext.corpus.json_strings import unescape
from cleantext.neardup.texts import PADDING


def unescape_one(data: bytes, is_escaped: bool) -> tuple[bytes, int]:
    """What the kernel makes of one string, and how many characters it says it has."""
    padded = np.frombuffer(bytearray(data + bytes(PADDING)), np.uint8)
    values = np.array([[STRING, 0, len(data), int(is_escaped)]])
    out = np.zeros(len(data) + PADDING, np.uint8)
    offsets, lengths = np.zeros(2, np.int64), np.zeros(1, np.int64)
    unescape(padded, values, out, offsets, lengths)
    return out[: offsets[1]].tobytes(), int(lengths[0])


@pytest.mark.parametrize("before", [0, 1, 62, 63, 64, 65, 200])
@pytest.mark.parametrize(
    "escape", [r"\n", r"\\", r"\/", r"\u00e9", r"\u20ac", r"\ud83d\ude00", r"\\\"\\\\\/", "\u20ac"]
)
def test_escapes_are_what_a_parser_makes_of_them(before: int, escape: str) -> None:
    """Wherever they stand in a block of 64 bytes, and at the end of a string."""
    for after in (0, 1, 100):
        raw = ("a" * before + escape + "b" * after).encode()
        expected: str = orjson.loads(b'"' + raw + b'"')
        assert unescape_one(raw, is_escaped=True) == (expected.encode(), len(expected))


@pytest.mark.parametrize("before", [0, 63, 64])
def test_backslashes_of_texts_without_escapes_stay(before: int) -> None:
    """What the parser has read holds no escapes any more."""
    text = b"a" * before + rb"C:\new \u0041 \\" + b"b" * 100
    assert unescape_one(text, is_escaped=False) == (text, len(text))
