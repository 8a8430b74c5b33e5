"""English words and years without their beginning: what stands before them is an apostrophe.

To the model of `marks` a mark before a word opens a quotation, and whatever opens has to close: one
``'Tis`` taken wrongly spoils the quotations behind it. So these are told beforehand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cleantext.repair.lossy.reading import SCAR, Reading

__all__ = ["APOSTROPHE_ONLY", "is_after_season", "narrow"]

APOSTROPHE_ONLY = "\N{RIGHT SINGLE QUOTATION MARK}"
_MARK = f"[{SCAR}'\N{LEFT SINGLE QUOTATION MARK}{APOSTROPHE_ONLY}]"
_SHORTENED = re.compile(
    # words that nobody writes otherwise; "em" is a dash, too
    rf"(?<!\w){_MARK}(?=(?:[Tt](?:is|isn|was|wasn|were|will|would|il)|neath|em(?! dash))(?!\w))"
    rf"|(?<= ){_MARK}(?=[nN]{_MARK} \w)|(?<= {_MARK}[nN]){_MARK}(?= \w)|(?<= ){_MARK}(?=n roll)"
    rf"|(?<= n){_MARK}(?= \w)|(?<= N){_MARK}(?= [A-Z])"
    rf"|(?<=\b[Oo]l){_MARK}(?= [a-z])|(?<=\b[Ll]il){_MARK}(?= [a-z])|(?<= o){_MARK}(?= [A-Za-z])"
    # what a title that is a quotation has
    rf"|(?<=\w{_MARK}){_MARK}(?=s\b)"
    # two digits of a year
    r"|(?<=\b(?:[Oo]f|[Ii]n) )"
    rf"{_MARK}(?=\d\d(?![\w%]|[.,:]\d))"
)
_SEASON = re.compile(r"\b(?:class|spring|summer|fall|autumn|winter) of\s\Z", re.IGNORECASE)


def narrow(reading: Reading) -> Reading:
    """The reading, with nothing but an apostrophe for what can be no other mark."""
    marks = list(reading.marks)
    for index, mark in enumerate(reading.marks):
        if APOSTROPHE_ONLY in mark.candidates and _SHORTENED.match(reading.skeleton, mark.at):
            marks[index] = replace(mark, candidates=APOSTROPHE_ONLY)
    return replace(reading, marks=tuple(marks))


def is_after_season(skeleton: str, at: int) -> bool:
    """Whether a year follows, and no sum of money: ``the class of '88``.

    >>> is_after_season("the class of *88", 13), is_after_season("a bill of *88", 10)
    (True, False)
    """
    return _SEASON.search(skeleton, max(0, at - 20), at) is not None
