"""What a site repeats on its pages, as a file that people can read and edit.

A line is a pattern once its numbers, months and days are masked. A line that is a pattern of its
page's site is furniture. `learning` finds the patterns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from cleantext.errors import CorpusError
from cleantext.model import Document
from cleantext.page.learning import Learner, Pattern
from cleantext.page.masking import is_short, mask_line

__all__ = ["Pattern", "SitePatterns"]

VERSION = 1


@dataclass(frozen=True, slots=True)
class SitePatterns:
    r"""The patterns of each site, most frequent first.

    >>> stories = ["Rain came", "Snow fell", "The dam broke", "It thawed", "Spring is here"]
    >>> pages = [Document(f"mill/{n}", f"{s}\nPage {n} of the Mill") for n, s in enumerate(stories)]
    >>> patterns = SitePatterns.learn(pages)
    >>> [pattern.line for pattern in patterns.sites["mill"]]
    ['page # of the mill']
    >>> patterns.matches("Page 17 of the Mill", "mill")
    True
    """

    sites: Mapping[str, tuple[Pattern, ...]]
    _lines: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _all: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lines = {
            site: frozenset(pattern.line for pattern in patterns)
            for site, patterns in self.sites.items()
        }
        object.__setattr__(self, "_lines", lines)
        object.__setattr__(self, "_all", frozenset().union(*lines.values()))

    @classmethod
    def learn(cls, documents: Iterable[Document]) -> Self:
        """What each site of the documents repeats; the documents are read once.

        A document without a site belongs to none and teaches nothing. Memory is bounded, whatever
        the number of documents (`learning` says how, and what is approximate then). Wrong where a
        site has few stories of one kind (ten match reports that all have a line "Goals").
        """
        learner = Learner()
        for document in documents:
            if document.site is not None:
                learner.add(document.site, document.text)
        return cls(learner.patterns())

    def matches(self, line: str, site: str | None) -> bool:
        """Whether the site repeats this line; any site, where it is None or not known."""
        lines = self._all if site is None else self._lines.get(site, self._all)
        return bool(lines) and is_short(line) and mask_line(line) in lines

    def to_json(self) -> str:
        """The profile as readable JSON; a pattern that is deleted there removes nothing more."""
        sites = {
            site: [
                {"line": each.line, "count": each.count, "examples": list(each.examples)}
                for each in patterns
            ]
            for site, patterns in sorted(self.sites.items())
        }
        return json.dumps({"version": VERSION, "sites": sites}, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, source: str) -> Self:
        """The profile from its JSON.

        Raises `CorpusError`, which says where, if it is not the JSON of a profile.
        """
        try:
            whole = json.loads(source)
        except (ValueError, RecursionError) as error:
            raise CorpusError(f"The site profile is not JSON: {error}") from error
        if not isinstance(whole, dict) or not isinstance(whole.get("sites"), dict):
            raise CorpusError('The site profile has no object "sites"; make one with `learn`.')
        if whole.get("version") != VERSION:
            raise CorpusError(
                f"The site profile has version {whole.get('version')!r}; this release reads "
                f"{VERSION}. Learn it again."
            )
        return cls({site: tuple(_read(site, each)) for site, each in whole["sites"].items()})


def _read(site: str, patterns: Any) -> Iterator[Pattern]:
    if not isinstance(patterns, list):
        raise CorpusError(f"The site profile's {site!r} must be a list of patterns.")
    for number, each in enumerate(patterns, 1):
        line = each.get("line") if isinstance(each, dict) else None
        if not isinstance(line, str) or not line.strip():
            raise CorpusError(
                f'Pattern {number} of {site!r} in the site profile has no text "line".'
            )
        examples = each.get("examples", [])
        count = each.get("count", 0)
        if not isinstance(count, int) or not isinstance(examples, list):
            raise CorpusError(
                f'Pattern {number} of {site!r} in the site profile: "count" must be a whole number '
                'and "examples" a list.'
            )
        yield Pattern(mask_line(line), count, tuple(map(str, examples)))
