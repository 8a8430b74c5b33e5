"""Texts casefolded, with spaces for all that is between tokens, as `cleantext.words` finds them.

Almost all of it is done by a kernel that goes through ASCII 64 bytes at a time; texts of which
the tables know that they need Python (see `Alphabet`) go to `tokenize` itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.neardup.alphabet import PAGE_BITS, PYTHON, Alphabet, Tables
from cleantext.neardup.bytes64 import BLOCK, normalize_block
from cleantext.neardup.texts import PADDING, Texts
from cleantext.neardup.words64 import first_bit, load_eight, store_eight
from cleantext.words import tokenize

__all__ = ["Normalizer"]

# Instead of where a text ends: it is for Python; or entries of the tables are missing.
_UNKNOWN, _MISSING = -1, -2


class Normalizer:
    """Normalizes texts; it learns characters as they come, so one is best used for many texts."""

    def __init__(self) -> None:
        self._alphabet = Alphabet()

    def normalize(self, texts: Texts) -> Texts:
        r"""The tokens of each text in order, casefolded, with one or more spaces between two.

        >>> Normalizer().normalize(Texts.of_strings(["Gro\u00df-BERLIN"]))[0]
        b'gross berlin'
        """
        is_unknown = np.empty(len(texts), np.bool_)
        offsets = np.zeros(len(texts) + 1, np.int64)
        normal = np.empty(2 * len(texts.utf8) + PADDING, np.uint8)
        tables = self._alphabet.tables
        while _normalize(texts.utf8, texts.offsets, tables, normal, offsets, is_unknown):
            self._alphabet.fill_missing()
        done = Texts(normal, offsets)
        if not is_unknown.any():
            return done
        return Texts.of_bytes(
            [
                _normalize_by_python(texts[number]) if by_python else done[number]
                for number, by_python in enumerate(is_unknown.tolist())
            ]
        )


def _normalize_by_python(text: bytes) -> bytes:
    # Lone surrogates may come as if they had UTF-8; they are in no token.
    return " ".join(tokenize(text.decode("utf-8", "surrogatepass"))).encode()


@kernel
def _normalize(
    utf8: NDArray[np.uint8],
    starts: NDArray[np.int64],
    tables: Tables,
    normal: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    is_unknown: NDArray[np.bool_],
) -> bool:
    """Whether entries of the tables were missing; they are noted there, and all is to be redone."""
    is_missing = False
    for text in range(is_unknown.size):
        end = _normalize_text(utf8, starts[text], starts[text + 1], tables, normal, offsets[text])
        is_missing |= end == _MISSING
        is_unknown[text] = end < 0
        offsets[text + 1] = max(end, offsets[text])
    return is_missing


@subroutine
def _normalize_text(
    utf8: NDArray[np.uint8],
    start: int,
    end: int,
    tables: Tables,
    normal: NDArray[np.uint8],
    place: int,
) -> int:
    """Write ``utf8[start:end]`` normalized from ``normal[place]`` on; give where that ends."""
    marks_end, ordering = -1, 0
    is_missing = False
    while start < end:
        beyond_ascii = first_bit(normalize_block(utf8, start, normal, place))
        size = min(beyond_ascii, end - start)
        place += size
        start += size
        if size == BLOCK or start == end:
            continue
        code, size = _decode(utf8, start)
        start += size
        entry = int(tables.entries[code])
        width = entry >> 8 & 15
        combining = entry & 255
        if entry == 0:
            tables.missing[code >> PAGE_BITS] = True
            is_missing = True
        elif width == PYTHON or (combining and marks_end == start - size and ordering > combining):
            return _UNKNOWN
        if combining:
            marks_end, ordering = start, combining
        store_eight(normal, place, load_eight(tables.pool, entry >> 12))
        place += width
    return _MISSING if is_missing else place


@subroutine
def _decode(utf8: NDArray[np.uint8], at: int) -> tuple[int, int]:
    """The character that begins at a byte, in valid UTF-8, and how many bytes it has."""
    first, second = int(utf8[at]), int(utf8[at + 1]) & 63
    if first < 0xE0:
        return (first & 31) << 6 | second, 2
    third = int(utf8[at + 2]) & 63
    if first < 0xF0:
        return (first & 15) << 12 | second << 6 | third, 3
    fourth = int(utf8[at + 3]) & 63
    return (first & 7) << 18 | second << 12 | third << 6 | fourth, 4
