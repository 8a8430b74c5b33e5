"""`dedupe_corpus` on real directories: what it writes, what it refuses, what it survives."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import cleantext
from cleantext import (
    CleanOptions,
    CorpusError,
    DedupeOptions,
    DedupeSummary,
    InvalidOption,
    SiteProfile,
    dedupe_corpus,
    jaccard,
    write_report,
)
from cleantext.corpus import listing
from cleantext.deduplication import parts
from cleantext.deduplication.options import Keep
from cleantext.errors import UnreadableDocument
from cleantext.neardup import resolve

HARBOUR = "The harbour master closed the quay on Friday after the storm had torn two boats loose."
BAKERY = "A bakery in the valley has sold its last loaf, and nobody knows who will take it over."
LIBRARY = "The library opens again next month, with more desks, fewer shelves and a small garden."


@pytest.fixture(name="source")
def make_source(tmp_path: Path) -> Path:
    """A corpus of all formats with exact copies, near copies and defects."""
    source = tmp_path / "source"
    (source / "courier/old").mkdir(parents=True)
    (source / "courier/harbour.txt").write_bytes(f"{HARBOUR}\r\n".encode())
    (source / "courier/harbour copy.txt").write_bytes(f"{HARBOUR}\r\n".encode())
    (source / "courier/old/bakery.txt.gz").write_bytes(gzip.compress(BAKERY.encode()))
    (source / "page.html").write_text(f"<h1>Library</h1><p>{LIBRARY}</p>", encoding="utf-8")
    (source / "cafe.txt").write_bytes("Le café est fermé.".encode("cp1252"))
    lines = [
        {"id": "h", "text": f"By Ann Example. {HARBOUR}", "tags": ["sea"], "n": 1.0},
        {"id": "b", "text": BAKERY},
        {"id": "u", "text": "Unique here."},
    ]
    (source / "wire.jsonl").write_bytes(b"".join(json.dumps(r).encode() + b"\n" for r in lines))
    pq.write_table(
        pa.table({"id": [1, 2], "text": [HARBOUR, "Only in the table."]}), source / "t.parquet"
    )
    return source


def tree(root: Path) -> dict[str, bytes]:
    """All files under a directory; of the summary, all but the seconds."""
    files = {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    if "summary.json" in files:
        summary = json.loads(files["summary.json"])
        assert summary.pop("seconds") >= 0
        files["summary.json"] = json.dumps(summary).encode()
    return files


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def skipped(out: Path) -> dict[str, str]:
    """What a run skipped: the reason by the path."""
    lines = read_lines(out / "skipped.jsonl")
    return {line["path"]: line["reason"] for line in lines}


def test_a_mixed_corpus(source: Path, tmp_path: Path) -> None:
    """Every format is read, compared with the others, and written as it was."""
    before = tree(source)
    summary = dedupe_corpus(source, tmp_path / "out", DedupeOptions(threshold=0.6))
    out = tree(tmp_path / "out")
    assert tree(source) == before, "the source is never written to"
    assert {path for path in out if path.startswith("kept/")} == {
        "kept/cafe.txt",
        "kept/courier/harbour copy.txt",
        "kept/courier/old/bakery.txt.gz",
        "kept/page.html",
        "kept/t.parquet",
        "kept/wire.jsonl",
    }
    for path in ("cafe.txt", "courier/harbour copy.txt", "courier/old/bakery.txt.gz", "page.html"):
        assert out[f"kept/{path}"] == before[path]
    assert out["kept/wire.jsonl"] == before["wire.jsonl"].splitlines(keepends=True)[2]
    assert pq.read_table(tmp_path / "out/kept/t.parquet").to_pylist() == [
        {"id": 2, "text": "Only in the table."}
    ]
    first = "courier/harbour copy.txt"
    assert read_lines(tmp_path / "out/duplicates.jsonl") == [
        {"id": "courier/harbour.txt", "duplicate_of": first, "similarity": 1.0},
        {"id": "1", "duplicate_of": first, "similarity": 1.0},
        {
            "id": "h",
            "duplicate_of": first,
            "similarity": jaccard(HARBOUR, f"By Ann Example. {HARBOUR}"),
        },
        {"id": "b", "duplicate_of": "courier/old/bakery.txt.gz", "similarity": 1.0},
    ]
    assert out["skipped.jsonl"] == b""
    assert (summary.documents, summary.kept, summary.duplicates) == (10, 6, 4)
    assert summary.exact_duplicates == 2
    assert summary.options["threshold"] == 0.6
    assert summary.version == cleantext.__version__
    assert DedupeSummary(**json.loads((tmp_path / "out/summary.json").read_bytes())) == summary
    assert not (tmp_path / "out.partial").exists()


@pytest.mark.parametrize(
    ("keep", "kept"), [("first", "a.txt"), ("longest", "b.txt"), ("shortest", "c.txt")]
)
def test_keep(tmp_path: Path, keep: Keep, kept: str) -> None:
    """The policy is that of `dedupe`."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text(HARBOUR, encoding="utf-8")
    (source / "b.txt").write_text(f"{HARBOUR} (ab)", encoding="utf-8")
    (source / "c.txt").write_text(HARBOUR.removesuffix("loose."), encoding="utf-8")
    dedupe_corpus(source, tmp_path / "out", DedupeOptions(keep=keep))
    assert [path.name for path in (tmp_path / "out/kept").iterdir()] == [kept]


def test_keep_earliest_and_prefer(tmp_path: Path) -> None:
    """Dates come from the field that is named; documents of preferred sites are kept before all."""
    records = [
        {"id": "a", "text": HARBOUR, "published": "2024-05-17", "url": "https://a.example/1"},
        {"id": "b", "text": HARBOUR, "published": "2024-05-16"},
        {"id": "c", "text": HARBOUR, "url": "https://c.example/1"},
    ]
    source = tmp_path / "wire.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")

    def kept(name: str, **settings: Any) -> str:
        options = DedupeOptions(keep="earliest", **settings)
        out = tmp_path / name
        summary = dedupe_corpus(source, out, options, date_field="published")
        assert dedupe_corpus(source, out, options, date_field="published", resume=True) == summary
        (line,) = read_lines(out / "kept/wire.jsonl")
        return str(line["id"])

    assert kept("earliest") == "b"
    assert kept("preferred", prefer=("c.example", "a.example")) == "c"


def test_keep_earliest_without_any_date(source: Path, tmp_path: Path) -> None:
    """The field is named, and no half-done run is left that could not go on anyway."""
    with pytest.raises(InvalidOption, match="no document has one that can be read in the field"):
        dedupe_corpus(source, tmp_path / "out", DedupeOptions(keep="earliest"), date_field="d")
    assert not (tmp_path / "out.partial").exists()


def test_workers_change_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process or two, one part or one a file: the same bytes."""
    dedupe_corpus(source, tmp_path / "one")
    monkeypatch.setattr(listing, "_LEAST_PART_BYTES", 1)
    dedupe_corpus(source, tmp_path / "two", workers=2)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.parametrize("clean", [None, CleanOptions()])
def test_a_table_in_pieces_gives_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clean: CleanOptions | None
) -> None:
    """Whether one worker reads a Parquet file, or several its row groups; ids count all rows."""
    source = tmp_path / "source"
    source.mkdir()
    texts: list[str | None] = [f"{BAKERY} {number // 3 * HARBOUR}" for number in range(60)]
    texts[7] = None
    table = pa.table({"text": texts, "n": range(60)})
    pq.write_table(table, source / "t.parquet", row_group_size=7)
    dedupe_corpus(source, tmp_path / "whole", clean=clean)
    monkeypatch.setattr(listing, "_LEAST_PART_BYTES", 1)
    monkeypatch.setattr(listing, "_MOST_PARTS", 1000)
    summary = dedupe_corpus(source, tmp_path / "pieces", clean=clean, workers=2)
    assert tree(tmp_path / "whole") == tree(tmp_path / "pieces")
    assert (summary.documents, summary.skipped) == (59, 1)
    (skipped,) = read_lines(tmp_path / "pieces/skipped.jsonl")
    assert skipped["path"] == "t.parquet#8"
    duplicates = read_lines(tmp_path / "pieces/duplicates.jsonl")
    assert duplicates[0] == {"id": "t.parquet#2", "duplicate_of": "t.parquet#1", "similarity": 1.0}
    kept = pq.read_table(tmp_path / "pieces/kept/t.parquet").column("n").to_pylist()
    assert kept == sorted(set(range(60)) - {7} - {int(d["id"][10:]) - 1 for d in duplicates})


def test_cleaned_before_they_are_compared(tmp_path: Path) -> None:
    """With ``clean``, boilerplate does not hide a copy, and the cleaned text is written."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text(f"{HARBOUR}\n\nMore From This Section\n\n{BAKERY}\n", "utf-8")
    (source / "b.jsonl").write_text(
        json.dumps({"id": "b", "n": 1, "text": f"{HARBOUR}\n\n{BAKERY}\n"})
        + "\n"
        + json.dumps({"id": "c", "n": 2, "text": f"The countryâs oil. {LIBRARY}"}),
        encoding="utf-8",
    )
    (source / "d.html").write_text(f"<nav><a href=/>Home</a></nav><p>{LIBRARY * 2}</p>", "utf-8")
    out = tmp_path / "out"
    summary = dedupe_corpus(source, out, clean=CleanOptions())
    assert summary.exact_duplicates == 1
    assert (out / "kept/a.txt").read_text("utf-8") == f"{HARBOUR}\n\n{BAKERY}\n"
    assert read_lines(out / "kept/b.jsonl") == [
        {"id": "c", "n": 2, "text": f"The country's oil. {LIBRARY}"}
    ]
    assert "Home" not in (out / "kept/d.html").read_text("utf-8")
    assert summary.options["clean"]["captions"] == "collapse"


def test_profile_is_used_and_remembered(tmp_path: Path) -> None:
    """What a site repeats goes, and the summary tells that a profile was used."""
    source = tmp_path / "source/mill"
    source.mkdir(parents=True)
    for number, story in enumerate([HARBOUR, BAKERY, LIBRARY, "Another story of the mill."]):
        (source / f"{number}.txt").write_text(f"The Mill, daily\n\n{story}\n", "utf-8")
    documents = [
        cleantext.Document(f"mill/{n}", (source / f"{n}.txt").read_text("utf-8")) for n in range(4)
    ]
    profile = SiteProfile.learn(documents)
    summary = dedupe_corpus(
        tmp_path / "source", tmp_path / "out", clean=CleanOptions(), profile=profile
    )
    assert (tmp_path / "out/kept/mill/0.txt").read_text("utf-8") == f"{HARBOUR}\n"
    assert len(summary.options["profile"]) == 32


def test_the_field_of_addresses_is_named(tmp_path: Path) -> None:
    """It tells the site, for the lines of a profile and for the sites that are preferred."""
    stories = [HARBOUR, BAKERY, LIBRARY, "Another story of the mill."]
    documents = [cleantext.Document(f"mill/{n}", f"The Mill\n\n{s}") for n, s in enumerate(stories)]
    profile = SiteProfile.learn(documents)
    rows = [
        {"id": site, "text": documents[0].text, "link": f"https://{site}/1"}
        for site in ("press", "mill")
    ]
    source = tmp_path / "wire.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def kept(field: str, **settings: Any) -> dict[str, Any]:
        out = tmp_path / "out"
        options = DedupeOptions(prefer=("mill",))
        summary = dedupe_corpus(
            source, out, options, url_field=field, overwrite=out.exists(), **settings
        )
        assert summary.options["url_field"] == field
        write_report(out, out / "report.html", source=source, profile=settings.get("profile"))
        assert "Not the texts that were compared" not in (out / "report.html").read_text("utf-8")
        (line,) = read_lines(out / "kept/wire.jsonl")
        return line

    cleaned = {"clean": CleanOptions(), "profile": profile}
    assert kept("link") == rows[1]
    with pytest.raises(InvalidOption, match="no document has one in the field 'address', nor"):
        kept("address")
    assert kept("link", **cleaned) == {**rows[1], "text": HARBOUR}


def test_bad_input_is_reported_and_ends_nothing(source: Path, tmp_path: Path) -> None:
    """Each file or record that can't be read is in ``skipped.jsonl``, in order, and counted."""
    with (source / "wire.jsonl").open("ab") as file:
        file.write(b'{"text": "cut\n{"id": "no text"}\n{"id": "u", "text": "Same id."}\n')
    (source / "empty.txt").touch()
    (source / "broken.parquet").write_bytes(b"no")
    (source / "photo.jpg").write_bytes(b"\xff\xd8")
    (source / "courier/loop").symlink_to(source)
    os.mkfifo(source / "pipe.txt")
    (source / "x.jsonl").write_text(
        '{"id": "cafe.txt", "text": "An id that is a path."}\n', "utf-8"
    )
    out = tmp_path / "out"
    summary = dedupe_corpus(source, out)
    reasons = skipped(out)
    assert list(reasons) == [
        "broken.parquet",
        "courier/loop",
        "photo.jpg",
        "pipe.txt",
        "wire.jsonl#4",
        "wire.jsonl#5",
        "wire.jsonl#6",
        "x.jsonl#1",
    ]
    assert summary.skipped == 8
    assert reasons["wire.jsonl#6"] == "its id 'u' is that of wire.jsonl#3 already"
    assert reasons["x.jsonl#1"] == "its id 'cafe.txt' is that of cafe.txt already"
    assert (out / "kept/empty.txt").read_bytes() == b"", "an empty file is a document"
    assert b"Same id" not in (out / "kept/wire.jsonl").read_bytes()


def test_nothing_readable_among_the_files(tmp_path: Path) -> None:
    """A corpus whose every record is broken gives an empty result and the reasons."""
    (tmp_path / "r.jsonl").write_text("{\n[]\n", encoding="utf-8")
    summary = dedupe_corpus(tmp_path / "r.jsonl", tmp_path / "out")
    assert (summary.documents, summary.skipped) == (0, 2)
    assert list((tmp_path / "out/kept").iterdir()) == []


def test_source_that_is_a_file(source: Path, tmp_path: Path) -> None:
    """It is written under its own name."""
    dedupe_corpus(source / "wire.jsonl", tmp_path / "out", text_field="text", id_field="id")
    assert (tmp_path / "out/kept/wire.jsonl").read_bytes() == (source / "wire.jsonl").read_bytes()


def test_source_and_patterns_that_are_not_utf8(tmp_path: Path) -> None:
    """What the file system and the shell allow is no reason to fail; it is remembered escaped."""
    source = Path(os.fsdecode(os.fsencode(tmp_path) + b"/s\xff"))
    source.mkdir()
    (source / "a.txt").write_text(HARBOUR, encoding="utf-8")
    summary = dedupe_corpus(source, tmp_path / "out", exclude=[os.fsdecode(b"*\xff*")])
    assert (summary.kept, summary.options["exclude"]) == (1, ["*\\xff*"])
    assert dedupe_corpus(source, tmp_path / "out", exclude=["*\\xff*"], resume=True) == summary


def test_include_and_exclude(source: Path, tmp_path: Path) -> None:
    """Files that are not wanted are neither read nor reported."""
    summary = dedupe_corpus(
        source, tmp_path / "out", include=["*.txt"], exclude=["courier/harbour.txt"]
    )
    assert (summary.documents, summary.skipped) == (2, 0)


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"source": "gone"}, CorpusError, "the source .*gone can't be read: No such file"),
        ({"source": "empty"}, CorpusError, "empty holds no file that is read"),
        ({"include": ["*.none"]}, CorpusError, "or include and exclude leave none"),
        ({"destination": "source/out"}, CorpusError, "lies in the source"),
        ({"destination": "."}, CorpusError, "lies in the destination"),
        ({"destination": "full"}, CorpusError, "is not empty; choose another directory"),
        ({"destination": "full", "overwrite": True}, CorpusError, r"no summary\.json"),
        ({"destination": "full/file.txt"}, CorpusError, "is a file"),
        ({"destination": "full/file.txt/x"}, CorpusError, "can't be written"),
        ({"workers": 0}, InvalidOption, "workers must be a whole number, at least 1; got 0"),
        ({"engine": "spark"}, InvalidOption, "engine must be one of 'local', 'ray'"),
        ({"resume": True, "overwrite": True}, InvalidOption, "choose one of them"),
        ({"profile": SiteProfile.learn([])}, InvalidOption, "give clean with it"),
        ({"include": "*.txt"}, InvalidOption, "take lists of patterns, not one pattern"),
        (
            {"options": DedupeOptions(threshold=0.01, num_perm=8)},
            InvalidOption,
            "num_perm=8 can't find pairs",
        ),
    ],
)
def test_refused(
    source: Path, tmp_path: Path, request_: dict[str, Any], error: type[Exception], message: str
) -> None:
    """What can't be done as asked is said at once, and nothing is written."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file.txt").touch()
    before = tree(tmp_path)
    arguments = {"source": "source", "destination": "out", **request_}
    for name in ("source", "destination"):
        arguments[name] = tmp_path / arguments[name]
    with pytest.raises(error, match=message):
        dedupe_corpus(**arguments)
    assert tree(tmp_path) == before
    assert not (tmp_path / "out.partial").exists()


def test_empty_paths(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty path, as an unset variable leaves it, is not taken for the current directory."""
    monkeypatch.chdir(source)
    with pytest.raises(CorpusError, match=r"the source is an empty path; '\.' is the current"):
        dedupe_corpus("", tmp_path / "out")
    with pytest.raises(CorpusError, match="the destination is an empty path"):
        dedupe_corpus(source, "")


def test_paths_that_are_none(source: Path, tmp_path: Path) -> None:
    """What the system can't look at is told with its reason."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(CorpusError, match=r"the destination .*loop can't be used: Too many levels"):
        dedupe_corpus(source, tmp_path / "loop")
    with pytest.raises(CorpusError, match=r"the source .*loop/x can't be used: Too many levels"):
        dedupe_corpus(tmp_path / "loop/x", tmp_path / "out")
    with pytest.raises(CorpusError, match=r"the destination x+ can't be used: File name too long"):
        dedupe_corpus(source, "x" * 300)
    with pytest.raises(CorpusError, match=r"can't be used: embedded null byte; choose another"):
        dedupe_corpus(source, tmp_path / "a\0b")


def test_destination_that_can_not_be_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told, nothing half-written appears, and the run can be continued."""

    def fail(path: Path, *arguments: object, **settings: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", fail)
        with pytest.raises(CorpusError, match=r"No space left on device.*run again with --resume"):
            dedupe_corpus(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    dedupe_corpus(source, tmp_path / "out", resume=True)
    dedupe_corpus(source, tmp_path / "other")
    assert tree(tmp_path / "out") == tree(tmp_path / "other")


def write_damaged_table(path: Path) -> None:
    """A table whose ids and texts are sane, and whose third column can't be read."""
    rows = range(200)
    table = pa.table(
        {
            "id": [f"r{row}" for row in rows],
            "text": [f"story {row} about a ferry and {row * row} geese" for row in rows],
            "raw": [random.Random(row).randbytes(50) for row in rows],
        }
    )
    pq.write_table(table, path, compression="zstd", use_dictionary=False, row_group_size=150)
    start = pq.read_metadata(path).row_group(0).column(2).data_page_offset
    content = bytearray(path.read_bytes())
    content[start + 30 : start + 34] = b"\xff" * 4
    content[start + 200 : start + 264] = bytes(64)
    path.write_bytes(content)


def test_a_table_that_is_damaged_where_no_document_is(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is met when the table is written: all is compared again, without it, and it is reported.

    Killed meanwhile and resumed, the result is the same.
    """
    dedupe_corpus(source, tmp_path / "without")
    write_damaged_table(source / "zz.parquet")
    summary = dedupe_corpus(source, tmp_path / "out", workers=2)
    assert skipped(tmp_path / "out")["zz.parquet"].startswith("not a valid Parquet file")
    before = json.loads((tmp_path / "without/summary.json").read_bytes())
    assert (summary.documents, summary.kept) == (before["documents"], before["kept"])
    assert summary.skipped == before["skipped"] + 1
    assert tree(tmp_path / "out/kept") == tree(tmp_path / "without/kept")
    stages: list[str] = []

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "compare" and "write" in stages:
            raise RuntimeError
        stages.append(stage)

    with pytest.raises(RuntimeError):
        dedupe_corpus(source, tmp_path / "again", progress=stop)
    dedupe_corpus(source, tmp_path / "again", resume=True)
    assert tree(tmp_path / "again") == tree(tmp_path / "out")


def test_a_damaged_table_in_pieces_is_reported_once(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of its row groups can't be read, none of its documents is kept."""
    write_damaged_table(source / "zz.parquet")
    dedupe_corpus(source, tmp_path / "whole")
    monkeypatch.setattr(listing, "_LEAST_PART_BYTES", 1)
    monkeypatch.setattr(listing, "_MOST_PARTS", 1000)
    dedupe_corpus(source, tmp_path / "pieces", workers=2)
    assert tree(tmp_path / "pieces") == tree(tmp_path / "whole")


def test_what_the_system_can_not_read_for_a_while_is_not_left_out(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk on the network that is gone for a moment ends the run, which can be continued."""

    def fail(*arguments: object) -> None:
        raise UnreadableDocument("can't be read: Input/output error") from OSError(5, "Input/out")

    dedupe_corpus(source, tmp_path / "other")
    with monkeypatch.context() as patch:
        patch.setattr(parts, "copy_lines", fail)
        with pytest.raises(CorpusError, match=r"can't be read again .*Input/output error"):
            dedupe_corpus(source, tmp_path / "out")
    dedupe_corpus(source, tmp_path / "out", resume=True)
    assert tree(tmp_path / "out") == tree(tmp_path / "other")


def test_file_that_changes_during_the_run(source: Path, tmp_path: Path) -> None:
    """What is written must be what was read, so a changed file ends the run, with its name."""

    def change(stage: str, done: int, total: int) -> None:
        if stage == "compare":
            (source / "wire.jsonl").write_text("{}\n", encoding="utf-8")

    with pytest.raises(
        CorpusError, match=r"wire\.jsonl could be read, and can't be read again to be written"
    ):
        dedupe_corpus(source, tmp_path / "out", progress=change)
    assert not (tmp_path / "out").exists()


PIPES = """
import os, sys
from pathlib import Path
from cleantext import CleanOptions, dedupe_corpus

def replace_files(stage, done, total):
    for path in Path(sys.argv[1]).rglob("*.*"):
        if path.is_file():
            path.unlink()
            os.mkfifo(path)

clean = CleanOptions() if sys.argv[3] == "clean" else None
summary = dedupe_corpus(sys.argv[1], sys.argv[2], clean=clean, progress=replace_files)
print(summary.documents, summary.skipped)
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("how", ["clean", "as they are"])
def test_pipes_in_the_place_of_files_are_not_waited_for(
    source: Path, tmp_path: Path, how: str
) -> None:
    """A source of every format that becomes pipes after it was listed: each is skipped."""
    (source / "crawl.warc").write_bytes(b"WARC/1.0\r\n")
    command = [sys.executable, "-c", PIPES, str(source), str(tmp_path / "out"), how]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    skipped = (tmp_path / "out/skipped.jsonl").read_text(encoding="utf-8").splitlines()
    assert ended.stdout.split() == ["0", str(len(skipped))]
    reasons = {line["path"]: line["reason"] for line in map(json.loads, skipped)}
    assert {Path(path).suffix for path in reasons} == {
        ".gz", ".html", ".jsonl", ".parquet", ".txt", ".warc"
    }  # fmt: skip
    assert set(reasons.values()) == {"not a regular file (a pipe, socket or device)"}


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_a_field_that_no_record_has_is_told_with_those_that_are_there(
    tmp_path: Path, kind: str
) -> None:
    """An empty result would hide the mistake; the destination stays free."""
    source = tmp_path / "source"
    source.mkdir()
    records = [{"url": "http://a.org/1", "body": HARBOUR}]
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(records), source / "a.parquet")
    else:
        (source / "a.jsonl").write_text(json.dumps(records[0]) + "\n")
    with pytest.raises(InvalidOption, match=r"no record has a field 'text'.*'url', 'body'"):
        dedupe_corpus(source, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]
    assert dedupe_corpus(source, tmp_path / "out", text_field="body").documents == 1


def test_records_of_which_none_has_a_text_are_no_mistake(tmp_path: Path) -> None:
    """The field is there, and empty: all are skipped, each with its reason."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.jsonl").write_text('{"text": null}\n{"n": 1}\n')
    summary = dedupe_corpus(source, tmp_path / "out")
    assert (summary.documents, summary.skipped) == (0, 2)


def test_overwrite_replaces_an_earlier_result(source: Path, tmp_path: Path) -> None:
    """Nothing of the earlier result stays."""
    out = tmp_path / "out"
    dedupe_corpus(source, out, DedupeOptions(threshold=1.0))
    dedupe_corpus(source, out, overwrite=True)
    dedupe_corpus(source, tmp_path / "other")
    assert tree(out) == tree(tmp_path / "other")


def test_what_somebody_laid_among_the_kept_documents_stays(source: Path, tmp_path: Path) -> None:
    """A run replaces what a run made, with --overwrite or resumed, and nothing else."""
    out = tmp_path / "out"
    dedupe_corpus(source, out)
    (out / "kept/courier/notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CorpusError, match="what is somebody's would be removed"):
        dedupe_corpus(source, out, overwrite=True)
    (out / "kept/courier/notes.txt").unlink()
    interrupt(source, out, overwrite=True)
    (out / "kept/courier/notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CorpusError, match="what is somebody's would be removed"):
        dedupe_corpus(source, out, resume=True)
    assert (out / "kept/courier/notes.txt").exists()


def test_what_came_while_a_run_was_at_work_stays(source: Path, tmp_path: Path) -> None:
    """A destination that was not there, and then is, is somebody's; the run can be gone on with."""
    out = tmp_path / "out"

    def come(stage: str, done: int, total: int) -> None:
        out.mkdir(exist_ok=True)
        (out / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(CorpusError, match="is no longer empty: something has come there"):
        dedupe_corpus(source, out, progress=come)
    assert (out / "thesis.txt").exists()
    (out / "thesis.txt").unlink()
    dedupe_corpus(source, out, resume=True)
    dedupe_corpus(source, tmp_path / "other")
    assert tree(out) == tree(tmp_path / "other")


def test_progress_tells_each_stage(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every stage begins at nothing, never goes back, ends at all; comparing tells each block."""
    monkeypatch.setattr(resolve, "_DOCUMENTS_AT_ONCE", 1)
    told: dict[str, list[tuple[int, int]]] = {}
    dedupe_corpus(
        source,
        tmp_path / "out",
        progress=lambda stage, *rest: told.setdefault(stage, []).append(rest),
    )
    assert list(told) == ["read", "compare", "write"]
    for steps in told.values():
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1]
        assert steps == sorted(steps)
    assert len(told["compare"]) > 3


@pytest.mark.parametrize("clean", [None, CleanOptions()])
def test_pages_without_text_are_nobodys_duplicates(
    tmp_path: Path, clean: CleanOptions | None
) -> None:
    """What their scripts would write is not known; empty files, and texts, are byte-identical."""
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    for name in ("boats", "bread"):
        (source / f"{name}.html").write_text(f"<div id=root></div><script src={name}.js></script>")
        (source / f"{name}.txt").write_text("")
        (source / f"{name}.htm").write_text("")
    summary = dedupe_corpus(source, out, clean=clean)
    assert (summary.documents, summary.kept) == (6, 3)
    duplicates = {line["id"] for line in read_lines(out / "duplicates.jsonl")}
    assert not duplicates & {"boats.html", "bread.html"}
    index = tmp_path / "index"
    for day, added in (("one", 1), ("two", 0)):
        done = dedupe_corpus(source, tmp_path / day, clean=clean, against=index, update=True)
        assert done.index is not None
        assert done.index["added"] == added
    assert (tmp_path / "two/kept/bread.html").exists()


# --- Resuming ------------------------------------------------------------------------------------

# Runs, and kills itself without warning when it is about to touch the disk for the nth time.
KILLED = """
import os, signal, sys
from cleantext import dedupe_corpus
from cleantext.corpus import listing

listing._LEAST_PART_BYTES = 1
source, destination, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
events = 0

def count(event, arguments):
    global events
    if event in ("open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate"):
        if str(arguments[0]).startswith(destination):
            events += 1
            if events == most:
                os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
dedupe_corpus(source, destination, overwrite=True)
print(events)
"""


def run_killed(source: Path, out: Path, most: int) -> subprocess.CompletedProcess[str]:
    """Run until the disk is touched for the nth time."""
    command = [sys.executable, "-c", KILLED, str(source), str(out), str(most)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of one file each, so that there is something to be killed between."""
    monkeypatch.setattr(listing, "_LEAST_PART_BYTES", 1)


@pytest.mark.usefixtures("_small_parts")
def test_killed_at_any_moment_and_resumed(source: Path, tmp_path: Path) -> None:
    """A run killed at seven moments, some in the middle of a rename, ends with the same bytes."""
    whole = run_killed(source, tmp_path / "whole", -1)
    assert whole.returncode == 0, whole.stderr
    expected, events = tree(tmp_path / "whole"), int(whole.stdout)
    for moment in range(7):
        out = tmp_path / f"out{moment}"
        dead = run_killed(source, out, 1 + moment * (events - 1) // 6)
        assert dead.returncode == -signal.SIGKILL, dead.stderr
        if out.exists():
            assert tree(out) == expected, "the destination appears whole or not at all"
        dedupe_corpus(source, out, resume=True)
        assert tree(out) == expected
        assert not (tmp_path / f"out{moment}.partial").exists()


class _InterruptedError(Exception):
    """Stands for whatever ends a run early."""


def interrupt(source: Path, out: Path, **settings: Any) -> None:
    """Leave a run that has read everything and written nothing."""

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "compare":
            raise _InterruptedError

    with pytest.raises(_InterruptedError):
        dedupe_corpus(source, out, progress=stop, **settings)


def test_resumed_run_does_not_read_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the journal knows as read is not read again."""
    interrupt(source, tmp_path / "out")
    from cleantext.deduplication import parts

    monkeypatch.setattr(parts, "read_file", None)
    dedupe_corpus(source, tmp_path / "out", resume=True, workers=1)
    assert (tmp_path / "out/summary.json").exists()


def test_resumed_run_with_other_parts(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that was cut into other parts is not taken for this one."""
    with monkeypatch.context() as patch:
        patch.setattr(listing, "_LEAST_PART_BYTES", 1)
        interrupt(source, tmp_path / "out")
    dedupe_corpus(source, tmp_path / "out", resume=True)
    dedupe_corpus(source, tmp_path / "other")
    assert tree(tmp_path / "out") == tree(tmp_path / "other")


def test_what_a_killed_run_left_is_not_ignored(source: Path, tmp_path: Path) -> None:
    """Without --resume or --overwrite, the user is asked to choose; both work."""
    interrupt(source, tmp_path / "out")
    with pytest.raises(CorpusError, match="--resume', or use --overwrite to start again"):
        dedupe_corpus(source, tmp_path / "out")
    dedupe_corpus(source, tmp_path / "out", overwrite=True)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"options": DedupeOptions(threshold=0.8)}, "threshold was 0.7, and is now 0.8"),
        ({"clean": CleanOptions()}, "clean was None, and is now given"),
        ({"id_field": "key"}, "id_field was 'id', and is now 'key'"),
        ({"exclude": ["x"]}, r"exclude was \[\], and is now \['x'\]"),
    ],
)
def test_resume_with_other_settings(
    source: Path, tmp_path: Path, settings: dict[str, Any], message: str
) -> None:
    """The setting that differs is named, with both values."""
    interrupt(source, tmp_path / "out")
    with pytest.raises(CorpusError, match=message):
        dedupe_corpus(source, tmp_path / "out", resume=True, **settings)


def test_a_time_in_the_future_is_no_change(tmp_path: Path) -> None:
    """Archives and other clocks have such: a finished run has nothing to do."""
    source = tmp_path / "in"
    source.mkdir()
    story = source / "a.txt"
    story.write_text("A story about a ferry.", encoding="utf-8")
    os.utime(story, (4e9, 4e9))
    summary = dedupe_corpus(source, tmp_path / "out")
    assert dedupe_corpus(source, tmp_path / "out", resume=True) == summary


def test_a_link_to_a_file_is_known_by_its_own_name(tmp_path: Path) -> None:
    """As in a directory: what it leads to may have a name that tells nothing."""
    (tmp_path / "9f86d0").write_text('{"text": "The ferry is back."}\n', encoding="utf-8")
    (tmp_path / "train.jsonl").symlink_to(tmp_path / "9f86d0")
    dedupe_corpus(tmp_path / "train.jsonl", tmp_path / "out")
    assert (tmp_path / "out" / "kept" / "train.jsonl").exists()


def test_resume_with_another_source(source: Path, tmp_path: Path) -> None:
    """A file that is new, gone or changed since is named."""
    out = tmp_path / "out"
    interrupt(source, out)
    (source / "courier/new.txt").write_text("New.", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"in the source, courier/new\.txt is new"):
        dedupe_corpus(source, out, resume=True)
    (source / "courier/new.txt").unlink()
    (source / "cafe.txt").write_text("Changed.", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"in the source, cafe\.txt has changed"):
        dedupe_corpus(source, out, resume=True)


def test_resume_with_nothing_to_continue(source: Path, tmp_path: Path) -> None:
    """It starts afresh; what is finished already is left as it is, in no time."""
    out = tmp_path / "out"
    first = dedupe_corpus(source, out, resume=True)
    assert dedupe_corpus(source, out, resume=True) == first
    assert not (tmp_path / "out.partial").exists()


def test_resume_of_a_finished_run_whose_source_has_changed(source: Path, tmp_path: Path) -> None:
    """A file that keeps its size and changes its words is not passed over in silence."""
    dedupe_corpus(source, tmp_path / "out")
    (source / "courier/harbour.txt").write_bytes(f"{HARBOUR.swapcase()}\r\n".encode())
    with pytest.raises(CorpusError, match=r"courier/harbour\.txt has changed since; use"):
        dedupe_corpus(source, tmp_path / "out", resume=True)


def test_resume_of_another_finished_run(source: Path, tmp_path: Path) -> None:
    """A finished destination of other settings, or another source, is refused."""
    out = tmp_path / "out"
    dedupe_corpus(source, out)
    with pytest.raises(CorpusError, match=r"another finished run: threshold was 0\.7"):
        dedupe_corpus(source, out, DedupeOptions(threshold=0.9), resume=True)
    (source / "new.txt").write_text("New.", encoding="utf-8")
    with pytest.raises(CorpusError, match="another finished run: the digest of the source was"):
        dedupe_corpus(source, out, resume=True)
    other = '{"documents": 1, "options": {}, "version": "0.1.0"}'
    (out / "summary.json").write_text(other, encoding="utf-8")
    with pytest.raises(CorpusError, match="was not written by a deduplication of this version"):
        dedupe_corpus(source, out, resume=True)


# --- Large files and lost bytes ------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("settings", [{}, {"clean": CleanOptions()}])
def test_large_files_are_cut_into_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, settings: dict[str, Any]
) -> None:
    """A file that workers share gives the same bytes as one that they do not."""
    source = tmp_path / "in"
    source.mkdir()
    texts = [f"{HARBOUR} Paragraph {n // 3} ends the story." for n in range(300)]
    texts[7] = "Nobody saw the boat."
    lines = [json.dumps({"text": text, "n": n}) for n, text in enumerate(texts)]
    lines[50:50] = ["", "not JSON"]
    (source / "big.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (source / "a.txt").write_text(HARBOUR, encoding="utf-8")
    dedupe_corpus(source, tmp_path / "whole", **settings)
    monkeypatch.setattr(listing, "_LEAST_PART_BYTES", 1000)
    if not settings:
        dedupe_corpus(source, tmp_path / "cut", workers=workers)
    else:  # processes would not know of the small parts
        dedupe_corpus(source, tmp_path / "cut", **settings)
    assert tree(tmp_path / "cut") == tree(tmp_path / "whole")


@pytest.mark.parametrize("name", ["texts", "ids", "rows", "keys", "lines", "skipped.jsonl"])
@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_resumed_run_reads_again_what_is_not_whole(
    source: Path, tmp_path: Path, name: str, harm: str
) -> None:
    """What a failure of power took from a part is noticed."""
    (source / "bad.jsonl").write_text("bad\n", encoding="utf-8")
    interrupt(source, tmp_path / "out")
    path = tmp_path / "out.partial/parts/00000" / name
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        middle = len(data) // 2
        changed = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        path.write_bytes(data[:-1] if harm == "cut" else changed)
    dedupe_corpus(source, tmp_path / "out", resume=True)
    dedupe_corpus(source, tmp_path / "other")
    assert tree(tmp_path / "out") == tree(tmp_path / "other")
