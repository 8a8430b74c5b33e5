"""What a file is by its name, and that what is written packed can be read again."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pyarrow as pa
import pytest

from cleantext.corpus.formats import (
    SUFFIXES,
    Format,
    find_format,
    open_reading,
    open_writing,
    reading_errors,
)
from cleantext.errors import UnreadableDocument


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", Format("text")),
        ("a.md", Format("text")),
        ("a.HTM", Format("html")),
        ("a.ndjson", Format("jsonl")),
        ("a.jsonl.zst", Format("jsonl", ".zst")),
        ("a.txt.xz", Format("text", ".xz")),
        ("a.warc.gz", Format("warc", ".gz")),
        ("a.parquet", Format("parquet")),
        ("a.warc.wet.gz", Format("warc", ".gz")),
        ("a.parquet.gz", None),
        ("a.warc.xz", None),
        ("a.gz", None),
        ("a.jpg", None),
        ("txt", None),
        ("a.", None),
    ],
)
def test_find_format(name: str, expected: Format | None) -> None:
    """The suffix decides, in any case, and only packings that make sense are known."""
    assert find_format(name) == expected


def test_messages_name_what_is_read() -> None:
    """Each group of suffixes with its packings: a Parquet file that is packed is not read."""
    groups = SUFFIXES.split("; ")
    for group in groups:
        suffixes, _, packings = group.partition(", also with ")
        for suffix in suffixes.split():
            assert find_format(f"a{suffix}") is not None
            for packing in (".gz", ".bz2", ".xz", ".zst"):
                is_read = find_format(f"a{suffix}{packing}") is not None
                assert is_read == (packing in packings.split())


@pytest.mark.parametrize("compression", ["", ".gz", ".bz2", ".xz", ".zst"])
def test_written_bytes_are_read_again(tmp_path: Path, compression: str) -> None:
    """Each packing gives back the bytes, and the same bytes give the same file."""
    data = b"One line.\n" * 1000
    paths = [tmp_path / "one", tmp_path / "two"]
    for path in paths:
        with open_writing(path, compression) as file:
            file.write(data)
    with open_reading(paths[0], compression) as file:
        assert file.read() == data
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert (len(paths[0].read_bytes()) < len(data)) == (compression != "")


@pytest.mark.parametrize("compression", [".gz", ".bz2", ".xz", ".zst"])
@pytest.mark.parametrize("data", [b"not packed at all", b"", None])
def test_damaged_files_are_unreadable_documents(
    tmp_path: Path, compression: str, data: bytes | None
) -> None:
    """Rubbish, nothing at all, and files cut short (None) raise `UnreadableDocument`."""
    path = tmp_path / "file"
    if data is None:
        with open_writing(path, compression) as file:
            file.write(bytes(range(256)) * 50)
        data = path.read_bytes()[:-20]
    path.write_bytes(data)
    message = "it is empty .0 bytes., and no compressed" if not data else "can't be read"
    with (
        pytest.raises(UnreadableDocument, match=message),
        reading_errors(),
        open_reading(path, compression) as file,
    ):
        file.read()


def test_missing_file_is_an_unreadable_document(tmp_path: Path) -> None:
    """A file that vanished is named by what the system says of it, without the machine's path."""
    with (
        pytest.raises(UnreadableDocument, match=r"^can't be read: No such file or directory$"),
        reading_errors(),
        open_reading(tmp_path / "gone", ""),
    ):
        pass


@pytest.mark.parametrize("kept", [0.3, 0.9, 1.0])
def test_all_that_can_be_unpacked_of_a_damaged_zstandard_file_is_read(
    tmp_path: Path, kept: float
) -> None:
    """To the last byte before the damage, although Arrow gives megabytes at once or nothing."""
    chance = random.Random(1)
    lines = [f"{number} {chance.random()}\n".encode() for number in range(100_000)]
    path = tmp_path / "a.jsonl.zst"
    with open_writing(path, ".zst") as file:
        file.writelines(lines)
    packed = path.read_bytes()
    path.write_bytes(packed[: int(kept * len(packed))])
    read: list[bytes] = []
    with (
        contextlib.suppress(UnreadableDocument),
        reading_errors(),
        open_reading(path, ".zst") as file,
    ):
        read.extend(file)
    can_be_read = 0
    with contextlib.suppress(OSError), pa.input_stream(str(path), compression="zstd") as stream:
        while stream.read(1):
            can_be_read += 1
    assert read == lines[: len(read)]
    assert can_be_read - 50 < sum(map(len, read)) <= can_be_read
    assert (len(read) == len(lines)) == (kept == 1.0)
