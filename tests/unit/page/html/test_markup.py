"""A page as a stream of tags."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.html.markup import NAMES, read_markup


def tags(html: str) -> list[tuple[str, int, int]]:
    """Name, step and depth of each tag inside of the body."""
    markup = read_markup(html)
    rows = zip(markup.tags.tolist(), markup.steps.tolist(), markup.depths.tolist(), strict=True)
    return [(NAMES[tag], step, depth) for tag, step, depth in rows][2:-2]


def test_every_element_is_closed() -> None:
    """What the page leaves open is closed, where a browser closes it."""
    assert tags("<ul><li>a<li>b") == [
        ("ul", 1, 2), ("li", 1, 3), ("li", -1, 3), ("li", 1, 3), ("li", -1, 3), ("ul", -1, 2),
    ]  # fmt: skip


def test_elements_without_content_neither_open_nor_close() -> None:
    """A line break or a picture is a step of nought, and stands inside of its element."""
    assert tags("<p>a<br>b<img src=x></p>") == [
        ("p", 1, 2), ("br", 0, 3), ("img", 0, 3), ("p", -1, 2),
    ]  # fmt: skip


def test_long_and_unknown_names_are_told_apart() -> None:
    """Names of more than eight letters are known by their first; what is not known is ``?``."""
    assert [tag for tag, step, _ in tags("<blockquote></blockquote><x-y></x-y>") if step > 0] == [
        "blockquote",
        "?",
    ]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("<p>a<noscript><iframe src=a height=0 />c</noscript>b", ["p", "noscript"]),
        ("<IFRAME/><p>a</p><iframe/><p>b</p>", ["p", "p"]),
        ("<iframe src=//a.b/><p>c</p></iframe><p>d", ["p", "p"]),
        ("<iframe src=a/>b</iframe><p>c", ["p"]),
        ("<iframe src=a>b<p>c</p></iframe><p>d", ["p"]),
    ],
)
def test_a_frame_without_an_end_holds_nothing(page: str, names: list[str]) -> None:
    """What follows it is the page's, but for a text up to an end that it has after all."""
    assert [tag for tag, step, _ in tags(page) if step > 0] == names


def test_old_names_are_those_of_what_they_are_like() -> None:
    """A listing is preformatted, and a value for machines is what a reader sees of it."""
    found = tags("<listing>a</listing><p><data value=1>b</data><xmp><i></xmp><plaintext><p>c")
    assert [tag for tag, step, _ in found if step > 0] == ["pre", "p", "span", "pre", "pre"]


def test_partners_and_parents() -> None:
    """A tag knows the tag that closes it, and the one that opened the element around it."""
    markup = read_markup("<div><p>a</p><p>b</p></div>")
    assert markup.partners.tolist() == [7 + 2, 8, 7, 4, 3, 6, 5, 2, 1, 0]
    assert markup.parents.tolist() == [-1, 0, 1, 2, 2, 2, 2, 1, 0, -1]
    assert markup.containers(np.array([3, 4])).tolist() == [3, 2]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<a<b>x</a<b>",
        "<p <=1>x",
        "<!--<!-->x",
        "<?a <b?>x",
        "a &lt; b > c",
        "<p title='<\">'>x",
        "<basefont><bgsound><keygen><frame>x",
        "<basefonty>x</basefonty>",
        "<image>x<isindex>",
        "<svg><p>x</svg><math><mi>y",
        "<template><p>x</template>y",
        "<frameset><frame><noframes>x</noframes></frameset>",
        "<plaintext><p>x",
        "\0<\0p>\0x",
        "<p>\ud800",
        "<xmp><p></xmp><listing>x",
        "<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><body>x</body></html>",
        "<p <!-- a>one<p <!--b c>two<!-- three --></p>",
        "<x<!--y>one</x<!--y>",
        "<img\x01>one<br\x02x>two</p\x03>&#1;&#2;&#3;<p\x01>three",
        "<p a<?b>one<p <?c <!-- d>two<?e><!-- f -->",
    ],
)
def test_tags_of_any_page_come_in_pairs(html: str) -> None:
    """Whatever the page, each tag is inside of the stream and its partner's partner."""
    markup = read_markup(html)
    assert (markup.starts < markup.ends).all()
    assert (markup.ends[:-1] < markup.starts[1:]).all()
    assert (markup.partners[markup.partners] == np.arange(len(markup.tags))).all()
    assert int(markup.steps.sum()) == 0
    assert (markup.depths >= 0).all()


def test_a_comment_begins_outside_of_tags() -> None:
    """What looks like a comment or an instruction in a tag is the name of an attribute."""
    for name in ("<!--", "a<!--b", "<?", "a<?b"):
        found = tags(f"<p {name}>one</p><!-- <p>two --><p {name}>three")
        assert [tag for tag, _, _ in found] == ["p", "p", "!--", "p", "p"]


def test_comments_and_instructions_are_steps_of_nought() -> None:
    """Whatever stands in them, also dashes and tags; a comment may be empty."""
    for comment in (
        "<!-->",
        "<!--->",
        "<!---->",
        "<!-- a > b -- <p>c -->",
        "<!--->-->",
        "<?a <b?>",
    ):
        assert ("!--", 0, 3) in tags(f"<p>one{comment}two</p>")
        assert len(tags(f"<p>one{comment}two</p>")) == 3
