"""The documents of each format, and what is said of what can't be read."""

import gzip
import json
import math
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext.corpus.http_body import unpack_body
from cleantext.corpus.json_lines import read_json_batches
from cleantext.corpus.reader import read_file, visible_text
from cleantext.corpus.records import WHOLE, Fields, LineSpan, Record, Skipped
from cleantext.corpus.source import walk
from cleantext.dates import date_or_none, parse_date
from cleantext.model import Document

FIELDS = Fields()
WARC_RESPONSE = (
    "WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{n}>\r\n"
    "WARC-Date: 2026-01-01T00:00:00Z\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
)


def warc_record(
    n: int,
    body: str | bytes,
    kind: str = "text/html",
    record: str = "response",
    headers: str = "",
    status: str = "200 OK",
) -> bytes:
    """A WARC record of a page."""
    body = body.encode() if isinstance(body, str) else body
    headers = f"Content-Type: {kind}\r\n{headers}" if kind else headers
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
    head = WARC_RESPONSE.format(type=record, url=f"http://site.example/{n}", n=n, length=len(http))
    return head.encode() + http + b"\r\n\r\n"


def read(path: Path, fields: Fields = FIELDS) -> list[Record | Skipped]:
    """All that a single file holds."""
    return [item for file in walk(path) for item in read_file(path.parent, file, fields)]


def read_json_lines(folder: Path, *lines: str, fields: Fields = FIELDS) -> list[Record | Skipped]:
    """All that a file of these lines holds."""
    path = folder / "r.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read(path, fields)


def test_text_file_is_one_document(tmp_path: Path) -> None:
    """Its id is its path, its text is as it is, line breaks and all."""
    (tmp_path / "a.txt").write_bytes("Tea\r\nand café\n".encode())
    assert read(tmp_path / "a.txt") == [Record(0, Document("a.txt", "Tea\r\nand café\n"))]


def test_text_file_that_is_not_utf8(tmp_path: Path) -> None:
    """It is decoded, not skipped."""
    (tmp_path / "a.txt").write_bytes("The café is shut today.".encode("cp1252"))
    assert read(tmp_path / "a.txt") == [Record(0, Document("a.txt", "The café is shut today."))]


def test_empty_file_is_a_document_without_text(tmp_path: Path) -> None:
    """Nothing disappears: an empty file is a document."""
    (tmp_path / "a.txt").touch()
    assert read(tmp_path / "a.txt") == [Record(0, Document("a.txt", ""))]


def test_empty_file_of_records_has_none(tmp_path: Path) -> None:
    """Without lines there is neither a document nor anything to skip."""
    assert read_json_lines(tmp_path, "") == []


def test_page_comes_as_bytes(tmp_path: Path) -> None:
    """What its text is is decided by who asks."""
    page = b"<title>T</title><nav>Home</nav><p>One <b>story</b>.</p>"
    (tmp_path / "a.html").write_bytes(page)
    assert read(tmp_path / "a.html") == [Record(0, Document("a.html", ""), page)]


def test_visible_text() -> None:
    """The text of a page is what a reader of it sees, and no script."""
    text = visible_text("<p>Café</p><script>x()</script><p>Two</p>")
    assert text.split() == ["Café", "Two"]


def test_json_lines_with_and_without_ids(tmp_path: Path) -> None:
    """A record's id is its own, a whole number too, or else its place, counted in lines from 1."""
    items = read_json_lines(
        tmp_path,
        '{"id": "x", "text": "One", "url": "http://site.example/"}',
        "",
        '{"text": "Two"}',
        '{"id": 7, "text": "Three", "url": 5}',
        '{"id": "", "text": "Four"}',
    )
    assert items == [
        Record(1, Document("x", "One", "http://site.example/")),
        Record(3, Document("r.jsonl#3", "Two")),
        Record(4, Document("7", "Three")),
        Record(5, Document("r.jsonl#5", "Four")),
    ]


def test_a_first_line_of_nothing_but_a_mark_is_blank(tmp_path: Path) -> None:
    """Nothing is lost with it, so nothing is said of it."""
    path = tmp_path / "r.jsonl"
    for nothing in (b"", b"\n", b" \r\n\n"):
        path.write_bytes(b"\xef\xbb\xbf" + nothing)
        assert read(path) == []
        skipped: list[Skipped] = []
        list(read_json_batches(tmp_path, "r.jsonl", WHOLE, Fields(), skipped.append, 0))
        assert skipped == []


def test_other_field_names(tmp_path: Path) -> None:
    """The fields that hold text and id can be named."""
    fields = Fields(text="body", id="key")
    items = read_json_lines(tmp_path, '{"key": "k", "body": "B", "text": "T"}', fields=fields)
    assert items == [Record(1, Document("k", "B"))]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "cut', "not valid JSON"),
        ('{"text": "\\ud80"}', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ('["text"]', "not a JSON object with fields"),
        ('{"id": "x"}', "no text: the field 'text' is missing or null"),
        ('{"text": null}', "no text: the field 'text' is missing or null"),
        ('{"text": 5}', "the field 'text' is not a text, but int"),
        (
            '{"text": "x", "id": 1.5}',
            "the field 'id' is neither a text nor a whole number of 64 bits; name another with "
            "--id-field",
        ),
        (
            '{"text": "x", "id": true}',
            "the field 'id' is neither a text nor a whole number of 64 bits; name another with "
            "--id-field",
        ),
        ('{"text": "x", "id": 99999999999999999999}', "the field 'id' is neither a text nor"),
    ],
)
def test_bad_record_is_skipped_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    """The reason is told with the record's place, and the next record is read."""
    skipped, record = read_json_lines(tmp_path, line, '{"text": "fine"}')
    assert isinstance(skipped, Skipped)
    assert (skipped.path, skipped.number) == ("r.jsonl#1", 1)
    assert skipped.reason.startswith(reason)
    assert record == Record(2, Document("r.jsonl#2", "fine"))


def test_an_id_may_be_a_float_that_is_a_whole_number(tmp_path: Path) -> None:
    """Tables write numbers so where some are missing; one that may be rounded tells nobody apart.

    What NaN stands for there has no id of its own.
    """
    most = 2.0**53
    write_table(tmp_path / "t.parquet", text=["A", "B", "C", "D"], id=[17.0, math.nan, -0.0, most])
    *records, skipped = read(tmp_path / "t.parquet")
    assert isinstance(skipped, Skipped)
    assert [each.document.id for each in records if isinstance(each, Record)] == [
        "17", "t.parquet#2", "0"
    ]  # fmt: skip
    lines = [f'{{"text": "{n}", "id": {n}}}' for n in ("17.0", "1.7e1", str(most - 1))]
    (tmp_path / "r.jsonl").write_text("\n".join(lines), encoding="utf-8")
    items = read(tmp_path / "r.jsonl")
    wanted = ["17", "17", str(2**53 - 1)]
    assert [item.document.id for item in items if isinstance(item, Record)] == wanted
    (batch,) = read_json_batches(tmp_path, "r.jsonl", WHOLE, FIELDS, print, 0)
    assert [batch.ids[row].decode() for row in range(3)] == wanted


def test_json_lines_that_are_not_utf8(tmp_path: Path) -> None:
    """JSON is UTF-8 by definition: a line that is not is skipped, a byte order mark is not text."""
    path = tmp_path / "r.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\n{"text": "caf\xe9"}\n')
    record, skipped = read(path)
    assert record == Record(1, Document("r.jsonl#1", "a"))
    assert isinstance(skipped, Skipped)
    assert skipped.path == "r.jsonl#2"
    assert skipped.reason == (
        "not UTF-8, which JSON has to be: byte 14 of the line is 0xE9; convert the file"
    )


def test_packed_json_lines_that_end_too_early(tmp_path: Path) -> None:
    """The file is reported, and does not end anything."""
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "a"}\n' * 1000)[:-12])
    *_, last = read(path)
    assert isinstance(last, Skipped)
    assert last.path == "r.jsonl.gz"
    assert last.reason.startswith("can't be read: Compressed file ended")


def test_file_that_vanished(tmp_path: Path) -> None:
    """A file that is gone when its turn comes is skipped."""
    path = tmp_path / "a.txt"
    path.touch()
    (file,) = walk(path)
    path.unlink()
    assert list(read_file(tmp_path, file, Fields())) == [
        Skipped("a.txt", 0, "can't be read: No such file or directory")
    ]


def write_table(path: Path, **columns: Any) -> None:
    """Write a Parquet file of these columns."""
    pq.write_table(pa.table(columns), path)


def test_parquet_rows(tmp_path: Path) -> None:
    """A row is a record; one without a text is skipped."""
    path = tmp_path / "t.parquet"
    write_table(path, id=[10, 11, None], text=["One", None, "Three"], url=["u", None, None])
    assert read(path) == [
        Record(1, Document("10", "One", "u")),
        Skipped("t.parquet#2", 2, "no text: the field 'text' is missing or null"),
        Record(3, Document("t.parquet#3", "Three")),
    ]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([2**63 - 1, 0], pa.timestamp("us")),
        pa.array([2**63 - 1, 0], pa.timestamp("ms", "Europe/Berlin")),
        pa.array([2**45, 0], pa.timestamp("s")),
        pa.array([2**31 - 1, 0], pa.date32()),
        pa.array([1, 0], pa.duration("ns")),
    ],
)
def test_parquet_values_that_python_does_not_have(tmp_path: Path, column: pa.Array) -> None:
    """A moment that never comes is no date, and no id; the row is not lost for the first."""
    path = tmp_path / "t.parquet"
    write_table(path, text=["One", "Two"], date=column, url=column)
    first, second = read(path, Fields(date="date"))
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.document == Document("t.parquet#1", "One")
    assert parse_date(second.document.date) == (None if column.type == "duration[ns]" else 0)
    write_table(path, text=["One", "Two"], id=column)
    reason = (
        "the field 'id' is neither a text nor a whole number of 64 bits; name another with "
        "--id-field"
    )
    assert read(path)[0] == Skipped("t.parquet#1", 1, reason)


def test_parquet_dates_of_a_zone_that_nobody_knows(tmp_path: Path) -> None:
    """A moment is the same in any zone; its digits beyond a microsecond are dropped."""
    path = tmp_path / "t.parquet"
    write_table(path, text=["One"], date=pa.array([1001], pa.timestamp("ns", "Mars/Olympus")))
    (record,) = read(path, Fields(date="date"))
    assert isinstance(record, Record)
    assert parse_date(record.document.date) == 1


def test_parquet_row_that_is_not_utf8(tmp_path: Path) -> None:
    """Arrow does not check its strings; such a row is skipped."""
    path = tmp_path / "t.parquet"
    bad = pa.Array.from_buffers(
        pa.string(),
        2,
        [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\3\0\0\0"), pa.py_buffer(b"\xff\xffa")],
    )
    write_table(path, text=bad)
    assert read(path) == [
        Skipped("t.parquet#1", 1, "the row holds text that is not UTF-8"),
        Record(2, Document("t.parquet#2", "a")),
    ]


def test_parquet_without_a_text_column(tmp_path: Path) -> None:
    """The whole table is skipped, once, and what is wrong with the column is said."""
    path = tmp_path / "t.parquet"
    write_table(path, body=["One"])
    assert read(path) == [Skipped("t.parquet", 0, "the table has no column 'text'")]
    twice = pa.Table.from_arrays([pa.array(["a"])] * 2, names=["text", "text"])
    pq.write_table(twice, path)
    assert read(path) == [Skipped("t.parquet", 0, "the table has 2 columns 'text'")]
    write_table(path, text=[1, 2])
    reason = "the column 'text' does not hold texts, but int64"
    assert read(path) == [Skipped("t.parquet", 0, reason)]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["One", None], pa.large_string()),
        pa.array(["One", None]).dictionary_encode(),
        pa.array([None, None]),
        pa.ExtensionArray.from_storage(pa.json_(), pa.array(['"One"', None])),
    ],
    ids=["large", "dictionary", "null", "extension"],
)
def test_parquet_columns_that_may_hold_texts(tmp_path: Path, column: pa.Array) -> None:
    """Whatever way Arrow has for texts is read, and rows without one are skipped by themselves."""
    path = tmp_path / "t.parquet"
    write_table(path, text=column)
    missing = "no text: the field 'text' is missing or null"
    assert read(path)[1] == Skipped("t.parquet#2", 2, missing)


@pytest.mark.parametrize("data", [b"", b"PAR1 not really PAR1"])
def test_file_that_is_no_parquet(tmp_path: Path, data: bytes) -> None:
    """It is skipped, with what Arrow says of it."""
    path = tmp_path / "t.parquet"
    path.write_bytes(data)
    (skipped,) = read(path)
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("not a valid Parquet file: ")


@pytest.mark.parametrize("packed", [False, True])
def test_warc_responses(tmp_path: Path, packed: bool) -> None:
    """Responses that are pages are documents, named by their address; others are skipped."""
    records = [
        warc_record(1, "a=b", record="request"),
        warc_record(2, "<p>One</p>"),
        warc_record(3, "binary", kind="image/png"),
    ]
    path = tmp_path / ("w.warc.gz" if packed else "w.warc")
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in records))
    url = "http://site.example/2"
    assert read(path) == [
        Record(1, Document(url, "", url, "2026-01-01T00:00:00Z"), b"<p>One</p>"),
        Skipped(f"{path.name}#2", 2, "not a page, but image/png"),
    ]


def test_dates_are_read_where_they_are_asked_for(tmp_path: Path) -> None:
    """A date of a record is what its field holds, if it can be one; Parquet's own types too."""
    lines = ['{"text": "a", "when": "2024-05-17"}', '{"text": "b", "when": [1]}', '{"text": "c"}']
    dated = replace(FIELDS, date="when")
    assert dates_of(read_json_lines(tmp_path, *lines, fields=dated)) == ["2024-05-17", None, None]
    assert dates_of(read_json_lines(tmp_path, *lines)) == [None, None, None]
    path = tmp_path / "t.parquet"
    moments = pa.array([1_715_934_600_123_456_789, None], pa.timestamp("ns", "UTC"))
    pq.write_table(pa.table({"text": ["a", "b"], "when": moments}), path)
    moment = datetime(2024, 5, 17, 8, 30, 0, 123456, tzinfo=UTC)
    assert dates_of(read(path, dated)) == [moment, None]


@pytest.mark.parametrize("field", ["when", "id"])
def test_dates_and_sites_of_json_lines_read_in_batches(tmp_path: Path, field: str) -> None:
    """The kernel's way through JSON lines finds the dates and addresses that the parser finds."""
    values = ["2024-05-17", 'May 17, 2024 \N{SNOWMAN}', 1715934600, 1715934600.5, -1, True, None,
              [1], {"a": 1}, "2024-\\u0030\t", 1e9, "", 0, 10**25]  # fmt: skip
    lines = [
        json.dumps({"text": "x", field: value, "url": f"https://a.example/{value}", "n": 1})
        for value in values
    ]
    lines += [
        '{"text": "y", "when": 1, "when": "2024-05-17", "url": 5}',
        '{"text": "\\ud800"}',
        "{",
    ]
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    fields, skipped = replace(FIELDS, date=field), list[Skipped]()

    def rank_of(document: Document) -> int:
        return len(document.site or "")

    (batch,) = read_json_batches(
        tmp_path, path.name, LineSpan(), fields, skipped.append, 0, rank_of
    )
    records = [item for item in read(path, fields) if isinstance(item, Record)]
    assert batch.numbers.tolist() == [record.number for record in records]
    assert batch.dates.tolist() == [date_or_none(record.document.date) for record in records]
    assert batch.ranks.tolist() == [rank_of(record.document) for record in records]
    assert len(skipped) + len(records) == len(lines)


def dates_of(items: list[Record | Skipped]) -> list[object]:
    """The dates of records."""
    return [item.document.date for item in items if isinstance(item, Record)]


def test_warc_conversions(tmp_path: Path) -> None:
    """The texts that a crawler made of its pages (WET) are documents too; other kinds are not."""
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://site.example/{n}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{n}>\r\n"
        "WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: {kind}\r\n"
        "Content-Length: {length}\r\n\r\n"
    )
    bodies = [("text/plain", "Zwölf Möwen".encode()), ("application/json", b"{}")]
    archive = warc_record(1, "<p>A page</p>") + b"".join(
        head.format(n=n, kind=kind, length=len(body)).encode() + body + b"\r\n\r\n"
        for n, (kind, body) in enumerate(bodies, 2)
    )
    path = tmp_path / "w.warc.wet.gz"
    path.write_bytes(gzip.compress(archive))
    date, url = "2026-01-01T00:00:00Z", "http://site.example/2"
    assert read(path)[1:] == [
        Record(2, Document(url, "Zwölf Möwen", url, date)),
        Skipped(f"{path.name}#3", 3, "not a text, but application/json"),
    ]


def test_warc_responses_as_they_were_sent(tmp_path: Path) -> None:
    """A body in chunks, or packed, is the page that was sent; what can't be unpacked is named."""
    page = b"<p>One and two</p>"
    twice = gzip.compress(page[:5]) + gzip.compress(page[5:])
    brotli = bytes(pa.compress(page, "brotli"))
    zstd = bytes(pa.compress(page, "zstd"))
    chunks = b"5\r\n<p>On\r\nd;x=1\r\ne and two</p>\r\n0\r\n\r\n"
    path = tmp_path / "w.warc"
    path.write_bytes(
        warc_record(1, gzip.compress(page), headers="Content-Encoding: gzip\r\n")
        + warc_record(2, chunks, headers="Transfer-Encoding: chunked\r\n")
        + warc_record(3, page, headers="Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n")
        + warc_record(4, b"\x0b\x02", headers="Content-Encoding: compress\r\n")
        + warc_record(7, twice, headers="Content-Encoding: gzip\r\n")
        + warc_record(8, brotli, headers="Content-Encoding: br\r\n")
        + warc_record(9, zstd, headers="Content-Encoding: zstd\r\n")
        + warc_record(5, page, headers=f"X: {'a' * 300_000}\r\n")
        + warc_record(6, page)
    )
    read_pages = [item.page if isinstance(item, Record) else item.reason for item in read(path)]
    assert read_pages == [
        page,
        page,
        page,
        "its body is packed as 'compress', which is not read",
        page,
        page,
        page,
        "the head of the HTTP response is damaged",
        page,
    ]


def test_a_body_of_many_small_members_takes_linear_time() -> None:
    """Each is unpacked, and what follows it is not copied for it."""
    body = gzip.compress(b"") * 200_000 + gzip.compress(b"<p>A page")
    start = time.process_time()
    assert unpack_body(body, "gzip", "") == b"<p>A page"
    assert time.process_time() - start < 5
    assert unpack_body(body + b"\0" * 99, "gzip", "") == b"<p>A page"


def test_a_codec_that_arrow_was_built_without_is_an_error_of_the_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Arrow says so by an error of another kind, which would end the run."""

    def open_stream(*_: object) -> None:
        raise pa.ArrowNotImplementedError("Support for codec 'brotli' not built")

    monkeypatch.setattr(pa, "CompressedInputStream", open_stream)
    with pytest.raises(ValueError, match="its body can't be unpacked: Support for codec"):
        unpack_body(b"\x0b\x02\x80", "br", "")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (warc_record(1, "<p>Gone", status="404 Not Found"), "HTTP status 404"),
        (warc_record(1, "<p>It is <a href=/>here", status="301 Moved"), "HTTP status 301"),
        (warc_record(1, "<p>Try again", status="503 Busy"), "HTTP status 503"),
        (warc_record(1, "<p>A page", status="203 From a cache"), ""),
        (warc_record(1, "%PDF-1.7 A page"), "not a page, but PDF"),
        (warc_record(1, b"\x1f\x8b\x08A page"), "not a page, but gzip"),
        (warc_record(1, "<p>A page", kind=""), "not a page, but of unknown type"),
        (warc_record(1, "\ufeff \n<!DOCTYPE html><p>A page", kind="", headers="X: y\r\n"), ""),
        (warc_record(1, "<HTML lang=en><p>A page", kind=""), ""),
        (warc_record(1, "cut short", headers="Content-Encoding: br\r\n"), "can't be unpacked"),
    ],
)
def test_what_is_no_page_in_an_archive_is_named(tmp_path: Path, record: bytes, reason: str) -> None:
    """Errors and redirections, other formats; a page of which no type is told is found."""
    path = tmp_path / "w.warc"
    path.write_bytes(record)
    (item,) = read(path)
    if reason:
        assert isinstance(item, Skipped)
        assert reason in item.reason
    else:
        assert isinstance(item, Record)
        assert b"<p>A page" in (item.page or b"")


def test_a_record_of_another_protocol_is_named(tmp_path: Path) -> None:
    """A response need not be one of HTTP."""
    body = b"20260101 site.example. 300 IN A 192.0.2.1\n"
    head = WARC_RESPONSE.format(type="response", url="dns:site.example", n=1, length=len(body))
    path = tmp_path / "w.warc"
    path.write_bytes(head.replace("application/http; msgtype=response", "text/dns").encode() + body)
    assert read(path) == [Skipped("w.warc#1", 1, "not a page, but text/dns")]


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.XHTML"])
def test_a_file_of_another_format_is_no_page(tmp_path: Path, name: str) -> None:
    """Whatever its name says, a PDF or a packed page is skipped, and the reason is told."""
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7 A page")
    assert read(path) == [Skipped(name, 0, "not a page, but PDF")]
    path.write_bytes(b"<p>A page")
    assert read(path) == [Record(0, Document(name, ""), b"<p>A page")]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("record", ["response", "conversion"])
def test_a_warc_file_that_is_cut_off(tmp_path: Path, record: str, packed: bool) -> None:
    """A record that the archive ends within is skipped, what is before it is read."""
    kind = b"application/http" if record == "response" else b"text/plain"
    pages = [
        warc_record(n, f"<p>{'A page. ' * 200}", record=record).replace(b"application/http", kind)
        for n in (1, 2)
    ]
    path = tmp_path / ("w.warc.gz" if packed else "w.warc")
    members = [gzip.compress(page) if packed else page for page in pages]
    path.write_bytes(members[0] + members[1][: len(members[1]) - (20 if packed else 500)])
    whole, cut = read(path)
    assert isinstance(whole, Record)
    assert isinstance(cut, Skipped)
    assert cut.path == f"{path.name}#2"
    assert re.fullmatch(r"cut off: the archive has \d+ of its 16\d\d bytes", cut.reason)


def test_a_warc_record_that_says_it_is_longer_than_the_rest(tmp_path: Path) -> None:
    """A length that is wrong does not make one page of all that follow."""
    first, second, third = (warc_record(n, f"<p>Page {n}</p>") for n in (1, 2, 3))
    longer = second.replace(b"Content-Length: ", b"Content-Length: 9")
    path = tmp_path / "w.warc"
    path.write_bytes(first + longer + third)
    whole, cut = read(path)
    assert isinstance(whole, Record)
    assert isinstance(cut, Skipped)
    assert cut.reason.startswith("cut off: ")


def test_file_that_is_no_warc(tmp_path: Path) -> None:
    """Neither rubbish nor an empty archive disappears silently."""
    path = tmp_path / "w.warc"
    path.write_bytes(b"nothing of the kind\n" * 10)
    (skipped,) = read(path)
    assert isinstance(skipped, Skipped)
    assert skipped.path == "w.warc"
    path.write_bytes(b"")
    assert read(path) == [Skipped("w.warc", 0, "the archive holds no WARC record")]


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_warc_record_with_other_line_ends_is_told(
    tmp_path: Path, is_packed: bool, first: int
) -> None:
    """Its head is taken for one line, and swallows what follows: the records before are read."""
    records = [warc_record(n, f"<p>Page {n}</p>") for n in range(3)]
    for n in range(first, 3):
        records[n] = records[n].replace(b"\r\n", b"\n")
    path = tmp_path / ("w.warc.gz" if is_packed else "w.warc")
    path.write_bytes(b"".join(gzip.compress(r) if is_packed else r for r in records))
    *whole, told = read(path)
    assert [type(item) for item in whole] == [Record] * first
    assert isinstance(told, Skipped)
    assert re.fullmatch(
        r"the head of the record at byte [\d,]+ has lines that end in LF, .*", told.reason
    )


def test_an_archive_of_other_records_is_told(tmp_path: Path) -> None:
    """Nothing of it is read, and it would vanish silently; a part of a crawl may be empty."""
    path = tmp_path / "w.warc"
    about = warc_record(0, "", record="warcinfo")
    path.write_bytes(about)
    assert read(path) == []
    others = [warc_record(n, "<p>A page</p>", record="resource") for n in (1, 2)]
    path.write_bytes(about + b"".join(others) + warc_record(3, "", record="metadata"))
    reason = "the archive holds no response and no conversion, but resource (2), metadata (1)"
    assert read(path) == [Skipped("w.warc", 0, reason)]
    path.write_bytes(b"".join(others) + warc_record(3, "<p>A page</p>"))
    assert [type(item) for item in read(path)] == [Record]


def test_a_line_of_a_megabyte(tmp_path: Path) -> None:
    """A long line is a record like any other."""
    (record,) = read_json_lines(tmp_path, json.dumps({"text": "x " * 500_000}))
    assert isinstance(record, Record)
    assert len(record.document.text) == 1_000_000
