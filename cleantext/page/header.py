"""The header of a message or a document: its fields, one a line, at the very start of the text.

Source: RFC 5322, section 2.2, for messages; packages and Debian's control files write the same, and
Markdown's front matter stands between two lines of dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleantext.page.plain import Lines

__all__ = ["find_header"]

LEAST_FIELDS = 3
"""Fewer fields are none: a story may begin with "London: ..."."""
MOST_LINES = 100
"""Front matter has at most so many lines."""
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}:(?:\s|\Z)")
_FENCE = "---"


def find_header(lines: Lines) -> range:
    r"""The lines of a text that are its header: fields from the first line on, without a gap.

    A line that begins with white space goes on with the field above it.

    >>> from cleantext.page.plain import parse
    >>> find_header(parse("From: Ann\nTo: Tom\nSubject: the\n  crane\n\nHello Tom,"))
    range(0, 4)
    """
    start = int(lines.texts[:1] == [""])  # there is white space before it
    texts = lines.texts[start:]
    if texts[:1] == [_FENCE]:
        return range(start, start + _count_front_matter(texts))
    return range(start, start + _count_fields(texts, lines.gaps[start:]))


def _count_fields(texts: Sequence[str], gaps: Sequence[str]) -> int:
    """How many lines of fields a text begins with; ``gaps`` are those after its lines."""
    fields = end = 0
    for text, gap in zip(texts, ["", *gaps], strict=False):
        if gap.count("\n") > 1:
            break
        if _FIELD.match(text):
            fields += 1
        elif not gap.rpartition("\n")[2]:  # before that is what ends the line above
            break
        end += 1
    return end if fields >= LEAST_FIELDS else 0


def _count_front_matter(texts: Sequence[str]) -> int:
    """From the first line of dashes to the second, if there are fields between."""
    head = texts[1:MOST_LINES]
    end = head.index(_FENCE) if _FENCE in head else 0
    return end + 2 if any(map(_FIELD.match, head[:end])) else 0
