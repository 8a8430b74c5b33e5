"""HTML to blocks."""

from __future__ import annotations

import time

import pytest

from cleantext.edits import Change
from cleantext.page import plain
from cleantext.page.html import move_blocks, parse


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
        ("<body><noscript>No</noscript><svg><text>No</text></svg><p>yes", ["yes"]),
        ("a<!-- comment -->b", ["ab"]),
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


@pytest.mark.parametrize(
    ("html", "zone"),
    [
        ("<nav>x</nav>", "navigation"),
        ("<footer>x</footer>", "footer"),
        ("<aside><p>x</p></aside>", "aside"),
        ("<div hidden>x</div>", "hidden"),
        ("<div aria-hidden=true><p>x</p></div>", "hidden"),
        ("<div style='color:red; display : none'>x</div>", "hidden"),
        ("<div class='article-comments'>x</div>", "comments"),
        ("<div role=navigation>x</div>", "navigation"),
        ("<div id=relatedPosts>x</div>", "related"),
        ("<p>x</p>", ""),
        ("<div class='commentary'>x</div>", ""),
    ],
)
def test_zones_are_what_the_page_itself_sets_apart(html: str, zone: str) -> None:
    """Tags, roles, hidden attributes and whole words of class and id name the zone."""
    story = (
        "<p>A long paragraph that holds the running text of the page, so that it is a story.</p>"
    )
    assert parse(html + story)[0].element.zone == zone


def test_a_form_around_the_whole_page_is_no_zone() -> None:
    """A zone that would take most of the running text is lifted."""
    html = f"<form><p>{'This is what the page is about. ' * 5}</p></form>"
    assert parse(html)[0].element.zone == ""


def test_main_is_where_the_running_text_is() -> None:
    """The innermost element with most of the running text is main; what is beside it is not."""
    story = "".join(f"<p>{'The story goes on in this paragraph. ' * 4}</p>" for _ in range(5))
    html = f"<div><p>Beside</p></div><div id=a><h2>Head</h2>{story}</div><div>Below</div>"
    main = {block.text[:6]: block.element.main for block in parse(html)}
    assert main == {"Beside": False, "Head": True, "The st": True, "Below": False}


def test_link_density_is_the_share_of_link_characters() -> None:
    """Half of the characters in links is a density of one half."""
    (block,) = parse("<p><a href=x>abcd</a>efgh</p>")
    assert block.element.link_density == 0.5


HOSTILE = {
    "nested": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "unclosed": "<p><b>x" * 20_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
    "slashes": "<p " + "/".join(f"a{n}" for n in range(100_000)) + ">x",
    "options": "<select>" + "<option>x" * 100_000,
    "tags that never end": "<" * 1_000_000,
    "one line": "<p>" + "word " * 200_000,
    "spaces": "<p>" + "<b> </b>" * 50_000 + "x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_linear_time(name: str) -> None:
    """A page made to be slow is parsed in seconds, without recursion, and keeps its text."""
    started = time.process_time()
    blocks = parse(HOSTILE[name])
    assert time.process_time() - started < 8
    assert blocks


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
