"""Headings at the end of a text: nothing follows, as what stood below them is gone."""

from __future__ import annotations

from collections.abc import Container, Sequence

from cleantext.page.features import COLONS, count_running
from cleantext.page.furniture.phrases import load_phrases

__all__ = ["find_endings"]


def find_endings(
    texts: Sequence[str], phrases: Sequence[str], gone: Container[int] = ()
) -> dict[int, str]:
    """The last lines of a text that are weak phrases below running text, each with its rule.

    A weak phrase ("Comments", "Share") may be a heading of the text itself; as its last line it is
    one of nothing. ``phrases`` are the ``texts`` by `normalize_phrase`; lines that are ``gone`` are
    not looked at. Wrong where a list of such words, without a colon before it, ends the text.

    >>> story = "The crane fell on Monday, when the wind came round, and nobody was hurt by it."
    >>> texts = [story, "Comments", "Share:"]
    >>> find_endings(texts, ["", "comments", "share"])
    {2: 'phrase:share', 1: 'phrase:navigation'}
    >>> find_endings(["The buttons are:", *texts[1:]], ["", "comments", "share"])
    {}
    """
    weak = load_phrases().weak
    found: dict[int, str] = {}
    for index in reversed(range(len(texts))):
        if index in gone:
            continue
        text, phrase = texts[index], phrases[index]
        if phrase not in weak:
            return found if _is_running(text) else {}
        if not (text[0].isalnum() and (text[-1].isalnum() or text[-1] == ":")):
            return {}
        found[index] = f"phrase:{weak[phrase]}"
    return {}


def _is_running(text: str) -> bool:
    """Whether a line is running text that introduces nothing."""
    return not text.endswith(COLONS) and count_running(text) > 0
