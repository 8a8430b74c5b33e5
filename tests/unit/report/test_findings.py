"""What the files of a run say, counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleantext.errors import CorpusError
from cleantext.report.findings import Reason, Site, gather_findings

SUMMARY: dict[str, Any] = {
    "documents": 10, "kept": 6, "duplicates": 4, "exact_duplicates": 1, "skipped": 2,
    "candidate_pairs": 9, "options": {"threshold": 0.7, "shingle_size": 5}, "version": "1",
    "seconds": 1.5,
}  # fmt: skip


def write_result(
    result: Path, duplicates: list[tuple[str, str, float]], skipped: list[tuple[str, str]]
) -> Path:
    """A directory as a run leaves it, but for the kept documents."""
    result.mkdir(exist_ok=True)
    result.joinpath("summary.json").write_text(json.dumps(SUMMARY), encoding="utf-8")
    names = ("id", "duplicate_of", "similarity")
    lines = [json.dumps(dict(zip(names, row, strict=True))) for row in duplicates]
    result.joinpath("duplicates.jsonl").write_text("\n".join(lines), encoding="utf-8")
    lines = [json.dumps({"path": path, "reason": reason}) for path, reason in skipped]
    result.joinpath("skipped.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return result


def test_similarities_are_counted_by_bins_and_whole_ones_apart(tmp_path: Path) -> None:
    """A bin spans .02, from a tenth below the threshold up; similarity 1 has a bar of its own."""
    rows = [("a", "k", 0.7), ("b", "k", 0.7199), ("c", "k", 0.72), ("d", "k", 1.0)]
    found = gather_findings(write_result(tmp_path, rows, []))
    assert found.lowest == 0.6
    assert found.bins == (0, 0, 0, 0, 0, 2, 1, *[0] * 13)
    assert found.whole == 1


def test_clusters_are_ranked_by_size(tmp_path: Path) -> None:
    """The largest come first, with the lowest similarity and at most five of the copies."""
    rows = [(f"b{n}", "big", 0.9 - n / 100) for n in range(7)] + [("s", "small", 0.8)]
    found = gather_findings(write_result(tmp_path, rows, []))
    assert [(each.kept, each.copies) for each in found.clusters] == [("big", 7), ("small", 1)]
    assert found.clusters[0].least == pytest.approx(0.84)
    assert found.clusters[0].examples == ("b0", "b1", "b2", "b3", "b4")


def test_only_the_largest_clusters_are_described(tmp_path: Path) -> None:
    """However many there are, twenty are shown, and the number of all."""
    rows = [(f"copy{n}", f"kept{n:03}", 0.8) for n in range(300)]
    found = gather_findings(write_result(tmp_path, rows, []))
    assert (found.cluster_count, len(found.clusters)) == (300, 20)
    assert found.clusters[0].kept == "kept000"


def test_sites_are_told_by_ids(tmp_path: Path) -> None:
    """The host of an address, or the first directory; whose document stands for most of them."""
    rows = [
        ("https://a.example/1", "wire/1", 0.8),
        ("https://a.example/2", "post/1", 0.8),
        ("https://a.example/3", "post/2", 0.8),
        ("nw-1", "wire/2", 0.8),
    ]
    found = gather_findings(write_result(tmp_path, rows, []))
    assert found.sites == (Site("a.example", 3, "post", 2), Site("", 1, "wire", 1))


def test_pairs_are_of_every_band_of_similarity(tmp_path: Path) -> None:
    """The least similar of each band, then the least of all others; none that is whole."""
    rows = [("x", "k", 1.0), ("c", "k", 0.95), ("b", "k", 0.81), ("z", "k", 0.701), ("a", "k", 0.7)]
    found = gather_findings(write_result(tmp_path, rows, []))
    assert [pair.id for pair in found.pairs] == ["a", "z", "b", "c"]


def test_there_are_eight_pairs_where_there_are_so_many(tmp_path: Path) -> None:
    """The least similar is the first, wherever it stands; of equal ones the first stays."""
    similar = (0.74, 0.73, 0.72, 0.71, 0.76, 0.75, 0.74, 0.72, 0.71, 0.7)
    rows = [(f"{n}", "k", similarity) for n, similarity in enumerate(similar)]
    found = gather_findings(write_result(tmp_path, rows, []))
    assert [pair.id for pair in found.pairs] == ["9", "3", "8", "2", "7", "1", "0", "6"]


def test_documents_of_an_index_make_no_pairs(tmp_path: Path) -> None:
    """They are counted, and their texts are not looked for in the source."""
    result = write_result(tmp_path, [("a", "today", 0.8)], [])
    row = {"id": "b", "duplicate_of": "old", "similarity": 0.9, "source": "index"}
    with (result / "duplicates.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"\n{json.dumps(row)}")
    found = gather_findings(result)
    assert (found.indexed, [pair.id for pair in found.pairs]) == (1, ["a"])
    assert {cluster.kept for cluster in found.clusters} == {"today", "old"}


def test_reasons_count_without_their_particulars(tmp_path: Path) -> None:
    """Numbers and quoted words don't make two reasons of one; examples keep them."""
    rows = [("a#1", "no text: line 1"), ("b", "of 'x'"), ("a#2", "no text: line 22")]
    found = gather_findings(write_result(tmp_path, [], rows))
    assert found.reasons == (
        Reason("no text: line …", 2, (("a#1", "no text: line 1"), ("a#2", "no text: line 22"))),
        Reason("of …", 1, (("b", "of 'x'"),)),
    )


def test_a_threshold_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the same words count there are no pairs to compare."""
    monkeypatch.setitem(SUMMARY, "options", {"threshold": 1.0, "shingle_size": 5})
    found = gather_findings(write_result(tmp_path, [("a", "b", 1.0)], []))
    assert (found.whole, sum(found.bins), found.pairs) == (1, 0, ())


def test_a_threshold_near_zero(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The histogram begins at 0 at the lowest."""
    monkeypatch.setitem(SUMMARY, "options", {"threshold": 0.05, "shingle_size": 5})
    found = gather_findings(write_result(tmp_path, [("a", "b", 0.05)], []))
    assert (found.lowest, found.bins[2]) == (0.0, 1)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("summary.json", None, "is no result of a deduplication"),
        ("summary.json", "{", "is damaged"),
        ("summary.json", "[1]", "was not written by a deduplication"),
        ("summary.json", '{"documents": 1}', "was not written by a deduplication"),
        ("duplicates.jsonl", None, "belongs to the result of every deduplication"),
        ("duplicates.jsonl", "{}\n", "damaged in line 1: it must have the fields id"),
        ("duplicates.jsonl", "x\n", "damaged in line 1"),
        (
            "duplicates.jsonl",
            '{"id": "a", "duplicate_of": "b", "similarity": "c"}\n',
            "damaged in line 1",
        ),
        (
            "summary.json",
            json.dumps({**SUMMARY, "options": {}}),
            "was not written by a deduplication",
        ),
        ("skipped.jsonl", None, "run it again"),
        ("skipped.jsonl", '{"path": "a", "reason": "b"}\n[]\n', "damaged in line 2"),
    ],
)
def test_a_result_that_is_none(
    tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    """A file that is missing or damaged is named, with what to do."""
    result = write_result(tmp_path, [("a", "b", 0.8)], [])
    if content is None:
        (result / name).unlink()
    else:
        (result / name).write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message) as raised:
        gather_findings(result)
    assert str(tmp_path) in str(raised.value)
