"""What of a page is boilerplate for certain, each by its rule.

``profile``      the site repeats this line on its pages (`profile`)
``phrase:KIND``  the block is, or begins with, a phrase of the catalogue (`phrases`)
``tail``         after a block like "Related articles" only short blocks follow, up to the end
``teaser``       headlines of other stories, below a heading that says so (`teasers`)
``navigation``   a run of short lines with several entries of a menu

Without a sentence nothing is sure in plain text, and without running text little is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.boilerplate.own_phrases import DOUBTFUL, find_answered, has_its_own
from cleantext.page.boilerplate.teasers import TEASER, find_teasers
from cleantext.page.furniture.phrases import load_phrases
from cleantext.page.plain import find_runs
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.words import UNSPACED

__all__ = [
    "MENU",
    "SHORT_TEXT",
    "find_certain",
    "find_prose",
]

SHORT_TEXT = 100
"""In a text of fewer words a model has little to judge by, and the rules are all there is."""
MENU = "navigation"
"""The rule by which the lines of a menu go."""

LEAST_PROSE = 30
"""Where no line runs, sentences with so many words together are prose."""
_UNMARKED = frozenset(chr(code) for first, last in UNSPACED[:4] for code in range(first, last + 1))
"""Thai, Lao, Burmese, Khmer letters: a line that has so many words and ends with one is prose."""

TAIL_WORDS = 25
"""A block of a tail has at most so many words."""
MENU_WORDS = 4
"""A line of a menu has at most so many words."""
MENU_RUN = 5
"""A menu has at least so many lines ..."""
MENU_ENTRIES = 3
"""... and among them so many different entries that menus have; or only these."""


def find_certain(
    page: DescribedPage,
    profile: SitePatterns | None = None,
    site: str | None = None,
    story: Container[int] = (),
) -> dict[int, str]:
    """What the rules remove, with the rule.

    ``story`` are the blocks that the model is sure of, which only what a person wrote into the
    profile removes.
    """
    reasons: dict[int, str] = {}
    if next(_find_sentences(page), None) is not None:
        reasons |= {index: f"phrase:{kind}" for index, kind in _find_certain_kinds(page)}
    if prose := find_prose(page):
        reasons |= dict.fromkeys(_find_menus(page, prose), MENU)
        reasons |= dict.fromkeys(_find_tail(page), "tail")
        reasons |= dict.fromkeys(find_teasers(page), TEASER)
    if profile is not None:
        reasons |= profile.find_furniture(page.lines.texts, site, story)
    return reasons


def find_prose(page: DescribedPage) -> list[int]:
    """Which blocks are the running text, or else the sentences where they are enough.

    In some languages no text runs.
    """
    running = [index for index, each in enumerate(page.running) if each]
    if running:
        return running
    sentences = list(_find_sentences(page))
    return sentences if sum([page.words[i] for i in sentences]) >= LEAST_PROSE else []


def _find_sentences(page: DescribedPage) -> Iterator[int]:
    """Lines that are sentences, and long ones in scripts that end sentences without a mark."""
    for index, is_sentence in enumerate(page.sentence):
        if index not in page.kinds and (is_sentence or _is_unmarked(page, index)):
            yield index


def _is_unmarked(page: DescribedPage, index: int) -> bool:
    return page.words[index] >= LEAST_PROSE and page.lines.texts[index][-1:] in _UNMARKED


def _find_certain_kinds(page: DescribedPage) -> Iterator[tuple[int, str]]:
    """The blocks that are a phrase of the catalogue, without those that a model should look at."""
    whole = load_phrases().blocks
    if has_its_own(page):
        return
    is_judged = any(page.running) and sum(page.words) >= SHORT_TEXT
    answered = find_answered(page)
    for index, kind in page.kinds.items():
        if index in answered:
            continue
        if kind != DOUBTFUL or not is_judged or page.phrases[index] in whole:
            yield index, kind


def _find_tail(page: DescribedPage) -> range:
    """From the first tail phrase after which only short blocks follow, to the end."""
    tails = load_phrases().tails
    start = end = len(page.lines)
    for index in reversed(range(end)):
        if not _fits_tail(page, index):
            break
        if page.phrases[index] in tails:
            start = index
    return range(start, end)


def _fits_tail(page: DescribedPage, index: int) -> bool:
    if index in page.kinds:
        return True
    is_statement = page.sentence[index] and not page.lines.texts[index].endswith("?")
    return page.words[index] <= TAIL_WORDS and not page.running[index] and not is_statement


def _find_menus(page: DescribedPage, prose: list[int]) -> list[int]:
    """Lines of menus before the first and after the last lines of prose.

    Where nothing else is furniture a list of such words may be the text's own: sentences are prose.
    """
    menu = load_phrases().menu
    found: list[int] = []
    ends = prose if page.kinds else [*prose, *_find_sentences(page)]
    first, last = min(ends), max(ends)
    short = [
        index
        for index, words in enumerate(page.words)
        if not first < index < last and words <= MENU_WORDS and not page.terminal[index]
    ]
    for run in find_runs(short):
        entries = [index for index in run if page.phrases[index] in menu]
        if len({page.phrases[i] for i in entries}) < MENU_ENTRIES:
            continue
        # The headline may follow the menu at once: only what lies between two entries goes.
        lines = range(entries[0], entries[-1] + 1)
        if len(run) >= MENU_RUN or len(entries) == len(lines):
            found += lines
    return found
