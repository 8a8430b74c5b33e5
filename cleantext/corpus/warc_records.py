"""Floor 2: the records of a WARC file that are kept, as they were or cleaned.

A cleaned page has no markup left, so it is written as the standard provides for a text made out of
a record: a ``conversion`` record that refers to it, as WET files have them (ISO 28500:2017,
section 6.8). Of what is not cleaned, the bytes are copied, since each record is packed on its own;
where several are packed together, each is packed anew.
"""

from __future__ import annotations

import gzip
import uuid
import zlib
from collections.abc import Callable, Iterator, Set
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from cleantext.corpus.formats import reading_errors
from cleantext.corpus.warc import is_document

__all__ = ["kept_records"]

_LINE = "\r\n"
_GZIP = b"\x1f\x8b"
_BYTES_AT_ONCE = 1 << 16
_COPIED = ("WARC-Target-URI", "WARC-Date")
_CONTROLS = dict.fromkeys(range(0x20), " ")


def kept_records(
    source: Path, numbers: Set[int], cleaned: Callable[[int], str] | None
) -> Iterator[bytes]:
    """The kept documents, and the records that describe the archive, as bytes, in their order.

    ``numbers`` are those of the documents, from 1; ``cleaned`` gives the text of a number. What
    comes after the last of them may be damaged, and is not looked at, unless there are none. Raises
    `UnreadableDocument` if the archive can't be read.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number, last = 0, max(numbers, default=-1)
    with reading_errors(), source.open("rb") as archive, source.open("rb") as again:
        is_packed = again.read(len(_GZIP)) == _GZIP  # whatever its name says
        for record in ArchiveIterator(archive, parse_http=False):
            if is_document(record):
                number += 1
                if number in numbers and cleaned:
                    conversion = _make_conversion(record, cleaned(number))
                    yield gzip.compress(conversion, mtime=0) if is_packed else conversion
                elif number in numbers:
                    yield _copy_record(record, again, is_packed)
            elif record.record_type == WarcRecordType.warcinfo:
                yield _copy_record(record, again, is_packed)
            if number == last:
                return


def _copy_record(record: Any, file: IO[bytes], is_packed: bool) -> bytes:
    """The bytes of a record in its file; packed anew where it shares its packing with others.

    Each record should be packed on its own (ISO 28500:2017, annex D), and many are not. Of those
    the parser does not know where they begin, so what is there is compared with the record.
    """
    file.seek(record.stream_pos)
    if not is_packed:
        return _read_record(file, record.content_length)
    whole = BytesIO()
    record.write(whole)
    member, content = _read_member(file, most=whole.tell())
    return member if content == whole.getvalue() else gzip.compress(whole.getvalue(), mtime=0)


def _read_record(file: IO[bytes], size: int) -> bytes:
    """A record that is not packed: its head, its content of so many bytes, and two line breaks."""
    parts = [file.readline()]
    while parts[-1].strip():
        parts.append(file.readline())
    parts.append(file.read(size))
    for _ in range(2):
        place = file.tell()
        if (line := file.readline(len(_LINE))).strip():
            file.seek(place)
            break
        parts.append(line)
    return b"".join(parts)


def _read_member(file: IO[bytes], most: int) -> tuple[bytes, bytes]:
    """The member of a gzip file that begins here (RFC 1952), as it is and unpacked.

    Of one that unpacks to more than ``most`` bytes only the beginning is read; where none begins,
    what is unpacked is empty.
    """
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    packed, content = bytearray(), bytearray()
    try:
        while not unpacker.eof and len(content) <= most and (data := file.read(_BYTES_AT_ONCE)):
            packed += data
            content += unpacker.decompress(data, most + 1)
    except zlib.error:
        return b"", b""
    return bytes(packed[: len(packed) - len(unpacker.unused_data)]), bytes(content)


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
