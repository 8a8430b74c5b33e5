"""Floor 2: files of text, each a document, many at a time.

What is UTF-8 is taken as it is, by a kernel that looks at a batch; all other bytes are decoded as
everywhere.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from cleantext.corpus.formats import Format, find_format
from cleantext.corpus.records import RankOf, Skipped
from cleantext.corpus.source import NOT_REGULAR, SourceFile
from cleantext.corpus.spool_part import Batch
from cleantext.corpus.utf8 import NOT_UTF8, find_disguised, measure_texts
from cleantext.dates import NO_DATE
from cleantext.errors import UnreadableDocument
from cleantext.model import Document
from cleantext.neardup.texts import Texts
from cleantext.repair.decoding.decode import decode

__all__ = ["is_plain_text", "read_text_batches"]

_BATCH_BYTES = 4_000_000
_BATCH_FILES = 4096
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def is_plain_text(file: SourceFile) -> bool:
    """Whether a file is one of text that can be read as it is: neither packed nor a problem."""
    return file.problem is None and find_format(file.path) == Format("text")


def read_text_batches(
    root: Path,
    files: Iterable[tuple[int, SourceFile]],
    skip: Callable[[int, Skipped], None],
    rank_of: RankOf | None = None,
) -> Iterator[Batch]:
    """Give the texts of some files that are `is_plain_text`, each with its number.

    ``skip`` is told of those that can't be read. ``rank_of`` gives the rank of a document's site;
    None: it is 0.
    """
    numbers: list[int] = []
    paths: list[str] = []
    texts: list[bytes] = []
    size = 0
    # A path object for each file would take longer than to read it.
    prefix = os.path.join(root, "")  # noqa: PTH118
    for number, file in files:
        try:
            texts.append(_read_whole(prefix + file.path, file.size))
        except OSError as error:
            skip(number, Skipped(file.path, 0, f"can't be read: {error.strerror}"))
            continue
        except UnreadableDocument as error:
            skip(number, Skipped(file.path, 0, str(error)))
            continue
        numbers.append(number)
        paths.append(file.path)
        size += len(texts[-1])
        if size >= _BATCH_BYTES or len(texts) >= _BATCH_FILES:
            yield _make_batch(numbers, paths, texts, rank_of)
            numbers, paths, texts, size = [], [], [], 0
    if texts:
        yield _make_batch(numbers, paths, texts, rank_of)


def _read_whole(path: str, size: int) -> bytes:
    """The bytes of a file; ``size`` is how many there should be.

    A pipe that has taken its place is not waited for, but raises `UnreadableDocument`.
    """
    descriptor = os.open(path, _READ_ONLY)
    try:
        data = os.read(descriptor, size + 1)
        if len(data) == size:
            return data
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableDocument(NOT_REGULAR)
        # It has grown or shrunk, or the system gives less at once, as Linux of 2 gigabytes.
        parts = [data]
        while more := os.read(descriptor, _BATCH_BYTES):
            parts.append(more)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _make_batch(
    numbers: Sequence[int], paths: Sequence[str], raw: list[bytes], rank_of: RankOf | None
) -> Batch:
    texts = Texts.of_bytes(raw)
    lengths = measure_texts(texts)
    encoded = np.flatnonzero((lengths == NOT_UTF8) | find_disguised(texts)).tolist()
    for place in encoded:
        text = decode(raw[place])
        raw[place] = text.encode(errors="replace")
        lengths[place] = len(text)
    if encoded:
        texts = Texts.of_bytes(raw)
    ranks = [rank_of(Document(path, "")) for path in paths] if rank_of else 0
    return Batch(
        np.array(numbers, np.int64),
        np.zeros(len(raw), np.int64),
        Texts.of_strings(paths),
        texts,
        lengths,
        np.zeros((len(raw), 2), np.int64),
        np.full(len(raw), NO_DATE),
        np.zeros(len(raw), np.int64) + ranks,
    )
