"""The tags in a page's source, before a parser has seen it."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.html.source import (
    CLOSING,
    NONE,
    OPENING,
    OTHER,
    RAW,
    Bytes,
    find_either,
    find_next,
    number_name,
    read_tag,
    view_eights,
    view_source,
)


def data(source: str) -> Bytes:
    """The bytes of a source."""
    return np.frombuffer(source.encode(), dtype=np.uint8)


def found(source: str) -> list[tuple[int, str]]:
    """What is found in a source, of which kind and how it is written."""
    parts: list[tuple[int, str]] = []
    place = 0
    while True:
        kind, start, place, _ = read_tag(*view_source(source.encode()), place)
        if kind == NONE:
            return parts
        parts.append((kind, source[start:place]))


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("", []),
        ("a < b <3 </> <", []),
        ("<p class=x>a</P >", [(OPENING, "<p class=x>"), (CLOSING, "</P >")]),
        ("<p title='>' b=\">\">", [(OPENING, "<p title='>' b=\">\">")]),
        ("<p title='>x", [(OPENING, "<p title='>")]),
        ("<p a", [(OPENING, "<p a")]),
        ("<br/><x-y:z>", [(OPENING, "<br/>"), (OPENING, "<x-y:z>")]),
        ("<!-- <p> -- > --><b>", [(OTHER, "<!-- <p> -- > -->"), (OPENING, "<b>")]),
        ("<!--><b>", [(OTHER, "<!-->"), (OPENING, "<b>")]),
        ("<!---><b>", [(OTHER, "<!--->"), (OPENING, "<b>")]),
        ("<!-- a --!><b>", [(OTHER, "<!-- a --!>"), (OPENING, "<b>")]),
        ("<!-- never closed <p>", [(OTHER, "<!-- never closed <p>")]),
        ("<!DOCTYPE html><?a b?>", [(OTHER, "<!DOCTYPE html>"), (OTHER, "<?a b?>")]),
        ("</3></p>", [(OTHER, "</3>"), (CLOSING, "</p>")]),
        ("<Script>'<p>'</p></SCRIPT>", [(RAW, "<Script>'<p>'</p></SCRIPT")]),
        ("<title><b></titl></title>", [(RAW, "<title><b></titl></title")]),
        ("<style>a", [(RAW, "<style>a")]),
        ("<scripts><p>", [(OPENING, "<scripts>"), (OPENING, "<p>")]),
    ],
)  # fmt: skip
def test_tags_comments_and_raw_text_are_told_apart(
    source: str, parts: list[tuple[int, str]]
) -> None:
    """What is quoted, commented out or raw text holds no tags."""
    assert found(source) == parts


@pytest.mark.parametrize("place", range(12))
def test_bytes_are_found_wherever_they_stand(place: int) -> None:
    """Eight are looked at a time; a byte one above the wanted is not taken for it."""
    eights = view_eights(b"=" * place + b"<" + b"=" * 5 + b">" + b"=" * 8)
    assert find_next(eights, ord("<"), 0) == place
    assert find_either(eights, ord("<"), ord(">"), 0) == place
    assert find_either(eights, ord("<"), ord(">"), place + 1) == place + 6
    assert find_next(eights, ord("?"), 0) == len(eights)


def test_names_have_the_same_number_whatever_their_case() -> None:
    """And different names different ones, as far as a page has any."""
    assert number_name(data("DIV")) == number_name(data("div"))
    names = ["div", "span", "p", "a", "li", "ul", "td", "tr", "table", "svg", "path", "script"]
    assert len({number_name(data(name)) for name in names}) == len(names)
