"""What the rules remove from plain text, and what they leave."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from cleantext import clean
from cleantext.edits import apply_changes
from cleantext.page import plain
from cleantext.page.boilerplate import judgement
from cleantext.page.boilerplate.judgement import PROSE, find_boilerplate, judge_blocks
from cleantext.page.boilerplate.rules import find_certain
from cleantext.page.profile.site_patterns import Pattern, SitePatterns
from tests.unit.page.boilerplate.described import describe

GOLDEN = Path(__file__).parents[3] / "golden" / "page"
STORY = (
    "The old mill by the river burned down on Monday night, and nobody was hurt, the fire chief "
    "of the town said on Tuesday."
)
MENU = "Home\nNews\nSport\nContact\nTerms of use\n"
LICENCE = (
    "The licensor hereby grants permission to modify and distribute derivative works, provided "
    "that it does so in writing, without warranty or liability for damages, as stated herein."
)


def strip(text: str) -> str:
    """The text without what the rules remove."""
    return apply_changes(text, find_boilerplate(plain.parse(text)))


def cases(name: str) -> list[dict[str, str]]:
    """The cases of a golden file."""
    loaded: list[dict[str, str]] = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("case", cases("boilerplate.json"), ids=lambda case: case["name"])
def test_boilerplate_goes_and_the_story_stays(case: dict[str, str]) -> None:
    """A golden case: the text with its boilerplate gives the story, and a second look the same."""
    assert strip(case["text"]) == case["story"]
    assert strip(case["story"]) == case["story"]


def pages(*names: str) -> list[Any]:
    """Pages line by line, each with ``+`` if it is the story's, ``-`` if not, ``?`` if both do.

    A case with a ``why`` is a known failure, for that reason.
    """
    loaded = [
        case for name in names for case in json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    ]
    return [
        pytest.param(
            case["name"],
            case["lines"],
            id=case["name"],
            marks=[pytest.mark.xfail(strict=True, reason=case["why"])] if "why" in case else [],
        )
        for case in loaded
    ]


def both_ways(*names: str) -> list[Any]:
    """Those pages with their lines below each other, and with empty lines between them."""
    return [
        pytest.param(*page.values, gap, id=f"{page.id}-{gap_name}", marks=page.marks)
        for gap_name, gap in (("lines", "\n"), ("paragraphs", "\n\n"))
        for page in pages(*names)
    ]


@pytest.mark.parametrize(("name", "lines", "gap"), both_ways("boxes.json", "pages.json"))
def test_of_a_small_page_the_whole_story_stays(name: str, lines: list[str], gap: str) -> None:
    """Headline, byline, date, short paragraphs; boxes go, in the midst of the story, too."""
    story = gap.join(line[2:] for line in lines if line.startswith("+"))
    assert clean(gap.join(line[2:] for line in lines)) == story, name
    assert clean(story) == story


@pytest.mark.parametrize(("name", "lines"), pages("pages_left.json"))
def test_what_stands_above_the_story_of_a_page_stays(name: str, lines: list[str]) -> None:
    """Below a menu it looks like an entry, and only on small pages more is known of it."""
    kept = clean("\n".join(line[2:] for line in lines)).splitlines()
    assert [line for line in lines if line.startswith("+") and line[2:] not in kept] == [], name


@pytest.mark.parametrize(("name", "lines"), pages("pages_boxed.json"))
def test_below_a_box_a_story_goes_on(name: str, lines: list[str]) -> None:
    """The box asks for an address, or is an advertisement, in the midst of the story."""
    kept = clean("\n".join(line[2:] for line in lines)).splitlines()
    assert [line for line in lines if line.startswith("+") and line[2:] not in kept] == [], name


def test_tags_below_a_short_story_go() -> None:
    """They stand between lines that go by rule."""
    lines = next(case["lines"] for case in cases("pages.json") if case["name"] == "Ukrainian")
    page = "\n\n".join(
        line[2:] for line in (*lines[:-2], "- Теги: Полтава, Великдень", *lines[-2:])
    )
    assert "Теги" not in clean(page)


def test_after_a_box_a_german_story_goes_on() -> None:
    """A sentence below the teasers of a box in the midst of a story, and above other furniture."""
    story = [
        "Wie ein Dorf in der Eifel seine Schule rettete",
        "Als im vergangenen Sommer feststand, dass die Grundschule schließen sollte, wollten sich "
        "die Eltern im Dorf nicht damit abfinden.",
        "Sie gründeten einen Verein, sammelten Spenden und überzeugten schließlich auch den "
        "Landrat, der zunächst abgelehnt hatte.",
    ]
    box = ["Lesen Sie auch", "Warum immer mehr Lehrer kündigen", "Wo Familien günstig wohnen"]
    end = ["Im August werden 14 Kinder eingeschult, so viele wie seit zehn Jahren nicht mehr."]
    below = ["Zur Startseite", "Impressum"]
    assert clean("\n".join(story + box + end + below)) == "\n".join(story + end)


def test_a_curriculum_vitae_stays() -> None:
    """Lists below headings, addresses and years, with few sentences: no rule finds anything."""
    text = "\n\n".join(
        [
            "Jonathan Rook",
            "Contact\n14 Station Road, Leeming\n01632 960 331\nj.rook@mail.example",
            "Profile\nCarpenter and joiner with twelve years of experience in old houses. Used to "
            "working alone, on ladders, and with people who have changed their minds.",
            "Experience\n2018 - today\nRook & Daughter, Leeming\nOwn business. Sash windows, "
            "stairs, doors. One apprentice.",
            "2012 - 2018\nHallam Restoration, York\nJoiner. Roof of St Anne's, Coldwell. "
            "Panelling of the Guildhall.",
            "Education\n2010 - 2012: Carpentry, Marrick College\n2010: A levels in Art, Maths",
            "Skills\nHand tools\nLime plaster\nDriving licence, with trailer",
            "Languages\nEnglish\nSome French",
            "Interests\nBell ringing, bees",
            "References\nAvailable on request",
        ]
    )
    assert clean(text) == text


@pytest.mark.parametrize("case", cases("unharmed.json"), ids=lambda case: case["name"])
def test_good_text_stays_as_it_is(case: dict[str, str]) -> None:
    """Text that is no article, and prose that mentions a phrase, is not changed."""
    assert strip(case["text"]) == case["text"]


def test_a_text_of_prose_needs_no_model() -> None:
    """A headline and paragraphs: nothing is looked for, and the reason says so."""
    verdicts = judge_blocks(plain.parse(f"Mill burns\n\n{STORY}\n\n{STORY}"))
    assert {(each.kept, each.reason) for each in verdicts} == {(True, "prose, as all of the text")}


def test_prose_broken_at_a_width_needs_no_model() -> None:
    """A sentence that goes on in the next line is prose in both; lines that end are not."""
    wrapped = (
        "The fire in the old mill by the river\nwas out by noon, said the mayor, and nobody\n"
        "was hurt but the keeper of the mill, who\nwill be home by Friday evening."
    )
    apart = wrapped.replace("\n", "\n\n")
    reasons = [judge_blocks(plain.parse(text))[0].reason for text in (wrapped, apart)]
    assert [reason == "prose, as all of the text" for reason in reasons] == [True, False]


def test_mostly_running_text_without_a_phrase_needs_no_model() -> None:
    """A list in it stays; beside a line of a menu it is judged."""
    prose = (
        "They met in the boat house, and all of those who are named below came to it, he said.\n"
    )
    names = "".join(f"{name} Example\n" for name in ("Ann", "Tom", "Kim", "Ida", "Hugh", "Joan"))
    text = f"{prose}\n{names}\n{names.upper()}\n{prose}"
    verdicts = judge_blocks(plain.parse(text))
    assert {(each.kept, each.reason) for each in verdicts} == {
        (True, "running text without a line that sites have")
    }
    with_menu = judge_blocks(plain.parse(f"{text}\nContact\n"))
    assert {each.reason for each in with_menu} != {each.reason for each in verdicts}


def test_many_rights_are_a_texts_own() -> None:
    """A list of what was copied from where has many, between its paragraphs and at its end."""
    text = "This is the tide table of the harbour, made by the keepers of the tides, as they say."
    rights = [f"Copyright (C) {year} The Tide Tables Group" for year in (2001, 2002, 2003)]
    assert find_boilerplate(plain.parse("\n\n".join([text, *rights]))) == []
    page = plain.parse("\n\n".join([text, *rights, "Read more", text]))
    assert len(find_boilerplate(page)) == 4


def test_rights_above_broken_lines_are_their_own() -> None:
    """In a file whose lines are broken at a width none is long enough to be running text."""
    rights = "Copyright (C) 2001 The Tide Tables Group\n\n"
    text = "This table of the tides is free, and\nanybody may copy it who keeps this line.\n"
    assert find_boilerplate(plain.parse(rights + text)) == []
    assert find_boilerplate(plain.parse(rights + text.replace(", and\na", ".\nA")))


def test_rights_above_a_text_are_its_own() -> None:
    """On a page with other furniture they are the page's."""
    rights = "Copyright (C) 2001 The Tide Tables Group\n"
    text = "This is the list of what the tide tables need before they can be built, it says.\n" * 2
    assert find_boilerplate(plain.parse(f"{rights}\n{text}")) == []
    page = plain.parse(f"{rights}\n{text}\nRead more\n\n{text}")
    assert [change.before.strip() for change in find_boilerplate(page)] == [
        rights.strip(), "Read more"
    ]  # fmt: skip


def test_a_text_of_very_many_lines_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no page, and to judge it would take gigabytes."""
    text = f"{STORY}\nRead more\n{STORY}"
    monkeypatch.setattr(judgement, "MOST_LINES", 3)
    assert not judge_blocks(plain.parse(text))[1].kept
    monkeypatch.setattr(judgement, "MOST_LINES", 2)
    verdicts = judge_blocks(plain.parse(text))
    assert {verdict.reason for verdict in verdicts} == {
        "one of very many lines, as most of the text"
    }
    assert all(verdict.kept for verdict in verdicts)


def test_without_running_text_nothing_is_judged() -> None:
    """A list of names has nothing to judge its lines by."""
    verdicts = judge_blocks(plain.parse("Ann\nBob\nCarl"))
    assert {(each.kept, each.reason) for each in verdicts} == {
        (True, "no running text to judge by")
    }


def test_a_list_of_menu_words_between_sentences_is_no_menu_for_certain() -> None:
    """Where nothing else is furniture; below the last sentence it is a menu."""
    words = ["News", "Sport", "Culture", "Weather", "Opinion"]
    end = "Next week we write a line about each."
    assert find_certain(describe([STORY, *words, end])) == {}
    assert set(find_certain(describe([STORY, end, *words]))) == {2, 3, 4, 5, 6}


def test_of_terms_without_running_text_the_menus_go() -> None:
    """Sentences of a few words each are prose, too, if there are enough."""
    menu = ["Home", "News", "Sport", "Contact", "About us"]
    terms = [
        "The licensor hereby grants permission to modify the software.",
        "You shall not distribute derivative works without a license.",
        "The warranty is void and all liability is disclaimed.",
        "Copyright infringement shall terminate this agreement.",
        "The licensee shall indemnify the licensor in writing.",
        "Incidental damages are excluded pursuant to this agreement.",
    ]
    assert strip("\n".join([*menu, *terms, *menu])) == "\n".join(terms)


def test_thai_sentences_end_without_a_mark() -> None:
    """Long lines are prose there, and what stands around them is a menu; short ones are a list."""
    story = "ทุกบ่ายวันเสาร์เรือไม้ลำเก่าของครูสมศรีจะจอดที่ท่าน้ำวัดใหม่พร้อมหนังสือกว่าสามร้อยเล่ม"
    menu, tail = ["หน้าแรก", "ข่าว", "การเมือง", "กีฬา", "บันเทิง"], ["ข่าวที่เกี่ยวข้อง", "ติดต่อเรา"]
    assert strip("\n".join([*menu, story, *tail])) == story
    verse = "\n".join([*menu, "เรือไม้ลำเก่า", "ท่าน้ำวัดใหม่", *tail])
    assert strip(verse) == verse


def test_a_rule_is_certain() -> None:
    """A phrase of the catalogue goes with the probability 0, whatever the model thinks."""
    verdicts = judge_blocks(plain.parse(f"{STORY}\nRead more\n{STORY}"))
    assert (verdicts[1].kept, verdicts[1].reason, verdicts[1].score) == (
        False,
        "phrase:related-links",
        0.0,
    )


def test_a_profile_removes_the_sites_lines() -> None:
    """A line of the site's profile goes, under the rule ``profile``; another site's stays."""
    profile = SitePatterns({"mill": (Pattern("page # of the mill", 9, ()),), "other": ()})
    blocks = plain.parse(f"Page 7 of the Mill\n{STORY}")
    (change,) = find_boilerplate(blocks, profile, "mill")
    assert (change.rule, change.before) == ("profile", "Page 7 of the Mill\n")
    assert find_boilerplate(blocks, profile, "other") == []
    assert find_boilerplate(blocks, profile, None) == [change]
    assert find_boilerplate(blocks, profile, "unknown") == [change]


MORE = (
    "It was the last of the five mills that once stood on the river, and the town had hoped to "
    "make a museum of it."
)
LONG_STORY = [STORY, MORE, *(STORY.replace("mill", each) for each in ("inn", "barn", "bridge"))]


def test_what_is_left_at_the_edges_goes_with_other_furniture() -> None:
    """A line that only the model doubts stays with a clean text, and goes from a page."""
    story = [
        "The old mill by the river burned down on Monday, and nobody was hurt, the town said.",
        "Ann Hill, who worked there, said she saw the smoke from her kitchen and ran out at once.",
        "The fire brigade came from three villages and pumped water from the river until four.",
        "The mayor said that the town would decide in spring whether it is to be built again.",
        "A fund has been set up by the school, and the choir will sing for it on Sunday at five.",
        "It was built by a family of weavers, who ran it for a century until the last one died.",
        "Nobody knows yet how the fire began, but the police look for whoever saw a grey van.",
        "The ferry will not stop at the landing until the walls have been shored up.",
    ]
    opening, edge = ["Fire in the old mill", "By Ann Hill"], ["Site tools", "Tools"]
    clean = [*opening, *story, *edge]
    assert all(verdict.kept for verdict in judge_blocks(plain.parse("\n".join(clean))))
    page = ["Comments", *opening, *story, "Loading Related Articles...", *edge]
    verdicts = judge_blocks(plain.parse("\n".join(page)))
    kept = [line for line, verdict in zip(page, verdicts, strict=True) if verdict.kept]
    assert kept == [*opening, *story]
    assert verdicts[-1].reason == "model: unlike the story, at the edge of the page"
    assert verdicts[-1].score < 0.2


def test_in_a_longer_text_the_model_decides_about_a_link_with_its_title() -> None:
    """Half of such lines are the story's to people: it goes below the story, and not inside."""
    link = "Read more: Five mills and their owners"
    inside = "\n\n".join([*LONG_STORY[:2], link, *LONG_STORY[2:]])
    assert strip(inside) == inside
    assert strip(f"{STORY}\n\n{link}\n\n{MORE}") == f"{STORY}\n\n{MORE}"
    heading = "\n\n".join([*LONG_STORY[:2], "More From This Section", *LONG_STORY[2:]])
    assert strip(heading) == "\n\n".join(LONG_STORY)


@pytest.mark.parametrize(
    "buttons",
    [
        ["facebook", "twitter", "linked in", "Email", "Print"],
        ["smaller", "larger", "facebook", "twitter", "linked in", "Email", "Print"],
    ],
    ids=["networks", "sizes of letters"],
)
def test_with_a_profile_the_title_goes_and_the_headline_stays(buttons: list[str]) -> None:
    """Both are far from the story; a line that the title has is its headline, however it scores."""
    menu = ["Home", "Seven rivers", "Eleven hills", "Valley TV", "Letters", "Weather", "Games"]
    page = ["Fire in the old mill - The Valley News", *menu, "Fire in the old mill"]
    blocks = plain.parse("\n".join([*page, *buttons, *LONG_STORY]))
    profile = SitePatterns({"valley": tuple(Pattern(each.lower(), 9) for each in menu + buttons)})
    verdicts = judge_blocks(blocks, profile, "valley")
    assert (verdicts[0].kept, verdicts[0].reason) == (False, "title")
    assert [block.text for block, each in zip(blocks, verdicts, strict=True) if each.kept] == [
        "Fire in the old mill",
        *LONG_STORY,
    ]


def test_a_headline_that_comes_again_below_is_no_title() -> None:
    """What a story opens with is its headline, though a list of links has it once more."""
    lines = ["Fire in the old mill", *LONG_STORY, "Share", "Fire in the old mill"]
    profile = SitePatterns({"valley": (Pattern("share", 9),)})
    verdicts = judge_blocks(plain.parse("\n".join(lines)), profile, "valley")
    assert verdicts[0].kept
    assert next(each.reason for each in verdicts if not each.kept) == "profile"


def test_what_the_model_is_sure_of_stays_though_the_site_repeats_it() -> None:
    """Recipes of a site have the same headings; one that somebody wrote into the profile goes."""
    blocks = plain.parse("\n".join([*LONG_STORY[:2], "What the fire left", *LONG_STORY[2:]]))
    learned = SitePatterns({"valley": (Pattern("what the fire left", 9),)})
    written = SitePatterns({"valley": (Pattern("what the fire left"),)})
    assert find_boilerplate(blocks, learned, "valley") == []
    (change,) = find_boilerplate(blocks, written, "valley")
    assert (change.rule, change.before) == ("profile", "What the fire left\n")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "Home\n" * 100_000,
        f"{STORY}\n" + "Read more\n" * 100_000,
        "| " * 500_000 + STORY,
        MENU + f"{LICENCE}\nRead more\n" * 10_000,
    ],
    ids=["a megabyte on a line", "many lines", "many phrases", "many separators", "a licence"],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """A megabyte on a line or 100,000 lines take seconds at most."""
    blocks = plain.parse(text)
    started = time.process_time()
    find_boilerplate(blocks)
    # Processor time: a busy machine is no fault of ours.
    assert time.process_time() - started < 8


def test_prose_with_one_entry_of_a_menu_is_a_story_with_a_subheading() -> None:
    """The model is asked where there are more of them, or where more of the text is no prose."""
    story = [STORY] * 4
    headed = [*story[:2], "Features", *story[2:]]
    for lines, kept in (
        (headed, {PROSE}),
        ([*headed, "Contact us"], {"model: reads like the story"}),
        ([*headed, "A headline of the site below it"], {"model: reads like the story"}),
    ):
        verdicts = judge_blocks(plain.parse("\n\n".join(lines)))
        assert {verdict.reason for verdict in verdicts if verdict.kept} == kept
