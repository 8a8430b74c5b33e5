"""Packed files of several streams, whole and damaged, in whole runs."""

from __future__ import annotations

import bz2
import json
import lzma
import random
from pathlib import Path

from cleantext import clean_corpus, dedupe_corpus
from tests.integration.cli_command import run_command


def make_lines(start: int, count: int) -> bytes:
    """Lines of JSON that are unlike each other and don't pack well."""
    chance = random.Random(start)
    texts = [" ".join(str(chance.random()) for _ in range(30)) for _ in range(count)]
    lines = (json.dumps({"id": start + n, "text": text}) for n, text in enumerate(texts))
    return "".join(line + "\n" for line in lines).encode()


def count_both(source: Path) -> tuple[int, int, list[str]]:
    """How many documents `dedupe` and `clean` find in a source, and which files are skipped."""
    deduped = dedupe_corpus(source, source.with_name("deduped"))
    cleaned = clean_corpus(source, source.with_name("cleaned"))
    paths = [item.path for item in cleaned.skipped if "#" not in item.path]
    assert deduped.skipped == len(cleaned.skipped)
    return deduped.documents, cleaned.documents, paths


def test_padding_between_streams_of_xz_ends_no_file(tmp_path: Path) -> None:
    """What comes after it is read by both, and nothing is said of it."""
    source = tmp_path / "source"
    source.mkdir()
    streams = [lzma.compress(make_lines(start, 10)) for start in range(0, 30, 10)]
    (source / "a.jsonl.xz").write_bytes(b"\0\0\0\0".join(streams))
    assert count_both(source) == (30, 30, [])


def test_streams_after_a_damaged_one_do_not_vanish_silently(tmp_path: Path) -> None:
    """The file is reported, and what comes before is read."""
    source = tmp_path / "source"
    source.mkdir()
    packed = [bytearray(bz2.compress(make_lines(start, 10))) for start in range(0, 50, 10)]
    packed[2][2] = 0
    (source / "a.jsonl.bz2").write_bytes(b"".join(packed))
    packed = [bytearray(lzma.compress(make_lines(start, 10))) for start in range(100, 130, 10)]
    packed[1][0] = 0
    (source / "b.jsonl.xz").write_bytes(b"".join(packed))
    assert count_both(source) == (30, 30, ["a.jsonl.bz2", "b.jsonl.xz"])


def test_a_text_of_which_a_stream_is_damaged_is_an_error(tmp_path: Path) -> None:
    """`clean` and `explain` of one file don't give a part of it for the whole."""
    story = tmp_path / "story.txt.bz2"
    story.write_bytes(bz2.compress(b"The first half. ") + b"BZ\0" + bz2.compress(b"Another.")[3:])
    for command in ("clean", "explain"):
        ended = run_command(command, story)
        assert (ended.code, ended.out) == (1, "")
        assert "can't be read" in ended.err


def test_a_damaged_file_has_the_same_documents_for_all(tmp_path: Path) -> None:
    """A byte that flips in the middle of a stream costs the same, whoever reads it."""
    source = tmp_path / "source"
    source.mkdir()
    for name, pack in (("a.jsonl.xz", lzma.compress), ("b.jsonl.bz2", bz2.compress)):
        packed = bytearray(pack(make_lines(ord(name[0]) * 10_000, 2500)))
        packed[len(packed) * 2 // 3] ^= 0xFF
        (source / name).write_bytes(packed)
    deduped, cleaned, damaged = count_both(source)
    assert deduped == cleaned > 1500
    assert damaged == ["a.jsonl.xz", "b.jsonl.bz2"]
