"""Floor 2: the bytes of a packed file, up to the damage where it has some, and all its streams.

The readers of Python and Arrow lose what they have unpacked in the call that meets a damage, so
that how much is left of a file depends on how it is read; and those of Python take a stream of bz2
or xz that does not begin properly for the end of the file.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, Protocol

__all__ = ["open_packed"]

_BUFFER = 1 << 20  # bytes
_UNPACKED_AT_ONCE = 1 << 16
_LARGEST_BLOCK = 900_000 * 259 // 5
"""So many bytes at the most are in one block of bzip2: 259 equal ones take five of its 900,000."""


def open_packed(path: Path, compression: str) -> BufferedReader:
    """Open a packed file for reading its bytes; ``compression`` is its suffix.

    What is read raises EOFError, OSError, `zlib.error` or `lzma.LZMAError` where the file is
    damaged, after the last byte before the damage.
    """
    if compression == ".zst":
        return BufferedReader(_Unpacked(lambda: _open_zstandard(path)), _BUFFER)
    return BufferedReader(_Unpacked(lambda: _Streams(path, _PACKINGS[compression])), _BUFFER)


class _Source(Protocol):
    """What gives unpacked bytes: as many as are wanted at the most, none at the end."""

    def read(self, size: int) -> bytes: ...
    def close(self) -> None: ...


def _open_zstandard(path: Path) -> Any:
    import pyarrow as pa

    return pa.input_stream(str(path), compression="zstd")


class _Unpacked(RawIOBase):
    """The bytes of a source, up to the damage where it has some.

    What the source has unpacked before the damage is lost with the call that meets it: then the
    rest is asked for again, byte by byte.
    """

    def __init__(self, open_source: Callable[[], _Source]) -> None:
        self._open_source = open_source
        self._source = open_source()
        self._place = 0
        self._is_damaged = False

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        size = 1 if self._is_damaged else min(len(room), _UNPACKED_AT_ONCE)
        try:
            data = self._source.read(size)
        except (OSError, zlib.error, lzma.LZMAError):
            if self._is_damaged:
                raise
            self._begin_again()
            return self.readinto(room)
        self._place += len(data)
        room[: len(data)] = data
        return len(data)

    def _begin_again(self) -> None:
        """Read up to the same place from a new source, to go on from there with care."""
        self._is_damaged = True
        self._source.close()
        self._source = self._open_source()
        left = self._place
        while left and (data := self._source.read(min(left, _UNPACKED_AT_ONCE))):
            left -= len(data)

    def close(self) -> None:
        self._source.close()
        super().close()


class _Unpacker(Protocol):
    """What unpacks one stream, as those of `bz2` and `lzma` do."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _GzipUnpacker:
    """zlib's unpacker of a stream, with the manners of those of `bz2` and `lzma`."""

    def __init__(self) -> None:
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._packed = b""
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._unpacker.eof

    @property
    def unused_data(self) -> bytes:
        return self._unpacker.unused_data + self._packed

    def decompress(self, data: bytes, max_length: int) -> bytes:
        packed = self._packed + data
        # Where each byte counts, none is to be lost with the checksum that comes after the last.
        taken = packed if max_length > 1 else packed[:1]
        unpacked = self._unpacker.decompress(taken, max_length)
        # At the end of a stream what follows is in both attributes of zlib's object.
        tail = b"" if self._unpacker.eof else self._unpacker.unconsumed_tail
        self._packed = tail + packed[len(taken) :]
        # Where all that was wanted was given, more may be left inside.
        self.needs_input = not self._packed and len(unpacked) < max_length
        return unpacked


class _Bzip2Unpacker:
    """bz2's unpacker of a stream, which gives nothing of a damaged block.

    A block of 900 kB is unpacked as a whole, and scrambled as a whole where a bit of it is wrong.
    Its checksum is looked at when its last byte is given: so all of it is asked for at once. The
    few bytes that pack a run may hold several blocks, which are unpacked one after the other.
    """

    def __init__(self) -> None:
        self._unpacker = bz2.BZ2Decompressor()
        self._block = memoryview(b"")  # what is left of it

    @property
    def eof(self) -> bool:
        return self._unpacker.eof and not self._block

    @property
    def needs_input(self) -> bool:
        return self._unpacker.needs_input and not self._block

    @property
    def unused_data(self) -> bytes:
        return self._unpacker.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        if not self._block:
            self._block = memoryview(b"")  # what is left of nothing still holds a whole block
            self._block = memoryview(self._unpacker.decompress(data, _LARGEST_BLOCK))
        given, self._block = self._block[:max_length], self._block[max_length:]
        return bytes(given)


@dataclass(frozen=True, slots=True)
class _Packing:
    """How streams are packed.

    ``at_once`` is how many packed bytes an unpacker is given; a multiple of ``padding`` is how many
    NUL bytes may follow a stream (0: none may).
    """

    unpacker: Callable[[], _Unpacker]
    at_once: int = 1 << 14
    padding: int = 0


_PACKINGS = {
    ".gz": _Packing(_GzipUnpacker, padding=1),  # of the blocks of tapes, as gzip has it
    ".bz2": _Packing(_Bzip2Unpacker, at_once=512),  # hardly more than a block ends in so few
    ".xz": _Packing(lzma.LZMADecompressor, padding=4),  # The .xz File Format, section 2.2
}


class _Streams:
    """The bytes of a file of one or several streams, one after the other."""

    def __init__(self, path: Path, packing: _Packing) -> None:
        self._file = path.open("rb", _UNPACKED_AT_ONCE)
        self._packing = packing
        self._unpacker = packing.unpacker()
        self._packed = b""  # read from the file, and not yet given to the unpacker
        self._is_over = False

    def read(self, size: int) -> bytes:
        while not self._is_over:
            if self._unpacker.eof:
                self._begin_next()
                continue
            if self._unpacker.needs_input and not self._packed:
                self._packed = self._file.read(self._packing.at_once)
                if not self._packed:
                    raise EOFError("Compressed file ended before the end of a stream")
            packed, self._packed = self._packed, b""
            if data := self._unpacker.decompress(packed, size):
                return data
        return b""

    def _begin_next(self) -> None:
        """Go on to the stream after the one that has ended, past padding; or it is over."""
        packed, zeros = self._unpacker.unused_data, 0
        while True:
            rest = packed.lstrip(b"\0")
            zeros += len(packed) - len(rest)
            if rest or not (packed := self._file.read(self._packing.at_once)):
                break
        if zeros and (not self._packing.padding or zeros % self._packing.padding):
            raise OSError(f"a stream is followed by NUL bytes that are no padding: {zeros:,}")
        self._unpacker, self._packed = self._packing.unpacker(), rest
        self._is_over = not rest

    def close(self) -> None:
        self._file.close()
