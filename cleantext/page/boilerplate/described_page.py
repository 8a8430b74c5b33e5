"""What the rules and the model are told of a page: the phrases of its blocks, and their form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleantext.model import Block
from cleantext.page.features import RUNNING_WORDS, SENTENCE_WORDS, normalize_phrases
from cleantext.page.furniture.phrases import load_phrases
from cleantext.page.furniture.speech import only_mentions
from cleantext.page.plain import Lines, find_runs, goes_on, lines_of

if TYPE_CHECKING:
    from cleantext.page.classifier.measures import Ints

__all__ = ["SUBHEADING_WORDS", "DescribedPage", "MarkedLines", "describe_blocks", "mark_phrases"]

LONGEST_PHRASE = 250
"""A block with more characters is no phrase of the catalogue."""
SUBHEADING_WORDS = 5
"""Few headlines have no more words, and most subheadings of a story have."""
WEAK_RUN = 3
"""So many different weak phrases in a row are furniture even without a certain one among them."""
BROKEN_WORDS = 6
"""A line in which a sentence begins, to go on in the next, has so many words: a title has fewer."""


@dataclass(frozen=True, slots=True, eq=False)
class MarkedLines:
    """The blocks as lines, and what the phrase catalogue knows of each.

    ``phrases`` are the lines by `normalize_phrase`, empty for one that is too long for a phrase or
    only goes on with a sentence; ``kinds`` those that are phrases, each with its
    kind, but for what only mentions one; ``marks`` is what the trained model reads, which judges
    mentions by what is around them: 0 nothing, 1 an entry of a menu, 2 a weak phrase, 3 a phrase,
    4 one that a tail begins with.
    """

    lines: Lines
    phrases: list[str]
    kinds: dict[int, str]
    marks: list[int]


@dataclass(frozen=True, slots=True)
class DescribedPage:
    """The blocks as lines, and what the rules ask of each: its form, its words, its kind."""

    lines: Lines
    words: list[int]
    terminal: list[bool]
    sentence: list[bool]
    running: list[bool]
    phrases: list[str]
    kinds: dict[int, str]


def mark_phrases(blocks: Sequence[Block]) -> MarkedLines:
    r"""What the phrase catalogue knows of each block.

    >>> from cleantext.page.plain import parse
    >>> mark_phrases(parse("The crane fell.\nRead more")).marks
    [0, 3]
    """
    lines = lines_of(blocks)
    shown = [text if len(text) <= LONGEST_PHRASE else "" for text in lines.texts]
    phrases = normalize_phrases(shown)
    found = _find_kinds(phrases)
    catalogue = load_phrases()
    broken = [i for i in found if _is_broken(lines, i) and i - 1 not in found]
    if broken:
        for index in broken:
            phrases[index] = ""
        found = _find_kinds(phrases)
    marks = [0] * len(phrases)
    for index, phrase in enumerate(phrases):
        if phrase in catalogue.whole:
            marks[index] = 1 if phrase in catalogue.menu else 2 if phrase in catalogue.weak else 0
    for index in found:
        marks[index] = 4 if phrases[index] in catalogue.tails else 3
    kinds = {
        index: kind for index, kind in found.items() if not only_mentions(lines.texts[index], kind)
    }
    return MarkedLines(lines, phrases, kinds, marks)


def _is_broken(lines: Lines, index: int) -> bool:
    """Whether a sentence that was broken at a width goes on in this line, as after "of the"."""
    if not index or not goes_on(lines.gaps[index - 1], lines.texts[index]):
        return False
    from cleantext.page.classifier.lexicon import load_function_words

    above = lines.texts[index - 1].split()
    return len(above) >= BROKEN_WORDS and above[-1] in load_function_words()


def _find_kinds(phrases: list[str]) -> dict[int, str]:
    """The kind of each block that is a phrase of the catalogue; weak ones only in company."""
    catalogue = load_phrases()
    kinds: dict[int, str] = {}
    weak: dict[int, str] = {}
    for index, phrase in enumerate(phrases):
        if not phrase:
            continue
        kind = catalogue.find_kind(phrase)
        if kind:
            kinds[index] = kind
        elif phrase in catalogue.whole and phrase in catalogue.weak:
            weak[index] = catalogue.weak[phrase]
    if not kinds and not weak:
        return kinds
    for run in find_runs(sorted([*kinds, *weak])):
        is_row = len({phrases[index] for index in run}) >= WEAK_RUN
        if is_row or any(index in kinds for index in run):
            kinds |= {index: weak[index] for index in run if index in weak}
    return kinds


def describe_blocks(marked: MarkedLines, measures: Ints) -> DescribedPage:
    """The blocks as the rules ask about them; ``measures`` are those of `measure_blocks`."""
    from cleantext.page.classifier.measures import SENTENCE_END, column

    words = measures[:, column("words")]
    terminal = measures[:, column("end")] == SENTENCE_END
    running = (words >= RUNNING_WORDS) & (measures[:, column("sentences")] > 0)
    return DescribedPage(
        lines=marked.lines,
        words=words.tolist(),
        terminal=terminal.tolist(),
        sentence=(terminal & (words >= SENTENCE_WORDS)).tolist(),
        running=[
            is_running and index not in marked.kinds
            for index, is_running in enumerate(running.tolist())
        ],
        phrases=marked.phrases,
        kinds=marked.kinds,
    )
