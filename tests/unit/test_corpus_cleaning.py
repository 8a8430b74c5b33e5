"""A corpus is cleaned file by file, into a destination that appears whole."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext import clean
from cleantext.cleaning import CleanOptions
from cleantext.corpus.journal import Workplace
from cleantext.corpus.lock import locked
from cleantext.corpus_cleaning import clean_corpus, clean_file
from cleantext.errors import CorpusError, InvalidOption, UnreadableDocument
from cleantext.model import Cleaned
from cleantext.profiles import SiteProfile

STORY = "The countryâ€™s oil is its only export."
REPAIRED = "The country's oil is its only export."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A corpus of a text and three records, one of them without text."""
    root = tmp_path / "source"
    (root / "site").mkdir(parents=True)
    (root / "site" / "a.txt").write_text(STORY, encoding="utf-8")
    records = [{"id": 1, "text": STORY}, {"id": 2}, {"id": 3, "text": "Fine.", "n": 1}]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (root / "b.jsonl").write_text(lines, encoding="utf-8")
    return root


def read_tree(root: Path) -> dict[str, bytes]:
    """Read all files under a directory, by relative path."""
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_each_document_is_cleaned_in_place(source: Path, tmp_path: Path) -> None:
    """Layout, formats and other fields stay; what can't be read is left out and named."""
    before = read_tree(source)
    summary = clean_corpus(source, tmp_path / "out")
    assert summary.documents == 3
    assert [skipped.path for skipped in summary.skipped] == ["b.jsonl#2"]
    assert (tmp_path / "out" / "site" / "a.txt").read_text(encoding="utf-8") == REPAIRED
    lines = (tmp_path / "out" / "b.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"id": 1, "text": REPAIRED},
        {"id": 3, "text": "Fine.", "n": 1},
    ]
    assert read_tree(source) == before
    assert not (tmp_path / "out.partial").exists()


@pytest.mark.parametrize("workers", [1, 2])
def test_pages_without_text_are_counted(tmp_path: Path, workers: int) -> None:
    """They are written, too; what was empty before is not counted."""
    source = tmp_path / "source"
    source.mkdir()
    for name in ("boats", "bread"):
        (source / f"{name}.html").write_text(f"<div id=root></div><script src={name}.js></script>")
    (source / "none.html").write_text("")
    (source / "story.html").write_text(f"<p>{STORY}</p>", encoding="utf-8")
    (source / "texts.jsonl").write_text('{"text": ""}\n{"text": "Fine."}\n')
    summary = clean_corpus(source, tmp_path / "out", workers=workers)
    assert (summary.documents, summary.blank, summary.skipped) == (6, 2, ())
    assert json.loads((tmp_path / "out/summary.json").read_text())["blank"] == 2
    assert (tmp_path / "out/boats.html").exists()


def test_files_without_a_record_have_their_place(source: Path, tmp_path: Path) -> None:
    """Empty partitions are there in the output, too: a later step may expect each of them."""
    table = pa.table({"text": pa.array([], pa.string()), "n": pa.array([], pa.int8())})
    pq.write_table(table, source / "empty.parquet")
    (source / "site" / "empty.jsonl").write_bytes(b"")
    (source / "blank.jsonl").write_bytes(b"\n\n")
    (source / "empty.txt").write_bytes(b"")
    summary = clean_corpus(source, tmp_path / "out")
    assert [skipped.path for skipped in summary.skipped] == ["b.jsonl#2"]
    written = read_tree(tmp_path / "out")
    assert written.keys() - {"summary.json"} == read_tree(source).keys()
    assert pq.read_schema(tmp_path / "out" / "empty.parquet").equals(table.schema)
    assert json.loads(written["summary.json"])["files"]["count"] == len(written) - 1


def test_workers_do_not_change_the_result(source: Path, tmp_path: Path) -> None:
    """One process and two write the same bytes, but for the seconds they took."""
    clean_corpus(source, tmp_path / "one", workers=1)
    clean_corpus(source, tmp_path / "two", workers=2)
    one, two = read_tree(tmp_path / "one"), read_tree(tmp_path / "two")
    summaries = [json.loads(tree.pop("summary.json")) for tree in (one, two)]
    assert one == two
    assert [summary.pop("seconds") >= 0 for summary in summaries] == [True, True]
    assert summaries[0] == summaries[1]


def write_large_file(path: Path) -> list[str]:
    """A file of records that several processes share, one of them without a text; its texts."""
    texts = [f"{STORY} It is shipped from berth {number}.\n\n" * 90 for number in range(400)]
    rows = [{"text": text} for text in texts]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in [*rows, {"id": "no text"}]]
    path.write_text("".join(lines), encoding="utf-8")
    assert path.stat().st_size > 2_000_000
    return texts


def test_workers_share_the_records_of_a_large_file(source: Path, tmp_path: Path) -> None:
    """The file comes out as from one process, and so does what was skipped, in its order."""
    texts = write_large_file(source / "a.jsonl")
    one = clean_corpus(source, tmp_path / "one")
    two = clean_corpus(source, tmp_path / "two", workers=2)
    assert one == two
    assert [skipped.path for skipped in two.skipped] == ["a.jsonl#401", "b.jsonl#2"]
    written = (tmp_path / "two" / "a.jsonl").read_bytes()
    assert written == (tmp_path / "one" / "a.jsonl").read_bytes()
    assert [json.loads(line)["text"] for line in written.splitlines()] == [*map(clean, texts)]


def test_workers_share_the_records_of_one_file(tmp_path: Path) -> None:
    """Which is the whole source."""
    write_large_file(tmp_path / "a.jsonl")
    clean_file(tmp_path / "a.jsonl", tmp_path / "one.jsonl")
    clean_file(tmp_path / "a.jsonl", tmp_path / "two.jsonl", workers=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_the_profile_of_a_documents_own_site_is_used(source: Path, tmp_path: Path) -> None:
    """A pattern of one site removes nothing on another that the profile knows."""
    line = "Gazette of the lower marshes"
    for site in ("site", "other"):
        (source / site).mkdir(exist_ok=True)
        page = f"{line}\n\nThe rain came on Monday, and the dykes held until the evening."
        (source / site / "page.txt").write_text(page, encoding="utf-8")
    pattern = {"line": line, "count": 9, "examples": [line]}
    profile = SiteProfile.from_json(
        json.dumps({"version": 1, "sites": {"site": [pattern], "other": []}})
    )
    clean_corpus(source, tmp_path / "out", profile=profile)
    assert line not in (tmp_path / "out" / "site" / "page.txt").read_text(encoding="utf-8")
    assert line in (tmp_path / "out" / "other" / "page.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ({"url_field": "link"}, [False, True]),
        ({"id_field": "path"}, [True, False]),
        ({"site": "mill.example"}, [False, False]),
        ({"site": "inn.example"}, [True, True]),
        ({}, [False, False]),
    ],
)
def test_the_site_is_told_by_the_fields_that_learned_it(
    tmp_path: Path, settings: dict[str, Any], left: list[bool]
) -> None:
    """Address and id may have fields of their own; where no site is known, all lines go."""
    line = "Gazette of the lower marshes"
    text = f"{line}\n\nThe rain came on Monday, and the dykes held until the evening."
    records = [
        {"text": text, "link": "https://mill.example/1", "path": "inn.example/1"},
        {"text": text, "link": "https://inn.example/2", "path": "mill.example/2"},
    ]
    source = tmp_path / "r.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    sites = {"mill.example": [{"line": line}], "inn.example": []}
    profile = SiteProfile.from_json(json.dumps({"version": 1, "sites": sites}))
    out = tmp_path / "cleaned.jsonl"
    clean_file(source, out, CleanOptions(), profile=profile, **settings)
    cleaned = [json.loads(each)["text"] for each in out.read_text(encoding="utf-8").splitlines()]
    assert [line in each for each in cleaned] == left


def test_a_site_that_the_profile_does_not_know_loses_nothing(tmp_path: Path) -> None:
    """What one site repeats below its stories is another one's story."""
    page = "The inn has a new cook, who came by boat.\n\nFrom our kitchen\n\nIt opens on Monday."
    for site in ("kitchen.example", "valley.example"):
        (tmp_path / "in" / site).mkdir(parents=True)
        (tmp_path / "in" / site / "a.txt").write_text(page, encoding="utf-8")
    line = {"line": "From our kitchen", "ends_story": True}
    sites = {"kitchen.example": [line]}
    profile = SiteProfile.from_json(json.dumps({"version": 1, "sites": sites}))
    clean_corpus(tmp_path / "in", tmp_path / "out", profile=profile)
    tree = read_tree(tmp_path / "out")
    assert b"From our kitchen" not in tree[str(Path("kitchen.example", "a.txt"))]
    assert tree[str(Path("valley.example", "a.txt"))] == page.encode()


@pytest.mark.parametrize(
    "number", ['{"$oid": "5"}', "340282366920938463463374607431768211455", "3.5"]
)
def test_an_id_that_is_none_costs_no_record(tmp_path: Path, number: str) -> None:
    """Ids only tell the site here; a deduplication, which names records by them, leaves it out."""
    line = f'{{"id": {number}, "text": "{STORY}"}}\n'
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    clean_file(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    written = (tmp_path / "b.jsonl").read_text(encoding="utf-8")
    assert written == line.replace(STORY, REPAIRED)


def test_what_can_not_be_read_is_skipped_once(source: Path, tmp_path: Path) -> None:
    """A link that leads nowhere has one reason; a result is not replaced for such a source."""
    (source / "z.txt").symlink_to(tmp_path / "gone")
    summary = clean_corpus(source, tmp_path / "out")
    assert [skipped.path for skipped in summary.skipped] == ["b.jsonl#2", "z.txt"]
    (source / "site" / "a.txt").unlink()
    (source / "b.jsonl").write_bytes(b"")
    before = read_tree(tmp_path / "out")
    with pytest.raises(UnreadableDocument, match=r"z\.txt: can't be read: .* stays as it was$"):
        clean_corpus(source, tmp_path / "out", overwrite=True)
    assert read_tree(tmp_path / "out") == before


def test_patterns_choose_the_files(source: Path, tmp_path: Path) -> None:
    """Include and exclude are those of every corpus command."""
    clean_corpus(source, tmp_path / "out", include=["*.txt"])
    assert set(read_tree(tmp_path / "out")) == {str(Path("site", "a.txt")), "summary.json"}


def test_one_pattern_is_no_list_of_patterns(source: Path, tmp_path: Path) -> None:
    """The star of a single pattern would otherwise match every file."""
    with pytest.raises(InvalidOption, match="take lists of patterns"):
        clean_corpus(source, tmp_path / "out", include="*.md")


def test_progress_is_told_from_start_to_end(source: Path, tmp_path: Path) -> None:
    """The last call says that all files are done."""
    calls: list[tuple[str, int, int]] = []
    clean_corpus(source, tmp_path / "out", progress=lambda *call: calls.append(call))
    assert calls == [("clean", 0, 2), ("clean", 1, 2), ("clean", 2, 2)]


def test_options_are_kept_in_the_summary(source: Path, tmp_path: Path) -> None:
    """Who finds the directory later can see how it was made."""
    clean_corpus(source, tmp_path / "out", CleanOptions(captions="drop"))
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["options"]["captions"] == "drop"


def test_destinations_are_guarded(source: Path, tmp_path: Path) -> None:
    """Nothing is written into the source, nor over what is there unasked."""
    with pytest.raises(CorpusError, match="never written to"):
        clean_corpus(source, source / "out")
    clean_corpus(source, tmp_path / "out")
    with pytest.raises(CorpusError, match="is not empty"):
        clean_corpus(source, tmp_path / "out")
    clean_corpus(source, tmp_path / "out", overwrite=True)
    with pytest.raises(CorpusError, match="can't be read"):
        clean_corpus(tmp_path / "absent", tmp_path / "new")
    with pytest.raises(InvalidOption, match="workers must be a whole number, at least 1; got 0"):
        clean_corpus(source, tmp_path / "new", workers=0)
    assert not (tmp_path / "new").exists()


def test_what_somebody_laid_into_the_result_stays(source: Path, tmp_path: Path) -> None:
    """The files of a run are replaced, and no others."""
    clean_corpus(source, tmp_path / "out")
    (tmp_path / "out/site/notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CorpusError, match="what is somebody's would be removed"):
        clean_corpus(source, tmp_path / "out", overwrite=True)
    assert (tmp_path / "out/site/notes.txt").exists()


def test_a_directory_in_the_summarys_place_is_refused_before_the_work(
    source: Path, tmp_path: Path
) -> None:
    """It is named, with what can be done; nothing was cleaned, and nothing is left."""
    (source / "summary.json").mkdir()
    (source / "summary.json" / "a.txt").write_text(STORY, encoding="utf-8")
    told: list[tuple[object, ...]] = []
    message = r"has a directory summary\.json, .* --exclude 'summary\.json/\*'"
    with pytest.raises(CorpusError, match=message):
        clean_corpus(source, tmp_path / "out", progress=lambda *done: told.append(done))
    assert not told
    assert [path.name for path in tmp_path.iterdir()] == ["source"]
    summary = clean_corpus(source, tmp_path / "out", exclude=["summary.json/*"])
    assert summary.documents == 3


def test_what_is_not_read_has_no_place_that_the_summary_would_take(
    source: Path, tmp_path: Path
) -> None:
    """A file of its name is left out as others of its suffix, and so is what lies below one."""
    (source / "summary.json").write_text("{}", encoding="utf-8")
    (source / "site" / "summary.json").mkdir()
    (source / "site" / "summary.json" / "a.txt").write_text(STORY, encoding="utf-8")
    summary = clean_corpus(source, tmp_path / "out")
    assert summary.documents == 4
    assert [each.path for each in summary.skipped] == ["b.jsonl#2", "summary.json"]
    assert json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))["documents"] == 4
    assert (tmp_path / "out/site/summary.json/a.txt").read_text("utf-8") == REPAIRED


def test_a_failing_run_leaves_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends the run, there is no half of a destination."""

    def fail(*_: object, **__: object) -> Cleaned:
        raise KeyboardInterrupt

    monkeypatch.setattr("cleantext.file_cleaning.explain", fail)
    with pytest.raises(KeyboardInterrupt):
        clean_corpus(source, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_a_parquet_file_keeps_its_columns(tmp_path: Path) -> None:
    """Of a table only the text changes."""
    table = pa.table({"n": [1, 2], "text": [STORY, "Fine."], "tags": [["x"], []]})
    pq.write_table(table, tmp_path / "a.parquet")
    assert clean_file(tmp_path / "a.parquet", tmp_path / "b.parquet").documents == 2
    cleaned = pq.read_table(tmp_path / "b.parquet")
    assert cleaned.schema.names == table.schema.names
    assert cleaned.to_pydict() == {**table.to_pydict(), "text": [clean(STORY), "Fine."]}


def test_a_file_without_records_is_copied(tmp_path: Path) -> None:
    """Where there is nothing to clean, the output is there all the same."""
    empty = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), empty)
    assert clean_file(empty, tmp_path / "b.parquet").documents == 0
    assert (tmp_path / "b.parquet").read_bytes() == empty.read_bytes()


def test_a_file_of_which_nothing_can_be_read_is_an_error(tmp_path: Path) -> None:
    """The message has the reason; no output is written."""
    (tmp_path / "a.jsonl").write_text('{"text"\n', encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=r"a\.jsonl has nothing that can be cleaned: "):
        clean_file(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize("before", [b"old", None])
def test_records_are_written_where_a_symbolic_link_leads(
    tmp_path: Path, before: bytes | None
) -> None:
    """The link stays one, as it does for a text; what it leads to is replaced, or made."""
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "b.jsonl", tmp_path / "link.jsonl"
    if before is not None:
        real.write_bytes(before)
    link.symlink_to(Path("real", "b.jsonl"))
    (tmp_path / "a.jsonl").write_text('{"text": "Fine."}\n', encoding="utf-8")
    assert clean_file(tmp_path / "a.jsonl", link).documents == 1
    assert link.is_symlink()
    assert real.read_bytes() == b'{"text": "Fine."}\n'
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["b.jsonl"]
    assert {path.name for path in tmp_path.iterdir()} == {"a.jsonl", "link.jsonl", "real"}


def test_a_web_archive_is_written_cleaned(tmp_path: Path) -> None:
    """A page becomes a record of its text, read as the server said that it is encoded."""
    page = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-7\r\n\r\n"
        b"<p>A story of one line.</p><p>\xe1\xe2\xe3 is short.</p>"
    )
    head = [
        "WARC/1.0",
        "WARC-Type: response",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Target-URI: http://gazette.example/1",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(page)}",
    ]
    archive = tmp_path / "a.warc"
    archive.write_bytes("\r\n".join([*head, "", ""]).encode() + page + b"\r\n\r\n")
    assert clean_file(archive, tmp_path / "b.warc").documents == 1
    written = (tmp_path / "b.warc").read_text(encoding="utf-8")
    assert "WARC-Type: conversion" in written
    assert "A story of one line.\n\nαβγ is short." in written


def test_another_format_is_refused(tmp_path: Path) -> None:
    """Records are not turned into another format behind the user's back."""
    (tmp_path / "a.jsonl").write_text('{"text": "Fine."}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=re.escape("give the output the suffix of the source")):
        clean_file(tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz")


@pytest.mark.parametrize(
    "left", [b"", b'{"id": 0, "te', b'{"id"', b'{"id": 0,', b"\xff\xfe{}", b"{}"]
)
def test_a_file_that_changes_between_its_two_readings_is_left_out(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bytes
) -> None:
    """It is reported, whatever it has become, and nothing of it is written."""

    def cut_and_clean(text: str, *_: object, **__: object) -> Cleaned:
        (source / "b.jsonl").write_bytes(left)
        return Cleaned(text, ())

    monkeypatch.setattr("cleantext.file_cleaning.explain", cut_and_clean)
    lines = [json.dumps({"id": n, "text": "A line of a story. " * 9_000}) for n in range(20)]
    (source / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    summary = clean_corpus(source, tmp_path / "out", include=["b.jsonl"])
    assert summary.documents == 0
    assert [skipped.path for skipped in summary.skipped] == ["b.jsonl"]
    assert re.search("changed while it was read|another size or time", summary.skipped[0].reason)
    assert not (tmp_path / "out" / "b.jsonl").exists()


def test_what_a_killed_deduplication_left_is_not_thrown_away(source: Path, tmp_path: Path) -> None:
    """A run that could be resumed is kept, unless the user says that it may go."""
    workplace = Workplace(tmp_path / "out")
    workplace.clear()
    workplace.journal.add({"settings": {}})
    with pytest.raises(CorpusError, match=r"did not end: .*--resume', or use --overwrite"):
        clean_corpus(source, tmp_path / "out")
    assert workplace.journal.read() == [{"settings": {}}]
    assert clean_corpus(source, tmp_path / "out", overwrite=True).documents == 3


def test_two_runs_on_one_destination_are_refused(source: Path, tmp_path: Path) -> None:
    """The second is told so, and leaves the first one's work alone."""
    out = tmp_path / "below" / "out"
    out.parent.mkdir()
    workplace = Workplace(out)
    with locked(workplace.lock, "it"):
        workplace.path.mkdir()
        (workplace.path / "output").mkdir()
        with pytest.raises(CorpusError, match=r"another run .* is at work with the destination"):
            clean_corpus(source, out)
        assert (workplace.path / "output").exists()
    clean_corpus(source, out)
    assert sorted(path.name for path in out.parent.iterdir()) == ["out"]
