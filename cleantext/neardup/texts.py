"""Many texts as one array of bytes, the form that the kernels read."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import copy_bytes, kernel
from cleantext.neardup.mixing import mix64
from cleantext.neardup.words64 import EIGHT, load_eight

__all__ = ["PADDING", "Texts", "are_same", "digest_texts"]

PADDING = 64
"""Bytes after the last text that kernels may read."""

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_LENGTH = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in UTF-8, one after the other.

    Text ``i`` is ``utf8[offsets[i]:offsets[i + 1]]``; ``utf8`` can be written to (so that kernels
    are compiled once), and has `PADDING` bytes after the last text.

    >>> texts = Texts.of_strings(["One", "", "Two"])
    >>> len(texts), texts[0], texts.offsets.tolist()
    (3, b'One', [0, 3, 3, 6])
    """

    utf8: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.utf8[self.offsets[number] : self.offsets[number + 1]].tobytes()

    @classmethod
    def of_bytes(cls, parts: Sequence[bytes]) -> Texts:
        """The texts that some bytes in UTF-8 are."""
        utf8 = np.frombuffer(bytearray().join([*parts, bytes(PADDING)]), np.uint8)
        offsets = np.zeros(len(parts) + 1, np.int64)
        np.cumsum([len(part) for part in parts], out=offsets[1:])
        return cls(utf8, offsets)

    @classmethod
    def of_strings(cls, strings: Iterable[str]) -> Texts:
        """Some strings as texts; a lone surrogate, which no UTF-8 can hold, becomes ``?``."""
        return cls.of_bytes([string.encode(errors="replace") for string in strings])

    def take(self, numbers: NDArray[np.int64]) -> Texts:
        """Some of the texts, in any order."""
        offsets = np.zeros(len(numbers) + 1, np.int64)
        np.cumsum(np.diff(self.offsets)[numbers], out=offsets[1:])
        utf8 = np.empty(offsets[-1] + PADDING, np.uint8)
        _copy_texts(self.utf8, self.offsets[numbers], offsets, utf8)
        return Texts(utf8, offsets)

    def part(self, numbers: range) -> Texts:
        """Some of the texts, which follow each other; nothing is copied but their offsets."""
        offsets = self.offsets[numbers.start : numbers.stop + 1]
        return Texts(self.utf8[offsets[0] : offsets[-1] + PADDING], offsets - offsets[0])

    def slices(self, most_bytes: int) -> list[range]:
        """The numbers of the texts, cut where so many bytes are reached."""
        cuts = [0]
        while cuts[-1] < len(self):
            end = int(np.searchsorted(self.offsets, self.offsets[cuts[-1]] + most_bytes, "right"))
            cuts.append(min(max(end - 1, cuts[-1] + 1), len(self)))
        return [range(*pair) for pair in itertools.pairwise(cuts)]


def digest_texts(texts: Texts) -> NDArray[np.uint64]:
    """A 64-bit digest of each text's bytes. Those who find two equal ones compare the texts.

    >>> one, two, three = digest_texts(Texts.of_strings(["a", "b", "a"]))
    >>> bool(one == three), bool(one == two)
    (True, False)
    """
    digests = np.empty(len(texts), np.uint64)
    _digest(texts.utf8, texts.offsets, digests)
    return digests


def are_same(ones: Texts, others: Texts) -> NDArray[np.bool_]:
    """Whether two texts are byte-identical, for each of ``ones`` and that of ``others``.

    >>> are_same(Texts.of_strings(["a", "b"]), Texts.of_strings(["a", "c"])).tolist()
    [True, False]
    """
    same: NDArray[np.bool_] = np.diff(ones.offsets) == np.diff(others.offsets)
    _find_different(ones.utf8, ones.offsets, others.utf8, others.offsets, same)
    return same


@kernel
def _find_different(
    ones: NDArray[np.uint8],
    one_starts: NDArray[np.int64],
    others: NDArray[np.uint8],
    other_starts: NDArray[np.int64],
    same: NDArray[np.bool_],
) -> None:
    """Compare texts of the same size."""
    for text in range(same.size):
        if same[text]:
            one = ones[one_starts[text] : one_starts[text + 1]]
            other = others[other_starts[text] : other_starts[text + 1]]
            different = 0
            for place in range(one.size):
                different |= one[place] ^ other[place]
            same[text] = different == 0


@kernel
def _copy_texts(
    utf8: NDArray[np.uint8],
    starts: NDArray[np.int64],
    offsets: NDArray[np.int64],
    out: NDArray[np.uint8],
) -> None:
    for text in range(starts.size):
        start, size = starts[text], offsets[text + 1] - offsets[text]
        copy_bytes(utf8[start : start + size], out, offsets[text])


@kernel
def _digest(
    utf8: NDArray[np.uint8], offsets: NDArray[np.int64], digests: NDArray[np.uint64]
) -> None:
    """Bytes eight at a time in four chains, which a processor follows at once."""
    for text in range(digests.size):
        start, end = offsets[text], offsets[text + 1]
        one = np.uint64(end - start) * _LENGTH
        two, three, four = one + _LENGTH, one ^ _LENGTH, one - _LENGTH
        while end - start >= 4 * EIGHT:
            one = mix64(one ^ load_eight(utf8, start))
            two = mix64(two ^ load_eight(utf8, start + EIGHT))
            three = mix64(three ^ load_eight(utf8, start + 2 * EIGHT))
            four = mix64(four ^ load_eight(utf8, start + 3 * EIGHT))
            start += 4 * EIGHT
        state = mix64(mix64(mix64(one) ^ two) ^ three) ^ four
        while end - start >= EIGHT:
            state = mix64(state ^ load_eight(utf8, start))
            start += EIGHT
        rest = load_eight(utf8, start) & ~(_ALL << np.uint64(8 * (end - start)))
        digests[text] = mix64(state ^ rest)
