"""Lines that a site writes beside its stories."""

from __future__ import annotations

import time

import pytest

from cleantext import clean, explain
from cleantext.page.features import normalize_phrases
from cleantext.page.furniture.labels import find_labels
from cleantext.page.furniture.phrases import load_phrases

STORY = (
    "The crane of the west pier fell into the harbour on Monday, when the wind came round, and\n"
    "nobody was hurt, as the men who work there had gone to the other side of the quay for lunch.\n"
).replace(" and\n", " and ")
LONG = STORY * 4


def label(*lines: str) -> dict[int, str]:
    """The labels of these lines."""
    return find_labels(lines, normalize_phrases(lines))


@pytest.mark.parametrize(
    "line",
    [
        "5 min read",
        "• 12 Min Read",
        "Estimated reading time: 7 minutes",
        "Lesezeit: 3 Minuten",
        "Temps de lecture : 4 min",
        "Tiempo de lectura: 2 minutos",
        "Tempo di lettura: 6 minuti",
        "Czas czytania: 3 min",
        "Okuma süresi: 4 dakika",
        "Время чтения: 5 мин",
        "阅读时间：5分钟",
        "読了時間：約3分",
        "Press enter or click to view image in full size",
        "Your browser does not support HTML5 video.",
        "<&nbsp;>",
        "Click to expand...",
        "Highest score (default)",
        "4.87 from 61 votes",
        "This event has passed.",
        "字号:小 中 大",
        "Viewed 1.2k times",
        "Asked 3 years, 2 months ago",
        "Commented Oct 5, 2015 at 10:20",
        "Last edited: Sep 3, 2020",
        "• Joined: Tue Aug 5, 2014 3:04 pm",
        "1,234 likes",
        "Press ? to show this help",
        "View this page on GitHub • Report a problem with this content",
        "What did you think of this story?",
        "Loading Related Articles...",
        "Copy a direct link to this comment to your clipboard",
        "Zum Vergrößern anklicken....",
        "Vous ne pouvez pas joindre des fichiers dans ce forum",
        "Con la tecnología de Blogger.",
        "Você não pode enviar anexos neste fórum",
        "Vai alla barra laterale primaria",
        "Deze pagina citeren",
        "Nie możesz dodawać załączników",
        "Genişletmek için tıkla ...",
        "Вы не можете добавлять вложения",
        "استشهد بهذه الصفحة",
        "खोज पर जाएँ",
        "字号：大 中 小",
        "この記事は役に立ちましたか？",
        "Zum Rezept springen",
        "Lire plus tard",
        "URL telah disalin",
        "Yazı boyutu",
        "写留言",
        "댓글 12",
        "Kindly share this story:",
        "218 people found this helpful",
        "You are visitor number 0018832.",
        "Best viewed at 800x600",
        "Danke erhalten: 1.118 Mal",
        "Paiement en 3 fois sans frais",
        "¿Te ha resultado útil esta página?",
        "Bu habere tepkiniz ne?",
        "Была ли статья полезна? Да / Нет",
        "阅读量 1.2w",
        "回答数：4",
    ],
)
def test_controls_go_from_beside_running_text(line: str) -> None:
    """How long it takes to read, whatever the number, and what players and galleries say."""
    assert label(STORY, line, STORY) == {1: "control"}
    assert label(line) == {}
    assert label("A short line.", line) == {}
    assert clean(f"{STORY}\n{line}\n\n{STORY.upper()}") == f"{STORY}\n{STORY.upper()}"


@pytest.mark.parametrize(
    "line",
    [
        "It takes 5 min to read",
        "A 5 min read is what she wanted to write, and no more",
        "Click to enlarge the harbour, said the mayor.",
        "Ask question after question, and you will be told.",
        "1,234 likes it had by noon",
        "Last edited: on a Monday",
        "Asked in May 2015 at the harbour",
        "Scroll down for video of the crane, it said",
        "218 people found this helpful, and two did not",
    ],
)
def test_prose_that_mentions_a_control_stays(line: str) -> None:
    """Only whole lines are one."""
    assert label(STORY, line, STORY) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Tags: cranes, harbours",
        "Filed Under: News",
        "Schlagworte: Kran",
        "Mots-clés : grue",
        "标签：港口",
        "分類：",
        "Tags: " + "harbours of the north, " * 9,
        "Tagged with: cranes, harbours",
        "Marcadores: guindaste, porto",
        "Etykiety: dźwig",
        "Ярлыки: кран",
        "ラベル：港",
        "KEYWORDS: cranes,harbours,Ann Example",
        "Palabras clave: grúas,puertos,muelles",
    ],
)
def test_what_a_story_is_filed_under_stands_below_it(line: str) -> None:
    """Below forty words of running text."""
    assert label(LONG, line) == {1: "tags"}
    assert label(STORY, line) == {}
    assert label(line, LONG) == {}
    assert {change.rule for change in explain(f"{LONG}\n{line}\n").changes} == {"tags"}


@pytest.mark.parametrize(
    "line",
    [
        "Tags: these are what he sold, and he sold many of them.",
        "Tags " + "cranes " * 50,
        "Tags: " + "cranes, " * 50,
        "His tags: cranes",
        "Labels: app=web, tier=front",
        "Tags",
        "Keywords: cranes, harbours",
        "Keywords: cranes,harbours, quays,piers",
        "Keywords: 1,200,300",
        "Keywords: cranes,harbours",
    ],
)
def test_other_lines_are_no_tags(line: str) -> None:
    """Sentences, long lines, and the keywords of a paper, which belong to its abstract."""
    assert label(LONG, line) == {}


@pytest.mark.parametrize("name", ["crane-west.jpg", "IMG_5301", "DSCN0042", "pier_2014 (1).png"])
def test_names_of_pictures_go_from_a_story(name: str) -> None:
    """A few of them, each alone on its line; many are a list, and so are those without a story."""
    is_one = " " not in name
    assert label(STORY, name, STORY) == ({1: "file"} if is_one else {})
    assert label(name, "crane-east.jpg") == {}
    assert label(STORY, "Vacation-???.jpg", STORY) == label(STORY, "*.png", STORY) == {}
    assert label(STORY, *[name] * 13) == {}
    assert label(STORY, f"https://a.example/{name}", f"See {name}.") == {}


@pytest.mark.parametrize("byline", ["by Tomas Wray", "von Anna Müller", "by ILSE M. CORRAN"])
def test_a_byline_in_small_letters_names_no_picture_above_it(byline: str) -> None:
    """No sentence goes on there; where one does, the name of a file belongs to it."""
    assert label(STORY, "crane-west.jpg", byline, STORY) == {1: "file"}
    for rest in ("by Tomas Wray.", "by hand", "by Tuesday", "by Tomas Wray and his men", "by"):
        assert label(STORY, "Save it as", "crane-west.jpg", rest, STORY) == {}


@pytest.mark.parametrize(
    "lines",
    [
        ["Your folder now holds three files:", "logo.png", "icon.png", STORY],
        ["It holds what the others hold.", "index.html", "logo.png", STORY],
        ["It holds what the others hold.", "logo.png", "index.html", STORY],
        ["Save the picture as", "logo.png", "in the folder of the page."],
    ],
)
def test_files_that_the_text_names_stay(lines: list[str]) -> None:
    """Below a colon, beside files of other kinds, in the midst of a sentence."""
    assert label(STORY, *lines) == {}
    text = "\n\n".join([STORY.strip(), *lines])
    assert clean(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "©2015 Example, Inc.",
        "• ©2005-2015 Example, Inc.",
        "©2015 Example    12 Mill Lane    Exampleton, EX 10019",
    ],
)
def test_rights_without_a_space_go_from_below_a_story(line: str) -> None:
    """With an address and bullets; one or two of them, and nothing of the story below them."""
    rule = "phrase:copyright"
    assert label(STORY, line) == {1: rule}
    assert label(STORY, line, "Contact", line) == {1: rule, 3: rule}
    assert clean(f"{STORY}\n{line}\n") == STORY


@pytest.mark.parametrize(
    "lines",
    [
        ["©2015 Example, Inc.", STORY],
        [STORY, *["©2015 Example, Inc."] * 3],
        [STORY, "©2015 Example, Inc." + " and others" * 20],
        [STORY, "©20150 Example, Inc."],
        ["The crane", "©2015 Example, Inc."],
    ],
)
def test_other_rights_are_the_texts_own(lines: list[str]) -> None:
    """Above running text, in lists, in long lines, and where nothing runs."""
    assert label(*lines) == {}


def test_every_control_is_found() -> None:
    """Each of the catalogue, whatever its numbers and dates, and with a wide colon, too."""
    for control in load_phrases().controls:
        line = control.replace("0", "17").replace("jan", "march")
        assert label(STORY, line) == {1: "control"}
        assert label(STORY, line.replace(":", "：")) == {1: "control"}


def test_buttons_that_stand_there_often_go() -> None:
    """Below each comment of a thread, each item of a list; fewer may be a text's own headings."""
    lines = [STORY, "Reply", STORY, "Share", STORY, "Reply"]
    assert label(*lines) == {}
    assert label(*lines, STORY, "Reply") == {1: "control", 5: "control", 7: "control"}
    assert label("Reply", "Reply", "Reply") == {}
    assert label(STORY, "Write to us:", "Reply", "Reply", "Reply") != {}
    assert label(STORY, "A post has three buttons:", "Reply", "Reply", "Reply") == {}


def test_fields_of_records_are_no_tags() -> None:
    """A story has two such lines at most; three in a text are what it says of each thing."""
    record = [LONG, "Category: Cranes", "Tags: harbours"]
    assert set(label(*record, *record).values()) == {"tags"}
    assert label(*record * 3) == {}


def test_a_story_keeps_all_else() -> None:
    """Also where nothing of a site's stands in it."""
    assert label(*STORY.split("\n")) == {}
    assert clean(STORY) == STORY


@pytest.mark.parametrize("line", ["1" * 5000, "a:" * 2500, "." * 5000 + "jpg", "tags" * 999])
def test_hostile_lines_take_linear_time(line: str) -> None:
    """Many lines that nearly are labels."""
    texts = [LONG, *[line] * 200]
    start = time.process_time()
    find_labels(texts, texts)
    assert time.process_time() - start < 2


def test_many_such_lines_take_linear_time() -> None:
    """Each is looked for what stands above it."""
    texts = ["Tags: crane", "1. Crane."] * 50_000
    start = time.process_time()
    find_labels(texts, normalize_phrases(texts))
    assert time.process_time() - start < 5
