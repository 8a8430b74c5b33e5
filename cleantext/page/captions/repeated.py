"""The same caption again: copies that a page's galleries and layouts repeat.

A copy has the same words, or the same words and a credit more or less, or it is cut short. The
first copy stays, unless it was cut short and a whole one follows. What repeats on purpose stays:
refrains, dialogue, tables, code, transcripts, instructions. They repeat lines that are short, or
not prose, or many different ones.

Most texts repeat nothing, so blocks are looked at closely only where their beginnings are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.captions.copies import Copy, are_apart, is_cut_of, is_same, read_copy
from cleantext.page.captions.credits import is_caption
from cleantext.page.captions.frames import group_beginnings
from cleantext.page.captions.refrains import PROSE_WORDS, find_mistakes, is_field
from cleantext.page.features import LIST_MARK, count_words, is_running
from cleantext.page.genre.exempt import find_exempt, name_exempt
from cleantext.page.plain import Lines, lines_of, remove_blocks
from cleantext.words import tokenize

__all__ = ["find_captions"]

LEAST_WORDS = 8
"""A block with fewer words is too short to be told from a line that repeats on purpose."""
MOST_DROPPED = 1500
"""A longer block is not dropped for its shape: it would be a story on one line."""
MOST_VARIANTS = 20
"""So many different blocks with one beginning are a form, and are left alone."""
MOST_DIGITS = 0.15
"""A block with a higher share of digits is a row of a table."""
CAPTION, PROSE = "a caption by its shape", "prose"
FORMAL, SAID, ITEM = "a table or code", "speech or a transcript", "an item of a list"
"""What a line is; the last three repeat on purpose."""
WORD_CHARACTERS = 5
"""A word has about so many characters; in scripts without spaces, in which it has two, so many are
counted."""
HEADLINE_WORDS = range(3, 15)
"""A headline has so many words ..."""
HEADLINE_CHARACTERS = 200
"""... so many characters at most ..."""
MOST_BETWEEN = 1
"""... with so many other lines between it and its copies ..."""
FULL_STOPS = (".", "\N{IDEOGRAPHIC FULL STOP}", "\N{DEVANAGARI DANDA}")
"""... and no full stop."""

_SPEECH = re.compile(
    "[\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{LEFT CORNER BRACKET}]"
    "(?s:.){0,1000}[\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{RIGHT CORNER BRACKET}]\\W{0,2}\\Z"
    "|[-\N{EN DASH}\N{EM DASH}]|(?:[A-Z]|[A-Z][A-Z .'-]{1,30}):\\s|[QA]\\.\\s"
)
_FORMAL = re.compile(r"[{}=\\|\t]|;\Z|\S {3,}\S|\(\)|[<>]{2}")
_DIGIT = re.compile(r"\d")


def find_captions(blocks: Sequence[Block], mode: str) -> list[Change]:
    r"""The changes that remove repeated captions, or all of them.

    ``mode`` is ``collapse`` (one copy of each stays), ``drop`` (captions go altogether, by their
    shape) or ``keep`` (nothing changes). Wrong where a story repeats a long sentence word for word
    on purpose, outside of verse and dialogue.

    >>> from cleantext.page.plain import parse
    >>> caption = "Workers leave the old mill near the river on Monday"
    >>> [c.before for c in find_captions(parse(f"{caption}.\n{caption}. (AP Photo)\n"), "collapse")]
    ['\nWorkers leave the old mill near the river on Monday. (AP Photo)']
    """
    if mode == "keep":
        return []
    lines = lines_of(blocks)
    reasons = _find_copies(blocks, lines, mode) | _find_headline(blocks, lines.texts)
    if reasons and name_exempt(lines):
        return []
    if mode == "drop":
        captions = (i for i, block in enumerate(blocks) if _is_caption_block(block))
        shapes = [i for i in captions if blocks[i].element is not None or not is_field(lines, i)]
        reasons |= dict.fromkeys(shapes, "caption")
    if reasons:
        for index in find_exempt(lines):
            reasons.pop(index, None)
    return remove_blocks(blocks, reasons, "captions")


def _find_copies(blocks: Sequence[Block], lines: Lines, mode: str) -> dict[int, str]:
    """The copies to remove; in mode ``drop`` also the first of captions that have the shape."""
    shaped: dict[int, str] = {}
    plain: list[list[int]] = []
    groups = list(_groups(lines.texts, with_buttons=isinstance(blocks, Lines)))
    for group in groups:
        _leave_contents(lines.texts, group)
        kinds = _find_kinds([blocks[index] for index in group])
        if CAPTION in kinds:
            shaped |= dict.fromkeys(group if mode == "drop" else group[1:], "copy")
        elif kinds:
            plain.append(group)
    mistakes = find_mistakes(lines, plain, groups) if plain else ()
    return shaped | {index: "copy" for group in mistakes for index in group[1:]}


def _leave_contents(texts: Sequence[str], group: list[int]) -> None:
    """Take the item of a list from the head of a group: the list is about what stands below it."""
    if len(group) > 1 and LIST_MARK.match(texts[group[0]]) and not LIST_MARK.match(texts[group[1]]):
        del group[0]


def _groups(texts: Sequence[str], *, with_buttons: bool) -> Iterator[list[int]]:
    """The copies of each caption, the one that stays first."""
    for bucket in group_beginnings(texts):
        alike: dict[str, list[int]] = {}
        for index in bucket:
            alike.setdefault(texts[index], []).append(index)
        if all(count_words(text) < LEAST_WORDS for text in alike):
            continue
        if len(alike) == 1:
            groups = [bucket]
        else:
            copies = (
                read_copy(indices, text, with_buttons=with_buttons)
                for text, indices in alike.items()
            )
            groups = _group(copies)
        for group in groups:
            if len(group) > 1 and count_words(texts[group[0]]) >= LEAST_WORDS:
                yield group


def _group(copies: Iterable[Copy]) -> list[list[int]]:
    groups: list[tuple[Copy, list[int]]] = []
    for copy in copies:
        for number, (kept, group) in enumerate(groups):
            if are_apart(copy, kept):
                continue
            if is_same(copy, kept) or is_cut_of(copy, kept):
                group.extend(copy.indices)
                break
            if is_cut_of(kept, copy):
                groups[number] = (copy, [*copy.indices, *group])
                break
        else:
            if len(groups) == MOST_VARIANTS:
                return []
            groups.append((copy, list(copy.indices)))
    return [group for _, group in groups]


def _find_kinds(blocks: Sequence[Block]) -> frozenset[str]:
    """What these copies are, or nothing if they may repeat on purpose.

    One of them may be an item of a list, as where a gallery is below its pictures.
    """
    if any(block.element is not None and block.element.is_fixed for block in blocks):
        return frozenset()
    texts = [block.text for block in blocks]
    kinds = {text: _find_kind(text) for text in set(texts)}
    found = frozenset(kinds.values())
    if sum(kinds[text] == ITEM for text in texts) > 1:
        return frozenset()
    return found if CAPTION in found or found.isdisjoint((FORMAL, SAID)) else frozenset()


def _find_kind(text: str) -> str:
    """What a line is."""
    words = count_words(text)
    if is_caption(text):
        return CAPTION
    if words >= PROSE_WORDS:
        return PROSE
    if len(_DIGIT.findall(text)) > MOST_DIGITS * max(len(text), WORD_CHARACTERS * words):
        return FORMAL
    if _FORMAL.search(text):
        return FORMAL
    if LIST_MARK.match(text):
        return ITEM
    return SAID if _SPEECH.match(text) else PROSE


def _find_headline(blocks: Sequence[Block], texts: Sequence[str]) -> dict[int, str]:
    """The copies of a line of a headline's length, where a story begins: few stand between them."""
    lines = ((index, text) for index, text in enumerate(texts) if text)
    _, headline = next(lines, (0, ""))
    if count_words(headline) not in HEADLINE_WORDS or headline.endswith(FULL_STOPS):
        return {}
    copies: list[int] = []
    others = 0
    for index, text in lines:
        if _is_same_headline(headline, text):
            copies.append(index)
            continue
        others += 1
        if others > MOST_BETWEEN:
            break
    is_story = copies and any(map(is_running, blocks))
    return dict.fromkeys(copies, "headline again") if is_story else {}


def _is_same_headline(one: str, other: str) -> bool:
    if one[:1].casefold() != other[:1].casefold() or len(other) > HEADLINE_CHARACTERS:
        return False  # nearly all
    return tokenize(one) == tokenize(other) and _find_kind(other) in (CAPTION, PROSE)


def _is_caption_block(block: Block) -> bool:
    if block.element is not None and block.element.is_caption:
        return True
    return len(block.text) <= MOST_DROPPED and is_caption(block.text)
