"""The same caption again: copies that a page's galleries and layouts repeat.

A copy has the same words, or the same words and a credit more or less, or it is cut short. The
first copy stays, unless it was cut short and a whole one follows. What repeats on purpose stays:
refrains, dialogue, tables, code, transcripts, instructions. They repeat lines that are short, or
not prose, or many different ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.features import Features, describe_block
from cleantext.page.plain import remove_blocks

__all__ = ["find_captions", "is_caption"]

KEY_WORDS = 6
"""Copies begin with the same words, so many of them."""
KEY_CHARACTERS = 200
"""The first words are looked for within so many characters."""
LEAST_WORDS = 8
"""A block with fewer words is too short to be told from a line that repeats on purpose."""
MOST_WORDS = 400
"""A longer block is no caption."""
LEAST_CUT = 0.6
"""Without dots at its end, a copy that was cut short has kept at least this share of the words."""
LEAST_CUT_DOTS = 0.3
"""The same with dots at its end."""
MOST_VARIANTS = 20
"""So many different blocks with one beginning are a form, and are left alone."""
MOST_REPEATED = 0.35
"""Lines without a caption's shape that repeat have at most this share of the other words."""
MOST_CREDITS = 3
"""A caption has at most so many credits, one after the other."""
CREDIT_CHARACTERS = 200
"""A credit stands within so many characters of the end."""
MOST_CHARACTERS = 1500
"""A longer block is not dropped for its shape: it would be a story on one line."""
MOST_DIGITS = 0.15
"""A block with a higher share of digits is a row of a table."""
PROSE_WORDS = 25
"""A block with so many words is prose, whatever marks there are in it."""
VERSE_WORDS = 15
"""A line of verse and a headline have fewer words."""
HEADLINE_WORDS = 3
"""A headline has at least so many words."""

_FIXED = frozenset({"pre", "table", "code", "blockquote"})
_SPEECH = re.compile(
    "[\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}]"
    "(?s:.){0,1000}[\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}]\\W{0,2}\\Z"
    "|[-\N{EN DASH}\N{EM DASH}]|(?:[A-Z]|[A-Z][A-Z .'-]{1,30}):\\s|[QA]\\.\\s"
)
_FORMAL = re.compile(r"[{}=;\\|\t]|\S {3,}\S|\(\)|[<>]{2}")
_WORD = re.compile(r"\w+")
_AGENCY = (
    "AP|AFP|Reuters|EPA|dpa|ANSA|EFE|Getty|Shutterstock|Alamy|iStock|Bloomberg|Xinhua|PA|Corbis"
)
_MARK = "photo|photograph|image|picture|foto|bild|cr\N{LATIN SMALL LETTER E WITH ACUTE}dit|credit"
_CREDIT = re.compile(
    # (AP Photo/Name), (Reuters), (Photo: Name); then the same without brackets; then a bare mark.
    rf"\(\s?(?:[\w.' -]{{1,60}}/\s?)?(?:{_AGENCY})\b[^()]{{0,80}}\)\W{{0,3}}\Z"
    rf"|\(\s?(?:{_MARK}|courtesy)\b[^()]{{0,100}}\)\W{{0,3}}\Z"
    rf"|\b(?:{_MARK})s?\s?(?:[:/\N{{COPYRIGHT SIGN}}]|(?:credit|by|via|courtesy)\b)"
    r"[^.!?]{1,80}[. ]{0,2}\Z"
    r"|\bcourtesy [^.!?]{1,60}[. ]{0,2}\Z|\N{COPYRIGHT SIGN}[^.!?]{1,60}[. ]{0,2}\Z"
    rf"|\b(?:Getty Images|Shutterstock|AP Photo|AFP Photo)\W{{0,3}}\Z"
    rf"|(?:/|\bvia|\bby)\s?(?:{_AGENCY})\W{{0,3}}\Z",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:in this (?:\w+[, ]{1,2}){0,8}(?:photo|image|picture|frame)\b"
    "|file\\s?(?:photo)?\\s?[-:\N{EN DASH}\N{EM DASH}]"
    r"|(?:photo|image|picture|photograph|caption|foto|bild)\s?(?:credit|by)?\s?:)",
    re.IGNORECASE,
)
_CUT = re.compile("(?:\N{HORIZONTAL ELLIPSIS}|\\.\\.\\.|\\[\\.\\.\\.\\])\\W{0,3}\\Z")


@dataclass(frozen=True, slots=True)
class _Copy:
    """Blocks with one text: its words, those without credits, and how it ends."""

    indices: list[int]
    all_words: list[str]
    words: list[str]
    is_cut: bool
    is_whole: bool


def is_caption(text: str) -> bool:
    """Whether the text is a caption by its shape: how it opens, or the credit it ends with.

    >>> is_caption("In this Tuesday, June 17, 2014 photo, a man walks to the mill.")
    True
    >>> is_caption("The mill at dusk. (AP Photo/Ann Example)")
    True
    >>> is_caption("She took a photo of the mill.")
    False
    """
    return _OPENING.match(text) is not None or _CREDIT.search(text[-200:]) is not None


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
    features = [describe_block(block) for block in blocks]
    reasons: dict[int, str] = {}
    reasons |= _find_copies(blocks, features, mode)
    if any(each.running for each in features):
        reasons |= _find_headline(blocks, features)
    if mode == "drop":
        shapes = (i for i, block in enumerate(blocks) if _is_caption_block(block))
        reasons |= dict.fromkeys(shapes, "caption")
    return remove_blocks(blocks, reasons, "captions")


def _find_copies(blocks: Sequence[Block], features: list[Features], mode: str) -> dict[int, str]:
    """The copies to remove; in mode ``drop`` also the first of captions that have the shape."""
    shaped: dict[int, str] = {}
    prose: dict[int, str] = {}
    once, repeated = sum(each.words for each in features), 0
    for group in _groups(blocks, features):
        once -= sum(features[index].words for index in group)
        if any(is_caption(blocks[index].text) for index in group):
            shaped |= dict.fromkeys(group if mode == "drop" else group[1:], "copy")
        elif not _has_verse(blocks, features, group):
            repeated += features[group[0]].words
            prose |= dict.fromkeys(group[1:], "copy")
    # Where much of the text repeats it is a song, a form or a story that is there twice.
    return shaped | prose if repeated <= MOST_REPEATED * once else shaped


def _groups(blocks: Sequence[Block], features: list[Features]) -> Iterator[list[int]]:
    """The copies of each caption, the one that stays first."""
    buckets: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for index, (block, each) in enumerate(zip(blocks, features, strict=True)):
        if LEAST_WORDS <= each.words <= MOST_WORDS and _is_prose(block, each):
            words = _WORD.findall(block.text[:KEY_CHARACTERS].casefold())
            bucket = buckets.setdefault(tuple(words[:KEY_WORDS]), {})
            bucket.setdefault(block.text, []).append(index)
    for bucket in buckets.values():
        copies = (_read_copy(indices, text) for text, indices in bucket.items())
        groups = list(bucket.values()) if len(bucket) == 1 else _group(copies)
        yield from (group for group in groups if len(group) > 1)


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
    core = text
    for _ in range(MOST_CREDITS):
        credit = _CREDIT.search(core, max(0, len(core) - CREDIT_CHARACTERS))
        if credit is None or len(core[: credit.start()].split()) < KEY_WORDS:
            break
        core = core[: credit.start()].rstrip()
    return _Copy(
        indices,
        _WORD.findall(text.casefold()),
        _WORD.findall(core.casefold()),
        _CUT.search(core[-8:]) is not None,
        core[-1:] in ".!?",
    )


def _is_same(one: _Copy, other: _Copy) -> bool:
    """Whether the words are the same, with the credits that both have or without any."""
    return one.all_words == other.all_words or one.words == other.words


def _is_cut_of(short: _Copy, long: _Copy) -> bool:
    """Whether the one is the other cut short: with dots, or without and then not much."""
    count = len(short.words)
    if not KEY_WORDS <= count < len(long.words) + short.is_cut:
        return False
    if short.words[:-1] != long.words[: count - 1]:
        return False
    last, there = short.words[-1], long.words[count - 1]
    if short.is_cut:
        return there.startswith(last) and count >= LEAST_CUT_DOTS * len(long.words)
    return there == last and not short.is_whole and count >= LEAST_CUT * len(long.words)


def _is_prose(block: Block, features: Features) -> bool:
    """Whether the block may repeat by mistake: no speech, list, table, code, transcript."""
    if block.element is not None and not _FIXED.isdisjoint(block.element.path):
        return False
    if features.words >= PROSE_WORDS or is_caption(block.text):
        return True
    return not (
        features.list_mark
        or features.digits > MOST_DIGITS
        or _SPEECH.match(block.text)
        or _FORMAL.search(block.text)
    )


def _has_verse(blocks: Sequence[Block], features: list[Features], group: list[int]) -> bool:
    """Whether a line of the group stands in a stanza: a short line below it, or two above it.

    One short line above it would be the title of a picture.
    """
    copies = set(group)

    def is_short(index: int) -> bool:
        return index not in copies and features[index].words < VERSE_WORDS

    return any(
        features[index].words < PROSE_WORDS
        and (
            (_on_next_line(blocks, index) and is_short(index + 1))
            or (_on_next_line(blocks, index - 1, index - 2) and is_short(index - 1))
        )
        for index in group
    )


def _on_next_line(blocks: Sequence[Block], *indices: int) -> bool:
    """Whether each of the blocks has another on the line just below it."""
    return all(
        0 <= index < len(blocks) - 1 and blocks[index].text and blocks[index].gap.count("\n") == 1
        for index in indices
    )


def _find_headline(blocks: Sequence[Block], features: list[Features]) -> dict[int, str]:
    """The second of two equal lines, of a headline's length, where the text begins."""
    first = [index for index in range(min(4, len(blocks))) if blocks[index].text][:3]
    keys = [_WORD.findall(blocks[index].text.casefold()) for index in first]
    for number in range(1, len(first)):
        each = features[first[number]]
        fits = HEADLINE_WORDS <= each.words < VERSE_WORDS
        if fits and keys[number] == keys[0] and _is_prose(blocks[first[number]], each):
            return {first[number]: "headline again"}
    return {}


def _is_caption_block(block: Block) -> bool:
    if block.element is not None and "figcaption" in block.element.path:
        return True
    return len(block.text) <= MOST_CHARACTERS and is_caption(block.text)
