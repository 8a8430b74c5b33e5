"""The line in which a scar stands: where it begins and ends, and which language it is in."""

from __future__ import annotations

import re

from cleantext.repair.language import find_language, is_english_word
from cleantext.repair.lossy.reading import SCAR

__all__ = ["Lines"]

_REACH = 300  # characters of a line that are looked at, at least, on each side of a scar
_ALL = (0, 20_000)  # what is read of a text for its language
_WORD = re.compile(r"[^\W\d_]{2,20}")
# The words beside a dash, with the marks that may stand between.
_BETWEEN = "[ \"'.,;:!?()\u2018-\u201d]*"
_LAST_WORD = re.compile(rf"([^\W\d_]+){_BETWEEN}\Z")
_FIRST_WORD = re.compile(rf"{_BETWEEN}([^\W\d_]+)")
_BESIDE = 30  # characters that may have them
_ENDING = frozenset(".!?")
_PLACE = re.compile("[A-Z]{4,}")
_ENGLISH, _NAME, _OTHER = "english", "name", "other"  # kinds of words


class Lines:
    """The lines of a skeleton, each read once."""

    def __init__(self, skeleton: str) -> None:
        self._skeleton = skeleton
        self._languages: dict[tuple[int, int], str] = {}
        self._languages_at: dict[int, str] = {}
        self._english: dict[tuple[int, int], bool] = {}

    def span(self, at: int) -> tuple[int, int]:
        """The line of a place, as far as it is looked at."""
        first, last = _around(at)
        start = self._skeleton.rfind("\n", first, at) + 1
        end = self._skeleton.find("\n", at, last)
        return start or first, last if end < 0 else end

    def has_english(self, at: int) -> bool:
        """Whether a good part of the words of a line are longer English ones."""
        span = self.span(at)
        if span not in self._english:
            words = _WORD.findall(self._skeleton[slice(*span)])
            english = sum(len(word) > 3 and is_english_word(word) for word in words)
            self._english[span] = english > 1 and english * 4 >= len(words)
        return self._english[span]

    def is_between_english(self, at: int) -> bool:
        """Whether the words beside a scar are English or names, and not names alone.

        At the head of a line, or behind a number, a name is enough.
        """
        before, after = self._kinds_beside(at)
        return _OTHER not in (before, after) and (not before or _ENGLISH in (before, after))

    def is_between_strange(self, at: int) -> bool:
        """Whether beside a scar are words of which none is English, and one is no name either."""
        kinds = self._kinds_beside(at)
        return _ENGLISH not in kinds and _OTHER in kinds

    def _kinds_beside(self, at: int) -> tuple[str, str]:
        """Of which kind the words before and after a scar are; empty where there is none.

        The first word of a line has its capital whatever it is. The place of a dateline in capitals
        is none before a scar, and none is where a sentence ends.
        """
        start, end = self.span(at)
        before = _LAST_WORD.search(self._skeleton, max(start, at - _BESIDE), at)
        after = _FIRST_WORD.match(self._skeleton, at + 1, min(end, at + _BESIDE))
        if before and (self._skeleton[at - 2] in _ENDING or _PLACE.fullmatch(before[1])):
            before = None
        return _kind(before, start), _kind(after, start)

    def own_language(self, at: int) -> str:
        """The language of the line of a place, or nothing where it is not clear."""
        return self._language(self.span(at))

    def language(self, at: int) -> str:
        """The language of the line of a place; where it is not clear, of what is around, of all."""
        if at not in self._languages_at:
            spans = self.span(at), _around(at), _ALL
            self._languages_at[at] = next(filter(None, map(self._language, spans)), "")
        return self._languages_at[at]

    def _language(self, span: tuple[int, int]) -> str:
        if span not in self._languages:
            words = self._skeleton[slice(*span)]
            # Where letters were lost, what is left is no language's.
            hidden = len(words) > _REACH / 2 and words.count(SCAR) * 12 > len(words)
            self._languages[span] = "" if hidden else find_language(words)
        return self._languages[span]


def _kind(word: re.Match[str] | None, start: int) -> str:
    """Of which kind a word is, in a line that begins there."""
    if word is None:
        return ""
    if is_english_word(word[1]):
        return _ENGLISH
    return _NAME if word[1][0].isupper() and word.start(1) > start else _OTHER


def _around(at: int) -> tuple[int, int]:
    first = max(0, (at // _REACH - 1) * _REACH)  # in steps, so that a long line is read once
    return first, first + 3 * _REACH
