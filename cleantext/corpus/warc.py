"""Floor 2: the documents of a WARC file: pages as they were served, and texts made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cleantext.corpus.formats import reading_errors
from cleantext.corpus.http_body import unpack_body
from cleantext.corpus.records import Fields, Record, Skipped
from cleantext.errors import UnreadableDocument
from cleantext.model import Document
from cleantext.page.binary import find_kind
from cleantext.repair.decoding.decode import decode

__all__ = ["is_document", "read_warc"]

_DESCRIPTION = "warcinfo"
_BEGINS_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.I)


def read_warc(root: Path, path: str, fields: Fields) -> Iterator[Record | Skipped]:
    """The documents of an archive: its responses that are pages, and its conversions.

    A redirection and the page of an error are none: nobody asked for them. Raises
    `UnreadableDocument` where the archive can't be read on, and if it holds only other records.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number, kinds = 0, Counter[str]()
    with reading_errors(), (root / path).open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            _check_head(record)
            kinds[(record.headers.get("WARC-Type") or "of unknown type").lower()] += 1
            if is_document(record):
                number += 1
                is_page = record.record_type == WarcRecordType.response
                make = _response_record if is_page else _conversion_record
                yield make(record, number, f"{path}#{number}")
    if not number:
        _check_kinds(kinds)


def _check_head(record: Any) -> None:
    """Raise `UnreadableDocument` for a record whose head does not end its lines as WARC has it.

    FastWARC takes all of such a head for one line, and then all up to the next CRLF.
    """
    _, first = next(iter(record.headers.items()), ("", ""))
    if "\n" in first:
        raise UnreadableDocument(
            f"the head of the record at byte {record.stream_pos:,} has lines that end in LF, and "
            "in a WARC file they end in CRLF; write the archive anew"
        )


def _check_kinds(kinds: Mapping[str, int]) -> None:
    """Raise `UnreadableDocument` for an archive of other records than are read.

    One that has nothing but a description of itself is an empty part of a crawl.
    """
    if not kinds:
        raise UnreadableDocument("the archive holds no WARC record")
    others = [f"{kind} ({count:,})" for kind, count in kinds.items() if kind != _DESCRIPTION]
    if others:
        raise UnreadableDocument(
            f"the archive holds no response and no conversion, but {', '.join(others)}"
        )


def is_document(record: Any) -> bool:
    """Whether a record of a WARC file is counted as a document: a response or a conversion."""
    from fastwarc.warc import WarcRecordType

    return record.record_type in (WarcRecordType.response, WarcRecordType.conversion)


def _conversion_record(conversion: Any, number: int, place: str) -> Record | Skipped:
    """A page as the text that a crawler made of it, as WET files have it."""
    kind = (conversion.headers.get("Content-Type") or "of unknown type").lower()
    if not kind.startswith("text/plain"):
        return Skipped(place, number, f"not a text, but {kind}")
    url = conversion.headers.get("WARC-Target-URI")
    date = conversion.headers.get("WARC-Date")
    try:
        text = decode(_read_content(conversion))
    except ValueError as error:
        return Skipped(place, number, str(error))
    return Record(number, Document(url or place, text, url, date))


def _response_record(response: Any, number: int, place: str) -> Record | Skipped:
    try:
        response.parse_http()
    except (IndexError, OSError):  # what fastwarc raises for a head that it can't make out
        return Skipped(place, number, "the head of the HTTP response is damaged")
    headers = response.http_headers
    if headers is None:
        kind = response.headers.get("Content-Type") or "of unknown type"
        return Skipped(place, number, f"not a page, but {kind}")
    if headers.status_code and not 200 <= headers.status_code < 300:
        return Skipped(place, number, f"not the page asked for: HTTP status {headers.status_code}")
    try:
        page = _read_page(response, headers)
    except ValueError as error:
        return Skipped(place, number, str(error))
    url = response.headers.get("WARC-Target-URI")
    date = response.headers.get("WARC-Date")
    charset = response.http_charset
    return Record(number, Document(url or place, "", url, date), page, charset)


def _read_content(record: Any) -> bytes:
    """What a record holds after its heads.

    Raises ValueError if the archive ends within it: of a page that is cut off, nobody knows what
    is missing, and where the length is wrong, it has swallowed the records that follow.
    """
    wanted = record.content_length
    content: bytes = record.reader.read()
    if len(content) < wanted:
        raise ValueError(f"cut off: the archive has {len(content)} of its {wanted} bytes")
    return content


def _read_page(response: Any, headers: Any) -> bytes:
    """The page of a response as it was before it was sent.

    Where the server did not say of what type it is, its beginning has to tell. Raises ValueError
    for what is no page.
    """
    kind = (response.http_content_type or "").lower()
    if kind and "html" not in kind:
        raise ValueError(f"not a page, but {kind}")
    page = unpack_body(
        _read_content(response),
        headers.get("Content-Encoding") or "",
        headers.get("Transfer-Encoding") or "",
    )
    if not kind and not _BEGINS_PAGE.match(page):
        raise ValueError("not a page, but of unknown type")
    if binary := find_kind(page):
        raise ValueError(f"not a page, but {binary}")
    return page
