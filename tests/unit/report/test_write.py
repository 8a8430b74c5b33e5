"""The page: what is on it, that nothing in it runs, and that it stays small."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleantext.cleaning import CleanOptions
from cleantext.deduplication import dedupe_corpus
from cleantext.errors import CorpusError
from cleantext.report import write_report
from tests.unit.report.test_findings import SUMMARY

STORY = (
    "The last wooden ferry on the estuary went back to work on Monday. Her master had waited "
    "eleven months for the keel. The crossing takes twelve minutes and costs what it did. "
)
HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}&amp;\x00\x1b[2J"
)


def make_result(folder: Path, records: list[tuple[str, str]]) -> tuple[Path, Path]:
    """A source of JSON lines, and what a run made of it."""
    source, result = folder / "source", folder / "result"
    source.mkdir()
    rows = [json.dumps({"id": name, "text": text}) for name, text in records]
    (source / "records.jsonl").write_text("\n".join(rows), encoding="utf-8")
    dedupe_corpus(source, result)
    return source, result


def find_first(page: LexborHTMLParser, selector: str) -> LexborNode:
    """The first node that the selector finds; there is one."""
    node = page.css_first(selector)
    assert node is not None
    return node


def read_page(path: Path) -> LexborHTMLParser:
    """The page as a browser's parser sees it."""
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_the_page_shows_the_run(tmp_path: Path) -> None:
    """Counts, clusters, a pair with its difference marked, sites, skips, settings."""
    records = [("wire/1", STORY * 2), ("post/7", STORY * 2 + "It rained."), ("post/8", "Frost.")]
    source, result = make_result(tmp_path, [*records, ("post/8", "The same id.")])
    write_report(result, tmp_path / "r.html", source=source)
    page = read_page(tmp_path / "r.html")
    text = page.body.text(separator=" ") if page.body else ""
    assert find_first(page, "h1").text() == "1 of 3 documents are duplicates"
    assert [mark.text() for mark in page.css(".sides mark")] == [
        " [only in the dropped one: It rained.] "
    ]
    assert "its id 'post/8' is that of records.jsonl#3 already" in text
    assert [cell.text() for cell in page.css("#sites ~ .wide tbody th")] == ["post"]
    assert (
        find_first(page, "[aria-labelledby=sites-caption] td:last-child").text() == "wire (1 of 1)"
    )


def test_without_the_source_the_page_says_how_to_see_pairs(tmp_path: Path) -> None:
    """Everything else is there."""
    _, result = make_result(tmp_path, [("a", STORY), ("b", STORY + "More.")])
    write_report(result, tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "--source SOURCE" in page
    assert "<article" not in page


def test_a_run_without_duplicates(tmp_path: Path) -> None:
    """It has a report too."""
    source, result = make_result(tmp_path, [("a", "One story."), ("b", "Another one.")])
    write_report(result, tmp_path / "r.html", source=source)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "There are no duplicates." in page
    assert "<svg" not in page


def test_a_source_that_changed_is_told(tmp_path: Path) -> None:
    """Texts that are not those that were compared are shown as such, or missed."""
    source, result = make_result(
        tmp_path,
        [("a", STORY * 2), ("b", STORY * 2 + "It rained."), ("c", STORY * 3 + "Rain fell " * 9)],
    )
    records = source / "records.jsonl"
    lines = records.read_text(encoding="utf-8").splitlines()
    records.write_text(lines[0] + "\n" + lines[1].replace("It rained", "Now it is other"))
    write_report(result, tmp_path / "r.html", source=source)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Not the texts that were compared" in page


def test_texts_that_are_gone_are_told(tmp_path: Path) -> None:
    """A document that the source does not hold any more is named without its text."""
    source, result = make_result(tmp_path, [("a", STORY * 2), ("b", STORY * 2 + "It rained.")])
    (source / "records.jsonl").write_text("", encoding="utf-8")
    write_report(result, tmp_path / "r.html", source=source)
    assert "does not\nhold both of them" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_nothing_in_ids_and_texts_becomes_markup(tmp_path: Path) -> None:
    """Scripts, quotes, templates and controls in ids, texts and paths are shown, and are text."""
    records = [
        (f"{HOSTILE}/1", f"{HOSTILE} {STORY}"),
        (f"{HOSTILE}/2", f"{HOSTILE} {STORY} {HOSTILE}"),
        (f"{HOSTILE}/2", "again"),
    ]
    source, result = make_result(tmp_path, records)
    (source / "x<img src=y>.jsonl").write_text("<script>", encoding="utf-8")
    write_report(result, tmp_path / "r.html", source=source)
    content = (tmp_path / "r.html").read_text(encoding="utf-8")
    page = LexborHTMLParser(content)
    assert page.css("script, img, iframe, object, embed, link, form, base") == []
    for node in page.css("*"):
        assert not [name for name in node.attributes if name.startswith("on")]
    assert "{{ 7*7 }}" in content
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", content)
    assert len(page.css("article")) == 1


def test_settings_are_told_in_words(tmp_path: Path) -> None:
    """Nobody needs to know how Python writes what there is none of."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.txt").write_text(STORY, encoding="utf-8")
    clean, patterns = CleanOptions(repair=None), ["*.txt", "*.md"]
    dedupe_corpus(tmp_path / "source", tmp_path / "out", clean=clean, include=patterns)
    write_report(tmp_path / "out", tmp_path / "r.html")
    rows = read_page(tmp_path / "r.html").css("#settings ~ .wide tbody tr > *")
    cells = [cell.text() for cell in rows]
    shown = dict(zip(cells[::2], cells[1::2], strict=True))
    assert shown["clean"] == "repair: none; boilerplate: yes; captions: collapse"
    assert (shown["include"], shown["exclude"], shown["update"]) == ("*.txt, *.md", "none", "no")


def test_a_name_turns_nothing_around(tmp_path: Path) -> None:
    """What makes a name look another is shown as such; in a story it is right, and stays."""
    turned = "\N{RIGHT-TO-LEFT OVERRIDE}txt.a"
    records = [("a", f"{STORY} {turned}"), (turned, f"{STORY} {turned} It rained.")]
    source, result = make_result(tmp_path, records)
    write_report(result, tmp_path / "r.html", source=source)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "\N{REPLACEMENT CHARACTER}txt.a" in page
    assert page.count("\N{RIGHT-TO-LEFT OVERRIDE}") == 2


def test_the_page_needs_no_network_and_runs_nothing(tmp_path: Path) -> None:
    """No address in an attribute leaves the page, and its policy forbids all but its style."""
    source, result = make_result(tmp_path, [("a", STORY * 2), ("b", STORY * 2 + "It rained.")])
    write_report(result, tmp_path / "r.html", source=source)
    page = read_page(tmp_path / "r.html")
    for node in page.css("[href], [src], [action]"):
        assert str(node.attributes.get("href")).startswith("#")
    policy = find_first(page, "meta[http-equiv]").attributes["content"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    style = find_first(page, "style").text()
    assert "url(" not in style
    assert "@import" not in style


def test_the_same_run_gives_the_same_page(tmp_path: Path) -> None:
    """Byte for byte."""
    source, result = make_result(tmp_path, [("a", STORY * 2), ("b", STORY * 2 + "It rained.")])
    write_report(result, tmp_path / "1.html", source=source)
    write_report(result, tmp_path / "2.html", source=source)
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_a_hundred_thousand_duplicates(tmp_path: Path) -> None:
    """The page stays under 300 KB, and is made in seconds."""
    content = {**SUMMARY, "documents": 200_000, "duplicates": 100_000}
    (tmp_path / "summary.json").write_text(json.dumps(content), encoding="utf-8")
    with (tmp_path / "duplicates.jsonl").open("w", encoding="utf-8") as file:
        for n in range(100_000):
            row = {"id": f"site{n % 5000}/{'x' * 200}{n}", "duplicate_of": f"wire/{n // 3}"}
            file.write(json.dumps({**row, "similarity": 0.7 + n % 31 / 100}) + "\n")
    with (tmp_path / "skipped.jsonl").open("w", encoding="utf-8") as file:
        for n in range(50_000):
            file.write(json.dumps({"path": f"p{n}", "reason": f"word{n:x} damaged"}) + "\n")
    started = time.process_time()
    write_report(tmp_path, tmp_path / "r.html")
    assert time.process_time() - started < 15
    assert (tmp_path / "r.html").stat().st_size < 300_000


def test_long_texts_are_cut(tmp_path: Path) -> None:
    """Two megabytes side by side are a page of some kilobytes."""
    words = " ".join(f"word{n}" for n in range(60_000))
    source, result = make_result(tmp_path, [("a", words), ("b", f"{words} end")])
    write_report(result, tmp_path / "r.html", source=source)
    assert (tmp_path / "r.html").stat().st_size < 60_000


def test_a_pair_of_large_texts_takes_seconds(tmp_path: Path) -> None:
    """Ten megabytes: what is the same is not cut into words, similarity is that of fingerprints."""
    words = [f"word{n * n % 99991}" for n in range(500_000)]
    changed = [f"other{n}" if n % 97 == 50 else word for n, word in enumerate(words)]
    source, result = make_result(tmp_path, [("a", " ".join(words)), ("b", " ".join(changed))])
    started = time.process_time()
    write_report(result, tmp_path / "r.html", source=source)
    assert time.process_time() - started < 5
    assert "Not the texts that were compared" not in (tmp_path / "r.html").read_text("utf-8")


def test_a_report_that_can_not_be_written(tmp_path: Path) -> None:
    """The message names the file; nothing half-written stays."""
    _, result = make_result(tmp_path, [("a", "One."), ("b", "Two.")])
    with pytest.raises(CorpusError, match=r"absent.r\.html can't be written"):
        write_report(result, tmp_path / "absent" / "r.html")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CorpusError, match="folder can't be written"):
        write_report(result, tmp_path / "folder")
    assert not list(tmp_path.glob("*.partial"))
