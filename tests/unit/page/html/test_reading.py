"""HTML to blocks."""

from __future__ import annotations

import time

import pytest

from cleantext.edits import Change
from cleantext.page import plain
from cleantext.page.html.reading import MOST_BLOCKS, move_blocks, parse, read_page, visible_text


def texts(html: str) -> list[str]:
    """The texts of the page's blocks."""
    return [block.text for block in parse(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("   \n ", []),
        ("plain words", ["plain words"]),
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>un<b>believ</b>able <i>words</i>, here</p>", ["unbelievable words, here"]),
        ("<p>line one<br>line two<br/>line three", ["line one\nline two\nline three"]),
        ("<p>one<br><br>two", ["one", "two"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<p>  much \n\t space  </p>", ["much space"]),
        ("<p>co\N{SOFT HYPHEN}operate</p>", ["cooperate"]),
        ("<script>x()</script><style>p{}</style><p>seen", ["seen"]),
        ("<head><title>No</title></head><body>yes", ["yes"]),
        ("<body><noscript>Yes</noscript><svg><text>No</text></svg><p>yes", ["Yes", "yes"]),
        ("a<!-- comment -->b", ["ab"]),
        ("a<!-- <!--> b <i>c</i>", ["a b c"]),
        ("a<?php echo '<p>'; ?>b", ["a'; ?>b"]),
        ("<p>a &lt;b&gt; &amp;amp; c&nbsp;d</p>", ["a <b> &amp; c\N{NO-BREAK SPACE}d"]),
        ("<p title='a>b'>x<p title=\"</p><p>\">y", ["x", "y"]),
        ("<a<b><p <=1>x</p>", ["x"]),
    ],
)
def test_blocks_are_what_a_reader_sees(html: str, expected: list[str]) -> None:
    """Block elements split blocks, inline elements neither glue nor tear words."""
    assert texts(html) == expected


def test_list_items_are_one_line_break_apart() -> None:
    """A list reads as a list, and stands apart from the paragraphs around it."""
    assert plain.join(parse("<p>a</p><ul><li>b</li><li>c</li></ul><p>d")) == "a\n\nb\nc\n\nd"


def test_table_rows_are_blocks_with_separated_cells() -> None:
    """A row is one block; an empty cell keeps its place between others."""
    html = "<table><tr><th>a<th>b<th>c</tr><tr><td>1<td><td>3</tr></table>"
    assert plain.join(parse(html)) == "a | b | c\n1 |  | 3"


@pytest.mark.parametrize("indent", ["    ", "\t", "\N{EM SPACE}", "\N{NO-BREAK SPACE}"])
def test_preformatted_text_keeps_the_indentation_of_its_first_line(indent: str) -> None:
    """Wherever its blocks are joined, and whatever white space it is; a paragraph has none."""
    text = f"a\n\n{indent}b\n\nc"
    page = f"<p>a</p><pre>{indent}b</pre><p>{indent}c</p>"
    assert plain.join(parse(page)) == text
    assert visible_text(page) == text


def test_preformatted_text_is_untouched() -> None:
    """Preformatted text keeps its lines and spaces, the first line's indentation too."""
    html = "<p>code:</p><pre>\n  def f():\n      return  1\n\n  f()\n</pre><p>end"
    assert plain.join(parse(html)) == "code:\n\n  def f():\n      return  1\n\n  f()\n\nend"


def test_a_page_that_begins_with_indented_code_keeps_the_indentation() -> None:
    """The page's leading white space is the gap of an empty first block, as in plain text."""
    blocks = parse("<pre>    x = 1</pre>")
    assert [(block.start, block.text, block.gap) for block in blocks] == [
        (0, "", "    "),
        (4, "x = 1", ""),
    ]


def test_each_block_knows_where_it_stands() -> None:
    """Its own element, and whether a table, code, a quotation or a caption holds it."""
    html = "<ul><li>x</ul><blockquote><p>y</blockquote><figure><figcaption>z</figcaption></figure>"
    found = [
        (block.element.tag, block.element.is_fixed, block.element.is_caption)
        for block in parse(html)
    ]
    assert found == [("li", False, False), ("p", True, False), ("figcaption", False, True)]


def test_each_block_has_a_verdict() -> None:
    """Running text in an article is kept, the menu beside it goes, each with its chance."""
    story = "<p>The ferry was late again, and nobody at the harbour could say why that was.</p>" * 4
    menu = "".join(f"<li><a href=/{n}>{n}</a></li>" for n in ("Home", "News", "Sport", "Weather"))
    page = f"<nav><ul>{menu}</ul></nav><article><h1>Late</h1>{story}</article>"
    verdicts = {block.text[:9]: block.element for block in parse(page)}
    assert verdicts["The ferry"].kept
    assert verdicts["The ferry"].chance > 0.5
    assert not verdicts["Home"].kept
    assert verdicts["Home"].chance < 0.5
    assert verdicts["Home"].reason == "model: navigation"


def test_a_story_that_a_page_holds_twice_is_given_once() -> None:
    """For narrow screens and for wide ones; what is said twice in one place stays."""
    said = "The ferry was late again, and nobody at the harbour could say why that was."
    more = "It had left on time, said the captain, and the sea was as calm as a pond."
    story = f"<div><div><p>{said}</p><p>{more}</p></div></div>"
    page = read_page(f"<article><h1>Late</h1>{story}{story}</article>")
    kept = [text for text, each in zip(page.texts, page.elements, strict=True) if each.kept]
    assert kept == ["Late", said, more]
    assert page.elements.reasons[-1] == "the same text again"
    page = read_page(f"<article><h1>Late</h1><div>{f'<p>{said}</p>' * 3}</div></article>")
    assert [each.kept for each in page.elements] == [True] * 4
    long = [f"<p>{said} {more} {said}</p>", f"<p>{more} {said} {more}</p>"]
    page = read_page(f"<article><h1>Late</h1><div>{''.join(long * 2)}</div></article>")
    assert [each.kept for each in page.elements] == [True, True, True, False, False]


def test_what_entries_of_one_kind_say_alike_is_said_by_each() -> None:
    """A manual says of two parameters the same; a post that quotes another says nothing new."""
    said = "The number of teeth that the wheel has, counted once around from the mark on its hub."
    rests = (
        "It must be even, since two of them have to stand across from each other. ",
        "It may be odd, but the wheel that turns it must have none in common with it. ",
        "It is the number of bars in the lantern, and never lower than six of them. ",
    )
    entries = [
        f"<section class=entry><dl><dt>Wheel<dd><p>{said}</p><dd><p>{rest * 2}</p></dl></section>"
        for rest in rests
    ]
    page = read_page(f"<article><h1>Wheels</h1>{''.join(entries)}</article>")
    elements = zip(page.texts, page.elements, strict=True)
    assert [each.kept for text, each in elements if text == said] == [True] * 3
    quoted = f"<div class=post><blockquote><p>{said}</p></blockquote><p>I see.</p></div>"
    posts = [f"<div class=post><p>{said}</p><p>{'It turns well enough. ' * 30}</p></div>", quoted]
    page = read_page(f"<main>{''.join(posts)}</main>")
    assert "the same text again" in page.elements.reasons


def test_a_story_that_is_only_structured_data_is_given() -> None:
    """A page that shows next to nothing of its ``articleBody`` gives that one."""
    body = "The mill burned at night.\\nNobody was hurt, the town said, and it will not be rebuilt."
    data = f'<script type="application/ld+json">{{"articleBody": "{body}"}}</script>'
    kept = [block.text for block in parse(f"{data}<p>Loading</p>") if block.element.kept]
    assert kept == body.split("\\n")
    shown = "".join(f"<p>{line}</p>" for line in body.split("\\n"))
    assert [block.element.tag for block in parse(f"{data}<article>{shown}</article>")] == ["p", "p"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>The mill &amp; the inn burned.<\\/p><p>Nobody was hurt.<\\/p>",
        "&lt;p&gt;The mill &amp;amp; the inn burned.&lt;/p&gt;&lt;p&gt;Nobody was hurt.&lt;/p&gt;",
        "The mill & the inn burned.\\nNobody was hurt.",
        "The mill &amp; the inn burned.<br><br>Nobody was hurt.",
        "The mill &amp;amp; the inn burned.&lt;br /&gt;&lt;br /&gt;Nobody was hurt.",
        "The <b>mill</b> &amp; the inn burned.\\nNobody was <i>hurt</i>.",
    ],
)
def test_structured_data_may_be_html(body: str) -> None:
    """As it is, with breaks alone, escaped once more, or lines of text: the story is the same."""
    data = f'<script type="application/ld+json">{{"articleBody": "{body}"}}</script>'
    assert texts(data) == ["The mill & the inn burned.", "Nobody was hurt."]


def test_structured_data_that_only_looks_like_html_is_text() -> None:
    """Signs of mathematics and names in brackets are no tags."""
    body = "If a < b > c, use List<int>."
    data = f'<script type="application/ld+json">{{"articleBody": "{body}"}}</script>'
    assert texts(data) == [body]


def test_link_density_is_the_share_of_link_characters() -> None:
    """Half of the characters in links is a density of one half."""
    (block,) = parse("<p><a href=x>abcd</a>efgh</p>")
    assert block.element.link_density == 0.5


def test_a_page_of_very_many_blocks_is_not_judged() -> None:
    """What would take gigabytes to judge is kept, and says so."""
    elements = {block.element for block in parse("<p>x" * (MOST_BLOCKS + 1))}
    assert [(each.kept, each.reason) for each in elements] == [
        (True, "too many blocks to be judged")
    ]


HOSTILE = {
    "nested": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "unclosed": "<p><b>x" * 20_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
    "slashes": "<p " + "/".join(f"a{n}" for n in range(100_000)) + ">x",
    "options": "<select>" + "<option>x" * 100_000,
    "tags that never end": "<" * 1_000_000,
    "one line": "<p>" + "word " * 200_000,
    "nothing but paragraphs": "<p>a word or two</p>" * 90_000,
    "scripts of data": "<p>x" + "<script application/ld+json>articleBody" * 30_000,
    "data that nests": "<p>x<script type=application/ld+json>" + '{"articleBody":' * 50_000,
    "spaces": "<p>" + "<b> </b>" * 50_000 + "x",
    "formatting that nobody closes": "<p>" + "<b id=%d>" * 500 % (*range(500),) + "<p>x" * 20_000,
    "a link that nobody closes": f"<p><a title='{'x' * 300_000}'>" + "<p>x" * 3_000,
    "empty cells": "<table><tr><td>a" + "<td>" * 50_000 + "x</table>",
    "spaces in a row": "<table><tr><td>a<td>b" + "&nbsp;" * 50_000 + "c<td>d</table>",
}


@pytest.mark.parametrize(
    ("html", "outside", "text"),
    [
        ("<p>a</p><p>b</p><p>c</p>", {1}, "a\n\nc"),
        ("<ul><li>a<li>b<li>c</ul>", {1}, "a\nc"),
        ("<ul><li>a<li>b</ul><p>c</p>", {1}, "a\n\nc"),
        ("<ul><li>a</ul><p>b</p><ul><li>c</ul>", {1}, "a\n\nc"),
        ("<p>a</p><pre>  b</pre><p>c</p>", {0, 2}, "  b"),
        ("<pre>  a</pre><p>b</p>", {0}, "b"),
        ("<p>a</p><p>b</p>", {0, 1}, ""),
    ],
)
def test_blocks_that_are_left_out_leave_the_larger_gap(
    html: str, outside: set[int], text: str
) -> None:
    """Paragraphs stay apart, items of a list stay together, and indentation stays with its text."""
    assert plain.join(read_page(html).join(outside)) == text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_linear_time(name: str) -> None:
    """A page made to be slow is parsed in seconds, without recursion, and keeps its text."""
    started = time.process_time()
    blocks = parse(HOSTILE[name])
    assert time.process_time() - started < 8
    assert blocks


def test_surrogates_are_read_as_in_plain_text() -> None:
    """Two that are one character are that; a single one shows that something was lost."""
    assert texts("<p>a \ud83d\ude00 b\ud800c") == [
        "a \N{GRINNING FACE} b\N{REPLACEMENT CHARACTER}c"
    ]


def test_surrogates_and_nul_do_no_harm() -> None:
    """A page with characters that can't be encoded is parsed all the same."""
    assert "x" in texts("<p>x\ud800\0")[0]


def test_move_keeps_elements_and_drops_empty_blocks() -> None:
    """After a removal and a repair each block has its element, and starts where it now stands."""
    blocks = parse("<h1>One</h1><p>Two</p><div>Three</div>")
    changes = [Change("s", "r", 5, 10, "Two\n\n", ""), Change("s", "r", 10, 12, "Th", "T")]
    moved = move_blocks(blocks, changes)
    assert [(block.start, block.text, block.element.tag) for block in moved] == [
        (0, "One", "h1"),
        (5, "Tree", "div"),
    ]


def test_move_puts_white_space_into_the_gaps() -> None:
    """A change that leaves white space at a block's end does not leave it in the block."""
    blocks = parse("<p>One more</p><p>Two</p>")
    moved = move_blocks(blocks, [Change("s", "r", 4, 8, "more", "")])
    assert [(block.text, block.gap) for block in moved] == [("One", " \n\n"), ("Two", "")]


def test_what_holds_of_the_story_too_is_no_reason() -> None:
    """A form around the whole page, or a name of its body, does not tell a menu from the story."""
    menu = "<nav><a href=a>Home</a></nav><div><a href=b>Sign in</a></div>"
    story = (
        f"<article><p>{'The ferry was late again, and nobody could say why. ' * 6}</p></article>"
    )
    for page in (f"<form>{menu}{story}</form>", f"<body class=comments-open>{menu}{story}"):
        assert read_page(page).elements.reasons == [
            "model: navigation",
            "model: links",
            "model: reads like the story",
        ]
