"""What a site repeats on its pages, as a file that people can read and edit.

A line is a pattern once its numbers, months and days are masked. A line that is a pattern of its
page's site is furniture, and some patterns end the story: what stands below them is furniture,
too. `learning` finds the patterns.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from cleantext.errors import CorpusError
from cleantext.model import Document
from cleantext.page.profile.learning import ABOVE, Learner, Pattern
from cleantext.page.profile.masking import is_long_sentence, is_short, mask_line
from cleantext.page.profile.title import REST, read_parts

__all__ = ["Pattern", "SitePatterns"]

VERSION = 1
_DOTS = "..."
_NAMES = ("line", "count", "ends_story", "examples")


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
    _ends: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _written: frozenset[str] = field(init=False, repr=False, compare=False)
    _has_long: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lines = {
            site: frozenset(pattern.line for pattern in patterns)
            for site, patterns in self.sites.items()
        }
        object.__setattr__(self, "_lines", lines)
        ends = {
            site: frozenset(pattern.line for pattern in patterns if pattern.ends_story)
            for site, patterns in self.sites.items()
        }
        object.__setattr__(self, "_all", frozenset().union(*lines.values()))
        object.__setattr__(self, "_ends", ends)
        every = (pattern for patterns in self.sites.values() for pattern in patterns)
        written = frozenset(pattern.line for pattern in every if not pattern.count)
        object.__setattr__(self, "_written", written)
        # None is learned, but a person may write what a site says of itself in sixty words.
        object.__setattr__(self, "_has_long", not all(map(is_short, self._all)))

    @classmethod
    def learn(cls, documents: Iterable[Document]) -> Self:
        """What each site of the documents repeats; the documents are read once.

        A document without a site belongs to none and teaches nothing. Memory is bounded, whatever
        the number of documents (`learning` says how, and what is approximate then). Wrong where a
        site has few stories of one kind (ten match reports that all have a line "Goals").

        Raises TypeError for what is no `Document`, with its place.
        """
        learner = Learner()
        for place, document in enumerate(documents):
            if not (isinstance(document, Document) and isinstance(document.text, str)):
                raise TypeError(f"learn() takes documents; got {document!r:.80} at index {place}")
            if document.site is not None:
                learner.add(document.site, document.text)
        return cls(learner.patterns())

    def matches(self, line: str, site: str | None) -> bool:
        r"""Whether the site repeats this line; any site, where it is None or not known.

        A block of a page may hold several lines: then the site repeats each of them.

        >>> patterns = SitePatterns({"mill": (Pattern("mill news"), Pattern("since #"))})
        >>> patterns.matches("Mill News\nSince 1962", "mill")
        True
        """
        known = self._of(site)
        if "\n" in line:
            return bool(known) and all(self.matches(part, site) for part in _split(line))
        return bool(known) and (self._has_long or is_short(line)) and mask_line(line) in known

    def find_furniture(
        self,
        lines: Sequence[str],
        site: str | None = None,
        story: Container[int] = (),
        spared: Container[int] = (),
    ) -> dict[int, str]:
        r"""The rule by which a line of a page is its site's furniture, for each that is.

        ``lines`` are the page's lines or blocks in their order. ``profile``: the site repeats the
        line; ``profile:below``: it stands below a line that ends the site's stories, and most of
        the page's running text stands above that. Where ``site`` is None or not known, the lines
        of all sites apply; what ends a story, only if the profile has a single site. The lines of
        ``story`` are the story's, whatever the site repeats ("Ingredients"): of them, only those
        go that were written into the profile by hand, and have no count. The lines ``spared`` do
        not go for standing below a line, unless that was written by hand; others that stand below
        it go even where they are of ``story``.

        >>> comments = Pattern("comments (#)", ends_story=True)
        >>> story = "The mill burned down at night. It was the last of the five on the river."
        >>> page = [story, "Comments (2)", "Ann wrote:", "I saw it."]
        >>> SitePatterns({"mill": (comments,)}).find_furniture(page, "mill")
        {1: 'profile', 2: 'profile:below', 3: 'profile:below'}
        """
        furniture = {
            index: "profile" for index, line in enumerate(lines) if self.matches(line, site)
        }
        furniture |= dict.fromkeys(self._find_title(lines, site), "profile")
        end = self._find_end(lines, furniture, site)
        kept = {
            index
            for index in furniture
            if index in story
            and (index < end or index in spared)
            and not self._is_written(lines[index])
        }
        is_asked = end < len(lines) and not self._written.isdisjoint(_masks(lines[end]))
        below = {
            index: "profile:below"
            for index in range(end, len(lines))
            if is_asked or index not in spared
        }
        return below | {index: rule for index, rule in furniture.items() if index not in kept}

    def _of(self, site: str | None) -> frozenset[str]:
        return self._all if site is None else self._lines.get(site, self._all)

    def _find_title(self, lines: Sequence[str], site: str | None) -> Iterator[int]:
        """The first line, if a part of it is that of the site's titles."""
        first = next((index for index, line in enumerate(lines) if line), None)
        if first is not None and is_short(lines[first]):
            parts = read_parts(mask_line(lines[first]))
            if not self._of(site).isdisjoint(parts):
                yield first

    def _is_written(self, block: str) -> bool:
        """Whether a person wrote what a block is known by: each of its lines, or a title's part."""
        if self._written.issuperset(_masks(block)):
            return True
        return is_short(block) and not self._written.isdisjoint(read_parts(mask_line(block)))

    def _find_end(self, lines: Sequence[str], furniture: Container[int], site: str | None) -> int:
        """The line that ends the story; the number of the lines if there is none."""
        only = next(iter(self._ends), "") if len(self._ends) == 1 else ""
        ends = self._ends.get(site or only, self._ends.get(only, frozenset()))
        if ends and furniture:
            running = [
                len(line) if index not in furniture and is_long_sentence(line) else 0
                for index, line in enumerate(lines)
            ]
            least, above = ABOVE * sum(running), 0
            for index, line in enumerate(lines):
                is_over = above and above >= least and index in furniture
                if is_over and not ends.isdisjoint(_masks(line)):
                    return index
                above += running[index]
        return len(lines)

    def to_json(self) -> str:
        """The profile as readable JSON; a pattern that is deleted there removes nothing more."""
        sites = {
            site: [
                {
                    "line": each.line,
                    "count": each.count,
                    "ends_story": each.ends_story,
                    "examples": list(each.examples),
                }
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
            whole = json.loads(source, object_pairs_hook=_read_object)
        except (ValueError, RecursionError) as error:
            raise CorpusError(f"The site profile is not JSON: {error}") from error
        if not isinstance(whole, dict) or not isinstance(whole.get("sites"), dict):
            raise CorpusError('The site profile has no object "sites"; make one with `learn`.')
        version = whole.get("version")
        if version != VERSION or isinstance(version, bool):
            raise CorpusError(
                f"The site profile has version {version!r}; this release reads {VERSION}. "
                "Learn it again."
            )
        if unknown := whole.keys() - {"version", "sites"}:
            raise CorpusError(
                f'The site profile has {min(unknown)!r} beside "version" and "sites"; what a site '
                'repeats stands in "sites", below its name.'
            )
        return cls({site: tuple(_read(site, each)) for site, each in whole["sites"].items()})


def _split(block: str) -> list[str]:
    """The lines of a block: what stands on a page between two line breaks is one of them."""
    return [line for line in block.split("\n") if line.strip()]


def _masks(block: str) -> Iterator[str]:
    return map(mask_line, _split(block))


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object, in which a name that stands twice would hide what the first one holds."""
    read = dict(pairs)
    if len(read) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise CorpusError(f"The site profile has {twice!r} twice in one object; join the two.")
    return read


def _read(site: str, patterns: Any) -> Iterator[Pattern]:
    if not isinstance(patterns, list):
        raise CorpusError(f"The site profile's {site!r} must be a list of patterns.")
    for number, each in enumerate(patterns, 1):
        yield _read_pattern(f"Pattern {number} of {site!r} in the site profile", each)


def _read_pattern(place: str, each: Any) -> Pattern:
    line = each.get("line") if isinstance(each, dict) else None
    if not isinstance(line, str) or not line.strip():
        raise CorpusError(f'{place} has no text "line".')
    if len(line.splitlines()) > 1:
        raise CorpusError(f'{place} has several lines in "line"; make each a pattern.')
    unknown = each.keys() - _NAMES
    if unknown:
        raise CorpusError(
            f"{place} has {min(unknown)!r}, which is not a field of a pattern; those are "
            + ", ".join(f'"{name}"' for name in _NAMES)
            + "."
        )
    count, examples = each.get("count", 0), each.get("examples", [])
    ends = each.get("ends_story", False)
    is_count = isinstance(count, int) and not isinstance(count, bool) and count >= 0
    are_texts = isinstance(examples, list) and all(isinstance(each, str) for each in examples)
    if not (is_count and are_texts and isinstance(ends, bool)):
        raise CorpusError(
            f'{place}: "count" must be a whole number, at least 0, "examples" a list of texts and '
            '"ends_story" true or false.'
        )
    return Pattern(_mask_written(line), count, tuple(examples), ends)


def _mask_written(line: str) -> str:
    """The line masked; on a keyboard an ellipsis is three dots."""
    masked = part = mask_line(line)
    if masked.startswith(_DOTS):
        part = REST + masked.removeprefix(_DOTS)
    elif masked.endswith(_DOTS):
        part = masked.removesuffix(_DOTS) + REST
    return part if is_short(part) and part in read_parts(part) else masked
