"""Which blocks of a page are boilerplate, and why.

What is certain comes first, each by its rule:

``profile``      the site repeats this line on its pages (`profile`)
``phrase:KIND``  the block is, or begins with, a phrase of the catalogue (`phrases`)
``tail``         after a block like "Related articles" only short blocks follow, up to the end
``navigation``   a run of short lines with several entries of a menu
``zone:KIND``    (HTML) the page itself sets the block apart: ``<nav>``, hidden, comments ...
``outside``      (HTML) the block stands outside the element that holds the running text
``links``        (HTML) the block is mostly links

The trained model (`classifier`) decides about the rest: ``model: ...`` says what it saw. Without a
sentence nothing is sure in plain text, and without running text little is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.element import Element
from cleantext.page.features import (
    CLOSERS,
    RUNNING_WORDS,
    SENTENCE_ENDS,
    SENTENCE_WORDS,
    normalize_phrase,
)
from cleantext.page.phrases import load_phrases
from cleantext.page.plain import remove_blocks
from cleantext.page.profile import SitePatterns

if TYPE_CHECKING:
    from cleantext.page.measures import Ints

__all__ = ["Verdict", "find_boilerplate", "judge_blocks", "mark_phrases"]

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
LINKED_PROSE = 0.5
"""... and with this share it is no running text."""
PROSE_CHARACTERS = 20
"""A block with so many characters and a sentence's end is prose."""
PROSE = 0.85
"""A plain text with this share of prose and without a phrase is a story as it stands."""
SCORE_UNIT = 1024
"""The classifier's scores are logarithms of odds in this unit (`forest.UNIT`)."""
THRESHOLD = -820
"""A block with a lower score is boilerplate: more is kept than an even chance would ..."""
MARGIN = 1230
"""... and at least what scores by no more than this below the best running text."""
OPENING = 3
"""So many blocks before the running text of a page are its headline, byline and dateline."""
WORTHWHILE = 0.05
"""The model removes nothing where it would remove a smaller share of the words."""
LONGEST_PHRASE = 250
"""A block with more characters is no phrase of the catalogue."""
_ENDS = tuple(SENTENCE_ENDS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a block is kept, and why.

    ``reason`` is the rule that removed it, or what spoke for keeping it; ``score`` is the
    probability, 0 to 1, that the block belongs to the story (a rule is certain: 0.0 or 1.0).
    """

    kept: bool
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class _Page:
    """The blocks and what the rules ask of each: its form, its words, its phrase's kind."""

    blocks: Sequence[Block]
    words: list[int]
    terminal: list[bool]
    sentence: list[bool]
    running: list[bool]
    phrases: list[str]
    kinds: dict[int, str]


def find_boilerplate(
    blocks: Sequence[Block], profile: SitePatterns | None = None, site: str | None = None
) -> list[Change]:
    r"""The changes that remove the blocks which do not belong to the story.

    The arguments, and when it can be wrong, are those of `judge_blocks`.

    >>> from cleantext.page.plain import parse
    >>> story = "The fire in the old mill was out by noon, and nobody was hurt, the town said."
    >>> [change.before for change in find_boilerplate(parse(f"{story}\nRead more\n{story}"))]
    ['Read more\n']
    """
    verdicts = judge_blocks(blocks, profile, site)
    reasons = {i: verdict.reason for i, verdict in enumerate(verdicts) if not verdict.kept}
    return remove_blocks(blocks, reasons, "boilerplate")


def judge_blocks(
    blocks: Sequence[Block], profile: SitePatterns | None = None, site: str | None = None
) -> list[Verdict]:
    r"""A verdict for each block of a page: does it belong to the story, and why.

    ``profile`` says what each site repeats on its pages; ``site`` names the page's site, and where
    it is None or not known to the profile, the patterns of all sites apply. Never raises.

    A text without running text (a poem, a table, a list of names) is left as it is. Wrong where a
    line of the story is word for word a phrase of the catalogue, and most often at the edges of a
    story: short lines, lists and captions that the model can't tell from what is around it. The
    model was trained on pages that are mostly English.

    >>> from cleantext.page.plain import parse
    >>> story = "The fire in the old mill was out by noon, and nobody was hurt, the town said."
    >>> [verdict.kept for verdict in judge_blocks(parse(f"{story}\nRead more\n{story}"))]
    [True, False, True]
    """
    if not blocks:
        return []
    phrases = [_normalize(block.text) for block in blocks]
    kinds = _find_phrases(phrases)
    marks = _mark(phrases, kinds)
    if profile is None and not any(marks) and _is_prose(blocks):
        return [Verdict(True, "prose, as all of the text", 1.0)] * len(blocks)
    # NumPy is loaded by the first page that needs it, not by the import of the package.
    from cleantext.page.measures import measure_blocks

    measures = measure_blocks(blocks, marks)
    page = _describe(blocks, phrases, kinds, measures)
    certain = _find_certain(page, profile, site)
    verdicts = _judge_by_model(page, measures)
    for index, reason in certain.items():
        verdicts[index] = Verdict(False, reason, 0.0)
    return verdicts


def _is_prose(blocks: Sequence[Block]) -> bool:
    """Whether a plain text is made of sentences, but for a headline or so: nothing to look for."""
    total = prose = 0
    for block in blocks:
        if block.element is not None:
            return False
        size = len(block.text)
        total += size
        if size >= PROSE_CHARACTERS and block.text.rstrip(CLOSERS).endswith(_ENDS):
            prose += size
    return prose >= PROSE * total


def mark_phrases(blocks: Sequence[Block]) -> list[int]:
    """What the phrase catalogue knows of each block, as the trained model reads it.

    0 nothing, 1 an entry of a menu, 2 a weak phrase, 3 a phrase, 4 one that a tail begins with.
    """
    phrases = [_normalize(block.text) for block in blocks]
    return _mark(phrases, _find_phrases(phrases))


def _normalize(text: str) -> str:
    return normalize_phrase(text) if len(text) <= LONGEST_PHRASE else ""


def _mark(phrases: list[str], kinds: Mapping[int, str]) -> list[int]:
    catalogue = load_phrases()
    marks = [
        1 if phrase in catalogue.menu else 2 if phrase in catalogue.weak else 0
        for phrase in phrases
    ]
    for index in kinds:
        marks[index] = 4 if phrases[index] in catalogue.tails else 3
    return marks


def _describe(
    blocks: Sequence[Block], phrases: list[str], kinds: dict[int, str], measures: Ints
) -> _Page:
    from cleantext.page.measures import SENTENCE_END, column

    words = measures[:, column("words")]
    terminal = measures[:, column("end")] == SENTENCE_END
    running = (words >= RUNNING_WORDS) & (measures[:, column("sentences")] > 0)
    counts = words.tolist()
    return _Page(
        blocks=blocks,
        words=counts,
        terminal=terminal.tolist(),
        sentence=(terminal & (words >= SENTENCE_WORDS)).tolist(),
        running=[
            is_running and index not in kinds and _link_density(block) < LINKED_PROSE
            for index, (is_running, block) in enumerate(zip(running.tolist(), blocks, strict=True))
        ],
        phrases=phrases,
        kinds=kinds,
    )


def _link_density(block: Block) -> float:
    return block.element.link_density if block.element else 0.0


def _judge_by_model(page: _Page, measures: Ints) -> list[Verdict]:
    """What the model says of each block, if there is running text to judge the others by."""
    from cleantext.page.classifier import explain_blocks, score_blocks

    if not any(page.running):
        return [Verdict(True, "no running text to judge by", 1.0)] * len(page.blocks)
    scores, features = score_blocks(measures)
    verdicts = [
        Verdict(True, "model: reads like the story", _probability(score)) for score in scores
    ]
    removed = _find_unlike(page, scores)
    for index, reason in zip(removed, explain_blocks(features[removed]), strict=True):
        verdicts[index] = Verdict(False, f"model: {reason}", verdicts[index].score)
    return verdicts


def _find_unlike(page: _Page, scores: list[int]) -> list[int]:
    """The blocks whose score is too low for the story.

    A page has a story: what scores best among its running text is not boilerplate. A headline,
    byline or dateline that a text opens with is the story's. And where next to nothing would go,
    nothing does: a text that is almost clean is left as it is.
    """
    best = max(score for score, running in zip(scores, page.running, strict=True) if running)
    threshold = min(THRESHOLD, best - MARGIN)
    opening = [i for i in range(page.running.index(True)) if page.words[i]]
    spared = set(opening if len(opening) <= OPENING else ())
    spared |= {i for i, b in enumerate(page.blocks) if b.element and b.element.tag == "h1"}
    found = [i for i, score in enumerate(scores) if score < threshold and i not in spared]
    words = sum(page.words[index] for index in found)
    return found if words >= WORTHWHILE * sum(page.words) else []


def _probability(score: int) -> float:
    return round(1 / (1 + math.exp(-score / SCORE_UNIT)), 3)


def _find_certain(page: _Page, profile: SitePatterns | None, site: str | None) -> dict[int, str]:
    """What the rules remove, with the rule."""
    reasons: dict[int, str] = {}
    if any(each and index not in page.kinds for index, each in enumerate(page.sentence)):
        reasons |= {index: f"phrase:{kind}" for index, kind in page.kinds.items()}
    if any(page.running):
        reasons |= dict.fromkeys(_find_menus(page), "navigation")
        reasons |= dict.fromkeys(_find_tail(page), "tail")
    reasons |= _find_set_apart(page)
    if profile is not None:
        reasons |= profile.find_furniture([block.text for block in page.blocks], site)
    return reasons


def _find_phrases(phrases: list[str]) -> dict[int, str]:
    """The kind of each block that is a phrase of the catalogue; weak ones only in company."""
    catalogue = load_phrases()
    kinds: dict[int, str] = {}
    weak: dict[int, str] = {}
    for index, phrase in enumerate(phrases):
        if not phrase:
            continue
        kind = catalogue.find_kind(phrase, phrase.count(" ") + 1)
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
    if index in page.kinds:
        return True
    is_statement = page.sentence[index] and not page.blocks[index].text.endswith("?")
    return page.words[index] <= TAIL_WORDS and not page.running[index] and not is_statement


def _find_menus(page: _Page) -> list[int]:
    """Lines of menus before the first and after the last running text."""
    running = [index for index, each in enumerate(page.running) if each]
    menu = load_phrases().menu
    found: list[int] = []
    short = [
        index
        for index, words in enumerate(page.words)
        if not running[0] < index < running[-1] and words <= MENU_WORDS and not page.terminal[index]
    ]
    for run in _runs(short):
        entries = [index for index in run if page.phrases[index] in menu]
        if len(run) >= MENU_RUN and len({page.phrases[i] for i in entries}) >= MENU_ENTRIES:
            # The headline may follow the menu at once: only what lies between two entries goes.
            found += range(entries[0], entries[-1] + 1)
    return found


def _find_set_apart(page: _Page) -> dict[int, str]:
    """What the tree of an HTML page sets apart from the story, if something else is left."""
    reasons: dict[int, str] = {}
    story = False
    for index, block in enumerate(page.blocks):
        reason = _set_apart(block.element, page.running[index]) if block.element else None
        if reason:
            reasons[index] = reason
        elif block.text and index not in page.kinds:
            story = True
    return reasons if story else {}


def _set_apart(element: Element, running: bool) -> str | None:
    if element.tag == "h1":
        return None
    if element.zone:
        return f"zone:{element.zone}"
    if not element.main:
        return "outside"
    if element.link_density >= LINKED and not running:
        return "links"
    return None
