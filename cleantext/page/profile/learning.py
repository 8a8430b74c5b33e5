"""Learning what sites repeat, in one pass and in bounded memory.

A line is a site's furniture if many of its stories have it. A wire story on many pages of a site
is none: a page counts only if enough of its text was not seen on the site before, so that copies
of a story count once, and long lines never become patterns.

Counts are kept by Lossy Counting (Manku and Motwani, "Approximate Frequency Counts over Data
Streams", VLDB 2002, section 4.2), with stories of a site in the place of items: after every
`STORIES` stories, the lines that were seen too seldom to matter are forgotten. Up to that many
stories, counts are exact; beyond, a count can be too low by at most one in `STORIES` stories, and
no line is missed that stands in `LEAST_SHARE` + 1/`STORIES` of them. Where all sites together
have more than `MOST_LINES` lines in memory, every site forgets once more: rare sites suffer.

A pattern ends the story if, on nearly all pages that have it, it stands once and most of what is
running text and new to the site stands above it: a site has its comments and its links to other
stories in one place. A line that a site puts inside its stories ("Advertisement") stands anywhere.

Of a page's title, what stands before or after the headline is a line of its own, with an ellipsis
in the headline's place; only titles that repeat the headline below them count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice, takewhile

from cleantext.page.features import normalize_phrases
from cleantext.page.profile.masking import MASKED, is_long_sentence, is_short, mask_line
from cleantext.page.profile.title import find_title, read_parts

__all__ = ["ABOVE", "Learner", "Pattern"]

LEAST_STORIES = 3
"""A pattern stands in at least so many stories of its site ..."""
FEW_STORIES = 5
"""... where there are not more than these, else ..."""
MORE_STORIES = 4
"""... in so many ..."""
LEAST_SHARE = 0.2
"""... and in at least this share of them."""
FRAGMENT_WORDS = 3
"""A line of not more words that begins with a small letter is no pattern."""
NEW_SHARE = 0.1
"""A page is a new story if more than this share of its characters is in lines not seen before."""
ABOVE = 0.45
"""At least this share of a page's new running text stands above what ends its story ..."""
ENDING_SHARE = 0.8
"""... on at least this share of the pages that have the pattern ..."""
NEARLY_ALL = 0.85
"""... and at least so much of it ..."""
LAST_SHARE = 0.3
"""... on this share: below an advertisement in its midst each story goes on."""
HEADLINE_WORDS = 4
"""A line of so many words that stands at most ..."""
HEADLINE_LINES = 5
"""... so many lines above the story of a page may be its headline; if it is that ..."""
LINKED_SHARE = 0.5
"""... on a smaller share of its pages than this, the others link to that page."""
ENDING_STORIES = 0.3
"""... which are at least this share of the site's."""
EXAMPLES = 3
"""So many spellings of a pattern are kept to show."""
STORIES = 50
"""After so many stories, a site forgets its rare lines."""
MOST_SEEN = 20_000
"""Of so many different lines at most a site remembers that it saw them; then of half of them."""
MOST_LINES = 2_000_000
"""So many lines of all sites, counted or seen, are kept in memory: less than one gigabyte."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line that a site repeats: masked, in how many stories it stood, and as it was read.

    ``ends_story`` is whether what stands below it on a page is not of the story.
    """

    line: str
    count: int = 0
    examples: tuple[str, ...] = ()
    ends_story: bool = False


@dataclass(slots=True)
class _Line:
    """A line of a site: in how many stories since when, and its spellings.

    ``endings`` is on how many pages it may have ended the story, ``lasts`` on how many of these
    next to nothing ran on below it, ``leads`` on how many it stood where headlines do.
    """

    since: int
    count: int = 0
    endings: int = 0
    lasts: int = 0
    leads: int = 0
    examples: list[str] = field(default_factory=list)


class Learner:
    r"""The lines of all sites while their pages are read.

    >>> learner = Learner()
    >>> for story in ("Rain came to us.", "Snow fell here.", "The dam broke."):
    ...     learner.add("mill", f"{story}\nMill News")
    >>> [(pattern.line, pattern.count) for pattern in learner.patterns()["mill"]]
    [('mill news', 3)]
    """

    def __init__(self) -> None:
        self._sites: dict[str, _Site] = {}
        self._size = 0

    def add(self, site: str, text: str) -> None:
        """Count the lines of one page of a site."""
        counts = self._sites.setdefault(site, _Site())
        before = counts.size
        counts.add(text)
        self._size += counts.size - before
        if self._size > MOST_LINES:
            for each in self._sites.values():
                each.forget()
            self._size = sum(each.size for each in self._sites.values())

    def patterns(self) -> Mapping[str, tuple[Pattern, ...]]:
        """What each site repeats, most frequent first; sites without a pattern have none."""
        return {site: counts.patterns() for site, counts in sorted(self._sites.items())}


class _Site:
    """The lines of one site while its stories are read."""

    __slots__ = ("_lines", "_rounds", "_seen", "_stories")

    def __init__(self) -> None:
        self._stories = 0
        self._rounds = 0
        self._lines: dict[str, _Line] = {}
        self._seen: dict[bytes, None] = {}

    @property
    def size(self) -> int:
        return len(self._lines) + len(self._seen)

    def add(self, text: str) -> None:
        read = [line.strip() for line in text.split("\n") if line.strip()]
        keys = [_key(line) for line in read]
        running = [self._running(line, key) for line, key in zip(read, keys, strict=True)]
        if not self._is_new(keys):
            return
        self._stories += 1
        above = _share_above(keys, running)
        leading = _find_leading(keys, running)
        for masked, line in dict(zip(keys, read, strict=True)).items():
            if is_short(masked) and masked.strip(MASKED + " ") and not _is_fragment(line):
                self._count(masked, line, above.get(masked, 0.0), leads=masked in leading)
        for part in _title_parts(read):
            self._count(part, read[0])
        if self._stories % STORIES == 0:
            self._forget_rare()

    def _running(self, line: str, key: str) -> int:
        """How much running text the line is that is new to the site, in characters."""
        return len(line) if is_long_sentence(line) and _digest(key) not in self._seen else 0

    def _is_new(self, lines: Iterable[str]) -> bool:
        """Whether enough of the text was never seen on the site."""
        digests = {_digest(line): len(line) for line in lines}
        new = sum(length for digest, length in digests.items() if digest not in self._seen)
        for digest in digests:  # the last seen stand last
            self._seen.pop(digest, None)
            self._seen[digest] = None
        if len(self._seen) > MOST_SEEN:
            self._forget_older()
        return new > NEW_SHARE * sum(digests.values())

    def _count(self, masked: str, line: str, above: float = 0.0, *, leads: bool = False) -> None:
        each = self._lines.setdefault(masked, _Line(self._rounds))
        each.count += 1
        each.endings += above >= ABOVE
        each.lasts += above >= NEARLY_ALL
        each.leads += leads
        if len(each.examples) < EXAMPLES and line not in each.examples:
            each.examples.append(line)

    def _forget_rare(self) -> None:
        """The end of a bucket of Lossy Counting."""
        self._rounds += 1
        self._lines = {
            masked: each
            for masked, each in self._lines.items()
            if each.count + each.since > self._rounds
        }

    def forget(self) -> None:
        """Make room: rare lines, and the older half of what was seen."""
        self._forget_rare()
        self._forget_older()

    def _forget_older(self) -> None:
        """The older half of what was seen."""
        self._seen = dict.fromkeys(islice(self._seen, (len(self._seen) + 1) // 2, None))

    def patterns(self) -> tuple[Pattern, ...]:
        some = LEAST_STORIES if self._stories <= FEW_STORIES else MORE_STORIES
        least = max(some, LEAST_SHARE * self._stories)
        found = [
            Pattern(line, each.count, tuple(each.examples), self._ends_story(each))
            for line, each in self._lines.items()
            if each.count >= least and not _is_linked(each)
        ]
        return tuple(sorted(found, key=lambda pattern: (-pattern.count, pattern.line)))

    def _ends_story(self, line: _Line) -> bool:
        often = line.count >= ENDING_STORIES * self._stories
        is_last = line.lasts >= LAST_SHARE * line.count
        return often and is_last and line.endings >= ENDING_SHARE * line.count


def _share_above(keys: Sequence[str], running: Sequence[int]) -> dict[str, float]:
    """For the lines that stand once: which share of the running text stands above each."""
    total, above = sum(running), 0
    times = Counter(keys)
    shares: dict[str, float] = {}
    for key, size in zip(keys, running, strict=True):
        if above and times[key] == 1:
            shares[key] = above / total
        above += size
    return shares


def _find_leading(keys: Sequence[str], running: Sequence[int]) -> set[str]:
    """The lines just above the running text that are long enough for a headline."""
    first = next((index for index, size in enumerate(running) if size), 0)
    lines = keys[max(0, first - HEADLINE_LINES) : first]
    return {line for line in lines if line.count(" ") + 1 >= HEADLINE_WORDS}


def _is_linked(line: _Line) -> bool:
    """Whether a line is the headline of a page to which the site's other pages link."""
    return 0 < line.leads < LINKED_SHARE * line.count


def _title_parts(read: Sequence[str]) -> list[str]:
    """What the page's title may share with others of the site, if it repeats the headline."""
    parts = list(read_parts(mask_line(read[0]))) if is_short(read[0]) else []
    if not parts:
        return []
    above = list(takewhile(lambda line: not is_long_sentence(line), read))
    return parts if find_title(normalize_phrases(above)) else []


def _is_fragment(line: str) -> bool:
    """Whether the line is a few words out of a sentence, as where markup breaks the lines."""
    return line[0].islower() and len(line.split(None, FRAGMENT_WORDS)) <= FRAGMENT_WORDS


def _key(line: str) -> str:
    """What makes two lines one: masked, or as it stands where it is too long for a pattern."""
    return mask_line(line) if is_short(line) else line


def _digest(line: str) -> bytes:
    return blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
