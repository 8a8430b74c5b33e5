"""Segments of an index: what is written is read again, and merged without what has expired."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from cleantext.corpus.segments import (
    Entries,
    Segment,
    merge_segments,
    open_segment,
    text_digests,
    write_segment,
)
from cleantext.errors import CorpusError
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.sets import ShingleSets
from cleantext.neardup.texts import Texts

BANDS = 2


def entries(*texts: str, name: str = "t", date: int = 0) -> Entries:
    """Documents with ids ``name-n`` and dates from ``date`` on."""
    column = Texts.of_strings(texts)
    return Entries(
        ShingleSets.of_texts(Normalizer().normalize(column), 1),
        Texts.of_strings([f"{name}-{n}" for n in range(len(texts))]),
        text_digests(column),
        np.arange(date, date + len(texts)),
    )


def keys_of(*keys: int) -> Callable[[int], NDArray[np.uint64]]:
    """Keys of documents: in the second band they are higher by 100."""
    return lambda band: np.array(keys, np.uint64) + np.uint64(100 * band)


def show(segment: Segment) -> list[tuple[str, int, int, int, list[int]]]:
    """All that a segment knows of its documents."""
    return [
        (
            segment.id_of(row),
            int(segment.keys_of(0)[row]),
            int(segment.keys_of(1)[row]),
            int(segment.stored.dates[row]),
            segment.digests[row].tolist(),
        )
        for row in range(len(segment))
    ]


def test_a_segment_is_read_as_it_was_written(tmp_path: Path) -> None:
    """In several batches, one of them empty; a document without tokens is in no bucket."""
    batches = [entries("One", "..."), entries(), entries("Zwölf Möwen", name="ü", date=7)]
    assert write_segment(tmp_path / "s", BANDS, keys_of(9, 5, 3), batches) == 3
    segment = open_segment(tmp_path / "s", BANDS, 0)
    digests = text_digests(Texts.of_strings(["One", "...", "Zwölf Möwen"])).tolist()
    assert show(segment) == [
        ("t-0", 9, 109, 0, digests[0]),
        ("t-1", 0, 0, 1, digests[1]),
        ("ü-0", 3, 103, 7, digests[2]),
    ]
    assert segment.stored.keys.tolist() == [[3, 9], [103, 109]]
    assert segment.stored.rows.tolist() == [[2, 0], [2, 0]]
    assert np.diff(segment.stored.offsets).tolist() == [1, 0, 2]
    assert segment.bare().tolist() == [1]
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_segments_are_merged_in_order_and_without_what_has_expired(tmp_path: Path) -> None:
    """The merged segment is the one that all that is left would have made at once."""
    write_segment(tmp_path / "a", BANDS, keys_of(9, 5, 3), [entries("a", "b", "c")])
    write_segment(tmp_path / "b", BANDS, keys_of(4, 9), [entries("d e", "f", name="u", date=5)])
    parts = [open_segment(tmp_path / "a", BANDS, 1), open_segment(tmp_path / "b", BANDS, 6)]
    assert merge_segments(tmp_path / "merged", BANDS, parts) == 3
    merged = open_segment(tmp_path / "merged", BANDS, -99)
    assert show(merged) == [*show(parts[0])[1:], *show(parts[1])[1:]]
    left = [entries("b", date=1), entries("c", date=2), entries("f", date=6)]
    write_segment(tmp_path / "same", BANDS, keys_of(5, 3, 9), left)
    for name in ("keys", "rows", "fingerprints", "set_offsets", "text_digests", "dates"):
        assert (tmp_path / "merged" / name).read_bytes() == (tmp_path / "same" / name).read_bytes()


def test_empty_segment(tmp_path: Path) -> None:
    """Nothing at all can be written and read."""
    assert write_segment(tmp_path / "s", BANDS, keys_of(), []) == 0
    segment = open_segment(tmp_path / "s", BANDS, 0)
    assert len(segment) == 0
    assert segment.stored.keys.shape == (BANDS, 0)


def test_a_segment_appears_whole(tmp_path: Path) -> None:
    """What fails leaves no segment, and does not hinder the next one."""

    def fail(band: int) -> NDArray[np.uint64]:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_segment(tmp_path / "s", BANDS, fail, [entries("a")])
    assert not (tmp_path / "s").exists()
    write_segment(tmp_path / "s", BANDS, keys_of(1), [entries("a")])
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_segment_that_is_not_there(tmp_path: Path) -> None:
    """Whoever opens it is told."""
    with pytest.raises(FileNotFoundError):
        open_segment(tmp_path / "s", BANDS, 0)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("keys", b"odd"),
        ("keys", bytes(8 * BANDS)),
        ("rows", b""),
        ("fingerprints", bytes(8)),
        ("set_offsets", b""),
        ("id_offsets", b""),
        ("id_offsets", bytes(8)),
        ("ids", b"longer than they were"),
        ("text_digests", bytes(17)),
        ("text_digests", bytes(16)),
        ("dates", bytes(8)),
    ],
)
def test_a_segment_of_files_that_do_not_fit_together(
    tmp_path: Path, name: str, data: bytes
) -> None:
    """What was cut off or written over is told, before a kernel trusts it."""
    write_segment(tmp_path / "s", BANDS, keys_of(9, 5), [entries("One", "Two")])
    (tmp_path / "s" / name).write_bytes(data)
    with pytest.raises(CorpusError, match=r"the index is damaged: .* make it anew"):
        open_segment(tmp_path / "s", BANDS, 0)


@pytest.mark.parametrize("name", ["rows", "set_offsets", "id_offsets"])
def test_what_leads_out_of_the_arrays_is_told(tmp_path: Path, name: str) -> None:
    """A file of the right size that the disk has damaged is not followed."""
    write_segment(tmp_path / "s", BANDS, keys_of(9, 5), [entries("One", "Two")])
    path = tmp_path / "s" / name
    data = path.read_bytes()
    path.write_bytes(b"\xff\xff\xff\x7f" + data[4:])
    segment = open_segment(tmp_path / "s", BANDS, 0)
    with pytest.raises(CorpusError, match=f"s/{name} holds what no run wrote; make it anew"):
        merge_segments(tmp_path / "merged", BANDS, [segment])
    if name == "id_offsets":
        with pytest.raises(CorpusError, match="s/id_offsets holds what no run wrote"):
            segment.id_of(0)


def test_an_id_that_is_no_text_is_told(tmp_path: Path) -> None:
    """The damage of an id is told when it is to be named."""
    write_segment(tmp_path / "s", BANDS, keys_of(9, 5), [entries("One", "Two")])
    path = tmp_path / "s/ids"
    path.write_bytes(b"\xff" * path.stat().st_size)
    with pytest.raises(CorpusError, match="s/ids holds what no run wrote"):
        open_segment(tmp_path / "s", BANDS, 0).id_of(0)
