"""What the documentation shows is what happens: its examples run, its commands and names exist."""

from __future__ import annotations

import ast
import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner

import cleantext
from cleantext.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
GOLDEN = ROOT / "tests/golden"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EACH_PAGE = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "docs"))
)


def blocks(page: Path, language: str) -> list[str]:
    """Find the code blocks of a language in a page."""
    return [code for name, code in BLOCK.findall(page.read_text("utf-8")) if name == language]


@EACH_PAGE
def test_examples_give_what_they_show(page: Path) -> None:
    """The examples of a page, run one after the other, print what stands below each line."""
    code = "".join(block for block in blocks(page, "python") if block.startswith(">>>"))
    shown = doctest.DocTestParser().get_doctest(code, {}, page.name, None, 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(shown, out=report.append)
    assert not report, "".join(report)


@EACH_PAGE
def test_other_code_is_python_and_uses_what_there_is(page: Path) -> None:
    """Code for libraries that the tests do not install is compiled; its imports are there."""
    for code in blocks(page, "python"):
        if code.startswith(">>>"):
            continue
        for node in ast.walk(ast.parse(code, page.name)):
            if isinstance(node, ast.ImportFrom) and node.module == "cleantext":
                assert {alias.name for alias in node.names} <= set(cleantext.__all__)


def test_the_recipe_for_archives_gives_stories(tmp_path: Path) -> None:
    """The script for Common Crawl, run on an archive of one page."""
    page = b"<nav><a href=/>Home</a></nav><article><p>The ferry is back at last.</p></article>"
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Target-URI: https://news.example/1\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(response)}\r\n\r\n"
    )
    (tmp_path / "a.warc").write_bytes(head.encode() + response + b"\r\n\r\n")
    script = tmp_path / "stories.py"
    script.write_text(blocks(ROOT / "docs/recipes/pipelines.md", "python")[-1], encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, script, tmp_path / "a.warc"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    url = "https://news.example/1"
    assert json.loads(ended.stdout) == {"id": url, "url": url, "text": "The ferry is back at last."}


@EACH_PAGE
def test_commands_have_the_flags_that_are_shown(page: Path) -> None:
    """Each command line of a page is one that the command takes."""
    for line in "".join(blocks(page, "console")).splitlines():
        words = shlex.split(line)
        if words[0] != "cleantext":
            continue
        name = words[1]
        command = getattr(import_module(f"cleantext.cli.{name}"), name)
        flags = {flag for each in command.params for flag in [*each.opts, *each.secondary_opts]}
        assert {word for word in words if re.match("--?[a-z]", word)} <= flags, line


def test_the_page_of_commands_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line works after those above it, on the examples."""
    for folder in ("stories", "today"):
        shutil.copytree(ROOT / "examples/corpus", tmp_path / folder)
    shutil.copy(tmp_path / "stories/harbour-courier/ferry-returns.txt", tmp_path / "story.txt")
    shutil.copy(tmp_path / "stories/morning-lantern/ferry.html", tmp_path / "page.html")
    monkeypatch.chdir(tmp_path)
    (block,) = blocks(ROOT / "docs/commands.md", "console")
    for line in block.splitlines():
        ended = CliRunner().invoke(main, shlex.split(line)[1:])
        assert ended.exit_code == 0, f"{line}: {ended.output}"


def test_every_public_name_is_in_the_reference() -> None:
    """What the door has is described, and nothing else."""
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    described = set(re.findall(r"^::: cleantext\.(\w+)$", text, re.MULTILINE)) - {"errors"}
    errors = set(cleantext.errors.__all__)
    assert described == set(cleantext.__all__) - errors - {"__version__", "repair"}


def test_every_page_is_in_the_navigation() -> None:
    """Every page can be found; MkDocs itself finds links to pages that are not there."""
    named = re.findall(r"[\w/]+\.md", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert sorted(named) == [page.relative_to(ROOT / "docs").as_posix() for page in PAGES]


def test_ci_builds_the_site_with_warnings_as_errors() -> None:
    """With the extra that installs what it needs."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "docs" in extras["optional-dependencies"]
    assert "mkdocs build --strict" in (ROOT / ".ci" / "run").read_text("utf-8")


def texts_of(value: object) -> Iterator[str]:
    """All texts in a value of JSON."""
    match value:
        case str():
            yield value
        case list():
            yield from chain.from_iterable(map(texts_of, value))
        case dict():
            yield from texts_of([*value.values()])


@pytest.mark.parametrize("folder", ["captions", "page", "repair"])
def test_the_list_of_rules_has_each(folder: str) -> None:
    """What cleaning does to the golden cases is by rules that the page explains."""
    listed = set(re.findall(r"`([^`]+)`", (ROOT / "docs/rules.md").read_text("utf-8")))
    cases = (json.loads(path.read_text("utf-8")) for path in GOLDEN.glob(f"{folder}/**/*.json"))
    options = cleantext.CleanOptions(captions="drop")
    found = {
        rule
        for text in chain.from_iterable(map(texts_of, cases))
        for change in cleantext.explain(text, options).changes
        for rule in change.rule.split("+")
    }
    assert found
    named = {re.sub("^(mojibake:utf8-as)-.*", r"\1-CODEC", rule) for rule in found}
    named = {re.sub("^model: .*", "model: ...", rule) for rule in named}
    assert {rule.removeprefix("phrase:") for rule in named} <= listed
