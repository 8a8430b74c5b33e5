"""The command that learns what sites repeat."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleantext.cli.learn import learn
from cleantext.errors import CorpusError

STORIES = ["Rain came.", "Snow fell.", "The dam broke.", "It thawed.", "Spring is here."]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Five records of one site, whose address is in a field of its own."""
    path = tmp_path / "pages.jsonl"
    records = [
        {"id": str(number), "text": f"{story}\nMill News", "link": "https://mill.example/a"}
        for number, story in enumerate(STORIES)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def sites(profile: Path) -> dict[str, list[str]]:
    """The lines of each site in a profile."""
    loaded = json.loads(profile.read_text(encoding="utf-8"))["sites"]
    return {site: [pattern["line"] for pattern in patterns] for site, patterns in loaded.items()}


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (["--url-field", "link"], {"mill.example": ["mill news"]}),
        (["--site", "mill"], {"mill": ["mill news"]}),
    ],
)
def test_where_the_site_comes_from(
    source: Path, tmp_path: Path, flags: list[str], expected: dict[str, list[str]]
) -> None:
    """The address's field, or one name for all."""
    profile = tmp_path / "profile.json"
    result = CliRunner().invoke(learn, [str(source), "-o", str(profile), *flags])
    assert result.exit_code == 0, result.output
    assert sites(profile) == expected


def test_records_without_a_site_teach_nothing(source: Path, tmp_path: Path) -> None:
    """An empty profile would take nothing from anything: none is written, and the reason told."""
    profile = tmp_path / "profile.json"
    result = CliRunner().invoke(learn, [str(source), "-o", str(profile)])
    assert (type(result.exception), profile.exists()) == (CorpusError, False)
    assert "(in the field 'url')" in str(result.exception)


def test_the_same_pages_give_the_same_file(source: Path, tmp_path: Path) -> None:
    """Two runs write the same bytes."""
    profiles = [tmp_path / "one.json", tmp_path / "two.json"]
    for profile in profiles:
        CliRunner().invoke(learn, [str(source), "-o", str(profile), "--site", "mill"])
    assert profiles[0].read_bytes() == profiles[1].read_bytes()


@pytest.mark.parametrize("name", ["", "a/b"])
def test_a_site_needs_a_name(source: Path, tmp_path: Path, name: str) -> None:
    """A name that could not be a site's is refused, with the reason."""
    result = CliRunner().invoke(learn, [str(source), "-o", str(tmp_path / "p"), "--site", name])
    assert result.exit_code == 2
    assert "a site's name is not empty and has no '/'" in result.output
    assert not (tmp_path / "p").exists()
