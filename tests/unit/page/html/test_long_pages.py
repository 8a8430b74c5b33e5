"""Pages of more blocks than the model learned from keep their text."""

from __future__ import annotations

import random

import numpy as np
import pytest

from cleantext import clean_html
from cleantext.page.html.head import read_head
from cleantext.page.html.long_pages import find_parts
from cleantext.page.html.markup import read_markup
from cleantext.page.html.outline import read_outline
from cleantext.page.html.page_model import Choice
from cleantext.page.html.page_scores import load_tables
from cleantext.page.html.tree import describe_page

WORDS = (
    "the crane fell into harbour and nobody was hurt said mayor of town while ships waited for "
    "tide at old pier because storm had broken its chain last night near market where people sell"
).split()


def write(count: int) -> list[str]:
    """Paragraphs that are all different."""
    chance = random.Random(count)
    return [
        " ".join(
            " ".join(chance.choices(WORDS, k=chance.randint(8, 16))).capitalize() + "."
            for _ in range(chance.randint(2, 5))
        )
        for _ in range(count)
    ]


def share_kept(texts: list[str], cleaned: str) -> float:
    """How many of the texts are there."""
    return sum(text in cleaned for text in texts) / len(texts)


@pytest.mark.parametrize("count", [400, 1200])
@pytest.mark.parametrize("markup", ["<div>{}</div>", "<div><span>{}</span></div>", "<dd>{}</dd>"])
def test_a_long_text_is_kept_whatever_its_elements(count: int, markup: str) -> None:
    """A model that counts blocks took half of such a page and more, with nothing else on it."""
    texts = write(count)
    page = "<h1>A book</h1>" + "".join(map(markup.format, texts))
    assert share_kept(texts, clean_html(page)) > 0.98


def test_links_of_a_long_page_go() -> None:
    """What is looked at again is running text: menus around it are not kept for that."""
    texts = write(1200)
    menu = "".join(f'<li><a href="/{n}">Section {n}</a>' for n in range(40))
    page = f"<ul>{menu}</ul><h1>A book</h1>" + "".join(f"<div>{text}</div>" for text in texts)
    cleaned = clean_html(page)
    assert share_kept(texts, cleaned) > 0.98
    assert "Section" not in cleaned


ODD = "Of this the model is not sure, and would leave it out."


def find_odd(odd: str, *, entries: int = 30, kept: bool = True) -> list[str]:
    """What stays of a manual's part of which the model keeps nothing, and of the rest all or none.

    ``odd`` stands in the midst of as many parts as the table of contents has ``entries``.
    """
    contents = "".join(f'<li><a href="#p{n}">The part {n}</a>' for n in range(entries))
    parts = [f"<h2 id=p{n}>The part {n}</h2><p>{text}</p>" for n, text in enumerate(write(entries))]
    parts.insert(entries // 2, odd)
    markup = read_markup(f"<h1>A manual</h1><ul>{contents}</ul>{''.join(parts)}")
    outline = read_outline(markup)
    tree = describe_page(read_head(markup.source, ()), markup, outline, *load_tables())
    chosen = np.array([kept and ODD not in text for text in outline.texts])
    stays = find_parts(markup, outline, tree, Choice(chosen, np.full(len(chosen), 0.5)))
    return [outline.texts[index] for index in np.flatnonzero(stays)]


@pytest.mark.parametrize("odd", ["<p>{}", "<aside><p>{}</aside>", "<div class=related>{}</div>"])
def test_what_the_contents_lead_to_stays(odd: str) -> None:
    """Also a note beside the text, and whatever a class of the page is called."""
    assert find_odd(odd.format(ODD)) == [ODD]


@pytest.mark.parametrize(
    "odd",
    [
        "<nav><p>{}</p></nav>",
        "<footer><p>{}</p></footer>",
        "<p hidden>{}</p>",
        "<form><p>{}</p></form>",
        "<p><a href=/>{}</a></p>",
    ],
    ids="nav footer hidden form link".split(),
)
def test_what_is_no_text_goes_from_a_part(odd: str) -> None:
    """Navigation, forms, links and what is hidden are none, wherever they stand."""
    assert find_odd(odd.format(ODD)) == []


def test_a_page_that_the_model_does_not_keep_is_no_book() -> None:
    """What a long list of links leads to may be anything: comments, goods, other pages' teasers."""
    assert find_odd(f"<p>{ODD}", kept=False) == []


def test_an_article_with_a_few_parts_has_no_book() -> None:
    """Between its parts stand advertisements."""
    assert find_odd(f"<p>{ODD}", entries=10) == []
