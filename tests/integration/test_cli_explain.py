"""`cleantext explain`, as a process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleantext import Change
from cleantext.edits import apply_changes
from tests.integration.cli_command import EXAMPLES, run_command

STORY = "The countryâ€™s oil is its only export.\n"


def test_changes_are_shown_with_their_rule_and_counted() -> None:
    """The removed and the added text stand in their line, the rule before it, the count last."""
    ended = run_command("explain", "-", stdin=STORY.encode())
    first, *_, count = ended.out.splitlines()
    assert ended.code == 0
    assert first.startswith("repair ")
    assert "{+" in first
    assert "s oil is its only export." in first
    number, changes, removed, added, rule = count.split(maxsplit=4)
    assert (number, changes, removed, added) == ("#1", "1", "3", "1")
    assert rule == "repair mojibake:utf8-as-cp1252+quote"


def test_a_text_that_is_fine_is_shown_as_it_is() -> None:
    """Where there is nothing to change, it says so."""
    ended = run_command("explain", "-", stdin=b"All is well.\n")
    assert ended.out.splitlines()[0].endswith("│ All is well.")
    assert ended.out.splitlines()[-1] == "Nothing to change."


def test_json_lines_are_the_changes() -> None:
    """Applied to the input, the printed changes give what clean gives."""
    story = EXAMPLES / "corpus" / "harbour-courier" / "ferry-returns.txt"
    shown = run_command("explain", "--json", story)
    changes = [Change(**json.loads(line)) for line in shown.out.splitlines()]
    assert changes
    text = story.read_text(encoding="utf-8")
    assert apply_changes(text, changes) == run_command("clean", story).out


def test_a_text_taken_for_a_page_is_explained_as_it_is_cleaned(tmp_path: Path) -> None:
    """With --html both commands read the same blocks, whatever the file is called."""
    path = tmp_path / "page.txt"
    path.write_text("<nav>Home</nav><p>A story &amp; no more.</p>", encoding="utf-8")
    blocks = run_command("explain", path, "--html", "--json").out.splitlines()
    kept = [block["text"] for block in map(json.loads, blocks) if block["kept"]]
    assert kept == [run_command("clean", path, "--html").out] == ["A story & no more."]


def test_a_page_is_shown_block_by_block() -> None:
    """What was left out of a page is there with its reason, what was kept without one."""
    page = EXAMPLES / "corpus" / "morning-lantern" / "ferry.html"
    shown = run_command("explain", page).out
    assert "[-Most read-]" in shown
    kept = [line for line in shown.splitlines() if "A second inspection is due" in line]
    assert kept[0].startswith(" " * 28)
    blocks = [json.loads(line) for line in run_command("explain", "--json", page).out.splitlines()]
    assert {"text", "kept", "reason", "score"} == set(blocks[0])
    assert {block["kept"] for block in blocks} == {True, False}


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_output_is_utf_8_whatever_the_machine(how: tuple[str, ...]) -> None:
    """A machine whose own encoding is ASCII shows the same as any other."""
    shown = run_command("explain", "-", *how, stdin=STORY.encode(), PYTHONIOENCODING="ascii")
    assert shown == run_command("explain", "-", *how, stdin=STORY.encode())
    assert "â" in shown.out


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("absent.txt", 1, "error: absent.txt can't be read: there is no such file"),
        (".", 1, "error: . is a directory; name a file in it"),
        ("northwire.jsonl", 1, "northwire.jsonl holds many documents, and explain shows one"),
    ],
)
def test_errors_say_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, code: int, message: str
) -> None:
    """Explain is for one document that can be read."""
    monkeypatch.chdir(EXAMPLES / "corpus")
    ended = run_command("explain", name, PYTHONPATH=str(Path(__file__).parents[2]))
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err


def test_a_page_without_a_text_says_why() -> None:
    """An empty result has a reason, the same that clean gives."""
    shell = b"<html><script>draw()</script><div id=root></div></html>"
    explained = run_command("explain", "--html", "-", stdin=shell)
    assert explained.code == 0
    assert explained.err == run_command("clean", "--html", "-", stdin=shell).err
    assert "its scripts would have to write it" in explained.err
