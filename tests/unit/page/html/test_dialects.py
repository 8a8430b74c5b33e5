"""What no parser reads as it is meant."""

from __future__ import annotations

import time

import pytest

from cleantext.page.html.dialects import as_page, open_elements
from cleantext.page.html.reading import visible_text

PROLOG = "<?xml version='1.0' encoding='utf-8'?>"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (f"{PROLOG}<html><head><title/><script src='x'/></head><body><p>a</p></body></html>", "a"),
        (f"\ufeff\n{PROLOG}<p>a<a id='x'/>b<br/>c<em/>d</p><div/><p>e</p>", "ab\ncd\n\ne"),
        (f"{PROLOG}<p>a <![CDATA[if x < y && <b>]]> c</p>", "a if x < y && <b> c"),
        (f"{PROLOG}<script>//<![CDATA[\nif (a < b) c();\n//]]></script><p>a</p>", "a"),
        (f"{PROLOG}<p>a<![CDATA[b", "ab"),
        (f"{PROLOG}<p>a<img src='x'/>, b<wbr/>c<hr/>d</p>", "a, bc\n\nd"),
        ("<p>a<![CDATA[b]]>c</p>", "ac"),
    ],
)
def test_xhtml_is_read_by_the_rules_of_xml(source: str, text: str) -> None:
    """An element without content holds nothing of what follows, and CDATA is text."""
    assert visible_text(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<tr><td>a</td><td>b</td></tr>", "a | b"),
        (" <TD class=x>a</TD>\n<td>b</td>\n", "a | b"),
        ("<tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody>", "a\n\nb"),
        ("<th>a</th><th>b</th>", "a | b"),
        ("<caption>a</caption>", "a"),
    ],
)
def test_parts_of_a_table_are_read_as_such(source: str, text: str) -> None:
    """A row or a cell that stands alone, as a tree hands it out: its words are not glued."""
    assert visible_text(source) == text


@pytest.mark.parametrize(
    "source",
    [
        "<p>a</p>",
        "",
        "<td>a</td><p>b</p>",
        "<trace>a</trace>",
        "<table><tr><td>a</td></tr></table>",
    ],
)
def test_a_page_stays_as_it_is(source: str) -> None:
    """What is no XML, and does not begin and end with a part of a table, is read as it is."""
    assert as_page(source) is source


def test_names_and_attributes_stay_with_what_is_opened() -> None:
    """Only the slash goes; a line break has no end."""
    assert open_elements("<a b='c' /><br/><BR/><x:y/>") == "<a b='c' ></a><br/><BR/><x:y></x:y>"


@pytest.mark.parametrize(
    "part",
    ["<![CDATA[", "<![CDATA[x]]>", "<p/>x", "<p x ", "/ ", "<", "x", "<a b='/>' "],
)
def test_hostile_sources_take_linear_time(part: str) -> None:
    """Eight times as much takes seconds at most."""
    started = time.process_time()
    as_page(f"{PROLOG}<p {part * 200_000}")
    as_page(f"{PROLOG}<{part * 200_000}")
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<x-a><template shadowrootmode=open><p>a</p></template></x-a><p>b", "a\n\nb"),
        ("<x-a><TEMPLATE\nshadowroot='closed'><p>a</TEMPLATE></x-a><p>b", "a\n\nb"),
        ("<template><p>a</p></template><template shadowrootmode=open><p>b</template>", "b"),
        ("<template shadowrootmode=open><template><p>a</template><p>b</template>c", "b\n\nc"),
        ("<template><template shadowrootmode=open><p>a</template></template><p>b", "b"),
        ("</template><p>a<template shadowrootmode=open><p>b", "a\n\nb"),
        ("<template><p>a</template><p>shadowroot", "shadowroot"),
        ("<templates shadowrootmode>a</templates>", "a"),
    ],
)
def test_what_a_shadow_root_holds_is_seen(source: str, text: str) -> None:
    """A template that is declared as one is shown where it stands; no other is."""
    assert visible_text(source) == text


def test_many_shadow_roots_take_linear_time() -> None:
    """Those that are left open are not looked through for each of them."""
    started = time.process_time()
    visible_text("<template shadowrootmode=open>a" * 300_000)
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    "source",
    [
        "<html><head><title/><style/></head><body><p>a</p></body></html>",
        "<html><head><script src='x'/></head><body><p>a</p></body></html>",
        "<title><body><p>a",
        "<frameset cols=9><frame src=b><noframes><body><p>a</body></noframes></frameset>",
    ],
)
def test_a_page_that_shows_nothing_is_read_otherwise(source: str) -> None:
    """Chapters of electronic books without a declaration, lost ends, pages for frames."""
    assert visible_text(source) == "a"


@pytest.mark.parametrize("source", ["<p>a</p><script/>b", "<p>a<noframes>b</noframes>"])
def test_a_page_that_shows_something_is_read_as_it_is(source: str) -> None:
    """As browsers do, for which many such pages are made."""
    assert visible_text(source) == "a"
