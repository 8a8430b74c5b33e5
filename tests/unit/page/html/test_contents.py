"""Where a page's table of contents leads."""

from __future__ import annotations

import pytest

from cleantext.page.html.contents import LEAST_ENTRIES, find_listed
from cleantext.page.html.head import read_head
from cleantext.page.html.markup import read_markup
from cleantext.page.html.outline import read_outline
from cleantext.page.html.page_scores import load_tables
from cleantext.page.html.tree import describe_page

COUNT = 30
BEFORE = 2 + COUNT
"""The blocks before the first part: the headline, an introduction, the table of contents."""


def make_book(entries: list[str], name: str = "id", label: str = "Part {}") -> str:
    """A page whose table of contents leads to these places, of thirty parts of two blocks each."""
    listed = "".join(
        f'<li><a href="#{entry}">{label.format(number)}</a>' for number, entry in enumerate(entries)
    )
    parts = "".join(
        f"<h2 {name}='part-{n}'>Part {n}</h2><p>Of the crane number {n}.</p>" for n in range(COUNT)
    )
    return f"<h1>Cranes</h1><p>A book.</p><ul>{listed}</ul>{parts}<p>The end.</p>"


def find(html: str) -> list[int]:
    """The blocks from the first to the last part."""
    markup = read_markup(html)
    outline = read_outline(markup)
    tree = describe_page(read_head(markup.source, ()), markup, outline, *load_tables())
    return list(find_listed(markup, outline, tree.densities))


def name_parts(count: int = COUNT) -> list[str]:
    """The places of the first parts."""
    return [f"part-{n}" for n in range(count)]


def test_the_parts_of_a_book_are_listed() -> None:
    """From the heading of the first one to that of the last one."""
    assert find(make_book(name_parts())) == list(range(BEFORE, BEFORE + 2 * (COUNT - 1)))


def test_a_table_of_contents_may_stand_below() -> None:
    """As in the column beside a manual, whose source comes after it."""
    book = make_book(name_parts())
    start, end = book.index("<ul>"), book.index("</ul>") + len("</ul>")
    moved = book[:start] + book[end:] + book[start:end]
    assert find(moved) == list(range(2, 2 + 2 * (COUNT - 1)))


def test_old_pages_name_their_places() -> None:
    """Anchors have a name there, and no id."""
    html = (
        make_book(name_parts()).replace("<h2 id=", "<h2><a name=").replace("'>Part", "'></a>Part")
    )
    assert len(find(html)) == 2 * (COUNT - 1)


def test_names_may_be_written_with_percent_signs() -> None:
    """A browser reads them so, too."""
    html = make_book([f"%C3%BCber-{n}" for n in range(COUNT)]).replace("part-", "über-")
    assert len(find(html)) == 2 * (COUNT - 1)


def test_an_entry_out_of_order_makes_no_difference() -> None:
    """As where two parts have one name, of which the first counts."""
    entries = name_parts()
    entries[15] = "part-2"
    assert len(find(make_book(entries))) == 2 * (COUNT - 1)


@pytest.mark.parametrize(
    "html",
    [
        make_book(name_parts(LEAST_ENTRIES - 1)),
        make_book([f"part-{7 * n % COUNT}" for n in range(COUNT)]),
        make_book(name_parts()[::-1]),
        make_book(name_parts(), label="{}"),
        make_book(["nowhere"] * COUNT),
        make_book([]).replace("<h2 ", '<h2><a href="#part-1">Part of it</a></h2><h2 '),
        "<p>No link.",
        "",
    ],
    ids="few index backwards numbers nowhere one-place none empty".split(),
)
def test_what_is_no_table_of_contents(html: str) -> None:
    """Few entries, those of an index, numbers of notes, addresses of the headings themselves."""
    assert find(html) == []


def test_many_links_in_a_line_take_linear_time() -> None:
    """Each of them is looked at by itself, and not with the whole line."""
    line = "<p>" + '<a href="#x" id="y">Part</a>' * 200_000
    assert find(line) == []


def test_a_list_in_a_corner_of_the_page_lists_nothing() -> None:
    """What it leads to has to be most of the page."""
    rest = "".join(f"<p>The crane number {n} of others.</p>" for n in range(100))
    assert find(make_book(name_parts()) + rest) == []
