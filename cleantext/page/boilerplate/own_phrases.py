"""Phrases of the catalogue that are a text's own: in what is no page, or in its own forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet

from cleantext.page.boilerplate.described_page import SUBHEADING_WORDS, DescribedPage
from cleantext.page.features import COLONS, QUESTION_MARKS
from cleantext.page.furniture.phrases import load_phrases
from cleantext.page.plain import goes_on

__all__ = ["DOUBTFUL", "RIGHTS", "find_answered", "find_own_rights", "has_its_own"]

DOUBTFUL = "related-links"
"""A line that begins with such a phrase ("Read more: Five mills") is no certain furniture: people
who mark stories count every second one in. In a longer text the model decides about it."""
ASKING = "paywall"
"""Such a line may be a question that the text answers below it, as those about accounts do."""
RIGHTS = "copyright"
"""Lines of rights stand in what is no page, too: at its head, or as the last line of a law or a
licence ("All rights reserved."). There they are certain only on a page that has other furniture."""
MANY_RIGHTS = 3
"""A page has one such line or two, a list of what was copied from where has more."""
MANY_PARTS = 3
"""So many parts of a text in one form show that what has this form, too, is one of them."""
MANY_ANSWERED = 2
"""Besides a question so many others have an answer in a text that is made of them."""
LABEL_CHARACTERS = 40
"""The label of a field has no more."""

_LEFT_OPEN = (".", "\N{HORIZONTAL ELLIPSIS}", *COLONS)


def has_its_own(page: DescribedPage) -> bool:
    """Whether all phrases of a text are its own, and none is furniture.

    That are lines of rights at its head, or as a law's last line; the fields of entries, each with
    a label that stands there three times at least ("See also: Clay."); and subheadings ("Read
    more") just above a sentence, with blank lines around the two, beside three and more that no
    catalogue knows. Wrong where a page has nothing but such lines for furniture.
    """
    if not page.kinds:
        return False
    if _has_only_rights(page):
        return _has_rights_of_its_own(page)
    if any(kind != DOUBTFUL for kind in page.kinds.values()):
        return False
    return _are_fields(page) or _are_subheadings(page)


def _are_fields(page: DescribedPage) -> bool:
    """Whether each is the last line of an entry, and its label that of three entries at least."""
    labels = Counter(_label_of(text) for text in page.lines.texts)
    gaps = [gap.count("\n") for gap in page.lines.gaps]
    for index in page.kinds:
        label = _label_of(page.lines.texts[index])
        if not label or labels[label] < MANY_PARTS or index == 0:
            return False
        is_last = index == len(page.lines) - 1 or gaps[index] > 1
        if gaps[index - 1] > 1 or page.running[index - 1] or not is_last:
            return False
    return True


def _label_of(text: str) -> str:
    """What stands before a line's colon, if something stands behind it, too."""
    label, _, value = text[: LABEL_CHARACTERS + 2].partition(":")
    return label.strip().casefold() if value.strip() else ""


def _are_subheadings(page: DescribedPage) -> bool:
    known = page.kinds.keys()
    if not all(_is_subheading(page, index) for index in known):
        return False
    others = (index for index in range(len(page.lines)) if index not in known)
    return sum(_is_subheading(page, index) for index in others) >= MANY_PARTS


def _is_subheading(page: DescribedPage, index: int) -> bool:
    """Whether a short line has its own sentence in the next line, and blank lines are around."""
    if page.words[index] > SUBHEADING_WORDS or page.lines.texts[index].endswith(_LEFT_OPEN):
        return False
    if not any(page.sentence[index + 1 : index + 2]):
        return False
    gaps = page.lines.gaps
    # Nothing stands above the first block, nor below the last.
    around = (at for at in (index - 1, index + 1) if 0 <= at < len(gaps) - 1)
    return gaps[index].count("\n") == 1 and all(gaps[at].count("\n") > 1 for at in around)


def find_answered(page: DescribedPage) -> set[int]:
    """Lines that ask about accounts, where what stands below them answers.

    That is running text, or in a list of questions any statement; no furniture stands just above.
    """
    asking = {index for index, kind in page.kinds.items() if kind == ASKING}
    asking = {index for index in asking if _may_be_asked(page, index)}
    if not asking:
        return asking
    blocks = range(len(page.lines))
    others = sum(_has_statement(page, index) for index in blocks if index not in page.kinds)
    return {
        index
        for index in asking
        if any(page.running[index + 1 : index + 2])
        or (others >= MANY_ANSWERED and _has_statement(page, index))
    }


def _may_be_asked(page: DescribedPage, index: int) -> bool:
    if index == 0 or not _is_question(page, index):
        return False
    return index - 1 not in page.kinds and page.phrases[index - 1] not in load_phrases().whole


def _is_question(page: DescribedPage, index: int) -> bool:
    return page.lines.texts[index].endswith(QUESTION_MARKS)


def _has_statement(page: DescribedPage, index: int) -> bool:
    """Whether a question has a line just below that is finished, and asks nothing."""
    below = index + 1
    if below >= len(page.lines) or below in page.kinds or not _is_question(page, index):
        return False
    return page.terminal[below] and not _is_question(page, below)


def find_own_rights(page: DescribedPage) -> AbstractSet[int]:
    """Lines of rights that are the text's own: many, at its head, or a law's last line.

    None where the page has other furniture.
    """
    if not _has_only_rights(page):
        return frozenset()
    is_own = (
        len(page.kinds) >= MANY_RIGHTS
        or _has_rights_of_its_own(page)
        or _is_wrapped(page, max(page.kinds) + 1)
    )
    return page.kinds.keys() if is_own else frozenset()


def _has_only_rights(page: DescribedPage) -> bool:
    """Whether all furniture that the page has is lines of rights."""
    return bool(page.kinds) and all(kind == RIGHTS for kind in page.kinds.values())


def _has_rights_of_its_own(page: DescribedPage) -> bool:
    """Whether lines of rights stand at the head of the text, or as a law's last line."""
    last = len(page.phrases) - 1
    if list(page.kinds) == [last]:
        return page.phrases[last] in load_phrases().blocks
    return any(page.running[max(page.kinds) + 1 :])


def _is_wrapped(page: DescribedPage, start: int) -> bool:
    """Whether a sentence goes on in the next line, from here on: a file, broken at a width."""
    lines = page.lines
    # Nothing stands after the last gap.
    pairs = zip(lines.gaps[start:], lines.texts[start + 1 :], strict=False)
    return not any(page.running) and any(goes_on(gap, text) for gap, text in pairs)
