"""The texts of the pairs that a report shows, found in the source again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from cleantext.corpus.reader import read_file
from cleantext.corpus.records import Fields
from cleantext.corpus.source import SourceFile
from cleantext.deduplication import dedupe_corpus
from cleantext.errors import CorpusError
from cleantext.report import texts
from cleantext.report.texts import find_texts

OPTIONS: dict[str, Any] = {
    "text_field": "text", "id_field": "id", "url_field": "url",
    "include": [], "exclude": [], "clean": None,
}  # fmt: skip


def test_texts_of_every_kind_of_id(tmp_path: Path) -> None:
    """A path, a record's own id, and a record's number."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.txt").write_text("One", encoding="utf-8")
    (tmp_path / "p.html").write_text("<p>Page</p>", encoding="utf-8")
    rows = [{"id": "own", "text": "Two"}, {"text": "Three"}, {"text": "Four"}]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ids = ["site/a.txt", "p.html", "own", "r.jsonl#2", "absent"]
    assert find_texts(tmp_path, ids, OPTIONS, None) == {
        "site/a.txt": "One",
        "p.html": "Page",
        "own": "Two",
        "r.jsonl#2": "Three",
    }


def test_the_first_document_of_an_id_is_meant(tmp_path: Path) -> None:
    """As in the run, which skips the second."""
    for name, text in (("a.jsonl", "first"), ("b.jsonl", "second")):
        (tmp_path / name).write_text(json.dumps({"id": "x", "text": text}), encoding="utf-8")
    assert find_texts(tmp_path, ["x"], OPTIONS, None) == {"x": "first"}


def test_the_source_is_read_as_the_run_read_it(tmp_path: Path) -> None:
    """Its fields, its patterns, and its cleaning are in the options that a summary holds."""
    source = tmp_path / "source"
    source.mkdir()
    story = "The countyâs ferry is back on the river. She leaves the quay at nine each morning."
    for name in ("a.jsonl", "b.jsonl"):
        row = json.dumps({"key": "x", "body": f"{story}\n\nMore From This Section"})
        (source / name).write_text(row, encoding="utf-8")
    from cleantext.cleaning import CleanOptions

    summary = dedupe_corpus(
        source,
        tmp_path / "out",
        clean=CleanOptions(),
        text_field="body",
        id_field="key",
        exclude=["a.*"],
    )
    found = find_texts(source, ["x"], summary.options, None)
    assert found == {"x": story.replace("â", "'")}


def test_files_that_are_not_asked_for_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A corpus of many small files is listed, and two of them are read; none after the last."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
    (tmp_path / "z.jsonl").write_text("{}", encoding="utf-8")
    opened: list[str] = []

    def read_noting(root: Path, file: SourceFile, fields: Fields) -> Iterable[object]:
        opened.append(file.path)
        return read_file(root, file, fields)

    monkeypatch.setattr(texts, "read_file", read_noting)
    find_texts(tmp_path, ["b.txt"], OPTIONS, None)
    assert opened == ["b.txt"]


@pytest.mark.parametrize(
    "options",
    [
        {name: value for name, value in OPTIONS.items() if name != "clean"},
        {**OPTIONS, "clean": {"repair": None, "unknown": 1}},
        {**OPTIONS, "clean": {"repair": {"unknown": 1}}},
        {**OPTIONS, "clean": "yes"},
    ],
)
def test_options_of_another_version(tmp_path: Path, options: dict[str, Any]) -> None:
    """It is said, with what to do."""
    with pytest.raises(CorpusError, match="another version, whose options this one does not know"):
        find_texts(tmp_path, ["x"], options, None)
