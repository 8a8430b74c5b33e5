"""What a tag does to the text around it."""

from __future__ import annotations

import time

import pytest

from cleantext.page import plain
from cleantext.page.html.reading import parse, visible_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The word <my-term>mojibake</my-term> is Japanese.", "The word mojibake is Japanese."),
        ("<p>un<x-b>believ</x-b>able", "unbelievable"),
        ("<p><my-term>Mojibake</my-term>, a word", "Mojibake, a word"),
        ("<p>so says <my-person><a href=/>A. Miller</a></my-person>", "so says A. Miller"),
        ("<p>write to <joe@mill.example> today", "write to today"),
        ("<p>a vector<int> of numbers", "a vector of numbers"),
        ("<li>a <my-a>b <my-b>c</my-b></my-a> d", "a b c d"),
        (
            "<p>says <my-a>\n<my-b> <my-c>Ada</my-c></my-b></my-a>, the founder",
            "says Ada, the founder",
        ),
        ("<my-card><p>One.</p></my-card><my-card><p>Two.</p></my-card>", "One.\n\nTwo."),
        ("<my-item>One</my-item><my-item>Two</my-item>", "One\n\nTwo"),
        ("<div>before <my-card><p>One.</p></my-card> after", "before\n\nOne.\n\nafter"),
        ("<my-list>\n <my-item>One</my-item>\n <my-item>Two</my-item>\n", "One\n\nTwo"),
    ],
)
def test_unknown_elements_are_what_they_stand_in(html: str, text: str) -> None:
    """Among words they are no blocks; what holds blocks, or stands beside none, is one."""
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>says <button>Ada <i>Miller</i></button>, the founder", "says Ada Miller, the founder"),
        ("<p>3<button>up</button>9", "3 up 9"),
        ("<p>Well said.</p><button>Share</button> 5", "Well said.\n\nShare\n\n5"),
        ("<button>Like</button><button>Share</button>", "Like\n\nShare"),
    ],
)
def test_a_button_in_a_sentence_is_a_part_of_it(html: str, text: str) -> None:
    """With text on both sides it says some of it; else it is a control, and a block."""
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>1998<img src=a>The mill", "1998 The mill"),
        ("<p>one<b><img src=a></b>Two<i><img>3</i>", "one Two 3"),
        ("<p>wo<img align=right>rd", "word"),
        ("<p>caf\u00e9<img>\u00dcber", "caf\u00e9 \u00dcber"),
        ("<p>so<img>, and (<img>so)<img>.", "so, and (so)."),
        ("<p>one <img> two<img> three <img>four", "one two three four"),
        ("<p>\u6771<img>\u4eac", "\u6771\u4eac"),
        ("<label>small</label><input type=radio><label>large</label>", "small large"),
        ("<p>By Ann<time>3 May</time>", "By Ann 3 May"),
        ("<p><time>3 May</time>two minutes", "3 May two minutes"),
        ("<p><a>Ann</a></span><span><time>2 hours ago</time></span>", "Ann 2 hours ago"),
        ("<p>At <time>10</time>:<time>20</time>, (<time>2010</time>)", "At 10:20, (2010)"),
        ("<p>one<img></p><p>two", "one\n\ntwo"),
        ("<p>It ends.<img>The next", "It ends. The next"),
        ("<p>\u201c<img>Well", "\u201cWell"),
        ("<pre>one<img>Two</pre>", "oneTwo"),
    ],
)
def test_what_is_seen_between_words_keeps_them_apart(html: str, text: str) -> None:
    """A picture, a field or a time; a picture may float in a word, and marks follow at once."""
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><a>One</a><a>Two</a>", "One Two"),
        ("<p><a><b>Key points</b></a><a>When</a>", "Key points When"),
        ("<p><a>See it.</a><a>Next</a>", "See it. Next"),
        ("<p><a>one</a><a>two</a>", "onetwo"),
        ("<p><a>video.mp</a><a>4</a>", "video.mp4"),
        ("<p><span>By A. Miller</span><span>May 5</span>", "By A. Miller May 5"),
        ("<p><b>Tags:</b><i>Tea</i>", "Tags: Tea"),
        ("<p><span>4 stars</span><!-- --><span>\u00dcber uns</span>", "4 stars \u00dcber uns"),
        ("<p><span>json.</span><span>JSONDecodeError</span>", "json.JSONDecodeError"),
        ("<p><span>N</span><span>A</span><span>S</span><span>A</span>", "NASA"),
        ("<p>Mc<b>Donald</b>", "McDonald"),
        ("<p><b>T</b>he<i>Y</i>", "TheY"),
        ("<p>(\u201c</p><p><i>\u201c</i><b>Notice</b>\u201d", "(\u201c\n\n\u201cNotice\u201d"),
        ("<p><i>a\N{NO-BREAK SPACE}</i><b>B</b>", "a\N{NO-BREAK SPACE}B"),
        ("<p><code><span>get</span><span>Name</span></code>", "getName"),
        ("<pre><span>get</span><span>Name</span></pre>", "getName"),
        ("<p><i>a</i><b>\u0627</b><i>caf</i><b>\u00e9</b>", "a\u0627caf\u00e9"),
        ("<p><i>\u0434\u0430</i><b>\u0414\u0430</b>", "\u0434\u0430 \u0414\u0430"),
    ],
)
def test_what_stands_in_two_elements_is_two_words(html: str, text: str) -> None:
    """If a capital letter begins the second and no capital ends the first; code is left alone."""
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><b>OAK</b><i>Wheel</i>", "OAK Wheel"),
        ("<p><b>T</b><i>HE</i><b>P</b><i>h</i>", "THEPh"),
        ("<p><label>Wheels</label><span>81</span>", "Wheels 81"),
        ("<p><b>CO</b><i>2</i>, <b>mp</b><i>3</i>, <b>12</b><i>3</i>", "CO2, mp3, 123"),
        ("<p><b>Цена</b><i>17</i>", "Цена 17"),
        ("<p><b>第</b><i>3</i><b>章</b>", "第3章"),
        ("<p>one<i></i><b>two</b><i>One</i><b></b><a></a>Two", "onetwo One Two"),
        ("<p><code>wheel<i>8</i></code>", "wheel8"),
    ],
)
def test_what_follows_another_element_at_once_may_be_a_word(html: str, text: str) -> None:
    """A capital and a small letter after a capital, or a number after a word of three letters."""
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><b>Wheels</b>They turn.", "Wheels They turn."),
        ("<p>It turned<b>Later</b> on", "It turned Later on"),
        ("<p><b>For:</b>It turns.", "For: It turns."),
        ("<p>Why<b>?</b>It broke<i>!</i>Again", "Why? It broke! Again"),
        ("<p>Who is it?<b>It</b> is Ann", "Who is it? It is Ann"),
        ("<p><b>Цена</b>Он", "Цена Он"),
        ("<p>You<b>Tube</b>, Mc<b>Donald</b>, e<b>Bay</b>", "YouTube, McDonald, eBay"),
        ("<p>Clean<b>TEXT</b>, wheel<b>ed</b>, un<i>known</i>", "CleanTEXT, wheeled, unknown"),
        ("<p>os.<b>Path</b>, at 10:<b>Ten</b>, a::<b>Bee</b>", "os.Path, at 10:Ten, a::Bee"),
        ("<p>第<b>Note</b>", "第Note"),
        ("<p><code>get<i>Name</i></code><b>s", "getNames"),
    ],
)
def test_what_an_element_sets_off_is_a_word_of_its_own(html: str, text: str) -> None:
    """If three small letters end a word, or a label its mark, and a capital begins another."""
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><span>1.</span><span>The mill</span>", "1. The mill"),
        ("<p><b>(iv)</b>a mill<br>12)<b>two", "(iv) a mill\n12) two"),
        ("<p><b>3.</b>\u6c34\u8eca", "3. \u6c34\u8eca"),
        ("<p><b>1.</b>5 m", "1.5 m"),
        ("<p>J.<b>miller</b>", "J.miller"),
        ("<p>f(x)<b>dx</b>", "f(x)dx"),
        ("<p>see <b>(2)</b>ff.", "see (2)ff."),
        ("<p><code>1.<b>e", "1.e"),
        ("<p>1.e", "1.e"),
    ],
)
def test_the_number_of_an_entry_stands_apart(html: str, text: str) -> None:
    """Where a block or a line begins with it, and it has an element of its own."""
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ("<td><p>a</p></td><td><p>b</p></td>", "a | b"),
        ("<td><div><p> a <b>c</b></p></div><td>b", "a c | b"),
        ("<td><ul><li>a</ul><td><td><h3>b</h3>", "a |  | b"),
        ("<td><p>a<br>c</p><td>b", "a\nc | b"),
        ("<td><p>a</p><p>c</p><td><p>b</p>", "a\n\nc\n\nb"),
        (f"<td><p>{'word ' * 30}</p><td><p>b</p>", f"{'word ' * 30}".strip() + "\n\nb"),
        ("<td><p>a</p>", "a"),
        ("<td><pre>a</pre><td><p>b</p>", "a\n\nb"),
        ("<td><p>a</p><td>&nbsp;<td>&nbsp;", "a"),
        ("<td>&nbsp;<td>a<td>&nbsp;<td>b<td>&nbsp;", "| a | \N{NO-BREAK SPACE} | b"),
    ],
)
def test_a_row_is_one_whatever_its_cells_hold(cells: str, text: str) -> None:
    """Blocks in the cells of a table of data do not tear its rows; those of a layout are blocks."""
    assert plain.join(parse(f"<table><tr>{cells}</table>")) == text


LONG = (
    "The lamp went out on Tuesday, and nobody on the island knew why, or for how long it would be. "
)


def test_the_cells_of_a_laid_out_page_are_apart() -> None:
    """A cell with an empty line between its paragraphs: beside the story stands the menu."""
    row = f"<td><a href=/>Home</a><br><a href=/c>Contact</a><td>{LONG}<br><br>{LONG}<td>Links"
    blocks = [block.text for block in parse(f"<table><tr>{row}</table>")]
    assert blocks == ["Home\nContact", LONG.strip(), LONG.strip(), "Links"]


@pytest.mark.parametrize("cell", [f"{LONG}<br>{LONG}", LONG])
def test_long_cells_alone_lay_out_nothing(cell: str) -> None:
    """A table of options has a sentence or two beside each, in a row of their own."""
    (block,) = parse(f"<table><tr><td>--quiet<td>{cell}</table>")
    assert block.text.startswith("--quiet | The lamp")


def test_the_rows_of_a_table_in_a_table_are_its_own() -> None:
    """The inner one's cells belong together; the outer one is a layout."""
    inner = "<table><tr><td><p>a</p><td><p>b</p><tr><td>c<td><p>d</p></table>"
    outer = f"<table><tr><td><p>Menu</p><td>{inner}<td><p>More</p></table>"
    assert visible_text(outer).split("\n\n") == ["Menu", "a | b", "c | d", "More"]


@pytest.mark.parametrize(
    "part",
    [
        "a<x-y>b",
        "a<x-y>b</x-y>",
        "a<button>b</button>c",
        "<table><tr><td><p>a",
        "<tr><td><p>a</p><td><p>b</p>",
        "<td><p>a</p>",
        "x<img>Y",
        "<xmp>a</xmp>",
    ],
)
def test_hostile_pages_take_linear_time(part: str) -> None:
    """What asks for a look around at each tag takes seconds at most."""
    started = time.process_time()
    visible_text("<table><tr>" + part * 50_000)
    assert time.process_time() - started < 8
