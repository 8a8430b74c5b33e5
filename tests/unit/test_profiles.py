"""Site profiles as files: written, read, and refused when they are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleantext import CorpusError, Document, SiteProfile, clean, repair
from cleantext.page.profile.site_patterns import Pattern

FURNITURE = "The Courier of the Islands, since 1962"
PAGES = [
    Document(f"courier/{n}.txt", f"Story {word} is told here, and it is a long one.\n{FURNITURE}\n")
    for n, word in enumerate("one two three four five six seven eight nine ten".split())
]


def test_a_profile_comes_back_from_its_file(tmp_path: Path) -> None:
    """Save and load are inverses, and the file is text that a person can read."""
    profile = SiteProfile.learn(PAGES)
    path = tmp_path / "profile.json"
    profile.save(path)
    assert SiteProfile.load(path) == profile
    assert FURNITURE in path.read_text(encoding="utf-8")


def test_a_profile_removes_what_the_site_repeats() -> None:
    """A line that a site has on every page goes there, and where the site is not known."""
    another = [Document("gazette/1.txt", "Printed on grey paper")] * 10
    profile = SiteProfile.learn([*PAGES, *another])
    text = f"Another story that is told here, and it is long too.\n{FURNITURE}\n"
    assert FURNITURE in clean(text)
    assert FURNITURE not in clean(text, profile=profile)
    assert FURNITURE not in clean(text, profile=profile, site="courier")
    assert FURNITURE in clean(text, profile=profile, site="gazette")


def test_an_edited_profile_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    """An editor that marks UTF-8 does not spoil a profile."""
    path = tmp_path / "profile.json"
    path.write_text(SiteProfile.learn(PAGES).to_json(), encoding="utf-8-sig")
    assert SiteProfile.load(path) == SiteProfile.learn(PAGES)


def test_a_profile_with_a_lone_surrogate_is_written(tmp_path: Path) -> None:
    """Text that has no UTF-8 does not keep the rest from being saved."""
    pattern = Pattern("a \ud800 line")
    SiteProfile({"courier": (pattern,)}).save(tmp_path / "profile.json")
    lines = [each.line for each in SiteProfile.load(tmp_path / "profile.json").sites["courier"]]
    assert lines == ["a ? line"]


@pytest.mark.parametrize(
    "damaged",
    [
        "Folgen Sie &amp; uns in Tal und Berg",
        "Die Zeitung fÃ¼r das Tal und den Berg",
    ],
)
def test_a_damaged_line_is_learned_as_it_is_looked_for(damaged: str) -> None:
    """`clean` repairs a text before it asks the profile, so `learn` repairs what it learns.

    The documents are given once: a generator teaches as much as a list.
    """
    pages = [Document(each.id, f"{each.text}{damaged}\n") for each in PAGES]
    profile = SiteProfile.learn(page for page in pages)
    assert profile == SiteProfile.learn(pages)
    assert repair(damaged) not in clean(pages[0].text, profile=profile, site="courier")
    assert repair(damaged) in clean(pages[0].text)


def test_what_is_no_document_is_named_before_it_is_repaired() -> None:
    """A wrong argument is a TypeError that says where it stands, not one of the repair."""
    wrong = [PAGES[0], Document("courier/11.txt", 5)]  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match=r"learn\(\) takes documents; got .* at index 1"):
        SiteProfile.learn(wrong)
    with pytest.raises(TypeError, match=r"takes documents; got 'text' at index 0"):
        SiteProfile.learn(["text"])  # type: ignore[list-item]  # wrong on purpose


def test_a_missing_profile_is_named(tmp_path: Path) -> None:
    """A path that can't be read is named, with the command that makes a profile."""
    with pytest.raises(CorpusError, match=r"no\.json can't be read.*cleantext learn"):
        SiteProfile.load(tmp_path / "no.json")


def test_a_profile_in_another_encoding_is_told_apart(tmp_path: Path) -> None:
    """What an editor saved in Latin-1 is there, and has to be saved again, not learned again."""
    path = tmp_path / "profile.json"
    path.write_bytes('{"version": 1, "sites": {"é": []}}'.encode("latin-1"))
    with pytest.raises(CorpusError, match=r"profile\.json is not UTF-8 .* byte 26\); save it"):
        SiteProfile.load(path)


def test_a_profile_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    """A directory in the file's place is named."""
    with pytest.raises(CorpusError, match="can't be written"):
        SiteProfile.learn(PAGES).save(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"version": 1}', '"story"'])
def test_what_is_no_profile_is_refused(tmp_path: Path, content: str) -> None:
    """Anything else than a profile is a CorpusError, never a traceback of json."""
    path = tmp_path / "profile.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"profile\.json: "):
        SiteProfile.load(path)
