"""Floor 2: kept documents, written in the layout and format of their source.

A file that keeps all it has, or some of its records, has the same path in the output; one that
keeps nothing is not written. Text, pages, JSON lines and WARC records are copied byte for byte;
Parquet tables keep their columns, types and compression. With cleaned texts, only the text
changes: a page becomes a plain page of its paragraphs, since its text has no markup left, and a
response in a WARC file a conversion record.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.formats import Format, find_format, open_writing, reading_errors
from cleantext.corpus.json_replace import replace_text
from cleantext.corpus.page_text import to_page
from cleantext.corpus.parquet_tables import find_moments, read_row_batches, slice_rows
from cleantext.corpus.reader import read_lines
from cleantext.corpus.warc_records import kept_records
from cleantext.errors import UnreadableDocument

__all__ = ["Kept", "copy_lines", "write_bare", "write_kept"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Which documents of a file are kept.

    ``numbers`` are theirs, as in `Record`; ``cleaned`` gives the cleaned text of a number, and is
    None where documents are written as they were.
    """

    numbers: Set[int]
    cleaned: Callable[[int], str] | None = None


_BYTES_AT_ONCE = 8_000_000
_GROUP_BYTES = 64_000_000  # of rows in memory that become one row group


def write_kept(root: Path, path: str, destination: Path, kept: Kept, text_field: str) -> None:
    """Write the kept documents of one file under ``destination``.

    Raises `UnreadableDocument` if the source's file can't be read again.
    """
    form = find_format(path)
    if form is None or not kept.numbers:
        return
    if form.kind in ("text", "html") and kept.cleaned is None:
        _copy_file(root, path, destination)
        return
    target = destination / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if form.kind == "parquet":
        _write_parquet(root / path, target, kept, text_field)
    elif form.kind == "warc":
        with target.open("wb") as file:
            file.writelines(kept_records(root / path, kept.numbers, kept.cleaned))
    elif form.kind == "jsonl":
        with open_writing(target, form.compression) as file:
            _write_lines(root, path, file, kept, text_field)
    else:
        _write_whole(target, form, kept)


def write_bare(root: Path, path: str, destination: Path) -> None:
    """Write a file that has no document as it is; of an archive what describes it, as of others.

    Raises `UnreadableDocument` if it can't be read again.
    """
    form = find_format(path)
    if form is None or form.kind != "warc":
        _copy_file(root, path, destination)
        return
    target = destination / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        file.writelines(kept_records(root / path, frozenset(), None))


def copy_lines(
    root: Path, path: str, destination: Path, lines: NDArray[np.int64], offset: int
) -> None:
    """Write the lines of a file, given where they begin and end, from an offset of the output on.

    Raises `UnreadableDocument` if the source's file can't be read again.
    """
    target = destination / path
    target.parent.mkdir(parents=True, exist_ok=True)
    # Others may be writing their lines into the same file.
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb", buffering=0) as out:
        out.seek(offset)
        for data in _read_runs(root / path, lines):
            _write_all(out, data)


def _write_all(out: IO[bytes], data: bytes) -> None:
    """Write to a file without a buffer, which may take a part at a time: of a disk that is full."""
    left = memoryview(data)
    while left:
        left = left[out.write(left) :]


def _read_runs(path: Path, lines: NDArray[np.int64]) -> Iterator[bytes]:
    """The bytes of lines; lines that follow each other are read together."""
    is_first = np.append(True, lines[1:, 0] != lines[:-1, 1])
    starts = lines[is_first, 0].tolist()
    ends = lines[np.append(is_first[1:], True), 1].tolist()
    with reading_errors(), path.open("rb", buffering=0) as file:
        for start, end in zip(starts, ends, strict=True):
            file.seek(start)
            while start < end and (data := file.read(min(end - start, _BYTES_AT_ONCE))):
                start += len(data)
                yield data
            if start < end:
                raise UnreadableDocument("it is shorter than it was")


def _copy_file(root: Path, path: str, destination: Path) -> None:
    """Copy a file as it is under ``destination``.

    Raises `UnreadableDocument` if it can't be read again.
    """
    # There may be millions, so that paths are strings.
    source, target = f"{root}{os.sep}{path}", f"{destination}{os.sep}{path}"
    with reading_errors(), open(source, "rb", buffering=0) as file:  # noqa: PTH123
        data = file.readall()
    try:
        out = open(target, "wb", buffering=0)  # noqa: PTH123, SIM115
    except FileNotFoundError:  # asking for the directory each time would cost as much as the file
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        out = open(target, "wb", buffering=0)  # noqa: PTH123, SIM115
    with out:
        _write_all(out, data)


def _write_whole(target: Path, form: Format, kept: Kept) -> None:
    assert kept.cleaned is not None
    text = kept.cleaned(0)
    with open_writing(target, form.compression) as file:
        file.write((to_page(text) if form.kind == "html" else text).encode())


def _write_lines(root: Path, path: str, file: IO[bytes], kept: Kept, text_field: str) -> None:
    last = max(kept.numbers)
    for number, line in read_lines(root, path):
        if number in kept.numbers:
            cleaned = kept.cleaned and replace_text(line, text_field, kept.cleaned(number))
            file.write(cleaned or line)
        if number == last:  # what comes after may be damaged, and is not needed
            return


def _write_parquet(source: Path, target: Path, kept: Kept, text_field: str) -> None:
    import pyarrow.parquet as pq

    moments = find_moments(source)
    settings = {
        "compression": _codecs_of(source),
        "use_deprecated_int96_timestamps": moments.are_all_old,
    }
    with ExitStack() as stack:
        writer = None
        for numbers, table in _kept_rows(source, kept.numbers, moments.unit):
            if writer is None:
                writer = stack.enter_context(pq.ParquetWriter(target, table.schema, **settings))
            if kept.cleaned:
                table = _with_texts(table, text_field, map(kept.cleaned, numbers))
            writer.write_table(table)
            del table  # before the next is gathered


def _codecs_of(source: Path) -> str | dict[str, str]:
    """The compression of a Parquet file: of all columns, or of each where they differ."""
    import pyarrow.parquet as pq

    with reading_errors():
        group = pq.read_metadata(source).row_group(0)
    columns = map(group.column, range(group.num_columns))
    codecs = {
        column.path_in_schema: column.compression.lower().replace("uncompressed", "none")
        for column in columns
    }
    first, *others = set(codecs.values())
    return codecs if others else first


def _kept_rows(source: Path, numbers: Set[int], unit: str) -> Iterator[tuple[list[int], Any]]:
    """The numbers of the kept rows of each row group that has some, and a table of them.

    A row group may hold a whole corpus: a large one comes in several tables. ``unit`` is that of
    `Moments`.
    """
    import pyarrow as pa

    wanted = np.sort(np.fromiter(numbers, np.int64, len(numbers)))
    first, last = 1, int(wanted[-1])
    for _, batches in groupby(read_row_batches(source, unit=unit), key=itemgetter(0)):
        taken: list[int] = []
        tables: list[Any] = []
        size = 0
        for _, batch in batches:
            here = wanted[slice(*np.searchsorted(wanted, [first, first + batch.num_rows]))]
            tables += _take_rows(pa.Table.from_batches([batch]), here - first)
            taken += here.tolist()
            size += batch.nbytes * len(here) // batch.num_rows
            first += batch.num_rows
            if size >= _GROUP_BYTES:
                yield taken, _join_all(tables)
                taken, size = [], 0
            if first > last:  # what comes after may be damaged, and is not needed
                break
        if taken:
            yield taken, _join_all(tables)
        if first > last:
            return


def _join_all(tables: list[Any]) -> Any:
    """One table of several, which are let go: nobody needs both."""
    import pyarrow as pa

    joined = pa.concat_tables(tables).combine_chunks()
    tables.clear()
    return joined


def _take_rows(table: Any, rows: NDArray[np.int64]) -> list[Any]:
    """Some rows of a table, in order, as one table or several."""
    import pyarrow as pa

    try:
        return [table.take(pa.array(rows))] if len(rows) else []
    except pa.ArrowNotImplementedError:
        return slice_rows(table, rows)


def _with_texts(table: Any, field: str, texts: Iterable[str]) -> Any:
    """The table with other texts in a column of the same type."""
    import pyarrow as pa

    place = table.schema.get_field_index(field)
    declared = table.schema.field(place)
    return table.set_column(place, declared, pa.array(texts, pa.large_string()).cast(declared.type))
