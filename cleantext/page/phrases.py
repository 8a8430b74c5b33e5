"""The phrase catalogue ``phrases.toml``: words that are a page's furniture wherever they stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Phrases", "load_phrases"]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The catalogue, as the rules look it up; every phrase is spelled by `normalize_phrase`.

    ``blocks`` maps a whole block to its kind; ``weak`` the same, for words that are furniture only
    beside other furniture (``share``); ``starts`` maps the first word of a block's beginning to
    (beginning, most words the block may have, kind); ``tails`` are the blocks after which only
    furniture follows; ``menu`` the entries of a site's menu; ``calendar`` the names of months and
    days.
    """

    blocks: Mapping[str, str]
    weak: Mapping[str, str]
    starts: Mapping[str, tuple[tuple[str, int, str], ...]]
    tails: frozenset[str]
    menu: frozenset[str]
    calendar: frozenset[str]

    def find_start(self, phrase: str, words: int) -> str | None:
        """The kind of the catalogue's beginning that this block begins with, if it has one."""
        first = phrase.partition(" ")[0]
        for beginning, most, kind in self.starts.get(first, ()):
            inside_word = phrase[len(beginning) - 1 : len(beginning) + 1].isalpha()
            if words <= most and phrase.startswith(beginning) and not inside_word:
                return kind
        return None


@cache  # constant data of the package, parsed at its first use so that importing stays cheap
def load_phrases() -> Phrases:
    """The catalogue that comes with the package.

    >>> load_phrases().blocks["more from this section"]
    'related-links'
    """
    source = files("cleantext.page").joinpath("phrases.toml").read_text(encoding="utf-8")
    catalogue = tomllib.loads(source)
    starts: dict[str, list[tuple[str, int, str]]] = {}
    for kind, entry in catalogue["starts"].items():
        for beginning in _all_languages(entry["phrases"]):
            first = beginning.partition(" ")[0]
            starts.setdefault(first, []).append((beginning, entry["most_words"], kind))
    return Phrases(
        blocks=_by_phrase(catalogue["blocks"]),
        weak=_by_phrase(catalogue["weak"]),
        starts={first: tuple(entries) for first, entries in starts.items()},
        tails=frozenset(_all_languages(catalogue["tails"])),
        menu=frozenset(_all_languages(catalogue["menu"])),
        calendar=frozenset(_all_languages(catalogue["calendar"])),
    )


def _by_phrase(kinds: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    return {phrase: kind for kind, table in kinds.items() for phrase in _all_languages(table)}


def _all_languages(table: Mapping[str, list[str]]) -> list[str]:
    return [phrase for phrases in table.values() for phrase in phrases]
