"""The lexicons: what single words say of a block, by the sites where they stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from labels import STORY
from texts import Page

from cleantext.page.classifier.word_hashes import split_words

UNIT = 8
"""A weight of so much is one natural logarithm of the odds."""
LEAST_WEIGHT = 4
MOST_WEIGHT = 40
_DOUBT = 0.7
"""So many sites more are thought to have each word, in boilerplate as in stories."""

WordsOf = tuple[set[str], set[str]]
"""Words of boilerplate, and of stories."""


@dataclass(frozen=True)
class Kind:
    """Which blocks a lexicon is learned from, on how many sites a word must stand."""

    ways: frozenset[str]
    least_words: int
    most_characters: int
    least_sites: int

    def read(self, page: Page) -> WordsOf:
        """The words of the page's boilerplate, and of its story."""
        words: WordsOf = (set(), set())
        if page.way in self.ways:
            for block, label, count in zip(page.blocks, page.labels, page.words, strict=True):
                if count >= self.least_words and len(block.text) <= self.most_characters:
                    words[bool(label >= STORY)].update(split_words(block.text.casefold()))
        return words


SHORT = Kind(frozenset({"layout", "naive"}), 0, 160, 12)
PROSE = Kind(frozenset({"layout", "main", "residue"}), 15, 100_000, 16)


def learn_lexicon(pages: Iterable[tuple[str, WordsOf]], kind: Kind) -> dict[str, int]:
    """The weight of each word on enough sites: how many have it in boilerplate, in stories.

    ``pages`` are the site of each page and its words. A word weighs nothing that stands on as many
    sites of either kind as all words do.
    """
    sites: dict[str, WordsOf] = {}
    for site, (furniture, story) in pages:
        known = sites.setdefault(site, (set(), set()))
        known[0].update(furniture)
        known[1].update(story)
    outside = Counter(word for each, _ in sites.values() for word in each)
    inside = Counter(word for _, each in sites.values() for word in each)
    words = [w for w in sorted(outside | inside) if outside[w] + inside[w] >= kind.least_sites]
    share = sum(inside[word] for word in words) / max(1, sum(outside[word] for word in words))
    weights = {}
    for word in words:
        odds = (outside[word] + _DOUBT) * share / (inside[word] + _DOUBT * share)
        weight = round(math.log(odds) * UNIT)
        if abs(weight) >= LEAST_WEIGHT:
            weights[word] = max(-MOST_WEIGHT, min(MOST_WEIGHT, weight))
    return weights
