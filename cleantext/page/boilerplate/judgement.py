"""Which blocks of a page are boilerplate, and why.

The rules (`rules`) take what is certain. The trained model (`classifier`) decides about the rest:
``model: ...`` says what it saw, `selection` where the line is drawn, `boxes` what goes on below a
box; ``copy`` is a paragraph that the page has once more, ``title`` a page's title above its
headline (`title`), where there is a profile. Text that is prose throughout needs neither. What goes
by itself (`apart`) goes in each case.

What a profile says goes before all else. Headers, tables, code (`exempt`), a text's own rights and
the lines of a letter (`letter`) stay, whatever rules or model say. An item of a series (`series`)
stays against the model, not against a rule.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.boilerplate.described_page import (
    DescribedPage,
    MarkedLines,
    describe_blocks,
    mark_phrases,
)
from cleantext.page.boilerplate.letter import find_letter
from cleantext.page.boilerplate.opening import SMALL_TEXT
from cleantext.page.boilerplate.own_phrases import RIGHTS, find_own_rights
from cleantext.page.boilerplate.rules import MENU, find_certain, find_prose
from cleantext.page.boilerplate.selection import (
    estimate_probability,
    find_copies,
    find_edges,
    find_story,
)
from cleantext.page.boilerplate.series import find_series
from cleantext.page.features import share_running
from cleantext.page.furniture.apart import COPY, add_rest, find_apart
from cleantext.page.genre.exempt import LEGAL, find_exempt, name_exempt
from cleantext.page.genre.prose import is_prose
from cleantext.page.plain import lines_of, remove_blocks, trim
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.page.profile.title import Title, find_title

if TYPE_CHECKING:
    from cleantext.page.classifier.measures import Ints

__all__ = ["Verdict", "describe_judged", "find_boilerplate", "judge_blocks"]

RUNNING = 0.35
"""A plain text without a phrase, not even of a menu, is a story as it stands if this share of its
words is in running text, whatever lists are in it."""
PURE = 0.96
"""A text with this share of prose and one such phrase is a story with a subheading ("Features")."""
MOST_LINES = 100_000
"""A text with more of them is no page: to judge it would take gigabytes."""
MANY_LINES = "one of very many lines"
PROSE = "prose, as all of the text"
PLAIN = "running text without a line that sites have"
"""What speaks for the blocks of a text that needs no model."""
_BY_MODEL = "model:"
EDGE = f"{_BY_MODEL} unlike the story, at the edge of the page"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a block is kept, and why.

    ``reason`` is the rule that removed it, or what spoke for keeping it; ``score`` is the
    probability, 0 to 1, that the block belongs to the story (a rule is certain: 0.0 or 1.0).
    """

    kept: bool
    reason: str
    score: float


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
    lines = lines_of(blocks)
    trimmed = trim(lines)
    above = len(lines) - len(trimmed)
    removed = _judge(trimmed, profile, site).removed
    return remove_blocks(lines, {i + above: rule for i, rule in removed.items()}, "boilerplate")


def judge_blocks(
    blocks: Sequence[Block], profile: SitePatterns | None = None, site: str | None = None
) -> list[Verdict]:
    r"""A verdict for each block of a page: does it belong to the story, and why.

    White space around the text makes no difference.

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
    trimmed = trim(lines_of(blocks))
    judgement = _judge(trimmed, profile, site)
    # White space at the very start is a block of nothing.
    verdicts = [Verdict(True, "white space", 1.0)] * (len(blocks) - len(trimmed))
    for index in range(len(trimmed)):
        score = estimate_probability(judgement.scores[index]) if judgement.scores else 1.0
        reason = judgement.removed.get(index)
        is_rule = reason is not None and not reason.startswith(_BY_MODEL)
        kept = reason is None
        verdicts.append(Verdict(kept, reason or judgement.otherwise, 0.0 if is_rule else score))
    return verdicts


@dataclass(frozen=True, slots=True)
class _Judgement:
    """The rule by which each block goes that does; what speaks for the others; the model's scores.

    There are no scores where the model was not asked; the ``headline`` is the block that is the
    story's, where it is known.
    """

    removed: dict[int, str]
    otherwise: str
    scores: list[int]
    headline: int | None = None


def _judge(blocks: Sequence[Block], profile: SitePatterns | None, site: str | None) -> _Judgement:
    marked = mark_phrases(blocks)
    kind = _name_untouched(blocks, marked, is_bare=profile is None and not any(marked.marks))
    if not kind and profile is None and _has_entry(marked) and is_prose(blocks, PURE):
        kind = PROSE
    if kind in (PROSE, PLAIN):
        apart = find_apart(marked.lines, marked.phrases)
        return _Judgement(add_rest(marked.lines, marked.phrases, apart), kind, [])
    if kind:
        furniture = profile.find_furniture(marked.lines.texts, site) if profile else {}
        if kind == LEGAL:
            furniture |= _find_around(blocks, marked)
        return _Judgement(furniture, f"{kind}, as most of the text", [])
    return _judge_page(blocks, marked, profile, site)


def _name_untouched(blocks: Sequence[Block], marked: MarkedLines, *, is_bare: bool) -> str:
    """What a text is that is left as it is, but for what goes by itself; empty for a page.

    ``is_bare`` says that no line of it is known.
    """
    if not blocks or (is_bare and is_prose(blocks)):
        return PROSE
    if len(blocks) > MOST_LINES:
        return MANY_LINES
    if exempt := name_exempt(marked.lines):
        return exempt
    return PLAIN if is_bare and share_running(marked.lines.texts) >= RUNNING else ""


def _has_entry(marked: MarkedLines) -> bool:
    """Whether all that the catalogue knows is one entry of a menu, or one weak phrase."""
    return [mark for mark in marked.marks if mark] in ([1], [2])


def _judge_page(
    blocks: Sequence[Block], marked: MarkedLines, profile: SitePatterns | None, site: str | None
) -> _Judgement:
    # NumPy is loaded by the first page that needs it, not by the import of the package.
    from cleantext.page.classifier.measures import measure_blocks

    measures = measure_blocks(blocks, marked.marks)
    page = describe_blocks(marked, measures)
    if any(page.running):
        judgement = _ask_model(page, measures, profile, site)
    else:
        certain = find_certain(page, profile, site)
        judgement = _Judgement(certain, "no running text to judge by", [])
    apart = find_apart(marked.lines, marked.phrases)
    own = find_exempt(marked.lines) | find_own_rights(page) | find_letter(page)
    removed = _spare(own, apart | judgement.removed)
    if judgement.scores and removed:  # a page, and no text that is clean as it is
        edges = find_edges(page, judgement.scores, removed.keys() | own, judgement.headline)
        removed |= dict.fromkeys(edges, EDGE)
    return replace(judgement, removed=add_rest(marked.lines, marked.phrases, removed))


def _find_around(blocks: Sequence[Block], marked: MarkedLines) -> dict[int, str]:
    """What of a page of terms is a menu, with the other furniture above and below the terms.

    Lines of rights are their own, and where there is no menu it is no page.
    """
    from cleantext.page.classifier.measures import measure_blocks

    page = describe_blocks(marked, measure_blocks(blocks, marked.marks))
    certain = find_certain(page)
    if MENU not in certain.values():
        return {}
    prose = find_prose(page)
    first, last = min(prose), max(prose)
    return {
        index: rule
        for index, rule in certain.items()
        if not first <= index <= last and page.kinds.get(index) != RIGHTS
    }


def _spare(exempt: Container[int], removed: dict[int, str]) -> dict[int, str]:
    """What is removed, without what is to be left as it is; a profile goes before."""
    return {
        index: rule
        for index, rule in removed.items()
        if index not in exempt or rule.startswith("profile")
    }


def describe_judged(blocks: Sequence[Block], measures: Ints) -> DescribedPage | None:
    """What the rules and the model are asked of, or None where the model is not asked.

    ``measures`` are those of `measure_blocks`.
    """
    marked = mark_phrases(blocks)
    if _name_untouched(blocks, marked, is_bare=not any(marked.marks)):
        return None
    page = describe_blocks(marked, measures)
    return page if any(page.running) else None


def _ask_model(
    page: DescribedPage, measures: Ints, profile: SitePatterns | None, site: str | None
) -> _Judgement:
    """What goes of a page with running text to judge by.

    Of a small text in which no rule finds anything the model takes nothing: short lines are as
    likely its own, as those of a curriculum vitae are.
    """
    from cleantext.page.boilerplate.boxes import spare_below_boxes
    from cleantext.page.boilerplate.choice import choose_unlike
    from cleantext.page.classifier.scores import score_blocks

    scores, features = score_blocks(page.lines.texts, measures)
    story = find_story(page, scores) if profile is not None else ()
    certain = find_certain(page, profile, site, story)
    title = _find_title(page, certain) if profile is not None else None
    if title is not None:
        certain[title.line] = "title"
    headline = title and title.headline
    may_be_whole = not certain and sum(page.words) < SMALL_TEXT
    unlike = [] if may_be_whole else choose_unlike(page, scores, certain, headline)
    unlike = spare_below_boxes(page, measures, scores, unlike, certain, headline)
    removed = _explain(page, features, scores, unlike, certain)
    return _Judgement(removed | certain, f"{_BY_MODEL} reads like the story", scores, headline)


def _find_title(page: DescribedPage, certain: Container[int]) -> Title | None:
    """The page's title, where its headline stands above the running text."""
    running = (i for i, each in enumerate(page.running) if each and i not in certain)
    return find_title(page.phrases[: next(running, None)], certain)


def _explain(
    page: DescribedPage,
    features: Ints,
    scores: Sequence[int],
    unlike: list[int],
    certain: Mapping[int, str],
) -> dict[int, str]:
    """Why the blocks go that score too low, and the copies with them.

    A text of which the model removes nothing keeps its copies, too: it may repeat itself on
    purpose.
    """
    from cleantext.page.classifier.scores import explain_blocks

    doubtful = [index for index in unlike if index not in certain]
    items = find_series(page, set(doubtful), certain) if doubtful else ()
    doubtful = [index for index in doubtful if index not in items]
    if not doubtful:
        return {}
    reasons = [f"{_BY_MODEL} {reason}" for reason in explain_blocks(features[doubtful])]
    removed = dict(zip(doubtful, reasons, strict=True))
    gone = removed.keys() | certain.keys()
    return removed | dict.fromkeys(find_copies(page, scores, gone), COPY)
