"""Floor 2: what a file of a corpus is, by its name, and how its bytes are opened."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from cleantext.corpus.unpacking import open_packed
from cleantext.errors import UnreadableDocument

__all__ = ["SUFFIXES", "Format", "find_format", "open_reading", "open_writing", "reading_errors"]

_KINDS = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
_COMPRESSIONS = (".gz", ".bz2", ".xz", ".zst")
_COMPRESSIBLE = {
    "text": _COMPRESSIONS,
    "html": _COMPRESSIONS,
    "jsonl": _COMPRESSIONS,
    "warc": (".gz",),
}
_GZIP_LEVEL = 6  # as the command gzip has it
_SCRAMBLED = "; its last lines may be scrambled, as gzip has a checksum only at its end"


def _describe_suffixes() -> str:
    packed: dict[tuple[str, ...], list[str]] = {}
    for suffix, kind in _KINDS.items():
        packed.setdefault(_COMPRESSIBLE.get(kind, ()), []).append(suffix)
    return "; ".join(
        " ".join(suffixes) + (f", also with {' '.join(compressions)}" if compressions else "")
        for compressions, suffixes in packed.items()
    )


SUFFIXES = _describe_suffixes()
"""The suffixes that are read, for messages: ``.txt .md ..., also with .gz ...; .parquet; ...``."""


@dataclass(frozen=True, slots=True)
class Format:
    """What a file holds, and how it is packed.

    ``kind`` is ``text``, ``html``, ``jsonl``, ``parquet`` or ``warc``; ``compression`` is the
    suffix of the compression, "" for none.
    """

    kind: str
    compression: str = ""


def find_format(name: str) -> Format | None:
    """The format that a file's name tells, in any case; None if it is not one that is read.

    A Parquet file is compressed inside, so it has no compression of its own.

    >>> find_format("news/1.JSONL.gz")
    Format(kind='jsonl', compression='.gz')
    >>> find_format("photo.jpg") is find_format("table.parquet.gz") is None
    True
    """
    name = name.lower()
    suffix = compression = _suffix(name)
    if compression in _COMPRESSIONS:
        suffix = _suffix(name.removesuffix(compression))
    else:
        compression = ""
    kind = _KINDS.get(suffix)
    if kind is None or compression not in ("", *_COMPRESSIBLE.get(kind, ())):
        return None
    return Format(kind, compression)


def _suffix(name: str) -> str:
    _, dot, last = name.rpartition(".")
    return dot and dot + last


@contextmanager
def reading_errors() -> Iterator[None]:
    """Turn whatever a damaged, vanished or forbidden file raises into `UnreadableDocument`."""
    try:
        yield
    except OSError as error:
        # An error of the operating system has a number, one of a decompressor only a text.
        reason = error.strerror or str(error)
        raise UnreadableDocument(f"can't be read: {reason}") from error
    except zlib.error as error:
        doubt = "" if "header" in str(error) else _SCRAMBLED
        raise UnreadableDocument(f"can't be read: {error}{doubt}") from error
    except (EOFError, lzma.LZMAError) as error:
        raise UnreadableDocument(f"can't be read: {error}") from error


def open_reading(path: Path, compression: str) -> BufferedReader:
    """Open a file for reading its bytes, decompressed; use it inside `reading_errors`.

    An empty one is no compressed file, whatever some libraries say: it was never written.
    """
    if compression and not path.stat().st_size:
        raise EOFError("it is empty (0 bytes), and no compressed file is: was it cut off?")
    return open_packed(path, compression) if compression else path.open("rb")


@contextmanager
def open_writing(path: Path, compression: str) -> Iterator[IO[bytes]]:
    """Open a file for writing bytes, to be compressed; the same bytes give the same file."""
    with path.open("wb") as file, ExitStack() as stack:
        if compression == ".gz":
            # Without its own name and time of writing, which gzip keeps by default.
            packed = gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0)
            yield cast("IO[bytes]", stack.enter_context(packed))
        elif compression == ".bz2":
            yield stack.enter_context(bz2.open(file, "wb"))
        elif compression == ".xz":
            yield stack.enter_context(lzma.open(file, "wb"))
        elif compression == ".zst":
            import pyarrow as pa

            yield stack.enter_context(pa.CompressedOutputStream(file, "zstd"))
        else:
            yield file
