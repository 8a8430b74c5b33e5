"""What becomes of each character when a text is cut into tokens, as tables for the kernels.

`cleantext.words.tokenize` brings a text to NFC, casefolds it and finds its words. Almost every
character goes its own way through this, whatever stands beside it; what comes of it is looked up
here, as bytes in which a space parts two tokens. Of the others (parts of a letter that NFC would
join, marks that it would sort) the tables only know that Python must look at their text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleantext.words import UNSPACED_CLASS

__all__ = ["PAGE_BITS", "PYTHON", "Alphabet", "Tables", "parted_bytes"]

PAGE_BITS = 6
"""The tables are filled in pages of 64 characters, when a text first has one of them."""

PYTHON = 15
"""The length of an entry that says: this text is for Python."""

_CHARACTERS = 0x110000
_POOL = 1 << 20
_WORD = re.compile(r"\w")
_UNSPACED = re.compile(f"[{UNSPACED_CLASS}]")
_FIRST_ASTRAL = "\U00010000"
# The vowels and final consonants of Hangul: NFC joins them by rule, not by a table.
_JOINING_JAMO = frozenset(map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]))
_LAST_COMPOSED = 0x20000  # no letter beyond is a composition of two


class Tables(NamedTuple):
    """The arrays that the kernels read.

    ``entries`` (``uint32[0x110000]``) has for each character 0 if its page is not filled yet, or
    its combining class (lowest 8 bits), the length of its bytes (4 bits, `PYTHON` if it needs
    Python), and their offset in ``pool`` (20 bits). Kernels note in ``missing`` (``bool[pages]``)
    which pages they miss.
    """

    entries: NDArray[np.uint32]
    pool: NDArray[np.uint8]
    missing: NDArray[np.bool_]


class Alphabet:
    """Tables that are filled as texts need them; each thread has its own."""

    def __init__(self) -> None:
        self.tables = Tables(
            # Zeros from the operating system take no memory before something else is written.
            np.zeros(_CHARACTERS, np.uint32),
            np.zeros(_POOL, np.uint8),
            np.zeros(_CHARACTERS >> PAGE_BITS, np.bool_),
        )
        self._pooled: dict[bytes, int] = {}
        self._pool_end = 0
        self._joining: frozenset[str] = frozenset()

    def fill_missing(self) -> None:
        """Fill the pages that were missed."""
        for page in np.flatnonzero(self.tables.missing).tolist():
            first = page << PAGE_BITS
            entries = [self._entry(chr(code)) for code in range(first, first + (1 << PAGE_BITS))]
            self.tables.entries[first : first + len(entries)] = entries
            self.tables.missing[page] = False

    def _entry(self, character: str) -> int:
        normal = unicodedata.normalize("NFC", character)
        if any(self._joins(each) for each in normal):
            return PYTHON << 8
        ordering = unicodedata.combining(character)
        if normal != character and any(map(unicodedata.combining, normal)):
            return PYTHON << 8
        bytes_ = parted_bytes(normal)
        offset = self._place(bytes_)
        if offset < 0 or len(bytes_) > min(8, 2 * len(character.encode("utf-8", "replace"))):
            return PYTHON << 8
        return offset << 12 | len(bytes_) << 8 | ordering

    def _place(self, bytes_: bytes) -> int:
        """Where some bytes are in the pool; -1 if there is no room for them."""
        offset = self._pooled.get(bytes_)
        if offset is None:
            offset, end = self._pool_end, self._pool_end + len(bytes_)
            if end > _POOL - 8:  # kernels read eight bytes at once
                return -1
            self.tables.pool[offset:end] = np.frombuffer(bytes_, np.uint8)
            self._pooled[bytes_], self._pool_end = offset, end
        return offset

    def _joins(self, character: str) -> bool:
        """Whether NFC may join it to what is before it (Unicode's ``NFC_Quick_Check=Maybe``)."""
        if character in _JOINING_JAMO:
            return True
        if unicodedata.category(character)[0] != "M" and character < _FIRST_ASTRAL:
            return False
        if not self._joining:
            parts = (unicodedata.decomposition(chr(c)).split() for c in range(_LAST_COMPOSED))
            pairs = (pair for pair in parts if len(pair) == 2 and pair[0][0] != "<")
            self._joining = frozenset(chr(int(second, 16)) for _, second in pairs)
        return character in self._joining


def parted_bytes(normal: str) -> bytes:
    r"""Some characters in NFC, casefolded, with spaces where a token can't go on.

    >>> parted_bytes("\N{LATIN SMALL LETTER SHARP S}"), parted_bytes("?"), parted_bytes("a-B")
    (b'ss', b' ', b'a b')
    """
    return "".join(
        f" {each} " if _UNSPACED.match(each) else each if _WORD.match(each) else " "
        for each in normal.casefold()
    ).encode("utf-8", "replace")
