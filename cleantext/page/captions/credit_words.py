"""The words of credits and of what stands around captions, by language: ``credits.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["HEAD", "load_heads", "load_words"]

HEAD = 3
"""So many letters of a word are looked at first."""
_BETWEEN = re.compile(r"; |\n")


def load_words(table: str) -> list[str]:
    """The words of a table of ``credits.toml``, those of all languages, the longest first.

    >>> "reuters" in load_words("agencies")
    True
    """
    texts = _load_tables()[table].values()
    words = {word for text in texts for word in _BETWEEN.split(text.strip())}
    return sorted(words, key=lambda word: (-len(word), word))


@cache  # a constant, made of the package's data
def load_heads(table: str) -> frozenset[str]:
    """How the words of a table begin, three letters of each, or all: few other words do.

    >>> "pho" in load_heads("marks")
    True
    """
    return frozenset(word[:HEAD] for word in load_words(table))


@cache  # constant data of the package, parsed at its first use so that importing stays cheap
def _load_tables() -> dict[str, dict[str, str]]:
    source = files("cleantext.page.captions").joinpath("credits.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)
