"""Notices of platforms that vary a little, and what a text itself quotes."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from cleantext import clean, explain
from cleantext.edits import apply_changes
from cleantext.page import plain
from cleantext.page.boilerplate.judgement import find_boilerplate
from cleantext.page.features import normalize_phrase, normalize_phrases
from cleantext.page.furniture.labels import find_labels
from cleantext.page.furniture.notices import (
    HEAD,
    INTRODUCTION,
    MOST_CHARACTERS,
    MOST_WORDS,
    find_introduced,
    is_notice,
)
from cleantext.page.furniture.phrases import OPENING, load_phrases

QUOTED: list[dict[str, str]] = json.loads(
    (Path(__file__).parents[3] / "golden" / "page" / "quoted.json").read_text(encoding="utf-8")
)
STORY = (
    "The crane of the west pier fell into the harbour on Monday, when the wind came round, and "
    "nobody was hurt, as the men who work there had gone to the other side of the quay for lunch."
)


def rule_of(line: str) -> str | None:
    """The rule by which a line goes from below a story."""
    texts = [STORY, line, STORY]
    return find_labels(texts, normalize_phrases(texts)).get(1)


@pytest.mark.parametrize(
    "line",
    [
        "To post a comment, log into your chosen social network and then add your comment below.",
        "Unsupported browser: Your browser does not meet modern web standards. See how it scores »",
        "If you buy something through our links, we may earn a commission.",
        "(This story has not been edited by our staff and comes from a syndicated feed.)",
        "We and our 96 partners store and/or access information on a device, such as cookies.",
        "We and our 212 partners store information on your device, so that ads can be measured.",
        "Was this forwarded to you? Sign up here.",
        "Spotted an error? Let us know, and the desk will look at it.",
        "When you purchase a lamp through one of my links, I may earn a small commission.",
        "We independently test all that we recommend. If you click on links we provide, we may "
        "receive compensation. That helps to pay for the tests, in which three people take part.",
        "By clicking “Post Your Answer”, you agree to our terms of service.",
        "This page was last edited on 3 May 2019, at 10:20.",
        "• This page was last modified on Dec 3, 2025 by MDN contributors.",
        'Retrieved from "https://wiki.example/index.php?title=Crane&oldid=12"',
        "This entry was posted in Harbours by Ann. Bookmark the permalink.",
        "Last edited by Ann on Tue Aug 5, 2014 3:04 pm, edited 2 times in total.",
        "Diese Seite wurde zuletzt am 3. Mai 2019 um 10:20 Uhr bearbeitet.",
        "Os comentários não representam a opinião deste jornal, e sim a de quem os escreve.",
        "Yorum yazarken suç sayılacak ifadelerin sorumluluğu üyeye aittir.",
        "التعليقات المنشورة تعبر عن آراء أصحابها.",
        "Hak cipta dilindungi undang-undang. Dilarang mengutip tanpa izin tertulis.",
        "Clicca per stampare (Si apre in una nuova finestra)",
        "Última edición por Ana el 3 May 2019, editado 2 veces en total.",
        "Tę stronę ostatnio edytowano 3 maj 2019, 10:20.",
        "Эта страница в последний раз была отредактирована 3 мая 2019 в 10:20.",
        "本页面最后修订于2019年5月3日。",
    ],
)
def test_notices_go_whatever_stands_in_them(line: str) -> None:
    """Each part is there in its order; the rule says what it is."""
    assert rule_of(line) == "notice"
    assert {change.rule for change in explain(f"{STORY}\n{line}\n").changes} >= {"notice"}
    assert clean(f"{STORY}\n\n{line}\n\n{STORY.upper()}") == f"{STORY}\n\n{STORY.upper()}"


@pytest.mark.parametrize(
    "line",
    [
        "If you buy a tent through a link there, the shop pays its owner a commission.",
        "If you buy something, we may earn a commission.",
        "When you purchase, we may earn a commission, but not through links.",
        "this page was last edited on a Monday, which was of no use to anybody.",
        "He said: this page was last edited on a Monday.",
        "By clicking, you agree to nothing at all.",
        "To post a comment, one wrote a letter.",
        "If you buy through our links, we may earn a commission" + " of the boats" * MOST_WORDS,
        "If you buy through our links, we may earn a commission" + "s" * MOST_CHARACTERS,
    ],
)
def test_other_lines_are_no_notices(line: str) -> None:
    """Lines without one of the parts, out of their order, in the midst of a sentence, or long."""
    assert rule_of(line) is None


def test_a_notice_stands_alone() -> None:
    """A line of a broken paragraph may begin so by chance: the next goes on with the sentence."""
    line = "This entry was posted in"
    assert is_notice(line, normalize_phrase(line))
    assert is_notice(line, normalize_phrase(line), "Harbours")
    assert not is_notice(line, normalize_phrase(line), "the morning, whatever the hour was.")
    assert is_notice(line + " May.", normalize_phrase(line), "and")


def test_a_long_line_is_read_as_a_short_one_is() -> None:
    """Long lines come without their phrase."""
    line = "If you’d like to know: we are small. " * 2
    for text in (f"If you buy what we test: {line}links, we may earn a commission.", STORY):
        assert is_notice(text, "") == is_notice(text, normalize_phrase(text))


@pytest.mark.parametrize("case", QUOTED, ids=lambda case: case["name"])
def test_a_text_that_speaks_of_platforms_stays(case: dict[str, str]) -> None:
    """Manuals, translations, chats, stories, poems: what they quote is theirs."""
    text = case["text"]
    assert apply_changes(text, find_boilerplate(plain.parse(text))) == text


def test_a_list_below_a_colon_is_the_texts_own() -> None:
    """It ends with the next sentence or running text; a label of one word does not begin one."""
    introduction = "word " * INTRODUCTION + ":"
    texts = [introduction.replace(" :", ":"), "Reply", "1 like", "That is all.", "1 like"]
    assert list(find_introduced(texts, {2, 4})) == [2]
    assert list(find_introduced(["Sorted by:", "1 like"], {1})) == []
    assert list(find_introduced([introduction, STORY, "1 like"], {2})) == []
    assert list(find_introduced(["他说的话有这些：", "点击展开"], {1})) == [1]


@pytest.mark.parametrize("mark", ['"', "'", "`", "# ", "“", "„", "«", "‘", "「"])
def test_a_line_in_quotation_marks_is_the_texts_own(mark: str) -> None:
    """So is a heading in Markdown."""
    assert list(find_introduced([STORY, f"{mark}Click to expand"], {1})) == [1]
    assert list(find_introduced([STORY, "Click to expand"], {1})) == []


def test_every_notice_is_found() -> None:
    """Each of the catalogue, with other words between its parts and behind them."""
    for notices in load_phrases().notices.values():
        for parts in notices:
            line = " lamps ".join(parts) + " lamps"
            assert is_notice(line[:1].upper() + line[1:], normalize_phrase(line)), parts


def test_every_notice_is_spelled_as_lines_are() -> None:
    """Its first part is long enough to be looked up, and short enough for the head of a line."""
    for opening, notices in load_phrases().notices.items():
        for parts in notices:
            assert len(opening) == OPENING
            assert OPENING <= len(parts[0]) <= HEAD
            assert normalize_phrase(" ".join(parts) + " x").startswith(parts[0])
            assert all(part == part.casefold() == " ".join(part.split()) for part in parts)


@pytest.mark.parametrize(
    "line",
    ["If you buy " + "link " * 100, "If you buy link we may " * 25, "Click to expand", "A b c d:"],
)
def test_many_such_lines_take_linear_time(line: str) -> None:
    """Lines that nearly are notices, or are, or begin lists."""
    texts = [STORY, *[line] * 50_000]
    started = time.process_time()
    find_labels(texts, normalize_phrases(texts))
    assert time.process_time() - started < 5
