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
from dataclasses import dataclass

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.credits import is_caption, strip_credits
from cleantext.page.exempt import find_exempt, name_exempt
from cleantext.page.features import LIST_MARK, count_words, is_running
from cleantext.page.markdown import find_headings
from cleantext.page.plain import Lines, lines_of, remove_blocks
from cleantext.page.refrains import PROSE_WORDS, is_deliberate

__all__ = ["find_captions"]

KEY_WORDS = 6
"""Copies begin with the same words, so many of them."""
KEY_CHARACTERS = 200
"""The first words are looked for within so many characters."""
LEAST_WORDS = 8
"""A block with fewer words is too short to be told from a line that repeats on purpose."""
LEAST_PLAIN_WORDS = 10
"""The same for a block that has not the shape of a caption."""
LEAST_CHARACTERS = 15
"""So many words have at least so many characters."""
MOST_CHARACTERS = 4000
"""A longer block is no caption."""
MOST_DROPPED = 1500
"""A longer block is not dropped for its shape: it would be a story on one line."""
LEAST_CUT = 0.6
"""Without dots at its end, a copy that was cut short has kept at least this share of the words."""
LEAST_CUT_DOTS = 0.3
"""The same with dots at its end."""
MOST_VARIANTS = 20
"""So many different blocks with one beginning are a form, and are left alone."""
MOST_REPEATED = 0.35
"""Lines without a caption's shape that repeat have at most this share of the other words."""
MOST_DIGITS = 0.15
"""A block with a higher share of digits is a row of a table."""
HEADLINE_WORDS = range(3, 15)
"""A headline has so many words."""

_SPEECH = re.compile(
    "[\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}]"
    "(?s:.){0,1000}[\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}]\\W{0,2}\\Z"
    "|[-\N{EN DASH}\N{EM DASH}]|(?:[A-Z]|[A-Z][A-Z .'-]{1,30}):\\s|[QA]\\.\\s"
)
_FORMAL = re.compile(r"[{}=\\|\t]|;\Z|\S {3,}\S|\(\)|[<>]{2}")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_FIRST_WORDS = re.compile(r"\W*+" + r"(\w++)\W++" * (KEY_WORDS - 1) + r"(\w++)")
_CUT = re.compile("(?:\N{HORIZONTAL ELLIPSIS}|\\.\\.\\.|\\[\\.\\.\\.\\])\\W{0,3}\\Z")


@dataclass(frozen=True, slots=True)
class _Copy:
    """Blocks with one text: its words, those without credits, and how it ends."""

    indices: list[int]
    all_words: list[str]
    words: list[str]
    is_cut: bool
    is_whole: bool


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
        shapes = (i for i, block in enumerate(blocks) if _is_caption_block(block))
        reasons |= dict.fromkeys(shapes, "caption")
    if reasons:
        for index in find_exempt(lines):
            reasons.pop(index, None)
    return remove_blocks(blocks, reasons, "captions")


def _find_copies(blocks: Sequence[Block], lines: Lines, mode: str) -> dict[int, str]:
    """The copies to remove; in mode ``drop`` also the first of captions that have the shape."""
    shaped: dict[int, str] = {}
    prose: dict[int, str] = {}
    repeated = list(_groups(blocks, lines.texts))
    headings = find_headings(lines.texts) if repeated else []
    for group in repeated:
        is_long = _count(lines, group[0]) >= LEAST_PLAIN_WORDS
        if any(is_caption(lines.texts[index]) for index in group):
            shaped |= dict.fromkeys(group if mode == "drop" else group[1:], "copy")
        elif is_long and not is_deliberate(lines, group, headings):
            prose |= dict.fromkeys(group[1:], "copy")
    # Where much of the text repeats it is a song, a form or a story that is there twice.
    return shaped | prose if prose and _repeats_little(lines, repeated, prose) else shaped


def _repeats_little(lines: Lines, groups: list[list[int]], prose: dict[int, str]) -> bool:
    """Whether what repeats without a caption's shape is little beside what does not repeat."""
    copies = {index for group in groups for index in group}
    others = (index for index in range(len(lines)) if index not in copies)
    firsts = (group[0] for group in groups if group[1] in prose)
    return _count(lines, *firsts) <= MOST_REPEATED * _count(lines, *others)


def _count(lines: Lines, *indices: int) -> int:
    """The words of the blocks with these indices."""
    return sum(count_words(lines.texts[index]) for index in indices)


def _groups(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[list[int]]:
    """The copies of each caption, the one that stays first."""
    for bucket in _buckets(texts):
        alike: dict[str, list[int]] = {}
        for index in bucket:
            alike.setdefault(texts[index], []).append(index)
        if len(alike) == 1:
            groups = [bucket]
        else:
            groups = _group(_read_copy(indices, text) for text, indices in alike.items())
        for group in groups:
            if len(group) > 1 and _may_repeat_by_mistake(blocks[group[0]]):
                yield group


def _buckets(texts: Sequence[str]) -> Iterator[list[int]]:
    """Blocks with the same first words, found by their first characters before their words."""
    alike: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        if LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS:
            alike.setdefault(text[:3].casefold(), []).append(index)
    for indices in alike.values():
        if len(indices) < 2:
            continue
        buckets: dict[tuple[str, ...], list[int]] = {}
        for index in indices:
            buckets.setdefault(_first_words(texts[index]), []).append(index)
        yield from (bucket for bucket in buckets.values() if len(bucket) > 1)


def _first_words(text: str) -> tuple[str, ...]:
    beginning = text[:KEY_CHARACTERS].casefold()
    words = _FIRST_WORDS.match(beginning)  # faster than to find them all, but there may be fewer
    return words.groups() if words else tuple(_WORD.findall(beginning))


def _group(copies: Iterable[_Copy]) -> list[list[int]]:
    groups: list[tuple[_Copy, list[int]]] = []
    for copy in copies:
        for number, (kept, group) in enumerate(groups):
            if _is_same(copy, kept) or _is_cut_of(copy, kept):
                group.extend(copy.indices)
                break
            if _is_cut_of(kept, copy):
                groups[number] = (copy, [*copy.indices, *group])
                break
        else:
            if len(groups) == MOST_VARIANTS:
                return []
            groups.append((copy, list(copy.indices)))
    return [group for _, group in groups]


def _read_copy(indices: list[int], text: str) -> _Copy:
    core = strip_credits(text)
    return _Copy(
        indices,
        _WORD.findall(text.casefold()),
        _WORD.findall(core.casefold()),
        _CUT.search(core[-8:]) is not None or _CUT.search(text[-8:]) is not None,
        core[-1:] in ".!?",
    )


def _is_same(one: _Copy, other: _Copy) -> bool:
    """Whether the words are the same, with the credits that both have or without any."""
    return one.all_words == other.all_words or one.words == other.words


def _is_cut_of(short: _Copy, long: _Copy) -> bool:
    """Whether the one is the other cut short: with dots, or without and then not much."""
    words = short.all_words if len(short.all_words) <= len(long.all_words) else short.words
    count = len(words)
    if not KEY_WORDS <= count < len(long.all_words) + short.is_cut:
        return False
    if words[:-1] != long.all_words[: count - 1]:
        return False
    last, there = words[-1], long.all_words[count - 1]
    if short.is_cut:
        return there.startswith(last) and count >= LEAST_CUT_DOTS * len(long.words)
    return there == last and not short.is_whole and count >= LEAST_CUT * len(long.words)


def _may_repeat_by_mistake(block: Block) -> bool:
    return count_words(block.text) >= LEAST_WORDS and _is_prose(block)


def _is_prose(block: Block) -> bool:
    """Whether the block may repeat by mistake: no speech, list, table, code, transcript."""
    text = block.text
    if block.element is not None and block.element.is_fixed:
        return False
    if count_words(text) >= PROSE_WORDS or is_caption(text):
        return True
    return not (
        LIST_MARK.match(text)
        or len(_DIGIT.findall(text)) / len(text) > MOST_DIGITS
        or _SPEECH.match(text)
        or _FORMAL.search(text)
    )


def _find_headline(blocks: Sequence[Block], texts: Sequence[str]) -> dict[int, str]:
    """The second of two equal lines, of a headline's length, where a story begins."""
    first = [index for index, text in enumerate(texts[:4]) if text][:3]
    if not first:
        return {}
    key = _headline_key(texts[first[0]])
    if len(key) not in HEADLINE_WORDS:
        return {}
    for index in first[1:]:
        if _headline_key(texts[index]) == key and _is_prose(blocks[index]):
            return {index: "headline again"} if any(map(is_running, blocks)) else {}
    return {}


def _headline_key(text: str) -> list[str]:
    return _WORD.findall(text[:KEY_CHARACTERS].casefold())


def _is_caption_block(block: Block) -> bool:
    if block.element is not None and block.element.is_caption:
        return True
    return len(block.text) <= MOST_DROPPED and is_caption(block.text)
