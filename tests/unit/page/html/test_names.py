"""Words as numbers: in the text, and in class and id."""

from __future__ import annotations

import numpy as np
import pytest

from cleantext.page.html.markup import NAMES, read_markup
from cleantext.page.html.names import Table, find_attributes, find_slot, find_words, pack_word


def numbers(text: str) -> list[int]:
    """The numbers of the words of a text."""
    return list(find_words(np.frombuffer(text.encode(), dtype=np.uint8))[1].tolist())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("one two-three_4", ["one", "two", "three"]),
        ("relatedPosts", ["relatedposts"]),
        ("caf\u00e9 M\u00fchle", ["caf\u00e9", "m\u00fchle"]),
    ],
)
def test_words_are_runs_of_letters(text: str, expected: list[str]) -> None:
    """Digits and marks part words."""
    assert numbers(text) == [pack_word(word) for word in expected]


def test_a_word_is_a_number_of_its_first_eight_bytes() -> None:
    """Case does not count, nor does what follows the eighth byte."""
    assert numbers("Recommendations ads ") == [pack_word("recommended"), pack_word("ADS")]


def test_a_table_knows_its_words_and_no_others() -> None:
    """An unknown word has no row."""
    table = Table.make({"share": [3, 1], "story": [-4, 0]}, 2)
    slots = [
        find_slot(np.uint64(pack_word(word)), table.keys, table.shift)
        for word in ("story", "share", "mill")
    ]
    assert table.rows[slots[:2]].tolist() == [[-4, 0], [3, 1]]
    assert slots[2] == -1


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


def test_a_capital_after_a_small_letter_begins_a_name() -> None:
    """As in camel case; a run of capitals is one word with what follows it."""
    found, _ = names("<p class='relatedPosts HTMLBlock'>")
    assert [number for _, number in found] == [
        pack_word(word) for word in ("related", "posts", "htmlblock")
    ]


def test_a_value_that_ends_like_an_attribute_names_nothing() -> None:
    """Broken quotes leave such values behind; what follows them is no class."""
    assert names("<img alt='<div class=\" article-header\">'><p title=' id='>") == ([], [])


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
