"""`clean` and its kin: what they do, what they refuse, and how they bear bad input."""

from __future__ import annotations

import gc
import gzip
import time
from collections.abc import Callable
from typing import Any

import bs4
import pytest

from cleantext import CleanOptions, RepairOptions, clean, clean_html, explain, explain_html
from cleantext.edits import apply_changes

STORY = (
    "The harbour was closed on Friday, the harbour master said in a letter to the islands.\n\n"
    "More From This Section\n\n"
    "The ferryâs crew will be back on Monday, weather permitting, the letter went on to say.\n"
)


def test_clean_is_the_text_of_explain() -> None:
    """Clean makes no list of changes, and gives the same as what explain shows."""
    assert clean(STORY) == explain(STORY).text


def test_changes_of_several_steps_are_in_the_offsets_of_the_input() -> None:
    """A block removed first and a letter repaired after it are both found in the input."""
    cleaned = explain(STORY)
    assert [change.step for change in cleaned.changes] == ["boilerplate", "repair"]
    for change in cleaned.changes:
        assert STORY[change.start : change.end] == change.before
    assert apply_changes(STORY, cleaned.changes) == cleaned.text
    assert cleaned.undo() == STORY


def test_a_repair_inside_a_removed_block_is_part_of_the_removal() -> None:
    """A block that goes is one change, whatever was repaired in it before."""
    text = STORY.replace("More From This Section", "More &#70;rom This Section")
    removed = [change for change in explain(text).changes if change.step == "boilerplate"]
    assert len(removed) == 1
    assert "&#70;" in removed[0].before


def test_steps_can_be_turned_off() -> None:
    """With every step off, a text comes out as it went in."""
    off = CleanOptions(repair=None, boilerplate=False, captions="keep")
    assert explain(STORY, off).changes == ()


def test_options_of_repair_reach_it() -> None:
    """An option of repair is heeded inside clean."""
    keep = CleanOptions(repair=RepairOptions(uncurl_quotes=False))
    assert clean("“Yes.”") == '"Yes."'
    assert clean("“Yes.”", keep) == "“Yes.”"


@pytest.mark.parametrize("function", [clean, explain])
def test_bytes_are_refused_with_a_way_out(function: object) -> None:
    """Bytes get a TypeError that names decode and clean_html."""
    with pytest.raises(TypeError, match=r"bytes.*cleantext\.decode\(\).*cleantext\.clean_html\(\)"):
        function(b"story")  # type: ignore[operator]  # wrong on purpose


@pytest.mark.parametrize("wrong", [None, 1, ["a"]])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    """None, numbers and lists get a TypeError that says what was given."""
    with pytest.raises(TypeError, match=f"got {type(wrong).__name__}"):
        clean(wrong)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match=f"got {type(wrong).__name__}"):
        clean_html(wrong)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("function", [clean, explain, clean_html, explain_html])
def test_other_arguments_of_a_wrong_type_are_refused(function: Callable[..., object]) -> None:
    """Options of another kind and the path of a profile are told before anything is cleaned."""
    with pytest.raises(TypeError, match=r"options must be CleanOptions\(.*\); got Repair"):
        function("A story.", RepairOptions())
    with pytest.raises(TypeError, match=r"profile must be a SiteProfile, .*load.*; got 'p.json'"):
        function("A story.", profile="p.json")
    with pytest.raises(TypeError, match="site must be a str; got 5"):
        function("A story.", site=5)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t \n", "\u00a0"])
def test_empty_text_and_spaces_are_fine(text: str) -> None:
    """Nothing in, nothing out; white space is not ours to judge."""
    assert clean(text).strip() == ""


def test_surrogates_and_controls() -> None:
    """A lone surrogate becomes U+FFFD and NUL goes: what is left can be written to a file."""
    assert clean("a\ud800b\x00c") == "a\ufffdbc"
    assert clean("\ud83d\ude00") == "\N{GRINNING FACE}"
    clean("\ud800" * 10_000).encode()


HOSTILE = {
    "a megabyte on one line": "word " * 200_000,
    "a megabyte without a space": "a" * 1_000_000,
    "a hundred thousand lines": "A line of a story.\n" * 100_000,
    "a hundred thousand different lines": "".join(f"Line {n} of it.\n" for n in range(100_000)),
    "a hundred thousand headlines": "".join(f"More news {n}\n\n" for n in range(50_000)),
    "a hundred thousand line breaks": "\n" * 100_000 + "x",
    "spaces before line breaks": " " * 500_000 + "\n" + "\t" * 500_000,
    "lost apostrophes": "itâs " * 20_000,
    "lone circumflexes": "â" * 100_000,
    "replacement characters": "\ufffd" * 100_000,
    "question marks": "?" * 200_000,
    "open brackets": "(" * 100_000 + "[" * 100_000,
    "quotation marks": "“" * 100_000,
    "ampersands": "&" * 300_000,
    "entities": "&amp;" * 50_000,
    "credits": "(Photo: A/B) " * 20_000,
    "dots and spaces": ". " * 200_000,
    "hyphens": "-" * 300_000,
    "escapes": "\x1b[" * 100_000,
    "combining marks": "a" + "\N{COMBINING ACUTE ACCENT}" * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_takes_no_more_than_linear_time(name: str) -> None:
    """Twice the input takes about twice the time; a superlinear step would take four times.

    Short runs are all noise, so that the growth counts only above half a second. A superlinear
    step would show in every try; what else the machine does shows in some.
    """
    text = HOSTILE[name]
    clean(text[:100])
    for _ in range(3):
        half, whole = seconds(text[: len(text) // 2]), seconds(text)
        if whole < max(0.5, 3.2 * half):
            break
    assert whole < max(0.5, 3.2 * half), f"{name}: {half:.2f} s, then {whole:.2f} s"
    assert whole < 20


def seconds(text: str) -> float:
    """How much processor time one clean takes: the better of two, for what else runs here.

    What the tests before have left alive is frozen: the collector would walk all of it whenever
    `clean` allocates much, which is time that grows with the suite and not with the input.
    """

    def once() -> float:
        started = time.process_time()
        clean(text)
        return time.process_time() - started

    gc.collect()
    gc.freeze()
    try:
        return min(once(), once())
    finally:
        gc.unfreeze()


def test_html_of_every_kind() -> None:
    """A str, bytes in any encoding and a BeautifulSoup tree give the same story."""
    page = "<meta charset=iso-8859-1><article><p>The caf\u00e9 was closed on Friday.</p></article>"
    story = "The caf\u00e9 was closed on Friday."
    assert clean_html(page) == story
    assert clean_html(page.encode("latin-1")) == story
    tree = bs4.BeautifulSoup(page, "html.parser")
    assert clean_html(tree) == clean_html(tree.find_all("article")[0]) == story
    assert clean_html("") == clean_html(b"") == ""


_LEAD = "The old mill by the river burned down on Monday night, and nobody was hurt, they said."
_REST = "It had stood there for two hundred years, and the council wants to build it up again."


@pytest.mark.parametrize(
    "page",
    [
        "<html amp><body><amp-sidebar><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul>"
        "</amp-sidebar><article><amp-img src=a alt='A mill'><noscript><img src=a></noscript>"
        f"</amp-img><p>{_LEAD}</p><amp-ad type=x></amp-ad><p>{_REST}</p></article>"
        "<amp-analytics><script type='application/json'>{}</script></amp-analytics></body></html>",
        f"<article><img data-src=a.jpg class=lazyload><noscript><img src=a.jpg></noscript>"
        f"<p>{_LEAD}</p><p>{_REST}</p></article>",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><div id="nav">'
        f'<a href="/">Home</a></div><p>{_LEAD}<br/></p><p>{_REST}</p></body></html>',
    ],
    ids=["AMP", "lazily loaded images", "XHTML"],
)
def test_a_story_is_found_in_pages_of_special_kinds(page: str) -> None:
    """Elements of AMP, images that wait and the signs of XML are no part of the story."""
    assert clean_html(page) == f"{_LEAD}\n\n{_REST}"


@pytest.mark.parametrize("element", ["html", "body"])
def test_a_tree_that_was_read_as_xml_is_read_as_one_of_html(element: str) -> None:
    """An element without content stays so: nothing that follows it is in it."""
    pytest.importorskip("lxml")
    empty = '<script src="a.js"></script><textarea></textarea><iframe src="/"></iframe><div></div>'
    page = (
        f"<html><head><title></title></head><body>{empty}<p>One.<br/>Two.</p>{empty}</body></html>"
    )
    tree = bs4.BeautifulSoup(page, "xml").find(element)
    assert isinstance(tree, bs4.Tag)
    before = str(tree)
    assert clean_html(tree) == clean_html(page) == "One.\nTwo."
    assert str(tree) == before


def test_a_part_of_a_tree_is_read_as_it_stands_there() -> None:
    """An element, a row without its table, a text with its signs; a comment is no text."""
    keep = CleanOptions(boilerplate=False)
    page = (
        "<p>1 &lt; 2 &amp; <b>so</b> on<!-- no --></p><table><tr><td>a</td><td>b</td></tr></table>"
    )
    tree = bs4.BeautifulSoup(page, "html.parser")
    paragraph, row = tree.find_all(["p", "tr"])
    assert clean_html(paragraph, keep) == "1 < 2 & so on"
    assert clean_html(row, keep) == "a | b"
    found = [clean_html(text, keep) for text in paragraph.find_all(string=True)]
    assert found == ["1 < 2 &", "so", "on", ""]


@pytest.mark.parametrize(
    ("data", "kind"), [(gzip.compress(b"<p>A page", mtime=0), "gzip"), (b"%PDF-1.7 A page", "PDF")]
)
def test_bytes_that_are_no_page_give_none(data: bytes, kind: str) -> None:
    """An empty text, and the reason; no letters are made of what is packed."""
    forms: list[Any] = [data, bytearray(data), memoryview(data)]
    for given in forms:
        page = explain_html(given)
        assert (page.text, page.blocks) == ("", ())
        assert page.reason == f"the bytes are no page, but {kind}"
        assert clean_html(given) == ""


@pytest.mark.parametrize("wrong", [None, 5, ["<p>A page"], object()])
def test_what_is_no_page_is_refused(wrong: object) -> None:
    """A TypeError that says what is taken, and what was given."""
    for function in (clean_html, explain_html):
        with pytest.raises(TypeError, match=f"str or bytes, or a .* got {type(wrong).__name__}"):
            function(wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_a_page_is_explained_block_by_block() -> None:
    """Each block of the page is there, kept or not, with a reason and a probability."""
    page = explain_html(
        "<nav><a href=/>Home</a><a href=/b>News</a></nav>"
        "<article><h1>Harbour closed</h1><p>The ferryâs crew walked out on Saturday, and "
        "nobody could say when the next boat would leave for the islands.</p></article>"
    )
    kept = [block.text for block in page.blocks if block.kept]
    assert kept[0] == "Harbour closed"
    assert kept[1].startswith("The ferry's crew")
    assert page.text == "\n\n".join(kept)
    assert all(block.reason and 0 <= block.score <= 1 for block in page.blocks)
    assert not page.blocks[0].kept


def test_the_white_space_before_a_page_is_no_block() -> None:
    """A page that begins with an indented line of code reports that line, and nothing before it."""
    page = explain_html("<pre>  indented</pre><p>Text.</p>")
    assert [block.text for block in page.blocks] == ["indented", "Text."]


PARAGRAPHS = (
    "<p>The ferry was late again, and nobody at the harbour could say why that was so.</p>" * 4
)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "the page has no text"),
        (
            "<frameset><frame src=a><frame src=b></frameset>",
            "the page has no text of its own: its frames are other pages",
        ),
        (
            "<div id=root></div><SCRIPT src=app.js></SCRIPT>",
            "the page has no text of its own: its scripts would have to write it",
        ),
        (
            "<div id=root></div><noscript>Please enable JavaScript.</noscript><script src=app.js>",
            "the page has no text of its own: its scripts would have to write it",
        ),
        (
            "<head><noscript>Enable\nJavaScript &amp; reload.</noscript></head><script src=a>",
            "the page has no text of its own: its scripts would have to write it",
        ),
        ("<noscript>It is</noscript><p>JavaScript is a language.<script src=a>", ""),
        ("<article>" + PARAGRAPHS + "</article>", ""),
        (f"<noscript>JavaScript is off</noscript><article>{PARAGRAPHS}</article>", ""),
        (f"<noscript><article>{PARAGRAPHS}</article></noscript>", ""),
    ],
)
def test_a_page_without_text_says_why(page: str, reason: str) -> None:
    """An empty page, frames, and a page that scripts would have to write, who asks for them or not.

    What such a page has for readers without scripts is its story; that it wants some is none.
    """
    assert explain_html(page).reason == reason
    assert bool(clean_html(page)) == (not reason)


@pytest.mark.parametrize(
    "page",
    [
        PARAGRAPHS,
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{PARAGRAPHS}<br/></body></html>",
        f"<?xml version='1.0'?>{PARAGRAPHS}",
        f"<table><tr><td>{PARAGRAPHS}",
        f"</div></div>{PARAGRAPHS}</body></html></div>",
        PARAGRAPHS.replace(" ", "&#32"),
    ],
    ids=["fragment", "xhtml", "xml", "layout", "broken", "entities"],
)
def test_html_of_any_form_gives_its_story(page: str) -> None:
    """A fragment, XHTML, a layout of tables, tags that close nothing, broken entities."""
    assert clean_html(page).startswith("The ferry was late again, and nobody")


def test_a_story_of_structured_data_is_explained_block_by_block() -> None:
    """Its blocks are reported one by one, each with its own text, and the page's as well."""
    body = "The ferry was late.\\nNobody could say why."
    page = f'<script type="application/ld+json">{{"articleBody": "{body}"}}</script><p>Loading</p>'
    assert [(block.text, block.kept) for block in explain_html(page).blocks] == [
        ("Loading", False),
        ("The ferry was late.", True),
        ("Nobody could say why.", True),
    ]


def test_clean_html_and_explain_html_agree() -> None:
    """The text of the one is that of the other, with every option."""
    page = f"<nav>Home</nav><h1>Late</h1>{PARAGRAPHS}<footer>\N{COPYRIGHT SIGN} Us</footer>"
    for options in (CleanOptions(), CleanOptions(boilerplate=False), CleanOptions(repair=None)):
        assert clean_html(page, options) == explain_html(page, options).text
    assert "Home" in clean_html(page, CleanOptions(boilerplate=False))
