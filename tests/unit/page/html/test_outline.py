"""The texts of a page's blocks, and what characters they have."""

from __future__ import annotations

import pytest

from cleantext.page.html.block_bytes import CLASSES
from cleantext.page.html.markup import NAMES, read_markup
from cleantext.page.html.outline import Outline, read_outline


def outline(html: str) -> Outline:
    """The page's blocks."""
    return read_outline(read_markup(html))


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("a<br>b<br> <br>c", ["a\nb", "c"]),
        ("<p>a<br><i><br></i>b", ["a", "b"]),
        ("<p> a <br> b </p>", ["a\nb"]),
        ("<p>a <b> b </b> c", ["a b c"]),
        ("<p>a<b> </b>b", ["a b"]),
        ("<p>a\N{ZERO WIDTH SPACE}b\N{ZERO WIDTH NO-BREAK SPACE}c&NoBreak;d", ["abcd"]),
        ("<p>\N{NO-BREAK SPACE}</p><p>a&nbsp;&nbsp;</p>", ["a"]),
        ("<table><tr><td>a<td><td></tr><tr><td>", ["a"]),
        ("<table><tr><td><p>a</p><p>b</p><td>c</table>", ["a", "b", "c"]),
        ("<pre>a\n  b<b>\tc</b></pre>", ["a\n  b\tc"]),
        ("<pre><span>a\n</span><div>b</div>c</pre>", ["a\nb\nc"]),
        ("<pre><div>a</div><div>  b<br></div><div><br></div><li>c</pre>", ["a\n  b\n\nc"]),
        ("<pre><ol><li>a<li>  <b>b</b></ol></pre><p>c", ["a\n  b", "c"]),
        ("<pre>a<p>b<div>  c</div><div>d", ["a\nb", "c", "d"]),
        ("<pre>a<br>    b<br><br>\tc</pre>d<br>e", ["a\n    b\n\n\tc", "d\ne"]),
        ("<p>a<br>&nbsp;<br>b<br> \u00e0<br>c", ["a", "b\n\u00e0\nc"]),
        ("<h2>a<a href=#a>\N{PILCROW SIGN}</a></h2><p>b", ["a", "b"]),
        ("<h2><a>\N{SECTION SIGN}</a> a</h2><p>b", ["a", "b"]),
        ("<p>\N{PILCROW SIGN} <a>\N{SECTION SIGN} 5</a>", ["\N{PILCROW SIGN} \N{SECTION SIGN} 5"]),
        ("<p>a\x01\x02\x03b", ["a b"]),
        ("<ruby><rb>a<rp>(<rt>b<rp>)</ruby>c<ruby><rb>d<rtc>e</ruby>f", ["a(b)cdef"]),
        (
            "<p>from <st1:city w:st=on>a</st1:city>, <o:p></o:p><st1:PlaceName>b</st1:PlaceName>.",
            ["from a, b."],
        ),
        ("<p>a<map><area>b</map>c<embed>d", ["abcd"]),
        ("<p>a</p><xmp>b <i>c</i>\n  &amp;d</xmp>e", ["a", "b <i>c</i>\n  &amp;d", "e"]),
        ("<p>a</p><listing>\nb\n  c</listing>d", ["a", "b\n  c", "d"]),
        ("<p>a</p><plaintext>b <i>\n</plaintext>", ["a", "b <i>\n</plaintext>"]),
        ("<p>a<data value=1>b</data>c", ["abc"]),
        ("<p>\N{GRINNING FACE}\u6771\u4eac", ["\N{GRINNING FACE}\u6771\u4eac"]),
        ("<p>\u6771\u4eac\u3067\n  \u96e8\u3002", ["\u6771\u4eac\u3067\u96e8\u3002"]),
        ("<p>\u6771 \n<b>\u4eac</b> \u96e8", ["\u6771 \u4eac \u96e8"]),
        ("<p>\u6771\nTokyo\n\u6771", ["\u6771 Tokyo \u6771"]),
        ("<p>\n\u6771<br>\n\u4eac", ["\u6771\n\u4eac"]),
        ("<p>\uff21\n\uff8a\n\u6771", ["\uff21\uff8a\u6771"]),
        ("<p>\ufffd\n\ufffd", ["\ufffd \ufffd"]),
        ("<p>\ufe95\n\ufe8d", ["\ufe95 \ufe8d"]),
        ("<p>of\ufb01\n\ufb01t", ["of\ufb01 \ufb01t"]),
        ("<p>\u314b\n\u314b", ["\u314b \u314b"]),
        ("<p>\uc11c\uc6b8\n\ubd80\uc0b0", ["\uc11c\uc6b8 \ubd80\uc0b0"]),
        ("<pre>\u6771\n\u4eac</pre>", ["\u6771\n\u4eac"]),
    ],
)
def test_texts_are_what_a_reader_sees(html: str, texts: list[str]) -> None:
    """Lines, cells, spaces and marks, as they look on the page."""
    assert outline(html).texts == texts


def test_characters_are_counted_by_class() -> None:
    """A character of several bytes counts once."""
    found = outline("<p>The caf\u00e9's 24 cakes, sold.")
    counts = dict(zip(CLASSES, found.counts[0].tolist(), strict=True))
    assert counts["upper"] == 1
    assert counts["lower"] == len("hecafscakessold")
    assert counts["letter"] == 1
    assert counts["digit"] == 2
    assert counts["comma"] == counts["end"] == counts["quote"] == 1
    assert found.words.tolist() == [5]
    assert found.capitals.tolist() == [1]


def test_two_characters_of_a_script_without_spaces_are_a_word() -> None:
    """As in plain text."""
    assert outline("<p>\u6771\u4eac\u306b\u884c\u304f").words.tolist() == [3]


def test_linked_characters_are_counted_without_white_space() -> None:
    """Only what is visible counts."""
    assert outline("<p><a>ab \u00e9</a>def").linked.tolist() == [3]


def test_first_and_last_characters() -> None:
    """The classes of the first, and of the last that is no quotation mark or bracket."""
    found = outline('<p>(One.")</p><p>two </p><p>3</p>')
    assert [CLASSES[each] for each in found.first] == ["bracket", "lower", "digit"]
    assert [CLASSES[each] for each in found.last] == ["end", "lower", "digit"]


def test_a_block_begins_at_the_tag_before_it() -> None:
    """Its place is the last tag of a block element before its text, or the line that ended one."""
    html = "<div>a<p>b</p>c<br><br>d</div>"
    markup = read_markup(html)
    places = read_outline(markup).places
    assert [NAMES[tag] for tag in markup.tags[places]] == ["div", "p", "p", "br"]
