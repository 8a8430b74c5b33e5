"""Properties of the rooms of ``page``: any text, any page."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleantext import CleanOptions, clean_html
from cleantext.corpus.page_text import to_page
from cleantext.edits import Change, apply_changes
from cleantext.page import plain
from cleantext.page.boilerplate.judgement import find_boilerplate
from cleantext.page.captions.repeated import find_captions
from cleantext.page.html import reading
from cleantext.page.html.dialects import as_shown
from cleantext.page.html.generated import write_generated
from cleantext.page.html.markup import UNSEEN
from tests.property.strategies import pages

PIECES = [
    "The old mill by the river burned down at night, and nobody was hurt, the town said today.",
    "Workers leave the old mill near the river on Monday.",
    "Workers leave the old mill near the river on Monday. (AP Photo/Ann Example)",
    "Workers leave the old mill near\N{HORIZONTAL ELLIPSIS}",
    *["Read more", "Related Articles", "Share", "Home", "News", "Sport", "Close", "A title", "x"],
    *["Home | News | Sport | Weather", "\N{COPYRIGHT SIGN} 2014 Us", "\n", " ", "\n\n", "\t", "\r"],
]
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join),
)
TAGS = ["<p>", "</p>", "<div>", "</div>", "<br>", "<li>", "<b>", "</b>", "<pre>", "</pre>", "<td>"]
TAGS += [
    "<table><tr>",
    "</table>",
    "<nav>",
    "</nav>",
    "<h1>",
    "</h1>",
    "<a href=x>",
    "</a>",
    "<!--",
    "-->",
    "<p <!-- a>",
    "<b a<?b>",
    "<img\x01>",
    "<x<y>",
    "<?xml>",
    "<p style='display: none'>",
    "display:none",
]
PAGES = st.lists(st.one_of(st.sampled_from(TAGS + PIECES), st.text(max_size=5)), max_size=30)


def check_changes(text: str, changes: list[Change]) -> None:
    """Sorted, not overlapping, and each names what stands in the text."""
    done = 0
    for change in changes:
        assert done <= change.start <= change.end
        assert text[change.start : change.end] == change.before
        done = change.end
    assert done <= len(text)


@given(TEXTS, st.sampled_from(["collapse", "drop", "keep"]))
def test_found_changes_apply_to_any_text(text: str, mode: str) -> None:
    """Finding never raises; the changes are sorted, don't overlap and say what stands there."""
    blocks = plain.parse(text)
    check_changes(text, find_boilerplate(blocks))
    check_changes(text, find_captions(blocks, mode))


@given(st.text("ab \n\t"), st.lists(st.text("ab", min_size=1, max_size=3), max_size=3))
def test_lines_are_found_by_their_parts(text: str, parts: list[str]) -> None:
    """A search of the whole text finds what a look at each line would."""
    lines = plain.parse(text)
    found = [i for i, line in enumerate(lines.texts) if any(part in line for part in parts)]
    assert plain.find_lines(lines, parts) == found


@given(pages, st.sampled_from(["", " ", "\n"]))
@settings(max_examples=300)
def test_pages_of_any_kinds_of_lines_are_judged(text: str, before: str) -> None:
    """Menus around terms without running text, lists, chats, tables: each change changes it."""
    changes = find_boilerplate(plain.parse(before + text))
    check_changes(before + text, changes)
    assert all(change.before != change.after for change in changes)


@given(pages, st.sampled_from(["", " ", "\n", "\n\n  "]), st.sampled_from(["", "\n", " \n\n"]))
@settings(max_examples=300)
def test_white_space_around_a_text_decides_nothing(text: str, before: str, after: str) -> None:
    """A file ends with a newline and a field does not; what stays of both is the same."""
    around = f"{before}{text}{after}"
    kept = apply_changes(around, find_boilerplate(plain.parse(around)))
    alone = text.strip()
    assert kept.strip() == apply_changes(alone, find_boilerplate(plain.parse(alone))).strip()


@given(TEXTS)
@settings(max_examples=200)
def test_repeated_finding_comes_to_rest(text: str) -> None:
    """Both steps, again and again, stop changing after a few looks: no cascade eats a text."""
    for _ in range(6):
        before = text
        text = apply_changes(text, find_boilerplate(plain.parse(text)))
        text = apply_changes(text, find_captions(plain.parse(text), "collapse"))
        if text == before:
            return
    raise AssertionError(f"still changing: {text!r}")


@given(PAGES.map("".join), st.data())
def test_blocks_of_any_page_are_well_formed(page: str, data: st.DataObject) -> None:
    """Blocks follow each other without a hole, and have no white space at their ends.

    So they do where some are left out.
    """
    read = reading.read_page(page)
    outside = data.draw(st.sets(st.integers(0, len(read.texts))))
    blocks = read.join(outside)
    texts = [text for index, text in enumerate(read.texts) if index not in outside]
    assert [block.text for block in blocks if block.text] == texts
    position = 0
    for block in blocks:
        assert block.start == position
        assert block.text == block.text.strip()
        assert block.gap.strip() == ""
        position += len(block.text) + len(block.gap)


@given(PAGES.map(lambda pieces: "<p>x" + "".join(pieces)), st.data())
def test_moved_blocks_join_to_the_changed_text(page: str, data: st.DataObject) -> None:
    """After any changes, joining the moved blocks is applying the changes to the joined text."""
    blocks = reading.parse(page)
    text = plain.join(blocks)
    offsets = st.lists(st.integers(0, len(text)), max_size=8)
    cuts = sorted(data.draw(offsets))
    after = st.sampled_from(["", "x", " ", "\n\n", "a b"])
    changes = [
        Change("s", "r", start, end, text[start:end], data.draw(after))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    moved = reading.move_blocks(blocks, changes)
    assert plain.join(moved) == apply_changes(text, changes)
    assert [block.start for block in moved] == [
        len(plain.join(moved[:index])) for index in range(len(moved))
    ]
    assert all(block.text == block.text.strip() for block in moved)
    assert all(block.text for block in moved[1:])


@given(PAGES.map("".join))
def test_found_changes_apply_to_any_page(page: str) -> None:
    """The steps never raise on a page, and their changes fit it."""
    blocks = reading.parse(page)
    check_changes(plain.join(blocks), find_captions(blocks, "drop"))


WORDS = st.sampled_from(["one", "Two ", " 3.", "\n(four", "f\u00fcnf", "\u516d", "&amp;", "&lt;b"])
ELEMENTS = (
    "p div ul li table tr td th tbody caption h1 pre listing xmp b a i code span data my-term "
    "button img input br wbr svg script template select option figure figcaption ruby rt o:p title"
).split()
MARKUP = st.lists(
    st.one_of(
        WORDS, st.sampled_from([f"<{name}>" for name in ELEMENTS]),
        st.sampled_from([f"</{name}>" for name in ELEMENTS]), st.just("<!-- no -->"),
    ),
    max_size=40,
)  # fmt: skip


def read_letters(page: str) -> Iterator[str]:
    """The text of a page's tree, in its order, without what no reader sees."""
    parser = LexborHTMLParser(page)
    parser.strip_tags([*UNSEEN], recursive=True)
    write_generated(parser, "rt")
    waiting = [parser.root]
    while waiting:
        node = waiting.pop()
        if node is not None:
            waiting.append(node.next)
            if node.is_text_node:
                yield node.text_content or ""
            elif node.tag != "head":
                waiting.append(node.child)


@given(MARKUP.map("".join))
@settings(max_examples=300)
def test_no_letter_is_lost_doubled_or_out_of_order(page: str) -> None:
    """What the tree holds is what the blocks do, but for white space."""
    assume(not page.startswith(("<t", "<caption")))  # parts of a table are given one
    text = "".join(read_letters(page)) or "".join(read_letters(as_shown(page)))
    given_text = reading.visible_text(page).replace(" | ", "")
    assert "".join(given_text.split()) == "".join(text.split())


LINES = ["def find(text):", "a  b", "A line of verse, and", "x < 1 & y", "a\tb", "a\fb", "a\x1cb"]
INDENTS = ["", "", "    ", " ", "\t", "\N{EN SPACE}", "\N{EM SPACE}" * 2, "\N{IDEOGRAPHIC SPACE}"]
INDENTS += ["\N{NO-BREAK SPACE}", "\f", " \v", "\x1f"]
INDENTED = st.builds(str.__add__, st.sampled_from(INDENTS), st.sampled_from(LINES))


@given(st.lists(st.lists(INDENTED | st.just(""), min_size=1, max_size=4), max_size=6))
@settings(max_examples=300)
def test_a_text_written_as_a_page_is_read_as_it_was(paragraphs: list[list[str]]) -> None:
    """Verse keeps its lines, code and tables their white space, empty lines among it.

    So does whoever reads the page as it stands, and each block of code its indentation.
    """
    text = "\n\n".join("\n".join(lines) for lines in paragraphs).strip("\n")
    everything = CleanOptions(repair=None, boilerplate=False, captions="keep")
    assert clean_html(to_page(text), everything) == text
    assert reading.visible_text(to_page(text)) == text
