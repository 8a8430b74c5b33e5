"""Floor 2: the documents of a file, in order, whatever its format.

A file of text or HTML is one document; its id is its path. JSON lines, Parquet and WARC files
hold records; a record's id is its own, or ``path#n``, where n counts lines (of JSON), rows or
records from 1. What can't be read becomes a `Skipped` with its place and its reason.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from cleantext.corpus.formats import find_format, open_reading, reading_errors
from cleantext.corpus.json_parser import parse_json
from cleantext.corpus.parquet_tables import read_row_batches, read_table_columns
from cleantext.corpus.records import WHOLE, Fields, LineSpan, Record, Skipped, Unusable
from cleantext.corpus.source import SourceFile, check_regular
from cleantext.corpus.warc import read_warc
from cleantext.errors import UnreadableDocument
from cleantext.model import Document
from cleantext.page.binary import find_kind
from cleantext.repair.decoding.decode import decode

__all__ = [
    "is_blank",
    "read_field_names",
    "read_file",
    "read_line_record",
    "read_lines",
    "read_row",
    "value_of",
    "visible_text",
]

_BLANKS = b" \t\r\n"  # the space of JSON (RFC 8259, section 2)
_FIRST_INEXACT = 2**53  # up to there, each whole number is a float of its own
_LINES = 100  # that are looked at for the fields of a record


def read_file(
    root: Path, file: SourceFile, fields: Fields, span: LineSpan = WHOLE
) -> Iterator[Record | Skipped]:
    """Give each document of a file, or why it is skipped, in order.

    Of a file of JSON lines ``span`` may choose some, and of a Parquet file row groups. Never
    raises for what is in the file: a damaged one ends with a `Skipped` that says so.
    """
    form = find_format(file.path)
    if file.problem is not None or form is None:
        yield Skipped(file.path, 0, file.problem or "its suffix is not one that is read")
        return
    try:
        check_regular(root, file.path)
        if form.kind in _CUT_READERS:
            yield from _CUT_READERS[form.kind](root, file.path, fields, span)
        else:
            yield from _READERS[form.kind](root, file.path, fields)
    except UnreadableDocument as error:
        yield Skipped(file.path, 0, str(error))


def visible_text(page: str) -> str:
    """The text that a reader of an HTML page sees, boilerplate and all."""
    from cleantext.page.html import reading

    return reading.visible_text(page)


def _read_text(root: Path, path: str, fields: Fields) -> Iterator[Record | Skipped]:
    yield Record(0, Document(path, decode(_read_bytes(root, path))))


def _read_html(root: Path, path: str, fields: Fields) -> Iterator[Record | Skipped]:
    page = _read_bytes(root, path)
    if kind := find_kind(page):
        yield Skipped(path, 0, f"not a page, but {kind}")
    else:
        yield Record(0, Document(path, ""), page)


def _read_bytes(root: Path, path: str) -> bytes:
    form = find_format(path)
    assert form is not None
    with reading_errors(), open_reading(root / path, form.compression) as file:
        return file.read()


def read_lines(root: Path, path: str, span: LineSpan = WHOLE) -> Iterator[tuple[int, bytes]]:
    """Give the lines of a file that are not blank, with their numbers from 1.

    They are bytes and have their line breaks. Raises `UnreadableDocument` where the file can't
    be read on.
    """
    form = find_format(path)
    assert form is not None
    with reading_errors(), open_reading(root / path, form.compression) as file:
        if span.start:
            file.seek(span.start)
        place = span.start
        for number, line in enumerate(file, span.first_line):
            if not is_blank(line, number):
                yield number, line
            place += len(line)
            if place == span.end:
                return


def _read_jsonl(
    root: Path, path: str, fields: Fields, span: LineSpan
) -> Iterator[Record | Skipped]:
    for number, line in read_lines(root, path, span):
        place = f"{path}#{number}"
        try:
            yield Record(number, read_line_record(line, number, place, fields))
        except Unusable as error:
            yield Skipped(place, number, str(error))


def read_field_names(root: Path, file: SourceFile) -> list[str]:
    """The fields of the first record of a file of JSON lines, or the columns of a Parquet file.

    None where there are none, or they can't be read. Of JSON, lines that are no record are passed
    over.
    """
    form = find_format(file.path)
    if file.problem is not None or form is None:
        return []
    try:
        check_regular(root, file.path)
        if form.kind == "jsonl":
            return _read_names(islice(read_lines(root, file.path), _LINES))
        if form.kind == "parquet":
            _, batch = next(read_row_batches(root / file.path))
            return list(batch.schema.names)
    except (StopIteration, UnreadableDocument):
        pass
    return []


def _read_names(lines: Iterable[tuple[int, bytes]]) -> list[str]:
    """The fields of the first line that is a record."""
    for number, line in lines:
        with suppress(Unusable):
            return list(_parse_line(line, number))
    return []


def read_line_record(line: bytes, number: int, place: str, fields: Fields) -> Document:
    """The document of a JSON line, ``place`` being its id if it has none of its own.

    Raises `Unusable` if it is none.
    """
    return _make_document(_parse_line(line, number), place, fields)


def is_blank(line: bytes, number: int) -> bool:
    """Whether there is nothing in a line; ``number`` is its own in the file."""
    return not _without_mark(line, number).strip(_BLANKS)


def _without_mark(line: bytes, number: int) -> bytes:
    """The line without the byte order mark that a file may begin with."""
    return line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _parse_line(line: bytes, number: int) -> dict[str, Any]:
    parsed = parse_json(_without_mark(line, number))
    if not isinstance(parsed, dict):
        raise Unusable("not a JSON object with fields")
    return parsed


def _make_document(record: dict[str, Any], place: str, fields: Fields) -> Document:
    """The document that a record's fields make; ``place`` is its id if it has none of its own."""
    text = record.get(fields.text)
    if text is None:
        raise Unusable(f"no text: the field {fields.text!r} is missing or null")
    if not isinstance(text, str):
        raise Unusable(f"the field {fields.text!r} is not a text, but {type(text).__name__}")
    url = record.get(fields.url)
    date = record.get(fields.date) if fields.date is not None else None
    return Document(
        _own_id(record.get(fields.id), fields) or place,
        text,
        url if isinstance(url, str) else None,
        date if isinstance(date, (str, int, float, datetime.date)) else None,
    )


def _own_id(value: Any, fields: Fields) -> str:
    """The id that a record has in its field; "" if it has none there.

    A column in which some numbers are missing is often one of floats: 17.0 is 17, and NaN is none.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < _FIRST_INEXACT:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        if not fields.needs_ids:
            return ""
        raise Unusable(
            f"the field {fields.id!r} is neither a text nor a whole number of 64 bits; name "
            "another with --id-field"
        )
    return str(value)


def _read_parquet(
    root: Path, path: str, fields: Fields, span: LineSpan
) -> Iterator[Record | Skipped]:
    number = span.first_line
    for columns, rows in read_table_columns(root / path, fields, span):
        for row in range(rows):
            yield read_row(columns, row, number + row, path, fields)
        number += rows


def read_row(
    columns: dict[str, Any], row: int, number: int, path: str, fields: Fields
) -> Record | Skipped:
    """The document of a row, or why it is none; ``number`` is the row's in its file."""
    place = f"{path}#{number}"
    try:
        record = {name: value_of(column[row]) for name, column in columns.items()}
        return Record(number, _make_document(record, place, fields))
    except UnicodeDecodeError:
        return Skipped(place, number, "the row holds text that is not UTF-8")
    except Unusable as error:
        return Skipped(place, number, str(error))


def value_of(scalar: Any) -> Any:
    """A value as a Python object; the error if Python has none for it, which is no text or date.

    Some databases write the last moment that a number can tell for one that never comes.
    """
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        raise
    except (ArithmeticError, ValueError) as error:
        return error


_CUT_READERS: dict[str, Callable[[Path, str, Fields, LineSpan], Iterator[Record | Skipped]]] = {
    "jsonl": _read_jsonl,
    "parquet": _read_parquet,
}
_READERS: dict[str, Callable[[Path, str, Fields], Iterator[Record | Skipped]]] = {
    "text": _read_text,
    "html": _read_html,
    "warc": read_warc,
}
