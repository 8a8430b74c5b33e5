"""`cleantext learn` and `cleantext bench`, as processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleantext import CorpusError, SiteProfile
from cleantext.cli import main
from tests.integration.cli_command import EXAMPLES, run_command

CORPUS = EXAMPLES / "corpus"
BIRDS = ("heron", "bittern", "lapwing", "curlew", "snipe", "dunlin", "godwit", "plover")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Pages of one site that repeat a line which no rule knows."""
    folder = tmp_path / "source" / "gazette"
    folder.mkdir(parents=True)
    for number, bird in enumerate(BIRDS):
        story = "\n\n".join(
            [
                "Gazette of the lower marshes",
                f"A {bird} was seen on Monday, and the {bird} club came to look at it in the rain.",
                f"Nobody had counted a {bird} there before. The next {bird} walk is on Sunday.",
            ]
        )
        (folder / f"{number}.txt").write_text(story, encoding="utf-8")
    return folder.parent


def test_a_learned_profile_cleans_what_no_rule_knows(site: Path, tmp_path: Path) -> None:
    """What learn writes is a profile that clean and explain take."""
    profile = tmp_path / "profile.json"
    learned = run_command("learn", site, "-o", profile)
    assert (learned.code, learned.out) == (0, "")
    assert learned.err == f"cleantext: learned from 8 documents; the profile is {profile}\n"
    assert SiteProfile.load(profile)
    page = site / "gazette" / "3.txt"
    assert "Gazette of the lower marshes" in run_command("clean", page).out
    assert "Gazette" not in run_command("clean", page, "--profile", profile).out
    assert "profile" in run_command("explain", page, "--profile", profile).out


def test_the_site_of_one_page_can_be_named(site: Path, tmp_path: Path) -> None:
    """A page alone tells no site; with a name, the patterns of other sites stay out of it."""
    profile = tmp_path / "profile.json"
    line = "Gazette of the lower marshes"
    sites = {"gazette": [{"line": line}], "courier": []}
    profile.write_text(json.dumps({"version": 1, "sites": sites}), encoding="utf-8")
    page = site / "gazette" / "3.txt"
    for command in ("clean", "explain"):
        flags = [command, page, "--profile", profile, "--site"]
        own, other = run_command(*flags, "gazette"), run_command(*flags, "courier")
        mark = line if command == "clean" else f"[-{line}-]"
        assert (mark in own.out, mark in other.out) == (command == "explain", command == "clean")
        unknown = run_command(*flags, "Gazette")
        told = f"the profile {profile} knows no site 'Gazette'; it knows courier, gazette"
        assert (unknown.code, told in " ".join(unknown.err.split())) == (2, True)
    refused = run_command("clean", page, "--site", "a/b")
    assert (refused.code, "a site's name is not empty" in refused.err) == (2, True)


def test_learn_says_which_documents_have_no_site(site: Path, tmp_path: Path) -> None:
    """They teach nothing, and are not counted; with a site's name all of them teach."""
    (site / "loose.txt").write_text((site / "gazette" / "3.txt").read_text())
    learned = run_command("learn", site, "-o", tmp_path / "some.json")
    assert "1 document taught nothing: it has no site" in learned.err
    assert "learned from 8 documents" in learned.err
    pages = site / "gazette"
    refused = run_command("learn", pages, "-o", tmp_path / "none.json")
    assert (refused.code, (tmp_path / "none.json").exists()) == (1, False)
    assert f"no document of {pages} has a site" in refused.err
    assert "name it with --site" in refused.err
    named = run_command("learn", pages, "-o", tmp_path / "one.json", "--site", "gazette")
    assert "taught nothing" not in named.err
    assert SiteProfile.load(tmp_path / "one.json").sites["gazette"]


def test_learn_replaces_a_profile_only_when_asked(site: Path, tmp_path: Path) -> None:
    """A profile that somebody has edited is not lost by accident."""
    profile = tmp_path / "profile.json"
    profile.write_text("mine", encoding="utf-8")
    refused = run_command("learn", site, "-o", profile)
    assert refused.code == 1
    assert f"error: the profile {profile} is there already" in refused.err
    assert profile.read_text(encoding="utf-8") == "mine"
    assert run_command("learn", site, "-o", profile, "--overwrite").code == 0


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("source/profile.json", "lies in the source"),
        ("absent/profile.json", "there is no directory"),
    ],
)
def test_learn_says_before_it_reads_where_no_profile_can_be(
    site: Path, tmp_path: Path, place: str, message: str
) -> None:
    """The source is never written to, and a long run is not done in vain."""
    (site / "photo.jpg").touch()
    ended = run_command("learn", site, "-o", tmp_path / place)
    assert (ended.code, message in ended.err) == (1, True)
    assert "skipped" not in ended.err
    assert not (tmp_path / place).exists()


def test_learn_from_nothing_is_an_error(tmp_path: Path) -> None:
    """A source that is not there leaves no profile."""
    ended = run_command("learn", tmp_path / "absent", "-o", tmp_path / "profile.json")
    assert ended.code == 1
    assert "can't be read" in ended.err
    assert not (tmp_path / "profile.json").exists()


def test_bench_measures_each_stage() -> None:
    """A line a stage, with its throughput on the user's own documents."""
    ended = run_command("bench", CORPUS, "--json")
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 0
    assert [row["stage"] for row in rows] == [
        "read",
        "repair",
        "clean",
        "shingles and signatures",
        "scan",
        "dedupe",
        "dedupe: read",
        "dedupe: compare",
        "dedupe: write",
    ]
    assert all(row["megabytes_per_second"] > 0 for row in rows)
    assert "cleantext: measured on 24 documents" in ended.err
    seconds = {row["stage"]: row["seconds"] for row in rows}
    stages = sum(spent for stage, spent in seconds.items() if stage.startswith("dedupe: "))
    assert stages < seconds["dedupe"]


def test_bench_of_nothing_is_an_error(tmp_path: Path) -> None:
    """There is nothing to measure without text."""
    ended = run_command("bench", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "holds no file that is read (.txt .md" in ended.err
    (tmp_path / "empty.txt").touch()
    ended = run_command("bench", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "has no text to measure with" in ended.err


def test_a_sample_without_room_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what helps: there is nothing that --resume could go on with."""

    def fail(*arguments: object, **settings: object) -> None:
        full = OSError(28, "No space left on device")
        raise CorpusError("the destination can't be written; use --resume") from full

    monkeypatch.setattr("cleantext.cli.bench.dedupe_corpus", fail)
    ended = CliRunner().invoke(main, ["bench", str(site)])
    assert ended.exit_code == 1
    assert "no room for the sample in a temporary directory (No space left" in ended.output
    assert "--resume" not in ended.output


def test_learn_of_nothing_is_an_error(tmp_path: Path) -> None:
    """A profile without a site would remove nothing, and nobody would know why."""
    ended = run_command("learn", tmp_path, "-o", tmp_path.parent / "profile.json")
    assert (ended.code, "holds no file that is read" in ended.err) == (1, True)
    assert not (tmp_path.parent / "profile.json").exists()


@pytest.mark.parametrize("command", [["learn", "-o", "p.json"], ["bench"]])
def test_what_is_skipped_does_not_fill_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Of records without a text the first are named, and the rest are counted."""
    monkeypatch.chdir(tmp_path)
    Path("records.jsonl").write_text('{"body": "A story."}\n' * 100, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    ended = run_command(*command, "records.jsonl", PYTHONPATH=root)
    *skipped, more, error = ended.err.splitlines()
    assert (ended.code, len(skipped), more) == (1, 20, "cleantext: skipped 80 more")
    assert "cleantext: error: records.jsonl has no" in error
    assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]
