"""Spaces that stand where characters were lost: ``it\N{LATIN SMALL LETTER A WITH CIRCUMFLEX} s``.

Some programs do not drop controls, but write a space for each, or one for both. What shows it is a
space where none is written: before the ending of an English word, after a French elision, before a
comma. Such a text has a gap after each scar, none without, and that gap is a part of it.
"""

from __future__ import annotations

import re
from itertools import islice

from cleantext.repair.language import find_language

__all__ = ["find_gap", "gap_after", "keeps_spaces"]

_A = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"
_ENDING = "(?:s|t|re|ve|ll|d|m)(?![A-Za-z])"
_ELIDED = f"(?:(?<![A-Za-z])[ldjmtscnLDJMTSCN]|[Qq]u){_A} {{1,2}}[AEIOUYHaeiouyh\xc3\xe0-\xfb]"
_GAP = re.compile(f"[A-Za-z]{_A} {{1,2}}{_ENDING}|[A-Za-z.!?]{_A} {{1,2}}[,.;)]")
_GAP_IN_ELISION = re.compile(_ELIDED)
_MOST_ELISIONS = 20  # that are looked at
_REACH = 300  # characters on each side of one that tell its language
# The gap and a space between words: two spaces are not written in the midst of a sentence.
_WIDE_GAP = re.compile(f"[,; A-Za-z\xdf-\u017f]{_A} {{2,3}}[a-z\xdf-\u017f]")
_GAP_AT_END = re.compile(f"[.!?]{_A} {{1,2}}(?=\n|\\Z)")
_WITHOUT = re.compile(f"{_A}[A-Za-z]")
_JOINED = re.compile(f"[A-Za-z]{_A} {{1,2}}{_ENDING}|{_ELIDED}")


def find_gap(text: str) -> str:
    """The spaces that stand after each scar of a text; none where nothing shows it.

    >>> find_gap(f"It{_A} s late, they don{_A} t know"), find_gap(f"They wait {_A} so do we.")
    (' ', '')
    """
    if f"{_A} " not in text or _WITHOUT.search(text):
        return ""
    if found := _GAP.search(text) or _find_elision(text) or _GAP_AT_END.search(text):
        return " " * found[0].count(" ")
    wide = _WIDE_GAP.search(text)
    return " " * (wide[0].rpartition(_A)[2].count(" ") - 1) if wide else ""


def _find_elision(text: str) -> re.Match[str] | None:
    """A gap in a French elision; in Italian, or where the language is not clear, the second kind.

    Friulian, which is easily taken for Italian, has the words ``dâ`` and ``lâ``.
    """
    first = ""
    for found in islice(_GAP_IN_ELISION.finditer(text), _MOST_ELISIONS):
        around = text[max(0, found.start() - _REACH) : found.end() + _REACH]
        language = find_language(around)
        elided = found[0][0].lower()
        if language == "fr" or (language in ("it", "") and first not in ("", elided)):
            return found
        first = first or elided
    return None


def keeps_spaces(text: str, gap: str) -> bool:
    """Whether spaces were not made one in a text with gaps: then each gap is a whole one.

    >>> keeps_spaces(f"He{_A} s {_A} late{_A}  now", " "), keeps_spaces(f"He{_A} s late", " ")
    (True, False)
    """
    return bool(gap) and f"{_A}{gap} " in text


def gap_after(text: str, scar: int, gap: str, *, is_whole: bool) -> str:
    """The gap after the scar at an offset, if it is one, and no space between words.

    It is one where no space is written: within a word, after an opening mark, before punctuation
    or before another space; and anywhere in a text where another space stands after some gap.
    """
    end = scar + 1 + len(gap)
    if text[scar + 1 : end] != gap:
        return ""
    if is_whole:
        return gap
    before, after = text[max(0, scar - 1) : scar], text[end : end + 1]
    opens = not before or before.isspace() or before in "([\"'"
    if opens or not after.isalnum():
        return gap
    joined = _JOINED.match(text, max(0, scar - 1)) or _JOINED.match(text, max(0, scar - 2))
    return gap if joined else ""
