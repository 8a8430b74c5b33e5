"""Floor 2: bytes that are to be UTF-8: whether they are, and how many characters they have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.json_characters import size_of_character
from cleantext.kernels import kernel, subroutine
from cleantext.neardup.bytes64 import BLOCK, find_beyond_ascii
from cleantext.neardup.texts import Texts
from cleantext.neardup.words64 import first_bit

__all__ = ["NOT_UTF8", "count_characters", "find_disguised", "measure_texts"]

NOT_UTF8 = -1
"""Instead of the number of characters."""


def measure_texts(texts: Texts) -> NDArray[np.int64]:
    r"""How many characters each of some texts has; `NOT_UTF8` where bytes are not UTF-8.

    >>> measure_texts(Texts.of_bytes([b"caf\xc3\xa9", b"caf\xe9", b""])).tolist()
    [4, -1, 0]
    """
    lengths = np.empty(len(texts), np.int64)
    _measure(texts.utf8, texts.offsets, lengths)
    return lengths


def find_disguised(texts: Texts) -> NDArray[np.bool_]:
    r"""Which of some texts `decode` may read as another encoding although they are UTF-8.

    Those with a byte order mark, zeros (UTF-16), escapes (ISO-2022) or tildes (HZ).

    >>> find_disguised(Texts.of_bytes([b"a", b"\x1b$B", b"\xef\xbb\xbfa"])).tolist()
    [False, True, True]
    """
    disguised = np.empty(len(texts), np.bool_)
    _find_disguised(texts.utf8, texts.offsets, disguised)
    return disguised


@subroutine
def count_characters(utf8: NDArray[np.uint8]) -> int:
    """How many characters are in UTF-8: the bytes that are the first of theirs."""
    count = 0
    for byte in utf8:
        count += (byte & 0xC0) != 0x80
    return count


@kernel
def _measure(
    utf8: NDArray[np.uint8], offsets: NDArray[np.int64], lengths: NDArray[np.int64]
) -> None:
    for text in range(lengths.size):
        start, end = offsets[text], offsets[text + 1]
        lengths[text] = count_characters(utf8[start:end])
        while start < end:
            place = first_bit(find_beyond_ascii(utf8, start))
            start += place
            if place == BLOCK or start >= end:
                continue
            size = size_of_character(utf8, start)
            if size == 0 or start + size > end:
                lengths[text] = NOT_UTF8
                break
            start += size


@kernel
def _find_disguised(
    utf8: NDArray[np.uint8], offsets: NDArray[np.int64], disguised: NDArray[np.bool_]
) -> None:
    for text in range(disguised.size):
        own = utf8[offsets[text] : offsets[text + 1]]
        found = 0
        for byte in own:
            found |= (byte == 0x00) | (byte == 0x1B) | (byte == 0x7E)
        has_mark = own.size >= 3 and own[0] == 0xEF and own[1] == 0xBB and own[2] == 0xBF
        disguised[text] = found != 0 or has_mark
