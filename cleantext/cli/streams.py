"""Single documents: a file, or standard input and output, as bytes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cleantext.cli.failures import give_up_output, warn
from cleantext.corpus.formats import Format, find_format, open_reading, open_writing, reading_errors
from cleantext.corpus.page_text import to_page
from cleantext.corpus.source import given_path
from cleantext.corpus.whole_file import written_path, written_whole
from cleantext.errors import CorpusError, UnreadableDocument
from cleantext.page.binary import find_kind

__all__ = [
    "STANDARD",
    "check_document_name",
    "check_file",
    "copy_out",
    "format_of",
    "read_bytes",
    "read_page",
    "standard_output",
    "write_document",
]

STANDARD = Path("-")


def format_of(path: Path) -> Format:
    """Find the format of a file by its name.

    Raises `UnreadableDocument` for a file that is not there, `CorpusError` for a directory and
    for a name that tells no format.
    """
    if path.is_dir():
        raise CorpusError(f"{path} is a directory; name a file in it")
    if not path.exists():
        raise UnreadableDocument(f"{path} can't be read: there is no such file")
    found = find_format(path.name)
    if found is None:
        raise CorpusError(
            f"{path}: the suffix {path.suffix!r} is not one that is read; rename the file, or "
            "give its content on standard input"
        )
    return found


def read_bytes(path: Path) -> bytes:
    """Read one document's bytes, decompressed; ``-`` is standard input.

    Raises `UnreadableDocument`.
    """
    if path == STANDARD:
        if sys.stdin is None:
            raise UnreadableDocument("standard input is closed; name a file")
        if sys.stdin.isatty():
            warn("reading standard input; end it with Ctrl-D")
        return sys.stdin.buffer.read()
    try:
        with reading_errors(), open_reading(path, format_of(path).compression) as file:
            return file.read()
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path} {error}") from error


def read_page(path: Path) -> bytes:
    """Read the bytes of one HTML page, as `read_bytes` does.

    Raises `UnreadableDocument` also for bytes that are none: a PDF has no story that is empty.
    """
    data = read_bytes(path)
    if kind := find_kind(data):
        shown = "standard input" if path == STANDARD else path
        raise UnreadableDocument(f"{shown} is not a page, but {kind}")
    return data


def check_file(
    destination: Path,
    source: Path,
    *,
    overwrite: bool,
    role: str = "destination",
    made: Path | None = None,
) -> None:
    """Raise `CorpusError` if a file can't be written to: nothing is replaced unasked.

    ``role`` says what the file is, ``made`` is a directory that will be there by then.
    """
    if destination.is_dir():
        raise CorpusError(f"the {role} {destination} is a directory; name a file in it")
    written = written_path(destination)
    partial = given_path(written.with_name(written.name + ".partial"), "workplace")
    if partial.exists() and not partial.is_dir():  # records are cleaned in a directory
        raise CorpusError(
            f"{partial} is where {destination} would be written until it is whole, and it is there "
            "already; move it away"
        )
    if not destination.exists():
        if made is None or destination.resolve().parent != made.resolve():
            _check_directory(written, role)
        return
    if not destination.is_file():
        raise CorpusError(
            f"the {role} {destination} is a pipe or a device, which can't appear whole; name a "
            "file, or redirect the standard output of a command that writes to it"
        )
    if source.exists() and destination.samefile(source):
        raise CorpusError(
            f"the {role} {destination} is the source, which is never written to; name another"
        )
    if not overwrite:
        raise CorpusError(
            f"the {role} {destination} is there already; name another, or use --overwrite"
        )


def _check_directory(destination: Path, role: str) -> None:
    parent = destination.parent
    if not parent.is_dir():
        raise CorpusError(
            f"the {role} {destination} can't be written: there is no directory {parent}; make it "
            "first"
        )
    if not os.access(parent, os.W_OK):
        raise CorpusError(
            f"the {role} {destination} can't be written: the directory {parent} does not let you; "
            "choose another place"
        )


def check_document_name(destination: Path) -> None:
    """Raise `CorpusError` if one document would be written under the name of a file of records."""
    form = find_format(destination.name)
    if form is not None and form.kind not in ("text", "html"):
        raise CorpusError(
            f"the destination {destination} would hold one text, and its name says records; give "
            "it the suffix .txt or .html"
        )


def write_document(text: str, destination: Path | None) -> None:
    """Write a text as UTF-8 to a file, which appears whole, or to standard output.

    Under the name of a page it becomes one, of its paragraphs, as in a directory; a file is
    compressed if its name says so. Raises `CorpusError` if it can't be written.
    """
    if destination is None:
        with standard_output() as output:
            output.write(text.encode())
        return
    form = find_format(destination.name)
    with (
        written_whole(destination, "destination") as place,
        open_writing(place, form.compression if form else "") as file,
    ):
        file.write((to_page(text) if form and form.kind == "html" else text).encode())


def copy_out(file: Path) -> None:
    """Copy a file of records to standard output, decompressed."""
    with open_reading(file, format_of(file).compression) as content, standard_output() as output:
        shutil.copyfileobj(content, output)


@contextmanager
def standard_output() -> Iterator[IO[bytes]]:
    """Standard output, for bytes or for whoever prints inside; all is written at the end.

    Raises `CorpusError` if it can't be. A reader that stops early is no error (click ends then).
    """
    if sys.stdout is None:
        raise CorpusError("standard output is closed; give -o, or redirect it into a file")
    try:
        yield sys.stdout.buffer
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up_output()
        raise CorpusError(f"standard output can't be written: {error.strerror}") from error
