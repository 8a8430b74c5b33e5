"""Pages brought within a parser's limits."""

from __future__ import annotations

import time

import numpy as np
import pytest

from cleantext.page.html.limits import (
    MOST_ATTRIBUTES,
    MOST_FORMATS,
    MOST_OPTIONS,
    limit_page,
)
from cleantext.page.html.open_elements import MOST_DEPTH
from cleantext.page.html.reading import parse
from cleantext.page.html.survey import survey

WORDS = np.zeros(0, dtype=np.uint64)


def limit(page: str) -> str:
    """The page within the limits."""
    return limit_page(page.encode(), survey(page.encode(), WORDS)).decode()


def test_a_real_page_is_untouched() -> None:
    """A long but flat page comes back as it was."""
    page = "<div><p class='a b'>One <b>two</b></p></div>" * 3_000
    assert limit(page) == page


def test_tags_beyond_the_depth_become_line_breaks() -> None:
    """What nests too deep loses its tags, not its text, and the rest keeps its own."""
    page = "<div>" * 10_000 + "deep" + "</div>" * 10_000 + "<p>after"
    limited = limit(page)
    assert limited.count("<div>") == limited.count("</div>") == MOST_DEPTH
    assert limited.endswith("<p>after")
    assert "deep" in limited


def test_what_closes_with_its_parent_does_not_add_up() -> None:
    """Icons, rows and ruby whose elements nobody closes leave a page as it was."""
    icon = "<svg><g><path d='M0 0'/><use href='#a'/></g></svg>"
    table = "<table><tbody>" + "<tr><td>One<th>Two" * 3 + "</table>"
    page = f"<div>{icon}{table}<ruby>a<rt>b</ruby><p>Text<ul><li>One<li>Two</ul></div>" * 1_000
    assert limit(page) == page
    rows = "<tr><td>One<td>Two" * 2_000
    terms = "<dt>One<dd>Two" * 2_000
    page = f"<table>{rows}</table><dl>{terms}</dl>" + "<p>Text" * 2_000
    assert limit(page) == page


def test_tags_in_scripts_comments_and_attributes_do_not_count() -> None:
    """They are text, and neither open nor close an element."""
    page = "<!-- <div> --><script>'<div>'</script><p title='<div>'>Text</p>" * 2_000
    assert limit(page) == page


def test_options_beyond_the_limit_become_line_breaks() -> None:
    """A list of choices that no reader would read to its end keeps their texts."""
    limited = limit("<select>" + "<option>One</option>" * 7_000 + "</select>")
    assert limited.count("<option>") == MOST_OPTIONS
    assert limited.count("One") == 7_000


def test_a_tag_with_too_many_attributes_loses_them() -> None:
    """Its name and its text stay; a long picture in an attribute is none too many."""
    many = " a=1" * (MOST_ATTRIBUTES * 20)
    assert limit(f"<p{many}>One</p{many}>") == "<p>One</p>"
    page = f"<p a='{'x' * 50_000}'>One</p>"
    assert limit(page) == page


def test_formatting_that_nobody_closes_is_not_opened_again_without_end() -> None:
    """Of 400 bold elements in 3,000 paragraphs the first are left; text and closing tags fit."""
    bold = "".join(f"<b id={n}>" for n in range(400))
    limited = limit(f"<p>{bold}" + "<p>x" * 3_000 + "</b>" * 400)
    assert limited.count("<b id=") == MOST_FORMATS
    assert limited.count("</b>") == MOST_FORMATS
    assert limited.count("<p>x") == 3_000


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize(
    "written", [" ".join(f"a{n}" for n in range(900)), f"title='{'x' * 30_000}'"]
)
def test_what_is_opened_again_has_few_attributes(name: str, written: str) -> None:
    """Each paragraph would have a copy of all; an element that is alone keeps its own."""
    few = f"<p><{name} {written}>One"
    assert limit(few) == few
    assert limit(few + "<p>x" * 11_000) == f"<p><{name}>One" + "<p>x" * 11_000


def test_formatting_that_is_left_out_ends_a_drawing_all_the_same() -> None:
    """What stands behind it is text, and no part of the drawing, which nobody reads."""
    page = "<p><font color=red>One" * 600 + "<p><svg><path d=M0><b>Two</b> three"
    assert limit(page).endswith("<svg><path d=M0><br>Two three")


@pytest.mark.parametrize(
    "part",
    ["<p><b>One</b> or <i>two</i></p>", "<tr><td><b>One</b><td><font>two</font></tr>"],
    ids=["paragraphs", "cells"],
)
def test_formatting_that_is_closed_stays(part: str) -> None:
    """However much of it a page has, in the open or in the cells of a table."""
    page = f"<table>{part * 3_000}</table>"
    assert limit(page) == page


def test_closing_tags_in_a_cell_end_nothing_outside_of_it() -> None:
    """A parser does not look beyond the cell for what they name."""
    bold = "".join(f"<b id={n}>" for n in range(400))
    cell = "<table><tr><td>" + "</b>" * 400 + "</td></tr></table>"
    limited = limit(bold + cell + bold + "<p>x" * 3_000)
    assert 0 < limited.count("<b id=") <= MOST_FORMATS


CYCLES = {
    "what closes itself in its place alone": "<rt>",
    "groups of no list": "<optgroup>",
    "rows in a drawing": "<svg><tr><td>",
    "terms in items": "<dd><li>",
    "not what is open": "<div></b>",
    "a block in between": "<span><div></span></div>",
    "a paragraph in between": "<span><p></span></p>",
    "a table in between": "<div><table></div></table>",
    "formatting that comes back": "<p><b a=%d></p>x",
    "a closing tag in a comment": "<div><!--</div>-->",
    "a closing tag in a script": "<div><script></div></script>",
    "a closing tag in a script in a script": "<div><script><!--<script></script></div></script>",
    "a closing tag in an attribute": '<div a="</div>">',
    "an opening tag after an empty comment": "<!--><div>-->",
    "a closing tag in a declaration": "<div><?</div>",
    "what ends a drawing": "<svg><div></svg>",
    "a block in a drawing's title": "<svg><title><div></title></svg>",
}


@pytest.mark.parametrize("name", CYCLES)
def test_closing_tags_that_close_nothing_do_not_hide_the_depth(name: str) -> None:
    """However a page hides how deep it nests, the parser's time stays linear."""
    page = "".join(CYCLES[name].replace("%d", str(n)) for n in range(50_000))
    started = time.process_time()
    parse(page)
    assert time.process_time() - started < 8
