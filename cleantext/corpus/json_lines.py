"""Floor 2: the documents of JSON lines, a few megabytes at a time, without an object for each.

What `json_scan` is not sure of goes through the same parser as everywhere, line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedIOBase
from pathlib import Path
from typing import IO, cast

import numpy as np
import orjson
from numpy.typing import NDArray

from cleantext.corpus.formats import find_format, open_reading, reading_errors
from cleantext.corpus.json_scan import (
    BLANK,
    NULL,
    NUMBER,
    OTHER,
    PLAIN,
    STRING,
    count_breaks,
    scan_lines,
)
from cleantext.corpus.json_strings import unescape
from cleantext.corpus.reader import is_blank, read_line_record
from cleantext.corpus.records import Fields, LineSpan, RankOf, Skipped, Unusable
from cleantext.corpus.spool_part import Batch
from cleantext.dates import NO_DATE, date_or_none
from cleantext.errors import UnreadableDocument
from cleantext.model import Document
from cleantext.neardup.texts import PADDING, Texts

__all__ = ["read_json_batches"]

_BYTES_AT_ONCE = 1_000_000
_LONGEST_NUMBER = 40  # in bytes
_TEXT, _ID = 0, 1  # the fields, in the order in which the kernel looks for them


def read_json_batches(
    root: Path,
    path: str,
    span: LineSpan,
    fields: Fields,
    skip: Callable[[Skipped], None],
    file_number: int,
    rank_of: RankOf | None = None,
) -> Iterator[Batch]:
    """Give the documents of lines of a file; ``skip`` is told what is none.

    ``rank_of`` gives the rank of a document's site, from its id and address; None: it is 0.
    Raises `UnreadableDocument` where the file can't be read on.
    """
    form = find_format(path)
    assert form is not None
    reader = _LineReader(path, fields, skip, file_number, rank_of)
    with reading_errors(), open_reading(root / path, form.compression) as file:
        if span.start:
            file.seek(span.start)
        number, place = span.first_line, span.start
        for data, size in _read_whole_lines(file, span):
            count, batch = reader.read(data, size, number, place)
            number += count
            place += size
            yield batch


def _read_whole_lines(file: IO[bytes], span: LineSpan) -> Iterator[tuple[NDArray[np.uint8], int]]:
    """Give bytes of whole lines, in an array that is used again, and how many they are.

    Raises `UnreadableDocument` after the last line before the damage.
    """
    left = span.end - span.start if span.end is not None else None
    data = np.empty(_BYTES_AT_ONCE + PADDING, np.uint8)
    filled = 0
    while True:
        room = len(data) - PADDING - filled
        wanted = room if left is None else min(room, left)
        got, error = _fill(file, data[filled : filled + wanted])
        filled += got
        left = left if left is None else left - got
        is_last = error is None and (got < wanted or left == 0)
        size = filled if is_last else bytes(data[:filled].data).rfind(b"\n") + 1
        if size:
            data[filled : filled + PADDING] = 0
            yield data, size
            data[: filled - size] = data[size:filled].copy()
            filled -= size
        elif not is_last and error is None:  # a line longer than the array
            data = np.concatenate([data, np.empty(len(data), np.uint8)])
        if error is not None:
            raise error
        if is_last:
            return


def _fill(file: IO[bytes], room: NDArray[np.uint8]) -> tuple[int, UnreadableDocument | None]:
    """Read as much as there is room for, or as is left; how much it was, and what ended it."""
    got = 0
    try:
        # At most one read of the file at a time: what comes before the damage is not lost.
        buffered = cast(BufferedIOBase, file)  # as all that `open_reading` gives
        with reading_errors():
            while got < len(room) and (count := buffered.readinto1(room[got:].data)):
                got += count
    except UnreadableDocument as error:
        return got, error
    return got, None


class _Additions:
    """Texts and ids that are not in the data as they are, and are put after it."""

    def __init__(self, size: int) -> None:
        self._start = self._size = size
        self._added: list[bytes] = []

    def add(self, text: str) -> tuple[int, int, int, int]:
        """Add a text; its `VALUE`."""
        self._added.append(text.encode())
        start, self._size = self._size, self._size + len(self._added[-1])
        return STRING, start, self._size, 0

    def append_to(self, data: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The data with what was added; itself if nothing was."""
        if not self._added:
            return data
        rest = np.frombuffer(b"".join([*self._added, bytes(PADDING)]), np.uint8)
        return np.concatenate([data[: self._start], rest])


class _LineReader:
    """Makes documents of the lines of one file."""

    def __init__(
        self,
        path: str,
        fields: Fields,
        skip: Callable[[Skipped], None],
        file_number: int,
        rank_of: RankOf | None,
    ) -> None:
        wanted = [fields.text, fields.id]
        wanted += [fields.date] if fields.date is not None else []
        wanted += [fields.url] if rank_of else []
        names = [name.encode(errors="replace") for name in wanted]
        self._names = np.frombuffer(bytearray(b"".join(names)), np.uint8)
        self._name_ends = np.cumsum([len(name) for name in names])
        self._are_different = len(set(wanted)) == len(wanted)
        self._rank_of = rank_of
        self._path, self._fields, self._skip = path, fields, skip
        self._file_number = file_number

    def read(
        self, data: NDArray[np.uint8], size: int, first_line: int, place: int
    ) -> tuple[int, Batch]:
        """How many lines there are in ``data[:size]``, and their documents.

        ``first_line`` is the number of the first, ``place`` its offset in the file.
        """
        most = count_breaks(data, size) + 1
        lines = np.empty((most, 3), np.int64)
        values = np.empty((most, len(self._name_ends), 4), np.int64)
        count = scan_lines(data, size, self._names, self._name_ends, lines, values)
        lines, values = lines[:count], values[:count]
        is_document = (lines[:, 2] == PLAIN) & self._is_usable(values)
        additions = _Additions(size)
        parsed: dict[int, Document] = {}
        for row in np.flatnonzero(~is_document & (lines[:, 2] != BLANK)).tolist():
            line = data[lines[row, 0] : lines[row, 1]].tobytes()
            if is_blank(line, first_line + row):
                continue
            document = self._parse(line, first_line + row)
            if document is not None:
                is_document[row], parsed[row] = True, document
                values[row] = 0
                values[row, _TEXT] = additions.add(document.text)
                values[row, _ID] = additions.add(document.id)
        is_nameless = (values[:, _ID, 0] == NULL) | (values[:, _ID, 1] == values[:, _ID, 2])
        for row in np.flatnonzero(is_document & is_nameless).tolist():
            values[row, _ID] = additions.add(f"{self._path}#{first_line + row}")
        data = additions.append_to(data)
        rows = np.flatnonzero(is_document)
        texts, lengths = _column(data, values[rows, _TEXT])
        ids, _ = _column(data, values[rows, _ID])
        files = np.full(len(rows), self._file_number)
        spans = place + lines[rows, :2]
        known = [parsed.get(row) for row in rows.tolist()] if self._needs_more else []
        dates = self._dates(data, values[rows], known)
        ranks = self._ranks(data, values[rows], known, ids)
        return count, Batch(files, first_line + rows, ids, texts, lengths, spans, dates, ranks)

    def _parse(self, line: bytes, number: int) -> Document | None:
        """The document of a line that the kernel is not sure of; None if it is none."""
        name = f"{self._path}#{number}"
        try:
            return read_line_record(line, number, name, self._fields)
        except Unusable as error:
            self._skip(Skipped(name, number, str(error)))
            return None

    @property
    def _needs_more(self) -> bool:
        """Whether more than text and id is wanted, which some of Python's objects are made for."""
        return self._rank_of is not None or self._fields.date is not None

    def _dates(
        self, data: NDArray[np.uint8], values: NDArray[np.int64], known: list[Document | None]
    ) -> NDArray[np.int64]:
        if self._fields.date is None:
            return np.full(len(values), NO_DATE)
        found = _objects(data, values[:, 2])
        pairs = zip(known, found, strict=True)
        dates = [
            date_or_none(value if document is None else document.date) for document, value in pairs
        ]
        return np.array(dates, np.int64)

    def _ranks(
        self,
        data: NDArray[np.uint8],
        values: NDArray[np.int64],
        known: list[Document | None],
        ids: Texts,
    ) -> NDArray[np.int64]:
        if self._rank_of is None:
            return np.zeros(len(values), np.int64)
        urls = _objects(data, values[:, -1])
        documents = [
            document or Document(ids[row].decode(), "", url if isinstance(url, str) else None)
            for row, (document, url) in enumerate(zip(known, urls, strict=True))
        ]
        return np.array([self._rank_of(document) for document in documents], np.int64)

    def _is_usable(self, values: NDArray[np.int64]) -> NDArray[np.bool_]:
        kinds = values[:, :, 0]
        has_id = (kinds[:, _ID] == STRING) | (kinds[:, _ID] == NULL) | (kinds[:, _ID] == NUMBER)
        usable: NDArray[np.bool_] = (kinds[:, _TEXT] == STRING) & has_id & self._are_different
        return usable


def _objects(data: NDArray[np.uint8], values: NDArray[np.int64]) -> list[str | int | float | None]:
    """What values are: texts and numbers; None for all else."""
    texts, _ = _column(data, values)
    found: list[str | int | float | None] = [None] * len(values)
    for row, kind in enumerate(values[:, 0].tolist()):
        if kind == STRING:
            found[row] = texts[row].decode()
        elif kind in (NUMBER, OTHER) and len(texts[row]) <= _LONGEST_NUMBER:
            value = orjson.loads(texts[row])
            found[row] = value if isinstance(value, (int, float)) else None
    return found


def _column(data: NDArray[np.uint8], values: NDArray[np.int64]) -> tuple[Texts, NDArray[np.int64]]:
    """The strings that values are, and their lengths in characters."""
    room = int((values[:, 2] - values[:, 1]).sum()) + PADDING
    texts = Texts(np.empty(room, np.uint8), np.zeros(len(values) + 1, np.int64))
    lengths = np.empty(len(values), np.int64)
    unescape(data, values, texts.utf8, texts.offsets, lengths)
    return texts, lengths
