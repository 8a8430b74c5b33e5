"""`cleantext clean`, as a process: streams, files, directories, and what can go wrong."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cleantext import clean
from tests.integration.cli_command import Ended, run_command

STORY = "The countryâ€™s oil is its only export.\n"
REPAIRED = "The country's oil is its only export.\n"
RECORDS: list[dict[str, Any]] = [
    {"id": "a", "text": STORY, "n": 1.50, "tags": ["x"]},
    {"id": "b", "text": "Nothing is wrong with this one."},
]


def write_records(path: Path) -> Path:
    """Write the records as JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus with a file of each kind, and one that can't be read."""
    root = tmp_path_factory.mktemp("source") / "corpus"
    (root / "site").mkdir(parents=True)
    (root / "site" / "story.txt").write_text(STORY, encoding="utf-8")
    (root / "site" / "latin.txt").write_bytes("Der Fährmann kam spät.\n".encode("latin-1"))
    page = "<nav><a href=/>Home</a></nav><article><p>A story &amp; no more.</p></article>"
    (root / "site" / "page.html").write_text(page, encoding="utf-8")
    (root / "packed.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    write_records(root / "records.jsonl")
    (root / "broken.jsonl").write_text('{"id": "c", "text": \n', encoding="utf-8")
    (root / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return root


@pytest.fixture(scope="module")
def cleaned(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Path]:
    """The corpus, cleaned once for several tests."""
    destination = tmp_path_factory.mktemp("destination") / "out"
    return run_command("clean", corpus, "-o", destination), destination


def test_html_is_not_passed_over(corpus: Path, tmp_path: Path) -> None:
    """Where it would mean nothing it is wrong usage: pages would be cleaned as texts."""
    for words in ([corpus, "-o", tmp_path / "out"], [corpus / "records.jsonl"]):
        ended = run_command("clean", *words, "--html")
        assert ended.code == 2
        assert "Error: --html is for one document: in a directory suffixes" in ended.err
    assert not (tmp_path / "out").exists()


def test_standard_input_to_standard_output() -> None:
    """Without a source the command is a filter, and says nothing else."""
    assert run_command("clean", stdin=STORY.encode()) == Ended(0, REPAIRED, "")


def test_empty_input_gives_empty_output() -> None:
    """Nothing in, nothing out."""
    assert run_command("clean") == Ended(0, "", "")


def test_input_that_is_not_utf_8_is_decoded() -> None:
    """Bytes of another encoding are read as what they are, and leave as UTF-8."""
    ended = run_command("clean", stdin="Der Fährmann kam spät.".encode("latin-1"))
    assert ended == Ended(0, "Der Fährmann kam spät.", "")


def test_a_page_that_gives_no_text_says_why() -> None:
    """On standard error: it was read, and its text is empty."""
    ended = run_command("clean", "--html", stdin=b"<div id=app></div>")
    assert ended == Ended(0, "", "cleantext: the page has no text\n")


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_what_is_no_page_is_an_error(tmp_path: Path, command: str) -> None:
    """An empty result would pass for that of an empty page; nothing is written."""
    page, output = tmp_path / "page.html", tmp_path / "out.txt"
    page.write_bytes(b"%PDF-1.7 A page")
    words: list[str | Path] = [page, "-o", output] if command == "clean" else [page]
    ended = run_command(command, *words)
    assert ended == Ended(1, "", f"cleantext: error: {page} is not a page, but PDF\n")
    source = ["-"] if command == "explain" else []
    ended = run_command(command, "--html", *source, stdin=b"\x1f\x8b\x08A page")
    assert ended == Ended(1, "", "cleantext: error: standard input is not a page, but gzip\n")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_html_on_standard_input() -> None:
    """--html says that the input is a page."""
    page = b"<nav><a href=/>Home</a></nav><article><p>A story of one line.</p></article>"
    assert run_command("clean", "--html", stdin=page).out == "A story of one line."


def test_options_reach_the_library() -> None:
    """The flags are the library's options."""
    ended = run_command("clean", "--no-repair", "--captions", "keep", stdin=STORY.encode())
    assert ended == Ended(0, STORY, "")


def test_a_file_to_standard_output_and_to_a_file(corpus: Path, tmp_path: Path) -> None:
    """The result is the same; the file is there, and nothing else is."""
    story = corpus / "site" / "story.txt"
    assert run_command("clean", story, "-o", "-") == Ended(0, REPAIRED, "")
    assert run_command("clean", story, "-o", tmp_path / "out.txt") == Ended(0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == REPAIRED


def test_a_page_becomes_the_text_of_its_story(corpus: Path) -> None:
    """An HTML file is known by its name."""
    assert run_command("clean", corpus / "site" / "page.html").out == "A story & no more."


@pytest.mark.parametrize("source", ["site/page.html", "site/story.txt"])
def test_a_file_is_what_its_name_says(corpus: Path, tmp_path: Path, source: str) -> None:
    """Under the name of a page a document is a page, as in a directory; else it is its text."""
    text = run_command("clean", corpus / source).out
    for name in ("out.html", "out.txt", "out"):
        assert run_command("clean", corpus / source, "-o", tmp_path / name) == Ended(0, "", "")
    page = '<!DOCTYPE html>\n<meta charset="utf-8">\n<p>{}</p>\n'
    escaped = text.strip().replace("&", "&amp;")
    assert (tmp_path / "out.html").read_text(encoding="utf-8") == page.format(escaped)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == text
    assert (tmp_path / "out").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.parquet", "out.warc"])
def test_one_text_does_not_become_a_file_of_records(tmp_path: Path, name: str) -> None:
    """Under such a name a text would be read as a damaged file, and by this library, too."""
    ended = run_command("clean", "-o", tmp_path / name, stdin=STORY.encode())
    assert (ended.code, ended.out) == (1, "")
    assert f"the destination {tmp_path / name} would hold one text, and its name says" in ended.err
    assert "give it the suffix .txt or .html" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_records_keep_their_other_fields(corpus: Path, tmp_path: Path) -> None:
    """Of a JSON line only the text changes, on standard output and in a file."""
    ended = run_command("clean", corpus / "records.jsonl")
    wanted = [{**record, "text": clean(str(record["text"]))} for record in RECORDS]
    assert [json.loads(line) for line in ended.out.splitlines()] == wanted
    assert wanted[0]["text"] == REPAIRED
    target = tmp_path / "out.jsonl"
    assert run_command("clean", corpus / "records.jsonl", "-o", target) == Ended(0, "", "")
    assert target.read_text(encoding="utf-8") == ended.out


def test_a_directory_keeps_its_layout_and_formats(cleaned: tuple[Ended, Path]) -> None:
    """Each file is there again, cleaned, under the same path."""
    ended, destination = cleaned
    assert ended.code == 0
    names = {str(path.relative_to(destination)) for path in destination.rglob("*.*")}
    assert names == {
        "packed.txt.gz",
        "records.jsonl",
        str(Path("site", "latin.txt")),
        str(Path("site", "page.html")),
        str(Path("site", "story.txt")),
        "summary.json",
    }
    assert (destination / "site" / "story.txt").read_text(encoding="utf-8") == REPAIRED
    assert gzip.decompress((destination / "packed.txt.gz").read_bytes()).decode() == REPAIRED
    assert "A story &amp; no more." in (destination / "site" / "page.html").read_text("utf-8")


def test_what_can_not_be_read_is_reported_and_counted(cleaned: tuple[Ended, Path]) -> None:
    """A bad file costs a line on standard error, not the run."""
    ended, destination = cleaned
    assert ended.out == ""
    *skipped, last = ended.err.splitlines()
    assert [line.partition(": ")[2].partition(": ")[0] for line in skipped] == [
        "skipped broken.jsonl#1",
        "skipped photo.jpg",
    ]
    assert last == "cleantext: 6 documents cleaned, 2 skipped"
    summary = json.loads((destination / "summary.json").read_text(encoding="utf-8"))
    assert (summary["documents"], summary["skipped"]) == (6, 2)


@pytest.mark.parametrize("command", ["clean", "dedupe"])
@pytest.mark.parametrize("is_directory", [True, False])
def test_a_source_of_which_nothing_is_read_is_an_error(
    tmp_path: Path, command: str, is_directory: bool
) -> None:
    """All that was there was skipped: a result without documents would pass for one."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "photo.jpg").write_bytes(b"")
    (source / "r.jsonl").write_text('{"text": null}\n{"text": 5}\n', encoding="utf-8")
    given, output = (source, "out") if is_directory else (source / "r.jsonl", "out.jsonl")
    ended = run_command(command, given, "-o", tmp_path / output)
    assert (ended.code, ended.out) == (1, "")
    last = ended.err.splitlines()[-1]
    assert last.startswith("cleantext: error: ")
    assert str(given) in last
    assert "no text: the field 'text' is missing or null" in last
    assert ("could be read: 2 skipped" in last) == (is_directory or command == "dedupe")


@pytest.mark.parametrize("command", ["clean", "dedupe"])
def test_a_source_of_which_nothing_is_read_replaces_nothing(tmp_path: Path, command: str) -> None:
    """With a wrong source --overwrite leaves what an earlier run made, and nothing to resume."""
    good, wrong, output = tmp_path / "good", tmp_path / "wrong", tmp_path / "out"
    good.mkdir()
    wrong.mkdir()
    (good / "a.txt").write_text(STORY, encoding="utf-8")
    (wrong / "r.jsonl").write_text('{"text": null}\n', encoding="utf-8")
    assert run_command(command, good, "-o", output).code == 0
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    ended = run_command(command, wrong, "-o", output, "--overwrite")
    assert ended.code == 1
    assert ended.err.splitlines()[-1].endswith(f"; {output} stays as it was")
    assert before == {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good", "out", "wrong"]


def test_what_a_killed_run_left_of_a_file_is_in_nobodys_way(tmp_path: Path) -> None:
    """The next run clears it; what somebody else laid there it leaves, and says so."""
    source, workplace = tmp_path / "r.jsonl", tmp_path / "out.jsonl.partial"
    source.write_text('{"text": "The ferry is back."}\n', encoding="utf-8")
    (workplace / "output").mkdir(parents=True)
    (workplace / "output" / "r.jsonl").write_text('{"te', encoding="utf-8")
    assert run_command("clean", source, "-o", tmp_path / "out.jsonl").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "r.jsonl"]
    workplace.mkdir()
    (workplace / "mine.txt").touch()
    ended = run_command("clean", source, "-o", tmp_path / "out.jsonl", "--overwrite")
    assert (ended.code, "it holds mine.txt, which no run left there" in ended.err) == (1, True)


@pytest.mark.parametrize("command", ["clean", "dedupe"])
def test_a_source_without_documents_is_no_error(tmp_path: Path, command: str) -> None:
    """A day without stories: what is skipped beside it was nothing to read."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "photo.jpg").write_bytes(b"")
    (source / "r.jsonl").write_bytes(b"")
    assert run_command(command, source, "-o", tmp_path / "out").code == 0


def test_workers_do_not_change_the_result(
    corpus: Path, cleaned: tuple[Ended, Path], tmp_path: Path
) -> None:
    """Two processes write the same bytes as one."""
    assert run_command("clean", corpus, "-o", tmp_path / "out", "--workers", "2").code == 0
    for path in cleaned[1].rglob("*.*"):
        if path.name != "summary.json":
            other = tmp_path / "out" / path.relative_to(cleaned[1])
            assert path.read_bytes() == other.read_bytes()


def test_a_destination_that_is_there_is_replaced_only_when_asked(
    corpus: Path, tmp_path: Path
) -> None:
    """A file or a directory of an earlier run needs --overwrite."""
    story, target, directory = corpus / "site" / "story.txt", tmp_path / "o.txt", tmp_path / "out"
    target.write_text("old", encoding="utf-8")
    refused = run_command("clean", story, "-o", target)
    assert (refused.code, target.read_text(encoding="utf-8")) == (1, "old")
    assert f"error: the destination {target} is there already" in refused.err
    assert run_command("clean", story, "-o", target, "--overwrite").code == 0
    assert target.read_text(encoding="utf-8") == REPAIRED

    assert run_command("clean", corpus / "site", "-o", directory).code == 0
    refused = run_command("clean", corpus / "site", "-o", directory)
    assert refused.code == 1
    assert "is not empty" in refused.err
    assert run_command("clean", corpus / "site", "-o", directory, "--overwrite").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["clean", "absent.txt"], 1, "error: absent.txt can't be read"),
        (["clean", "photo.jpg"], 1, "error: photo.jpg: the suffix '.jpg' is not one that is read"),
        (["clean", "site"], 2, "a directory is cleaned into a directory: give it with -o DEST"),
        (["clean", "site", "-o", "site/out"], 1, "which is never written to"),
        (["clean", "site/story.txt", "-o", "site"], 1, "is a directory; name a file in it"),
        (
            ["clean", "site/story.txt", "-o", "site/story.txt", "--overwrite"],
            1,
            "is the source, which is never written to",
        ),
        (
            ["clean", "site/story.txt", "-o", "no/such/o.txt"],
            1,
            "o.txt can't be written: there is no directory no/such; make it first",
        ),
        (["clean", "records.jsonl", "-o", "records.txt"], 1, "the suffix of the source"),
        (
            ["clean", "site", "-o", "../o", "--include", "*.x"],
            1,
            "include and exclude leave none",
        ),
        (
            ["clean", "site/story.txt", "--exclude", "*.x"],
            2,
            "among the files of a directory",
        ),
        (
            ["clean", "records.jsonl", "--text-field", "body"],
            2,
            "they have 'id', 'text', 'n', 'tags': say with text_field (--text-field) which",
        ),
        (
            ["clean", ".", "-o", "../o", "--include", "r*.jsonl", "--text-field", "body"],
            2,
            "no record has a field 'body' for its text; they have 'id', 'text', 'n', 'tags'",
        ),
        (["clean", "--captions", "twice"], 2, "'twice' is not one of"),
        (["clean", "--site", "mill"], 2, "whose patterns of a profile apply: give --profile"),
        (["explain", "-", "--site", "mill"], 2, "of a profile apply: give --profile"),
        (
            ["clean", "--no-repair", "--no-uncurl-quotes"],
            2,
            "--no-uncurl-quotes has no effect with --no-repair: leave one of them out",
        ),
        (["clean", "--workers", "0"], 2, "0 is not in the range"),
        (["clean", "--profile", "absent.json"], 1, "the profile absent.json can't be read"),
        (["clean", "--profile", "site/story.txt"], 1, "profile"),
    ],
)
def test_errors_say_what_to_do(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, message: str
) -> None:
    """One line, no traceback, nothing on standard output, nothing written."""
    monkeypatch.chdir(corpus)
    before = sorted(corpus.rglob("*"))
    ended = run_command(*arguments, PYTHONPATH=str(Path(__file__).parents[2]))
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err
    assert "Traceback" not in ended.err
    assert sorted(corpus.rglob("*")) == before


def test_what_is_no_file_of_ours_is_not_replaced(tmp_path: Path) -> None:
    """Neither a pipe, nor what has the name of the file that is written first."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt.partial").write_text("a download", encoding="utf-8")
    to_pipe = run_command("clean", "-o", tmp_path / "pipe.txt", "--overwrite", stdin=b"One.")
    assert (to_pipe.code, "pipe or a device, which can't appear" in to_pipe.err) == (1, True)
    to_file = run_command("clean", "-o", tmp_path / "a.txt", stdin=b"One.")
    assert (to_file.code, "is there already; move it away" in to_file.err) == (1, True)
    assert (tmp_path / "pipe.txt").is_fifo()
    assert (tmp_path / "a.txt.partial").read_text(encoding="utf-8") == "a download"


def test_a_destination_that_is_a_symbolic_link_stays_one(corpus: Path, tmp_path: Path) -> None:
    """The directory that it leads to is replaced."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for _ in range(2):
        assert run_command("clean", corpus, "-o", tmp_path / "link", "--overwrite").code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/site/story.txt").read_text(encoding="utf-8") == REPAIRED


@pytest.mark.parametrize("name", ["story.txt", "story.html", "story.jsonl"])
def test_a_file_that_is_a_symbolic_link_stays_one(tmp_path: Path, name: str) -> None:
    """Of a text, a page and records alike, the file that it leads to is replaced."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / name).write_text("old")
    (tmp_path / name).symlink_to(tmp_path / "real" / name)
    (tmp_path / "source.jsonl").write_text('{"text": "A line of a story."}\n')
    (tmp_path / "source.txt").write_text("A line of a story.")
    source = tmp_path / ("source.jsonl" if name.endswith("jsonl") else "source.txt")
    ended = run_command("clean", source, "-o", tmp_path / name, "--overwrite")
    assert (ended.code, ended.err) == (0, "")
    assert (tmp_path / name).is_symlink()
    assert "A line of a story." in (tmp_path / "real" / name).read_text()


def test_what_stands_in_the_way_of_a_file_is_looked_for_where_a_link_leads(tmp_path: Path) -> None:
    """It is written beside what the link leads to, and there has to be room for it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "a.txt").symlink_to("real/a.txt")
    (tmp_path / "a.txt.partial").write_text("a download")
    assert run_command("clean", "-o", tmp_path / "a.txt", stdin=b"One.").code == 0
    assert (tmp_path / "real" / "a.txt").read_text() == "One."
    (tmp_path / "real" / "a.txt.partial").write_text("another")
    refused = run_command("clean", "-o", tmp_path / "a.txt", "--overwrite", stdin=b"Two.")
    assert (refused.code, "is there already; move it away" in refused.err) == (1, True)
    (tmp_path / "b.txt").symlink_to("no/b.txt")
    nowhere = run_command("clean", "-o", tmp_path / "b.txt", stdin=b"One.")
    assert (nowhere.code, "there is no directory" in nowhere.err) == (1, True)


@pytest.mark.parametrize("command", ["clean", "dedupe"])
def test_a_file_where_the_run_would_work(corpus: Path, tmp_path: Path, command: str) -> None:
    """It is somebody's, and is named."""
    (tmp_path / "out.partial").write_text("mine", encoding="utf-8")
    ended = run_command(command, corpus, "-o", tmp_path / "out")
    assert ended.code == 1
    assert "out.partial is where this run would work, and it is a file; move it away" in ended.err
    assert (tmp_path / "out.partial").read_text(encoding="utf-8") == "mine"


def test_a_reader_that_stops_early_is_no_error() -> None:
    """`cleantext clean | head` ends without a word."""
    command = [sys.executable, "-m", "cleantext", "clean"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"A line of a story.\n" * 20_000)
        process.stdin.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize(
    "command",
    [["clean", "site/story.txt"], ["clean", "records.jsonl"], ["explain", "site/story.txt"]],
)
def test_standard_output_that_is_full(corpus: Path, command: list[str]) -> None:
    """One message, no traceback, also when the process ends."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "cleantext", command[0], corpus / command[1]],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    message = b"cleantext: error: standard output can't be written: No space left on device\n"
    assert (ended.returncode, ended.stderr) == (1, message)


@pytest.mark.skipif(os.name == "nt", reason="there streams are not numbers")
@pytest.mark.parametrize(
    ("stream", "message"),
    [
        (0, b"cleantext: error: standard input is closed; name a file\n"),
        (1, b"cleantext: error: standard output is closed; give -o, or redirect it into a file\n"),
    ],
)
def test_streams_that_are_closed(stream: int, message: bytes) -> None:
    """As a shell's ``<&-`` and ``>&-`` leave them."""
    ended = subprocess.run(
        [sys.executable, "-m", "cleantext", "clean"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=partial(os.close, stream),
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (1, message)


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl-C can't be sent to one process there")
@pytest.mark.parametrize(
    ("number", "message", "code"),
    [(signal.SIGINT, b"interrupted", 130), (signal.SIGTERM, b"terminated", 143)],
)
def test_ctrl_c_ends_with_130(number: int, message: bytes, code: int) -> None:
    """An interrupted filter says so in one line; what a scheduler ends, too."""
    command = [sys.executable, "-m", "cleantext", "clean"]
    # A job in the background ignores Ctrl-C, and so would all that it starts, for ever.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stderr=pipe, preexec_fn=heed) as process:
        assert process.stderr is not None
        time.sleep(2)  # until it waits for its input
        process.send_signal(number)
        assert process.stderr.read() == b"cleantext: %b\n" % message
    assert process.returncode == code


def test_pages_without_text_are_told(tmp_path: Path) -> None:
    """The last line is what it always is."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/app.html").write_text("<script>document.write('Fine.')</script>")
    ended = run_command("clean", str(tmp_path / "pages"), "-o", str(tmp_path / "out"))
    assert ended.err.splitlines() == [
        "cleantext: 1 document gave no text: scripts may have to write it",
        "cleantext: 1 document cleaned, 0 skipped",
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_that_is_told_to_end_leaves_nothing(tmp_path: Path, workers: str) -> None:
    """As at Ctrl-C: no result, nothing beside it, and a line that says so."""
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    for number in range(400):
        (source / f"{number}.txt").write_text("The ferry is back in its harbour. " * 400)
    command = [sys.executable, "-m", "cleantext", "clean", "--workers", workers]
    with subprocess.Popen([*command, str(source), "-o", str(out)], stderr=subprocess.PIPE) as run:
        assert run.stderr is not None
        workplace = tmp_path / "out.partial"
        while not workplace.is_dir() or not any(workplace.iterdir()):
            assert run.poll() is None
            time.sleep(0.01)
        run.terminate()
        assert run.stderr.read() == b"cleantext: terminated; nothing was written\n"
    assert run.returncode == 143
    assert [path.name for path in tmp_path.iterdir()] == ["source"]
