"""What the tree says of each block."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cleantext.page.html.head import read_head
from cleantext.page.html.markup import read_markup
from cleantext.page.html.names import Table
from cleantext.page.html.outline import read_outline
from cleantext.page.html.structured_data import find_scripts
from cleantext.page.html.survey import find_data
from cleantext.page.html.tree import FEATURES, Tree, describe_page

NAMES = Table.make({"good": [-5], "poor": [7]}, 1)
WORDS = Table.make({"share": [9, 0], "the": [0, 1]}, 2)
RUNNING = "The ferry was late again, and nobody at the harbour could say why that was so. "


def describe(html: str) -> Tree:
    """The page as the model reads it."""
    markup = read_markup(html)
    places, types = find_data(markup.source)
    head = read_head(markup.source, types if find_scripts(markup.source, places) else ())
    return describe_page(head, markup, read_outline(markup), NAMES, WORDS)


def column(tree: Tree, name: str) -> list[int]:
    """One feature of all blocks."""
    values: list[int] = tree.column(name).tolist()
    return values


def test_features_have_a_name_each() -> None:
    """No two have the same, and a row has them all."""
    assert len(set(FEATURES)) == len(FEATURES)
    assert describe("<p>x").features.shape == (1, len(FEATURES))
    assert describe("<p>x").features.dtype == np.int16


@pytest.mark.parametrize(
    ("html", "name", "values"),
    [
        ("<p>one two</p><p>a</p>", "words", [2, 1]),
        ("<p><a>abcd</a>efgh</p>", "link_density", [500]),
        ("<p>a</p><p>a</p><p>b</p>", "copies", [2, 2, 1]),
        ("<p>a</p><p>a</p><p>b</p>", "copies_before", [0, 1, 0]),
        ("<p>Share the</p>", "evidence", [9]),
        ("<p>Share the</p>", "function", [1]),
        ("<title>The mill</title><h1>The mill</h1><p>x", "title", [666, 0]),
        ("<title>The mill</title><p>x<h1>The mill</h1><p>x", "from_title", [-1, 0, 1]),
        ("<nav><ul><li>a</li></ul></nav><p>b", "in_nav", [1, 0]),
        ("<nav><ul><li>a</li></ul></nav><p>b", "own_li", [1, 0]),
        ("<h1>a</h1><h3>b</h3><p>c", "level", [1, 3, 0]),
        ("<p>b</p><h1>a</h1><h3>b</h3><p>c", "heading", [0, 1, 3, 3]),
        ("<h2>Share</h2><p>a</p><p>b", "heading_says", [9, 9, 9]),
        ("<div class='post-comments'><p>a</p></div><p>b", "zone_comment", [1, 0]),
        ("<div class='poor'><p class=good>a</p></div><p>b", "bad_names", [7, 0]),
        ("<div class='poor'><p class=good>a</p></div><p>b", "good_names", [5, 0]),
        ("<div class='poor'><p class=good>a</p></div><p>b", "names_1", [7, 0]),
        ("<div hidden><p>a</p></div><p>b", "hidden", [1, 0]),
        ("<div><p>a</p><p>b</p></div><p>c", "blocks_1", [2, 2, 3]),
        ("<ul><li>a b</li><li>c d</li></ul><p>c", "alike_0", [2, 2, 1]),
        ("<ul><li>a b</li><li>c d</li></ul><p>c", "alike_words_0", [2, 2, 1]),
        ("<p>a<img>b<img></p><p>c", "inside_img", [2, 0]),
        ("<p>a</p><p>b c</p>", "words+1", [2, -1]),
        ("<p>a</p><p>b c</p>", "words_before3", [0, 1]),
        ('<script type="application/ld+json">{"@type": "Product"}</script><p>a', "is_product", [1]),
    ],
)
def test_a_feature_is_what_its_name_says(html: str, name: str, values: list[int]) -> None:
    """The value of one feature for each block of a small page."""
    assert column(describe(html), name) == values


def test_main_is_where_the_running_text_is() -> None:
    """Blocks beside the innermost element with most of the running text are away from it."""
    story = f"<p>{RUNNING}</p>" * 4
    tree = describe(f"<div><p>beside</p></div><div><h2>head</h2>{story}</div>")
    assert column(tree, "from_main")[:3] == [1, 0, 0]


def test_ancestors_hold_ranges_of_blocks() -> None:
    """The k-th ancestor of a block holds it; outer ones hold no less."""
    tree = describe("<div><ul><li>a<li>b</ul><p>c</p></div><p>d")
    here = np.arange(len(tree.words))
    assert ((tree.begins <= here) & (here < tree.ends)).all()
    sizes: Any = tree.ends - tree.begins
    assert (np.diff(sizes, axis=0) >= 0).all()
    assert sizes[1].tolist() == [2, 2, 3, 4]
