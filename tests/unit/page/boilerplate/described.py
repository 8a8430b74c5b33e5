"""Pages of long and short lines, as the rules and the model are asked about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleantext.page.boilerplate.described_page import DescribedPage
from cleantext.page.boilerplate.opening import find_opening
from cleantext.page.boilerplate.selection import WORTHWHILE, find_below, find_line
from cleantext.page.plain import parse

LONG = "The old mill by the river burned down on Monday night and nobody was hurt they say."
SHORT = "Read what others read today"


def describe(texts: list[str]) -> DescribedPage:
    """A page of these lines, none of them a phrase; those of 15 words and more are running text.

    What ends with a full stop is a sentence.
    """
    words = [len(text.split()) for text in texts]
    terminal = [text.endswith(".") for text in texts]
    return DescribedPage(
        lines=parse("\n".join(texts)),
        words=words,
        terminal=terminal,
        sentence=[ends and each >= 6 for ends, each in zip(terminal, words, strict=True)],
        running=[each >= 15 for each in words],
        phrases=[text.casefold() for text in texts],
        kinds={},
    )


def find_expected(
    page: DescribedPage,
    scores: Sequence[int],
    settled: Collection[int] = (),
    headline: int | None = None,
    *,
    least: float = WORTHWHILE,
) -> list[int]:
    """What goes by the line that is expected to be best, without a choice among others."""
    line = find_line(page, scores, settled)
    opening = find_opening(page, settled) if headline is None else {headline}
    return find_below(page, scores, line, settled, opening, least=least)
