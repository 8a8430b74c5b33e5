"""What a site repeats on its pages, learned from a corpus and kept as a file people can edit.

A line is a pattern once its numbers, months and days are masked. It is the site's furniture if
many of its stories have it. A wire story on many pages of a site is not: a page counts only if
enough of its text was not seen on the site before, so that copies of a story count once, and long
lines never become patterns.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Self

from cleantext.errors import CorpusError
from cleantext.model import Document
from cleantext.page.phrases import load_phrases

__all__ = ["Pattern", "SitePatterns", "mask_line"]

LEAST_STORIES = 4
"""A pattern stands in at least so many stories of its site ..."""
LEAST_SHARE = 0.2
"""... and in at least this share of them."""
NEW_SHARE = 0.1
"""A page is a new story if more than this share of its characters is in lines not seen before."""
MOST_WORDS = 30
"""A longer line is never a pattern."""
EXAMPLES = 3
VERSION = 1

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line that a site repeats: masked, in how many stories it stood, and as it was read."""

    line: str
    count: int
    examples: tuple[str, ...]


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

        A document without a site belongs to none and teaches nothing. Memory grows with the
        number of different short lines. Wrong where a site has few stories of one kind (ten match
        reports that all have a line "Goals").
        """
        counts: dict[str, _Site] = {}
        for document in documents:
            if document.site is not None:
                counts.setdefault(document.site, _Site()).add(document.text)
        return cls({site: count.patterns() for site, count in sorted(counts.items())})

    def matches(self, line: str, site: str | None) -> bool:
        """Whether the site repeats this line; any site, where it is None or not known."""
        lines = self._all if site is None else self._lines.get(site, self._all)
        return bool(lines) and mask_line(line) in lines

    def to_json(self) -> str:
        """The profile as readable JSON; a pattern that is deleted there removes nothing more."""
        sites = {
            site: [
                {"line": each.line, "count": each.count, "examples": list(each.examples)}
                for each in patterns
            ]
            for site, patterns in self.sites.items()
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


class _Site:
    """The lines of one site while its stories are read."""

    def __init__(self) -> None:
        self.stories = 0
        self.seen: set[bytes] = set()
        self.counts: dict[str, int] = {}
        self.examples: dict[str, list[str]] = {}

    def add(self, text: str) -> None:
        lines = {mask_line(line): line.strip() for line in text.split("\n") if line.strip()}
        if not self._is_new(lines):
            return
        self.stories += 1
        for masked, line in lines.items():
            if masked.strip(" #") and len(masked.split()) <= MOST_WORDS:
                self.counts[masked] = self.counts.get(masked, 0) + 1
                examples = self.examples.setdefault(masked, [])
                if len(examples) < EXAMPLES and line not in examples:
                    examples.append(line)

    def _is_new(self, lines: Iterable[str]) -> bool:
        """Whether enough of the text was never seen on the site."""
        digests = {_digest(line): len(line) for line in lines}
        new = sum(length for digest, length in digests.items() if digest not in self.seen)
        self.seen.update(digests)
        return new > NEW_SHARE * sum(digests.values())

    def patterns(self) -> tuple[Pattern, ...]:
        least = max(LEAST_STORIES, LEAST_SHARE * self.stories)
        found = [
            Pattern(line, count, tuple(self.examples[line]))
            for line, count in self.counts.items()
            if count >= least
        ]
        return tuple(sorted(found, key=lambda pattern: (-pattern.count, pattern.line)))


def _digest(line: str) -> bytes:
    return blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def mask_line(line: str) -> str:
    """The line casefolded, with one space between words, ``#`` for numbers, months and days.

    >>> mask_line("Updated: Monday,  3 June 2014, 10:45")
    'updated: #, # # #, #:#'
    """
    calendar = load_phrases().calendar
    folded = " ".join(line.casefold().split())
    named = _WORD.sub(lambda word: "#" if word[0] in calendar else word[0], folded)
    return _NUMBER.sub("#", named)


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
