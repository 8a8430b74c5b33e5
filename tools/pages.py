"""The HTML pages that the classifier of pages learns from, with a label for each block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from labels import STORY, label_blocks
from numpy.typing import NDArray
from sites import find_site, read_sites
from taught import TAUGHT, find_story
from texts import MOST_WORDS, read_lines

from cleantext.model import Block
from cleantext.page.html.head import Head, read_head
from cleantext.page.html.markup import Markup, Words, read_markup
from cleantext.page.html.names import find_attributes, find_words
from cleantext.page.html.outline import Outline, read_outline
from cleantext.page.html.structured_data import find_scripts
from cleantext.page.html.survey import find_data

SETS = {"wcxb_dev": 1.0, "newspaper": 2.0, "readability": 1.0, "sites": 1.0, TAUGHT: 1.0}
"""The sets, and what a page of each weighs."""
MOST_WEIGHT = 3.0
LEAST_FOUND = 0.4
"""A page with a smaller share of its gold text's words teaches nothing: its text is elsewhere."""
SHORT_CHARACTERS = 160
"""Only the words of blocks with at most so many characters teach what words say."""
_WORD = re.compile(r"\w+")

Numbers = NDArray[np.float64]
Labels = tuple[NDArray[np.float32], NDArray[np.int32], Numbers]


@dataclass(slots=True, eq=False)
class Page:
    """A page: where it is from, what is read of it, which of its blocks belong to the story.

    ``labels`` is the share of each block's words that belong to the story, NaN where nobody knows;
    ``counts`` is how many words each has;
    ``weights`` is what each block weighs in training; ``names`` has for each word of class and id
    how many words of the story the elements with it hold, and how many others; ``words`` are the
    words of short blocks of the story, and of other short blocks.
    """

    set: str
    id: str
    site: str
    type: str
    gold: str
    head: Head
    markup: Markup
    outline: Outline
    labels: NDArray[np.float32]
    counts: NDArray[np.int64]
    weights: Numbers
    names: tuple[Words, Numbers, Numbers]
    words: tuple[Words, Words]


def read_pages(data: Path, name: str) -> Iterator[Page]:
    """The pages of a set that have a text at all."""
    path = data / "pages" / f"{name}.jsonl.xz"
    sites = read_sites(read_lines(path))
    for row in read_lines(path):
        markup = read_markup(row["html"])
        outline = read_outline(markup)
        if outline.texts:
            yield _make_page(name, find_site(row, sites), row, markup, outline)


def _make_page(name: str, site: str, row: dict[str, Any], markup: Markup, outline: Outline) -> Page:
    read = _teach if name == TAUGHT else _label
    labels, words, weights = read(row, outline.texts)
    places, types = find_data(markup.source)
    head = read_head(markup.source, types if find_scripts(markup.source, places) else ())
    return Page(
        name, row["id"], site, row["type"], row["gold"], head, markup, outline,
        labels, words.astype(np.int64), weights * SETS[name], _count_names(markup, outline, labels),
        _split_words(outline, labels),
    )  # fmt: skip


def _label(row: dict[str, Any], texts: list[str]) -> Labels:
    """The labels, words and weights of blocks, by the gold text of their page."""
    labels, words = label_blocks([Block(0, text, "") for text in texts], row["gold"])
    # The measure is a mean over pages: what a block weighs there is its share of the story.
    weights = (np.minimum(words, MOST_WORDS) + 2.0) / (len(row["gold"].split()) + 100)
    weights *= min(1.0, MOST_WEIGHT / weights.sum())
    if float((labels * words).sum()) < LEAST_FOUND * max(1, count_words(row["gold"])):
        weights[:] = 0.0
    return labels, words, weights


def _teach(row: dict[str, Any], texts: list[str]) -> Labels:
    """The same by sentences, and for the other blocks by what an extractor takes for the story.

    Where the extractor is wrong about the sentences, nothing is known of the other blocks.
    """
    labels, words, weights = _label({"gold": find_story(row)}, texts)
    said = _label_sentences(texts, row["must"] or [], row["must_not"] or [])
    is_said = ~np.isnan(said)
    if weights.any():
        return np.where(is_said, said, labels), words, weights
    return said, words, is_said / max(1, int(is_said.sum()))


def _label_sentences(
    texts: list[str], wanted: list[str], unwanted: list[str]
) -> NDArray[np.float32]:
    """1 for a block with a wanted sentence, 0 for one with an unwanted, NaN for the others."""
    labels = np.full(len(texts), np.nan, dtype=np.float32)
    for index, text in enumerate(texts):
        flat = " ".join(text.split())
        for sentences, label in ((wanted, 1), (unwanted, 0)):
            if any(" ".join(sentence.split()) in flat for sentence in sentences):
                labels[index] = label
    return labels


def _count_names(
    markup: Markup, outline: Outline, labels: NDArray[np.float32]
) -> tuple[Words, Numbers, Numbers]:
    tags, names, _ = find_attributes(markup)
    known = np.where(np.isnan(labels), 0, outline.words)
    inside, outside = (
        np.concatenate([[0], np.cumsum(known * share)])
        for share in (np.nan_to_num(labels), 1 - np.nan_to_num(labels))
    )
    begins = np.searchsorted(outline.places, tags)
    ends = np.searchsorted(outline.places, markup.partners[tags])
    different, places = np.unique(names, return_inverse=True)
    good, bad = (
        np.bincount(places, weights=sums[ends] - sums[begins], minlength=len(different))
        for sums in (inside, outside)
    )
    return different, good, bad


def _split_words(outline: Outline, labels: NDArray[np.float32]) -> tuple[Words, Words]:
    starts, numbers = find_words(outline.data)
    blocks = np.searchsorted(outline.begins, starts, side="right") - 1
    short = np.array([len(text) <= SHORT_CHARACTERS for text in outline.texts])
    label = np.where((blocks >= 0) & short[blocks], labels[blocks], np.nan)
    return np.unique(numbers[label >= STORY]), np.unique(numbers[label < STORY])


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))
