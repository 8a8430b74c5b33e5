"""What goes of a plain text by itself, whatever else is in it, each by its rule.

``control``  what a player or a platform says, or how long it takes to read (`labels`)
``notice``   a notice of a platform that varies a little (`notices`)
``tags``     what the story is filed under (`labels`)
``file``     the name of a picture (`labels`)
``thread``   the comments of readers below the story (`thread`)
``copy``     a story that stands there once more (`doubles`)
``phrase:..`` lines of rights (`labels`), a weak phrase that the text ends with (`endings`)

It is certain also in a text that has no line of the catalogue, and the line between story and
boilerplate is drawn without regard to it. What headers, tables and fenced code hold stays.
"""

from __future__ import annotations

from cleantext.page.furniture.doubles import find_double
from cleantext.page.furniture.endings import find_endings
from cleantext.page.furniture.labels import find_labels
from cleantext.page.furniture.thread import find_thread
from cleantext.page.genre.exempt import find_exempt
from cleantext.page.plain import Lines

__all__ = ["COPY", "add_rest", "find_apart"]

COPY = "copy"
"""The rule by which what the text has once more goes."""
THREAD = "thread"
"""The rule by which the comments of readers go."""


def find_apart(lines: Lines, phrases: list[str]) -> dict[int, str]:
    r"""Labels and the comments of readers, each with its rule.

    ``phrases`` are the lines by `normalize_phrase`. Wrong where `find_labels` or `find_thread` is.

    >>> from cleantext.page.plain import parse
    >>> lines = parse("The crane fell on Monday. " * 9 + "\n5 min read")
    >>> find_apart(lines, ["", "5 min read"])
    {1: 'control'}
    """
    found = _find(lines.texts, phrases)
    own = find_exempt(lines) if found else frozenset()
    if own.isdisjoint(found):
        return found
    texts, shown = (
        ["" if index in own else text for index, text in enumerate(each)]
        for each in (lines.texts, phrases)
    )
    return {index: rule for index, rule in _find(texts, shown).items() if index not in own}


def _find(texts: list[str], phrases: list[str]) -> dict[int, str]:
    return find_labels(texts, phrases) | dict.fromkeys(find_thread(texts, phrases), THREAD)


def add_rest(lines: Lines, phrases: list[str], removed: dict[int, str]) -> dict[int, str]:
    """What is removed, and of what is left a story's second copy and headings of nothing."""
    found = removed | dict.fromkeys(find_double(lines.texts, removed), COPY)
    found |= find_endings(lines.texts, phrases, found)
    own = find_exempt(lines) if len(found) > len(removed) else frozenset()
    return {index: rule for index, rule in found.items() if index in removed or index not in own}
