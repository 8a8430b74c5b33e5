"""Words as numbers: in the text, and in class and id."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.markup import NAMES, read_markup
from cleantext.page.names import (
    Table,
    find_attributes,
    find_words,
    number_words,
    pack_word,
    view_words,
)


def words(text: str, *, camel: bool) -> list[str]:
    """The words of a text."""
    data = np.frombuffer(f"{text} ".encode(), dtype=np.uint8)
    starts, sizes = find_words(data, camel=camel)
    return [
        data[start : start + size].tobytes().decode()
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "camel", "expected"),
    [
        ("", False, []),
        ("one two-three_4", False, ["one", "two", "three"]),
        ("relatedPosts", False, ["relatedPosts"]),
        ("relatedPosts HTMLBlock", True, ["related", "Posts", "HTMLBlock"]),
        ("caf\u00e9 M\u00fchle", False, ["caf\u00e9", "M\u00fchle"]),
    ],
)
def test_words_are_runs_of_letters(text: str, camel: bool, expected: list[str]) -> None:
    """Digits and marks part words; in names, so do capitals after small letters."""
    assert words(text, camel=camel) == expected


def test_a_word_is_a_number_of_its_first_eight_bytes() -> None:
    """Case does not count, nor does what follows the eighth byte."""
    data = np.frombuffer(b"Recommendations ads ", dtype=np.uint8)
    starts, sizes = find_words(data, camel=False)
    assert number_words(view_words(data)[starts], sizes).tolist() == [
        pack_word("recommended"),
        pack_word("ADS"),
    ]


def test_a_table_knows_its_words_and_no_others() -> None:
    """An unknown word has a row of noughts."""
    table = Table.make({"share": [3, 1], "story": [-4, 0]}, 2)
    numbers = np.array([pack_word(word) for word in ("story", "share", "mill")], dtype=np.uint64)
    assert table.look_up(numbers).tolist() == [[-4, 0], [3, 1], [0, 0]]


def names(html: str) -> tuple[list[tuple[str, int]], list[str]]:
    """The words of class and id with the tag they stand in, and the tags that are hidden."""
    markup = read_markup(html)
    tags, numbers, hidden = find_attributes(markup)
    owners = [NAMES[tag] for tag in markup.tags[tags].tolist()]
    found = list(zip(owners, numbers.tolist(), strict=True))
    return found, [NAMES[tag] for tag in markup.tags[hidden].tolist()]


def test_names_are_read_from_class_id_role_and_itemprop() -> None:
    """Other attributes, and text that looks like one, say nothing."""
    html = (
        "<p class='a-b' id=c>class=\"d\"</p><div role=main data-class='e' title=' id=\"f\"'>"
        "<b itemprop=articleBody>"
    )
    found, hidden = names(html)
    assert found == [
        (tag, pack_word(word))
        for tag, word in (
            ("p", "a"), ("p", "b"), ("p", "c"), ("div", "main"), ("b", "article"), ("b", "body"),
        )
    ]  # fmt: skip
    assert hidden == []


@pytest.mark.parametrize(
    ("attribute", "is_hidden"),
    [
        ("hidden", True),
        ("aria-hidden=true", True),
        ("aria-hidden=false", False),
        ("style='color:red; display : none'", True),
        ("style='display:block'", False),
        ("style=display:none", True),
        ("data-hidden=1", False),
        ("title='display:none'", False),
    ],
)
def test_hidden_elements_are_known(attribute: str, is_hidden: bool) -> None:
    """The attribute, its sister for screen readers, and the style."""
    assert names(f"<p {attribute}>x</p>")[1] == (["p"] if is_hidden else [])


@pytest.mark.parametrize(
    "html", ["<p>A display: none.", "<p style='color: red'>Set display:none here.", "<p display>a"]
)
def test_a_style_in_the_text_hides_nothing(html: str) -> None:
    """Only an attribute hides its element; a page without any attribute can speak of hiding."""
    assert not find_attributes(read_markup(html))[2].any()
