"""Phrases of the catalogue that are the text's own: in what is no page, or in a list of questions."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.furniture.phrases import load_phrases
from cleantext.page.plain import goes_on, lines_of

__all__ = ["RIGHTS", "find_own_rights", "has_its_own", "is_answered"]

ASKING = "paywall"
"""Such a line may be a question that the text answers below it, as those about accounts do."""
RIGHTS = "copyright"
"""Lines of rights stand in what is no page, too: at its head, or as the last line of a law or a
licence ("All rights reserved."). There they are certain only on a page that has other furniture."""
MANY_RIGHTS = 3
"""A page has one such line or two, a list of what was copied from where has more."""


def has_its_own(page: DescribedPage) -> bool:
    """Whether all phrases of a text are its own, and none is furniture."""
    return _has_only_rights(page) and _has_rights_of_its_own(page)


def is_answered(page: DescribedPage, index: int) -> bool:
    """Whether a line asks about accounts, with running text just below, no furniture just above."""
    if page.kinds[index] != ASKING or index == 0 or not any(page.running[index + 1 : index + 2]):
        return False
    is_question = page.blocks[index].text.rstrip().endswith("?")
    is_known = index - 1 in page.kinds or page.phrases[index - 1] in load_phrases().whole
    return is_question and not is_known


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
    lines = lines_of(page.blocks)
    # Nothing stands after the last gap.
    pairs = zip(lines.gaps[start:], lines.texts[start + 1 :], strict=False)
    return not any(page.running) and any(goes_on(gap, text) for gap, text in pairs)
