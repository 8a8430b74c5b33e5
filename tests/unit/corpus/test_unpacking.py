"""The bytes of packed files: all their streams, and all that comes before a damage."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from cleantext.corpus.formats import open_reading, open_writing, reading_errors
from cleantext.corpus.json_lines import read_json_batches
from cleantext.corpus.reader import read_lines
from cleantext.corpus.records import WHOLE, Fields, Skipped
from cleantext.errors import UnreadableDocument

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
LONG = random.Random(5).randbytes(3_000).hex().encode() * 30
"""More than is unpacked in one call; packed it is a small part of what is read at once."""
ONE, TWO, THREE = b"One.\n" * 50, b"Two.\n" * 50, b"Three.\n" * 50


def read(path: Path, compression: str) -> tuple[bytes, str]:
    """What a file gives, and what is said of its end."""
    data = b""
    try:
        with reading_errors(), open_reading(path, compression) as file:
            while part := file.read1():
                data += part
            assert file.read() == file.readline() == b""
    except UnreadableDocument as error:
        return data, str(error)
    return data, ""


@pytest.mark.parametrize(
    ("compression", "padding"),
    [(".gz", 0), (".gz", 511), (".bz2", 0), (".xz", 0), (".xz", 4), (".xz", 40_000)],
)
def test_all_streams_are_read(tmp_path: Path, compression: str, padding: int) -> None:
    """Also those after padding, where the format has some, and after a stream without a byte."""
    path = tmp_path / "file"
    streams = [PACK[compression](data) for data in (ONE, b"", TWO, THREE)]
    path.write_bytes(b"".join(stream + bytes(padding) for stream in streams))
    assert read(path, compression) == (ONE + TWO + THREE, "")
    with open_reading(path, compression) as file:
        assert file.read() == ONE + TWO + THREE


@pytest.mark.parametrize("compression", PACK)
@pytest.mark.parametrize("place", [0, 1])
def test_a_stream_that_does_not_begin_properly_is_told(
    tmp_path: Path, compression: str, place: int
) -> None:
    """What comes before it is read; it is not taken for rubbish that may follow a file."""
    path = tmp_path / "file"
    damaged = bytearray(PACK[compression](TWO))
    damaged[place] = 0
    path.write_bytes(PACK[compression](ONE) + damaged + PACK[compression](THREE))
    data, reason = read(path, compression)
    assert data == ONE
    assert reason.startswith("can't be read: ")


@pytest.mark.parametrize(
    ("compression", "rest"),
    [(".gz", b"rest"), (".bz2", b"rest"), (".bz2", bytes(4)), (".xz", b"rest"), (".xz", bytes(3))],
)
def test_what_is_no_stream_at_the_end_is_told(
    tmp_path: Path, compression: str, rest: bytes
) -> None:
    """It may have been one: NUL bytes, too, where the format has no padding of so many."""
    path = tmp_path / "file"
    path.write_bytes(PACK[compression](ONE) + rest)
    data, reason = read(path, compression)
    assert data == ONE
    assert reason.startswith("can't be read: ")


def make_lines(count: int) -> list[bytes]:
    """Lines of JSON that don't pack well."""
    chance = random.Random(1)
    texts = (" ".join(str(chance.random()) for _ in range(30)) for _ in range(count))
    return [json.dumps({"id": n, "text": text}).encode() + b"\n" for n, text in enumerate(texts)]


@pytest.mark.parametrize("compression", PACK)
@pytest.mark.parametrize("place", [0.6, 0.8])
def test_a_damaged_file_gives_the_same_however_it_is_read(
    tmp_path: Path, compression: str, place: float
) -> None:
    """Line by line and in megabytes the same documents come before the damage."""
    path = tmp_path / f"a.jsonl{compression}"
    packed = bytearray(PACK[compression](b"".join(make_lines(2500))))
    packed[int(place * len(packed))] ^= 0xFF
    path.write_bytes(packed)
    numbers: list[int] = []
    with pytest.raises(UnreadableDocument):
        numbers.extend(number for number, _ in read_lines(tmp_path, path.name))
    skipped: list[Skipped] = []
    in_batches: list[int] = []
    batches = read_json_batches(tmp_path, path.name, WHOLE, Fields(), skipped.append, 0)
    with pytest.raises(UnreadableDocument):
        in_batches.extend(number for batch in batches for number in batch.numbers.tolist())
    assert sorted(in_batches + [item.number for item in skipped]) == numbers
    assert len(numbers) > 500


@pytest.mark.parametrize("at", range(0, 80, 11))
def test_nothing_is_given_of_a_damaged_block_of_bzip2(tmp_path: Path, at: int) -> None:
    """It is scrambled as a whole, and what seems to be a line of it never was one."""
    lines = make_lines(3000)
    packed = bytearray(bz2.compress(b"".join(lines)))
    packed[(110 + at) * len(packed) // 200] ^= 1
    path = tmp_path / "a.jsonl.bz2"
    path.write_bytes(packed)
    data, reason = read(path, ".bz2")
    assert reason == "can't be read: Invalid data stream"
    assert b"".join(lines).startswith(data)
    assert len(data) > 890_000  # the damage is in the second block, or the third


@pytest.mark.parametrize(("compression", "lost"), [(".gz", 0), (".xz", 1)])
def test_a_wrong_checksum_at_the_end_costs_no_more_than_a_byte(
    tmp_path: Path, compression: str, lost: int
) -> None:
    """All else is given, although it is unpacked in one piece with the checksum."""
    path = tmp_path / "file"
    packed = bytearray(PACK[compression](ONE))
    packed[{".gz": -8, ".xz": -36}[compression]] ^= 1
    path.write_bytes(packed)
    data, reason = read(path, compression)
    assert reason
    assert data == ONE[: len(ONE) - lost]


def test_of_a_damaged_gzip_file_the_reader_is_told_what_to_doubt(tmp_path: Path) -> None:
    """What follows a damaged bit is unpacked, and looks like lines: only the end tells."""
    path = tmp_path / "a.jsonl.gz"
    packed = bytearray(gzip.compress(b"".join(make_lines(3000))))
    packed[len(packed) // 2] ^= 4
    path.write_bytes(packed)
    data, reason = read(path, ".gz")
    assert data
    assert reason.endswith("may be scrambled, as gzip has a checksum only at its end")


@pytest.mark.parametrize("compression", PACK)
def test_much_of_little_is_unpacked_piece_by_piece(tmp_path: Path, compression: str) -> None:
    """A file of one character repeated is read to its end, byte for byte."""
    path = tmp_path / "file"
    with open_writing(path, compression) as file:
        file.write(bytes(10_000_000))
    with open_reading(path, compression) as file:
        assert sum(len(part) for part in iter(lambda: file.read(70_000), b"")) == 10_000_000


@pytest.mark.parametrize("compression", PACK)
def test_a_long_stream_ends_where_the_next_begins(tmp_path: Path, compression: str) -> None:
    """Streams that take several calls to unpack are read once, and so is what follows them."""
    pack = PACK[compression]
    path = tmp_path / f"a.txt{compression}"
    path.write_bytes(pack(LONG) + pack(ONE) + pack(LONG) + pack(TWO))
    assert read(path, compression) == (LONG + ONE + LONG + TWO, "")


def test_bzip2_is_unpacked_block_by_block(tmp_path: Path) -> None:
    """A few hundred bytes may hold many blocks of 47 MB each: they are not in memory at once."""
    path = tmp_path / "file"
    size = 200_000_000
    path.write_bytes(bz2.compress(b"\n" * size))
    tracemalloc.start()
    try:
        with open_reading(path, ".bz2") as file:
            read_bytes = sum(iter(lambda: len(file.read(1 << 20)), 0))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read_bytes == size
    assert peak < size * 0.6
