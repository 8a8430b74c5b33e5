"""Whether a text is a page of a manual as ``man`` shows it: what it names is no page's furniture.

"SEE ALSO" and "COPYRIGHT" are among its headings, in each language, with what belongs to them.

Source: man-pages(7), "Sections within a manual page", and groff_man(7), "Horizontal and vertical
spacing", of which the headings and the indentation are.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.page.features import count_words
from cleantext.page.plain import Lines

__all__ = ["is_manual"]

INDENT = " " * 5
"""What stands below a heading is indented by so much, or more."""
LEAST_INDENTED = 0.5
"""This share of the lines is."""
LEAST_HEADINGS = 3
"""So many headings are at the margin, each with indented lines below it ..."""
LEAST_CAPITAL = 0.6
"""... and of what is at the margin this share is in capitals, or in letters that have none."""
HEADING_WORDS = 6
"""No line at the margin has more words, but for the first and the last of the page."""
LONGEST = 160
"""A line is longer only where the headings are in capitals: broken where a terminal ends they are
no longer, and in indented HTML they are, whose lines may be in a script without capitals."""


def is_manual(lines: Lines) -> bool:
    r"""Whether most lines are indented below headings in capitals, as ``man`` prints them.

    Wrong where somebody sets another text in this form; then it is left as it is.

    >>> from cleantext.page.plain import parse
    >>> is_manual(parse("NAME\n     ls\n\nFILES\n     none\n     but one\n\nSEE ALSO\n     tac(1)"))
    True
    """
    least = LEAST_INDENTED * len(lines)
    if lines.text.count("\n" + INDENT) < max(LEAST_HEADINGS, least):
        return False
    is_indented = [False, *(gap.endswith(INDENT) for gap in lines.gaps[:-1])]
    if sum(is_indented) < least:
        return False
    margin = [
        index
        for index, gap in enumerate(["\n", *lines.gaps[:-1]])
        if lines.texts[index] and gap.endswith("\n")
    ]
    headings = [index for index in margin if is_indented[index + 1 : index + 2] == [True]]
    within = margin[1:-1]
    return (
        len(headings) >= LEAST_HEADINGS
        and all(count_words(lines.texts[index]) <= HEADING_WORDS for index in within)
        and _count_capital([lines.texts[index] for index in margin], lines.texts)
        >= LEAST_CAPITAL * len(margin)
    )


def _count_capital(margin: Sequence[str], texts: Sequence[str]) -> int:
    """How many lines at the margin are in capitals; or have none, where no line is long."""
    if max(map(len, texts)) > LONGEST:
        return sum(text.isupper() for text in margin)
    return sum(text == text.upper() for text in margin)
