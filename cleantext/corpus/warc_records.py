"""Floor 2: the records of a WARC file that are kept, as they were or cleaned.

A cleaned page has no markup left, so it is written as the standard provides for a text made out of
a record: a ``conversion`` record that refers to it, as WET files have them (ISO 28500:2017,
section 6.8). Of what is not cleaned, the bytes are copied: each record is packed on its own.
"""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from typing import IO, Any

from cleantext.corpus.formats import reading_errors
from cleantext.corpus.warc import is_document

__all__ = ["kept_records"]

_LINE = "\r\n"
_COPIED = ("WARC-Target-URI", "WARC-Date")
_CONTROLS = dict.fromkeys(range(0x20), " ")


def kept_records(
    source: Path, numbers: Set[int], cleaned: Callable[[int], str] | None
) -> Iterator[bytes]:
    """The kept documents, and the records that describe the archive, as bytes, in their order.

    ``numbers`` are those of the documents, from 1; ``cleaned`` gives the text of a number.
    Raises `UnreadableDocument` if the archive can't be read.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number, start = 0, -1  # -1: the record before this one is not copied
    is_packed = source.name.lower().endswith(".gz")
    with reading_errors(), source.open("rb") as archive, source.open("rb") as again:
        for record in ArchiveIterator(archive, parse_http=False):
            if start >= 0:
                yield _read_span(again, start, record.stream_pos)
            start = -1
            if is_document(record):
                number += 1
                if number in numbers and cleaned:
                    conversion = _make_conversion(record, cleaned(number))
                    yield gzip.compress(conversion, mtime=0) if is_packed else conversion
                elif number in numbers:
                    start = record.stream_pos
            elif record.record_type == WarcRecordType.warcinfo:
                start = record.stream_pos
        if start >= 0:
            yield _read_span(again, start, source.stat().st_size)


def _read_span(file: IO[bytes], start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)


def _make_conversion(record: Any, text: str) -> bytes:
    """A record of the text; its id follows from the text and the id of what it was made of."""
    body = text.encode("utf-8", "replace")  # a lone surrogate has no UTF-8
    origin = record.headers.get("WARC-Record-ID") or ""
    headers = {
        "WARC-Type": "conversion",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, origin + text)}>",
        **{name: record.headers.get(name) for name in _COPIED},
        "WARC-Refers-To": origin,
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
    }
    lines = [f"{name}: {value.translate(_CONTROLS)}" for name, value in headers.items() if value]
    return (_LINE.join(["WARC/1.0", *lines]) + 2 * _LINE).encode() + body + 2 * _LINE.encode()
