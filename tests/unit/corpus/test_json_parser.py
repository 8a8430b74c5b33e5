"""Lines of JSON, and what Python's own module writes that is none."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import pytest

from cleantext.corpus.json_lines import read_json_batches
from cleantext.corpus.json_parser import parse_json
from cleantext.corpus.json_replace import replace_text
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import WHOLE, Fields, Record, Unusable
from cleantext.corpus.source import walk

HALF = "\ud83d"
GONE = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (HALF, GONE),
        ("\ude00" + HALF, GONE * 2),
        (HALF * 2 + "\ude00", GONE + "\N{GRINNING FACE}"),
        (HALF + r"\ude00", GONE + r"\ude00"),
        (rf'\{HALF}"NaN', rf'\{GONE}"NaN'),
        ([HALF, {HALF: "x"}], [GONE, {GONE: "x"}]),
        (math.nan, None),
        ([math.inf, -math.inf, "Infinity", 1.5], [None, None, "Infinity", 1.5]),
        ({"id": math.nan, "NaN": "-Infinity"}, {"id": None, "NaN": "-Infinity"}),
    ],
)
def test_what_python_writes_is_read(written: object, read: object) -> None:
    """Only what is no JSON is read as something else; pairs, names and words in texts stay."""
    assert parse_json(json.dumps(written).encode()) == read


def test_numbers_beyond_a_float_are_read() -> None:
    """They are JSON, and cost no record its text; others keep their values."""
    line = '{"q": 1e400, "n": [-1E+999, 1.5e3, -2, ' + "9" * 400 + '], "s": "1e400"}'
    assert parse_json(line.encode()) == {"q": None, "n": [None, 1500, -2, None], "s": "1e400"}
    long = '{"n": [1' + "0" * 400 + 'e-300, 2E-5, 0, 0.5], "x": NaN}'
    assert parse_json(long.encode()) == {"n": [1e100, 2e-5, 0, 0.5], "x": None}
    assert replace_text(line.encode(), "s", "A").decode() == line.replace('"1e400"', '"A"')


@pytest.mark.parametrize(
    "line",
    [
        '{"a": 01e400}',
        '{"a": 1e400e5}',
        '{"a": NaNNaN}',
        '{"a": -NaN}',
        "{NaN: 1}",
        '{"a": nan}',
        r'{"a": "\ud83"}',
        '{"a": "NaN',
        "",
    ],
)
def test_what_nobody_writes_is_no_json(line: str) -> None:
    """Nothing else is taken that the parser refuses."""
    with pytest.raises(Unusable, match=r"^not valid JSON: "):
        parse_json(line.encode())


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_line_that_is_not_utf8_is_told_so(encoding: str) -> None:
    """With the place of the byte, and what to do."""
    line = '{"text": "café"}'.encode(encoding)
    byte, place = (0xE9, 14) if encoding == "latin-1" else (0xFF, 1)
    wanted = f"^not UTF-8, which JSON has to be: byte {place} of the line is 0x{byte:X}; convert "
    with pytest.raises(Unusable, match=wanted):
        parse_json(line)


def test_such_records_are_documents_however_they_are_read(tmp_path: Path) -> None:
    """One by one, as to be cleaned, and in batches, as to be compared."""
    records = [{"id": n, "score": math.nan, "text": f"A story {HALF}"} for n in range(2)]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (file,) = walk(tmp_path)
    wanted = [("0", f"A story {GONE}"), ("1", f"A story {GONE}")]
    items = list(read_file(tmp_path, file, Fields()))
    assert [
        (item.document.id, item.document.text) for item in items if isinstance(item, Record)
    ] == wanted
    (batch,) = read_json_batches(tmp_path, "r.jsonl", WHOLE, Fields(), print, 0)
    assert [(batch.ids[row].decode(), batch.texts[row].decode()) for row in range(2)] == wanted


def test_other_fields_are_written_as_they_came() -> None:
    """Byte for byte, also a name that is half of a pair: no other program is to find them gone."""
    line = json.dumps({"score": math.nan, HALF: [-math.inf, HALF], "text": f"A {HALF}", "n": 1.50})
    written = replace_text(line.encode(), "text", "B").decode()
    assert written == line.replace(json.dumps(f"A {HALF}"), '"B"')


def test_hostile_lines_take_linear_time() -> None:
    """Megabytes of escapes, quotes and words."""
    started = time.perf_counter()
    for part in (rb"\ud83d", rb"\\", b'"', b"NaN", b"-Infinity", b"[", b'"\\', b"9", b"1e4,"):
        with pytest.raises(Unusable):
            parse_json(b'{"text": "' + part * (2_000_000 // len(part)))
    assert time.perf_counter() - started < 10
