"""What single words say of a block: weights learned from pages, and the function words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Lexicon", "load_function_words", "load_lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words say.

    ``weights`` says how much a word of a short block speaks for boilerplate (above 0) or for the
    story (below 0), in eighths of the natural logarithm of the odds; ``function_words`` are
    frequent words without a meaning of their own, of a dozen languages: prose is full of them.
    """

    weights: Mapping[str, int]
    function_words: frozenset[str]


@cache  # constant data of the package, read at its first use so that importing stays cheap
def load_lexicon() -> Lexicon:
    """The lexicon that comes with the package.

    >>> load_lexicon().weights["subscribe"] > 0
    True
    """
    directory = files("cleantext.page")
    weights = json.loads(directory.joinpath("weights/lexicon.json").read_text(encoding="utf-8"))
    return Lexicon(weights, load_function_words())


@cache  # the same
def load_function_words() -> frozenset[str]:
    """The function words of the languages that the package knows.

    >>> sorted(load_function_words() & {"the", "und", "mill"})
    ['the', 'und']
    """
    words = files("cleantext.page").joinpath("function_words.txt").read_text(encoding="utf-8")
    return frozenset(words.split())
