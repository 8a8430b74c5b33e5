"""The list of a source's files and the parts it is cut into."""

from pathlib import Path

import pytest

from cleantext.corpus.listing import Piece, cut_parts, find_difference, read_listing, write_listing
from cleantext.corpus.source import SourceFile
from cleantext.errors import CorpusError

FILES = [
    SourceFile("a.txt", 3_000_000, 1),
    SourceFile("b/", problem="can't be listed"),
    SourceFile("c.txt", 3_000_000, 2),
    SourceFile("d\n.txt", 10, 3),
]


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    """A listing of four files."""
    path = tmp_path / "source.jsonl"
    write_listing(path, FILES)
    return path


def test_listing_is_read_as_written(listing: Path) -> None:
    """Names with line breaks too."""
    assert list(read_listing(listing)) == FILES


def test_listing_counts_what_is_read(tmp_path: Path) -> None:
    """Files with a problem do not count; paths and sizes make the digest, times do not."""
    one = write_listing(tmp_path / "1", FILES)
    two = write_listing(tmp_path / "2", [SourceFile(f.path, f.size, 9, f.problem) for f in FILES])
    three = write_listing(tmp_path / "3", FILES[1:])
    assert (one.files, one.bytes) == (3, 6_000_010)
    assert one == two
    assert one.digest != three.digest


def test_parts_hold_every_file_once(listing: Path) -> None:
    """Parts follow each other, and know the number of their first file."""
    parts = cut_parts(listing)
    assert [part.number for part in parts] == [0, 1]
    assert [f for p in parts for f in read_listing(listing, p.start, p.end)] == FILES
    assert [part.first_file for part in parts] == [0, 3]
    assert [part.bytes for part in parts] == [6_000_000, 10]


def test_pieces_are_parts_of_their_own(listing: Path) -> None:
    """A file that is cut is in no part with others, and those around it are in parts."""

    def cut(file: SourceFile, most: int) -> list[Piece]:
        assert most == 4_000_000
        return [Piece(0, 5, 1), Piece(5, file.size, 8)]

    files = [FILES[0], SourceFile("b.jsonl", 9_000_000), *FILES[2:]]
    write_listing(listing, files)
    parts = cut_parts(listing, cut)
    assert [part.number for part in parts] == [0, 1, 2, 3]
    assert [part.is_piece for part in parts] == [False, True, True, False]
    assert [part.first_file for part in parts] == [0, 1, 1, 2]
    assert [(part.from_byte, part.bytes, part.from_line) for part in parts[1:3]] == [
        (0, 5, 1),
        (5, 8_999_995, 8),
    ]
    assert [list(read_listing(listing, part.start, part.end)) for part in parts] == [
        files[:1],
        files[1:2],
        files[1:2],
        files[2:],
    ]


def test_parts_are_few(tmp_path: Path) -> None:
    """However large a source is, its parts can all be open at once."""
    path = tmp_path / "source.jsonl"
    write_listing(path, (SourceFile(f"{n:06}", 10_000_000) for n in range(10_000)))
    assert 30 <= len(cut_parts(path)) <= 33


@pytest.mark.parametrize(
    ("now", "difference"),
    [
        (FILES, None),
        (FILES[:3], "d\n.txt is no longer there"),
        (FILES[1:], "a.txt is no longer there"),
        ([*FILES, SourceFile("e.txt")], "e.txt is new"),
        ([FILES[0], SourceFile("aa.txt"), *FILES[1:]], "aa.txt is new"),
        ([SourceFile("a.txt", 3_000_000, 7), *FILES[1:]], "a.txt has changed"),
    ],
)
def test_find_difference(listing: Path, now: list[SourceFile], difference: str | None) -> None:
    """The first file that differs is named, and how."""
    assert find_difference(listing, now) == difference


@pytest.mark.parametrize("damage", [b"\x00", b"{", b"[]", b'{"size": 1}', b'{"path": "a", "x": 1}'])
def test_a_listing_that_no_run_wrote(listing: Path, damage: bytes) -> None:
    """What a disk has spoiled is told, and what to do."""
    listing.write_bytes(listing.read_bytes() + damage + b"\n")
    message = r"source\.jsonl is damaged; use --overwrite to start again"
    with pytest.raises(CorpusError, match=message):
        find_difference(listing, FILES)
    with pytest.raises(CorpusError, match=message):
        cut_parts(listing)
