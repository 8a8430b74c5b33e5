"""Kept documents come back in the format they had."""

import gzip
import json
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext.corpus import writer
from cleantext.corpus.formats import open_reading, open_writing
from cleantext.corpus.json_replace import replace_text
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import Fields, Record
from cleantext.corpus.source import walk
from cleantext.corpus.writer import Kept, copy_lines, write_bare, write_kept
from cleantext.errors import UnreadableDocument
from cleantext.model import Document


def write(tmp_path: Path, name: str, kept: Kept) -> Path:
    """The output of a file in ``tmp_path/in``."""
    write_kept(tmp_path / "in", name, tmp_path / "out", kept, "text")
    return tmp_path / "out" / name


@pytest.fixture(autouse=True)
def source(tmp_path: Path) -> Path:
    """The directory that sources are in."""
    (tmp_path / "in" / "sub").mkdir(parents=True)
    return tmp_path / "in"


def test_text_is_copied_byte_for_byte(tmp_path: Path, source: Path) -> None:
    """Its encoding and its line breaks too; directories are made."""
    data = "A café.\r\n".encode("cp1252")
    (source / "sub/a.txt").write_bytes(data)
    assert write(tmp_path, "sub/a.txt", Kept({0})).read_bytes() == data


def test_file_that_keeps_nothing_is_not_written(tmp_path: Path, source: Path) -> None:
    """No empty file stands for what was dropped."""
    (source / "a.txt").write_bytes(b"A")
    assert not write(tmp_path, "a.txt", Kept(set())).exists()


def test_cleaned_text_is_utf8(tmp_path: Path, source: Path) -> None:
    """What is written cleaned is UTF-8, packed like its source."""
    with open_writing(source / "a.txt.xz", ".xz") as file:
        file.write(b"old")
    path = write(tmp_path, "a.txt.xz", Kept({0}, {0: "café"}.__getitem__))
    with open_reading(path, ".xz") as file:
        assert file.read().decode() == "café"


def test_cleaned_page_is_a_page_of_paragraphs(tmp_path: Path, source: Path) -> None:
    """It is still HTML, and what was a sign of the text does not become markup."""
    (source / "a.html").write_bytes(b"<nav>Home</nav>")
    path = write(tmp_path, "a.html", Kept({0}, {0: "Tom & Ann's\n\n1 < 2"}.__getitem__))
    assert path.read_text(encoding="utf-8") == (
        '<!DOCTYPE html>\n<meta charset="utf-8">\n<p>Tom & Ann\'s</p>\n<p>1 < 2</p>\n'.replace(
            "&", "&amp;"
        ).replace("1 <", "1 &lt;")
    )


LINES = [b'{"n": 1.50,"text":"One"}\r\n', b"\n", b'{"text":"Two"}\n', b'{"text":"Three"}']


@pytest.mark.parametrize("compression", ["", ".gz", ".bz2", ".xz", ".zst"])
def test_json_lines_are_kept_byte_for_byte(tmp_path: Path, source: Path, compression: str) -> None:
    """Kept lines keep their order, their bytes and the packing of their file."""
    name = f"r.jsonl{compression}"
    with open_writing(source / name, compression) as file:
        file.writelines(LINES)
    path = write(tmp_path, name, Kept({1, 4}))
    with open_reading(path, compression) as file:
        assert file.read() == LINES[0] + LINES[3]


def test_what_comes_after_the_last_kept_line_may_be_damaged(tmp_path: Path, source: Path) -> None:
    """A file that ends too early still gives what was read of it."""
    lines = [json.dumps({"text": f"{n:0100}"}).encode() + b"\n" for n in range(20_000)]
    (source / "r.jsonl.gz").write_bytes(gzip.compress(b"".join(lines))[:-20])
    path = write(tmp_path, "r.jsonl.gz", Kept({1, 2}))
    assert gzip.decompress(path.read_bytes()) == lines[0] + lines[1]


def test_cleaned_json_lines_keep_all_else(tmp_path: Path, source: Path) -> None:
    """Only the text changes."""
    (source / "r.jsonl").write_bytes(b"".join(LINES))
    path = write(tmp_path, "r.jsonl", Kept({1}, {1: "Eins"}.__getitem__))
    assert path.read_bytes() == b'{"n": 1.50,"text":"Eins"}\r\n'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"text":"a"}', '{"text":"N"}'),
        (' { "text" : "a" , "x":[1,{"text":2}]} \n', ' { "text" : "N" , "x":[1,{"text":2}]} \n'),
        ('{"text": "a", "text": "b"}', '{"text": "a", "text": "N"}'),
        ('{"big": 123456789012345678901234567890, "text": "\\"}"}',
         '{"big": 123456789012345678901234567890, "text": "N"}'),
        ('\ufeff{"t\\u0065xt": "é"}', '\ufeff{"t\\u0065xt": "N"}'),
    ],
)  # fmt: skip
def test_replace_text(line: str, expected: str) -> None:
    """The value that counts is replaced, wherever and however it is written."""
    assert replace_text(line.encode(), "text", "N") == expected.encode()


def test_replace_text_beside_a_value_that_nests_deep() -> None:
    """What the reader can read, the writer can write: a thousand lists are no crash."""
    deep = '{"a": ' + "[" * 1_000 + '"]"' + "]" * 1_000 + ', "text": %s, "n": -1.50e9}'
    assert replace_text((deep % '"o\\"ne"').encode(), "text", "N") == (deep % '"N"').encode()


def test_parquet_keeps_types_and_packing(tmp_path: Path, source: Path) -> None:
    """Rows are left out; columns, types, metadata and codec stay."""
    schema = pa.schema(
        [
            pa.field("text", pa.large_string()),
            pa.field("tags", pa.list_(pa.dictionary(pa.int32(), pa.string()))),
            pa.field("when", pa.timestamp("us", tz="UTC")),
        ],
        metadata={"made by": "a test"},
    )
    rows = [{"text": f"T{n}", "tags": [f"t{n}"], "when": n} for n in range(10)]
    table = pa.Table.from_pylist(rows, schema)
    pq.write_table(table, source / "t.parquet", row_group_size=3, compression="zstd")
    path = write(tmp_path, "t.parquet", Kept({1, 5, 6, 10}))
    expected = pq.read_table(source / "t.parquet").take([0, 4, 5, 9])
    assert pq.read_table(path).equals(expected, check_metadata=True)
    assert pq.ParquetFile(path).metadata.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]
)
def test_cleaned_parquet_keeps_the_type_of_its_text(
    tmp_path: Path, source: Path, kind: pa.DataType
) -> None:
    """Only the values of the text column change."""
    table = pa.table({"n": [1, 2], "text": pa.array(["a", "b"]).cast(kind)})
    pq.write_table(table, source / "t.parquet")
    path = write(tmp_path, "t.parquet", Kept({2}, {2: "B"}.__getitem__))
    written = pq.read_table(path)
    assert written.schema == table.schema
    assert written.to_pylist() == [{"n": 2, "text": "B"}]


@pytest.mark.parametrize("packed", [False, True])
def test_warc_records_are_copied(tmp_path: Path, source: Path, packed: bool) -> None:
    """Kept responses and conversions, and the records that describe the archive, byte for byte."""

    def record(kind: str, body: str) -> bytes:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{body}>\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        data = f"{head}{body}\r\n\r\n".encode()
        return gzip.compress(data, mtime=0) if packed else data

    info, request, one, two, three = (
        record(kind, body)
        for kind, body in [
            ("warcinfo", "about"),
            ("request", "GET"),
            ("response", "one"),
            ("response", "two"),
            ("conversion", "three"),
        ]
    )
    name = "w.warc.gz" if packed else "w.warc"
    (source / name).write_bytes(info + request + one + two + three)
    assert write(tmp_path, name, Kept({1, 3})).read_bytes() == info + one + three
    (source / name).write_bytes(info + request)
    write_bare(source, name, tmp_path / "bare")
    assert (tmp_path / "bare" / name).read_bytes() == info  # a request may have cookies


def make_record(kind: str, body: str) -> bytes:
    """A record of a WARC file."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{body[:9]}>\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return f"{head}{body}\r\n\r\n".encode()


@pytest.mark.parametrize("together", [2, 3, 5])
def test_warc_records_that_are_packed_together(tmp_path: Path, source: Path, together: int) -> None:
    """Some tools pack several records at once, or all: of these only the kept ones are written."""
    info, *pages = (
        make_record("warcinfo" if body == "info" else "response", body)
        for body in ["info", "one", "two " * 50_000, "three", "four"]
    )
    records = [info, *pages]
    packed = [
        gzip.compress(b"".join(records[start : start + together]), mtime=0)
        for start in range(0, len(records), together)
    ]
    (source / "w.warc.gz").write_bytes(b"".join(packed))
    written = write(tmp_path, "w.warc.gz", Kept({2, 4})).read_bytes()
    assert gzip.decompress(written) == info + pages[1] + pages[3]


def test_damage_after_the_last_kept_record_is_not_met(tmp_path: Path, source: Path) -> None:
    """What could be read of a damaged archive is written, and only that."""
    one, two = make_record("response", "one"), make_record("response", "two")
    (source / "w.warc").write_bytes(one + two + b"damage\r\n" + one)
    assert write(tmp_path, "w.warc", Kept({2})).read_bytes() == two
    (source / "w.warc").write_bytes(one + two[:-1])
    assert write(tmp_path, "w.warc", Kept({2})).read_bytes() == two[:-1]


@pytest.mark.parametrize("name", ["w.warc", "w.warc.gz"])
@pytest.mark.parametrize("is_packed", [False, True])
def test_cleaned_warc_records_are_packed_as_the_others_are(
    tmp_path: Path, source: Path, name: str, is_packed: bool
) -> None:
    """Archives are read by what they hold; one that lies about it in its name stays readable."""
    records = [make_record("warcinfo", "info"), make_record("response", "one")]
    packed = [gzip.compress(each, mtime=0) for each in records] if is_packed else records
    (source / name).write_bytes(b"".join(packed))
    written = write(tmp_path, name, Kept({1}, {1: "Cleaned."}.__getitem__)).read_bytes()
    content = gzip.decompress(written) if is_packed else written
    assert content.startswith(records[0])
    assert content.endswith(b"Cleaned.\r\n\r\n")


@pytest.mark.parametrize("name", ["w.warc", "w.warc.gz"])
def test_warc_records_are_cleaned_into_conversions(tmp_path: Path, source: Path, name: str) -> None:
    """A cleaned page is the text made of it, with its address and date; the same each time."""

    def pack(head: list[str], body: str) -> bytes:
        data = "\r\n".join([*head, f"Content-Length: {len(body)}", "", body, "", ""]).encode()
        return gzip.compress(data, mtime=0) if name.endswith(".gz") else data

    info = pack(["WARC/1.0", "WARC-Type: warcinfo"], "about")
    page = pack(
        [
            "WARC/1.0",
            "WARC-Type: response",
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
            "WARC-Target-URI: http://mill.example/1",
            "WARC-Date: 2026-01-01T00:00:00Z",
            "Content-Type: application/http; msgtype=response",
        ],
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>A story.</p>",
    )
    (source / name).write_bytes(info + page + page)
    kept = Kept({2}, {2: "A stor\u00fd."}.__getitem__)
    written = write(tmp_path, name, kept)
    first = written.read_bytes()
    assert first.startswith(info)
    assert write(tmp_path, name, kept).read_bytes() == first
    (record,) = read_file(written.parent, next(walk(written)), Fields())
    assert isinstance(record, Record)
    assert record.document == Document(
        "http://mill.example/1", "A stor\u00fd.", "http://mill.example/1", "2026-01-01T00:00:00Z"
    )


@pytest.mark.skipif(os.name == "nt", reason="there files have no limit")
@pytest.mark.parametrize("name", ["lines.jsonl", "a.txt"])
def test_a_write_that_ends_too_early_is_an_error(tmp_path: Path, source: Path, name: str) -> None:
    """A disk that becomes full takes a part of what is written, and says so only the next time."""
    import resource

    (source / name).write_bytes(b"x" * 30_000)
    lines = np.array([[0, 30_000]], np.int64)

    def write_one() -> None:
        if name == "a.txt":
            write(tmp_path, name, Kept({0}))
        else:
            copy_lines(source, name, tmp_path / "out", lines, 0)

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_one()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_source_that_vanished(tmp_path: Path) -> None:
    """Whoever writes is told, as whoever reads."""
    with pytest.raises(UnreadableDocument, match="No such file"):
        write(tmp_path, "gone.jsonl", Kept({1}))


def test_parquet_with_a_dictionary_of_texts(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are taken at once: were each run of them a table, each would bring its dictionary."""
    texts = pa.array([f"text {n % 700}" for n in range(3000)]).dictionary_encode()
    pq.write_table(pa.table({"text": texts}), source / "t.parquet")
    joined: list[int] = []
    join = pa.concat_tables

    def count(parts: list[pa.Table]) -> pa.Table:
        joined.append(len(parts))
        return join(parts)

    monkeypatch.setattr(pa, "concat_tables", count)
    path = write(tmp_path, "t.parquet", Kept(set(range(1, 3001, 2))))
    assert joined == [3]  # as many as there are batches of 1,024 rows
    written = pq.read_table(path)
    assert written.schema.field("text").type == texts.type
    assert written["text"].to_pylist() == texts.to_pylist()[::2]


def test_parquet_with_string_views(tmp_path: Path, source: Path) -> None:
    """A type for which Arrow can't take single rows is written like any other."""
    table = pa.table({"text": pa.array(["One", "Two", "Three"], pa.string_view())})
    pq.write_table(table, source / "t.parquet")
    written = pq.read_table(write(tmp_path, "t.parquet", Kept({1, 3}, str)))
    assert written.schema.field("text").type == pa.string_view()
    assert written["text"].to_pylist() == ["1", "3"]


def test_parquet_columns_of_different_compression(tmp_path: Path, source: Path) -> None:
    """Each column keeps its own."""
    table = pa.table({"text": ["One", "Two"], "tags": [["a"], ["b"]], "n": [1, 2]})
    codecs = {"text": "zstd", "tags.list.element": "gzip", "n": "none"}
    pq.write_table(table, source / "t.parquet", compression=codecs)
    group = pq.read_metadata(write(tmp_path, "t.parquet", Kept({2}))).row_group(0)
    assert {group.column(n).path_in_schema: group.column(n).compression for n in range(3)} == {
        "text": "ZSTD",
        "tags.list.element": "GZIP",
        "n": "UNCOMPRESSED",
    }


def test_a_large_row_group_is_written_in_several(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that memory does not grow with it; what fits stays one."""
    rows = 5000
    table = pa.table({"text": [f"A story, the {n}th" for n in range(rows)], "n": range(rows)})
    pq.write_table(table, source / "t.parquet")
    kept = Kept({*range(1, rows + 1)} - {7})
    expected = pa.concat_tables([table.slice(0, 6), table.slice(7)])

    def read_written() -> tuple[pa.Table, int]:
        path = write(tmp_path, "t.parquet", kept)
        return pq.read_table(path), pq.read_metadata(path).num_row_groups

    assert read_written() == (expected, 1)
    monkeypatch.setattr(writer, "_GROUP_BYTES", 60_000)
    assert read_written() == (expected, 3)
