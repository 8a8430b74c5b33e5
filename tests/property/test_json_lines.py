"""JSON lines read by the kernel are what the parser reads, line by line."""

from __future__ import annotations

import json
import random
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.corpus import json_lines, pieces
from cleantext.corpus.formats import open_writing
from cleantext.corpus.json_lines import read_json_batches
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import WHOLE, Fields, LineSpan, Record, Skipped
from cleantext.corpus.source import SourceFile
from cleantext.errors import UnreadableDocument

Item = tuple[int, str, str] | Skipped

# Values that a parser takes or refuses for one byte; what surrounds strings; what ends lines.
VALUES = st.sampled_from(
    [
        b'"a"', b'""',
        b'"\\u2019 \\ud83d\\ude00\\n\\"\\\\\\/\\b\\f\\r\\t"', b'"\\ud83d"', b'"\\ude00"',
        b'"\\ud83d\\u0041"', b'"\\u12"', b'"\\x"', b'"caf\xc3\xa9 \xe2\x80\x99 \xf0\x9f\x98\x80"',
        b'"\xff"', b'"\xc3"', b'"\xc0\x80"', b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"',
        b'"\xe0\x80\x80"',
        b'"tab\there"', b'"\x00"', b'"\x7f"', b'"open', b"null", b"nul", b"true", b"false", b"0",
        b"-0", b"01", b"-1", b"17", b"1.5", b"1.", b".5", b"1e5", b"1e999", b"12345678901234567890",
        b"123456789012345678901234567890", b"[]", b"[1,", b'{"text": "b"}', b"{}", b"NaN", b"",
        b'"' + b"long " * 20 + b'\\n"', b'"' + "’".encode() * 9 + b'"',
    ]
)  # fmt: skip
NAMES = st.sampled_from(
    [b'"text"', b'"id"', b'"te\\u0078t"', b'"texts"', b'"tex"', b'""', b"text", b'"\xff"', b"'id'"]
)
SPACE = st.sampled_from([b"", b"", b" ", b"\t", b"\r", b"  "])
BRACKETS = [(b"{", b"}")] * 8 + [(b"", b"}"), (b"{", b""), (b"[", b"]")]
BREAKS = st.sampled_from([b"\n", b"\r\n", b"\n\n", b"\n \t\n"])


@st.composite
def lines(draw: st.DrawFn) -> bytes:
    """A line that is mostly an object with a text, and mostly valid."""
    usual = draw(st.booleans())
    fields = [b'"text"' + draw(SPACE) + b":" + draw(SPACE) + draw(VALUES)] if usual else []
    for _ in range(draw(st.integers(0, 3))):
        field = draw(NAMES) + draw(SPACE) + b":" + draw(SPACE) + draw(VALUES) + draw(SPACE)
        fields.insert(draw(st.integers(0, len(fields))), field)
    comma = draw(st.sampled_from([b",", b",", b", ", b",,", b""]))
    start, end = draw(st.sampled_from(BRACKETS))
    after = draw(st.sampled_from([b""] * 8 + [b"x", b"{}", b","]))
    line: bytes = start + draw(SPACE) + comma.join(fields) + end + after
    return draw(st.sampled_from([line] * 8 + [b"\xef\xbb\xbf" + line, line[:-3]]))


def read_with_kernel(root: Path, path: str, span: LineSpan = WHOLE) -> list[Item]:
    """The documents as number, id and text, then what is skipped."""
    found: list[Item] = []
    skipped: list[Item] = []
    for batch in read_json_batches(root, path, span, Fields(), skipped.append, 7):
        assert batch.files.tolist() == [7] * len(batch.texts)
        for number in range(len(batch.texts)):
            text = batch.texts[number].decode()
            assert batch.lengths[number] == len(text)
            found.append((int(batch.numbers[number]), batch.ids[number].decode(), text))
    return found + skipped


def read_with_parser(root: Path, path: str, span: LineSpan = WHOLE) -> list[Item]:
    """The same, read as other formats are."""
    items = list(read_file(root, SourceFile(path), Fields(), span))
    found = [
        (item.number, item.document.id, item.document.text)
        for item in items
        if isinstance(item, Record)
    ]
    return [*found, *(item for item in items if isinstance(item, Skipped))]


@given(st.lists(st.tuples(lines(), BREAKS), max_size=6), st.booleans())
@settings(max_examples=400, deadline=None)
def test_the_kernel_takes_what_the_parser_takes(
    written: list[tuple[bytes, bytes]], ends_whole: bool
) -> None:
    """Documents, ids, texts, numbers, lengths and reasons are the same, whatever the lines."""
    data = b"".join(line + end for line, end in written)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "c.jsonl").write_bytes(data if ends_whole else data.rstrip(b"\r\n"))
        assert read_with_kernel(root, "c.jsonl") == read_with_parser(root, "c.jsonl")


@given(st.lists(st.fixed_dictionaries({"id": st.text(), "text": st.text()}), max_size=20))
@settings(deadline=None)
@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_what_json_writes_is_read(ensure_ascii: bool, records: list[dict[str, str]]) -> None:
    """Any text that can be written, escaped or not, comes back."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with (root / "c.jsonl").open("w", encoding="utf-8", errors="surrogatepass") as file:
            for record in records:
                file.write(json.dumps(record, ensure_ascii=ensure_ascii) + "\n")
        assert read_with_kernel(root, "c.jsonl") == read_with_parser(root, "c.jsonl")


@pytest.mark.parametrize("room", [1, 7, 64, 1000])
def test_lines_longer_than_the_room_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """However few bytes are read at once, lines come whole, with their places in the file."""
    monkeypatch.setattr(json_lines, "_BYTES_AT_ONCE", room)
    written = [json.dumps({"text": "x" * size}).encode() + b"\n" for size in (0, 5, 300, 2, 90)]
    (tmp_path / "c.jsonl").write_bytes(b"".join(written))
    found = read_with_kernel(tmp_path, "c.jsonl")
    assert found == read_with_parser(tmp_path, "c.jsonl")
    spans = [
        span
        for batch in read_json_batches(tmp_path, "c.jsonl", LineSpan(), Fields(), print, 0)
        for span in batch.lines.tolist()
    ]
    data = b"".join(written)
    assert [data[start:end] for start, end in spans] == written


@given(
    st.lists(st.sampled_from([b'{"text":"a"}\n', b"\n", b'{"text":"long enough"}\n', b"bad\n"])),
    st.integers(1, 60),
    st.booleans(),
)
@settings(deadline=None)
def test_pieces_together_are_the_file(written: list[bytes], most: int, ends_whole: bool) -> None:
    """Pieces follow each other, begin with lines, know their numbers, and hold all documents."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        data = b"".join(written)
        (root / "c.jsonl").write_bytes(data if ends_whole else data[:-1])
        size = (root / "c.jsonl").stat().st_size
        cut = pieces.cut_file(root, SourceFile("c.jsonl", size), most, map)
        assert [piece.end for piece in cut[:-1]] == [piece.start for piece in cut[1:]]
        together: list[Item] = []
        by_parser: list[Item] = []
        for piece in cut:
            span = LineSpan(piece.start, piece.end, piece.first_line)
            together += read_with_kernel(root, "c.jsonl", span)
            by_parser += read_with_parser(root, "c.jsonl", span)
        whole = read_with_parser(root, "c.jsonl")
        assert sorted(map(str, together)) == sorted(map(str, by_parser)) == sorted(map(str, whole))


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
@pytest.mark.parametrize("room", [1000, 1_000_000])
def test_lines_before_the_damage_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, room: int
) -> None:
    """Of a file that is cut off, the whole lines up to there are documents, however it is read."""
    monkeypatch.setattr(json_lines, "_BYTES_AT_ONCE", room)
    path = f"c.jsonl{suffix}"
    choices = random.Random(1)
    with open_writing(tmp_path / path, suffix) as file:
        for number in range(4_000):
            text = "".join(choices.choices(string.ascii_letters, k=400))
            file.write(json.dumps({"id": str(number), "text": text}).encode() + b"\n")
    data = (tmp_path / path).read_bytes()
    (tmp_path / path).write_bytes(data[: len(data) * 3 // 4])
    items = list(read_file(tmp_path, SourceFile(path), Fields()))
    whole = [item.document.id for item in items if isinstance(item, Record)]
    assert len(whole) > 1000
    found: list[str] = []
    batches = read_json_batches(tmp_path, path, LineSpan(), Fields(), print, 0)
    with pytest.raises(UnreadableDocument, match="can't be read"):
        found.extend(batch.ids[row].decode() for batch in batches for row in range(len(batch.ids)))
    assert found == whole


def test_a_line_of_other_controls_is_not_blank(tmp_path: Path) -> None:
    """Only JSON's own space makes a blank line; both ways tell of what is none."""
    (tmp_path / "c.jsonl").write_bytes(b'\x0c\n \t\r\n{"text": "a"}\n\x0b')
    found = read_with_kernel(tmp_path, "c.jsonl")
    assert found == read_with_parser(tmp_path, "c.jsonl")
    assert [item.number for item in found if isinstance(item, Skipped)] == [1, 4]
