"""Which blocks of a page are boilerplate, and by which rule.

Each rule takes away what a careful editor would take away by itself, on a first or a second look:

``profile``      the site repeats this line on its pages (`profile`)
``phrase:KIND``  the block is, or begins with, a phrase of the catalogue (`phrases`)
``tail``         after a block like "Related articles" only short blocks follow, up to the end
``navigation``   a run of short lines, or one line, with several entries of a menu
``zone:KIND``    (HTML) the page itself sets the block apart: ``<nav>``, hidden, comments ...
``outside``      (HTML) the block stands outside the element that holds the running text
``links``        (HTML) the block is mostly links

Without a sentence nothing is sure in plain text, and without running text little is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.element import Element
from cleantext.page.features import SEPARATOR, Features, describe_block, normalize_phrase
from cleantext.page.phrases import load_phrases
from cleantext.page.plain import remove_blocks
from cleantext.page.profile import SitePatterns

__all__ = ["find_boilerplate"]

TAIL_WORDS = 25
"""A block of a tail has at most so many words."""
MENU_WORDS = 4
"""A line of a menu has at most so many words."""
MENU_RUN = 5
"""A menu has at least so many lines ..."""
MENU_ENTRIES = 3
"""... and among them so many different entries that menus have."""
WEAK_RUN = 3
"""So many weak phrases in a row are furniture even without a certain one among them."""
LINKED = 0.6
"""A block with this share of link text is a list of links, not part of the story."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The blocks and what the rules ask of each: its features, its words, its phrase's kind."""

    blocks: Sequence[Block]
    features: list[Features]
    phrases: list[str]
    kinds: dict[int, str]

    def is_running(self, index: int) -> bool:
        return self.features[index].running and index not in self.kinds


def find_boilerplate(
    blocks: Sequence[Block], profile: SitePatterns | None = None, site: str | None = None
) -> list[Change]:
    r"""The changes that remove the blocks which do not belong to the story.

    ``profile`` says what each site repeats on its pages; ``site`` names the page's site, and where
    it is None or not known to the profile, the patterns of all sites apply. Never raises.

    A text without running text (a poem, a table, a list of names) is left as it is. Wrong where a
    line of the story is word for word a phrase of the catalogue.

    >>> from cleantext.page.plain import parse
    >>> story = "The fire in the old mill was out by noon, and nobody was hurt, the town said."
    >>> [change.before for change in find_boilerplate(parse(f"{story}\nRead more\n{story}"))]
    ['Read more\n']
    """
    page = _describe(blocks)
    reasons: dict[int, str] = {}
    if any(each.sentence for index, each in enumerate(page.features) if index not in page.kinds):
        reasons |= {index: f"phrase:{kind}" for index, kind in page.kinds.items()}
    if any(page.is_running(index) for index in range(len(blocks))):
        reasons |= dict.fromkeys(_find_menus(page), "navigation")
        reasons |= dict.fromkeys(_find_tail(page), "tail")
    reasons |= _find_set_apart(page)
    if profile is not None:
        repeated = (i for i, block in enumerate(blocks) if profile.matches(block.text, site))
        reasons |= dict.fromkeys(repeated, "profile")
    return remove_blocks(blocks, reasons, "boilerplate")


def _describe(blocks: Sequence[Block]) -> _Page:
    features = [describe_block(block) for block in blocks]
    phrases = [normalize_phrase(block.text) for block in blocks]
    return _Page(blocks, features, phrases, _find_phrases(features, phrases))


def _find_phrases(features: list[Features], phrases: list[str]) -> dict[int, str]:
    """The kind of each block that is a phrase of the catalogue; weak ones only in company."""
    catalogue = load_phrases()
    kinds: dict[int, str] = {}
    weak: dict[int, str] = {}
    for index, (phrase, each) in enumerate(zip(phrases, features, strict=True)):
        kind = catalogue.blocks.get(phrase) or catalogue.find_start(phrase, each.words)
        if kind:
            kinds[index] = kind
        elif phrase in catalogue.weak:
            weak[index] = catalogue.weak[phrase]
    for run in _runs(sorted([*kinds, *weak])):
        if len(run) >= WEAK_RUN or any(index in kinds for index in run):
            kinds |= {index: weak[index] for index in run if index in weak}
    return kinds


def _runs(indices: Sequence[int]) -> Iterator[list[int]]:
    """The indices in runs of neighbours."""
    run: list[int] = []
    for index in indices:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _find_tail(page: _Page) -> range:
    """From the first tail phrase after which only short blocks follow, to the end."""
    tails = load_phrases().tails
    start = end = len(page.blocks)
    for index in reversed(range(end)):
        if not _fits_tail(page, index):
            break
        if page.phrases[index] in tails:
            start = index
    return range(start, end)


def _fits_tail(page: _Page, index: int) -> bool:
    each = page.features[index]
    if index in page.kinds:
        return True
    is_statement = each.sentence and not page.blocks[index].text.endswith("?")
    return each.words <= TAIL_WORDS and not each.running and not is_statement


def _find_menus(page: _Page) -> list[int]:
    """Lines of menus before the first and after the last running text, and menus on one line."""
    running = [index for index in range(len(page.blocks)) if page.is_running(index)]
    menu = load_phrases().menu
    found = [i for i, each in enumerate(page.features) if _is_menu_line(page, i, each)]
    short = [
        index
        for index, each in enumerate(page.features)
        if not running[0] < index < running[-1] and each.words <= MENU_WORDS and not each.terminal
    ]
    for run in _runs(short):
        entries = [index for index in run if page.phrases[index] in menu]
        if len(run) >= MENU_RUN and len({page.phrases[i] for i in entries}) >= MENU_ENTRIES:
            # The headline may follow the menu at once: only what lies between two entries goes.
            found += range(entries[0], entries[-1] + 1)
    return found


def _is_menu_line(page: _Page, index: int, each: Features) -> bool:
    if each.separators < MENU_ENTRIES or each.terminal:
        return False
    menu = load_phrases().menu
    parts = {normalize_phrase(part) for part in SEPARATOR.split(page.phrases[index])}
    return len(parts & menu) >= MENU_ENTRIES


def _find_set_apart(page: _Page) -> dict[int, str]:
    """What the tree of an HTML page sets apart from the story, if something else is left."""
    reasons: dict[int, str] = {}
    story = False
    for index, (block, each) in enumerate(zip(page.blocks, page.features, strict=True)):
        reason = _set_apart(block.element, each) if block.element else None
        if reason:
            reasons[index] = reason
        elif block.text and index not in page.kinds:
            story = True
    return reasons if story else {}


def _set_apart(element: Element, features: Features) -> str | None:
    if element.tag == "h1":
        return None
    if element.zone:
        return f"zone:{element.zone}"
    if not element.main:
        return "outside"
    if features.link_density >= LINKED and not features.running:
        return "links"
    return None
