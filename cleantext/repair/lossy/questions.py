"""Whether runs of question marks stand for lost bytes: ``don???t``, and not ``What???``."""

from __future__ import annotations

import re

from cleantext.repair.language import is_english_word

__all__ = ["has_bytes_as_questions", "stands_in_code"]

_CONTRACTION = re.compile(
    r"[A-Za-z]\?{3}(?:s|t|re|ve|ll|d|m)(?![A-Za-z?]|\.[a-z])|(?<![A-Za-z])(?:[ldjmtscn]|qu)\?{3}[aeiouyh]"
    r"|(?<![A-Za-z])O\?{3}[A-Z][a-z]"
)
_QUOTATION = re.compile(r"(?<![^\s(])\?{3}[A-Za-z][^?\n ]{0,30} [^?\n]{1,200}\?{3,4}(?![^\s.,;:)])")
_BETWEEN = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,20})( ?)\?{3}\2(?=([a-z]{2,20})(?![A-Za-z]))")
_NUMBERS = re.compile(r"(?<=\d)\?{3}(?=[\d$])")
_WORD = re.compile(r"(?:(?<=[a-z,] )|(?<=\())\?{3}([a-z]{2,20})(?:-[a-z]{1,20})?\?{3}(?=[ .,;:)])")
_SIGNATURE = re.compile(
    r"(?<=\S )\?{3} [A-Z][^?\n()]{1,50} \(@\w|(?<=[.!?,]\" )\?{3} [A-Z][a-z]{1,20} [A-Z]"
)
# Without a bullet or a number, what is said of an item has more than one word, and its name is none
# in capitals: "Anna ??? Moser" is a person, and "TODO ??? Tell them" a question.
_ITEM = re.compile(
    r"^(?:(?:[-*] |\d{1,2}\.? )[A-Z][^?\n]{2,50} \?{3} [A-Z][a-z]"
    r"|(?![A-Z]+ \?)[A-Z][^?\n]{2,50} \?{3} [A-Z][a-z]{1,20}[,:]? [^?\s])",
    re.MULTILINE,
)
_ASKED = re.compile(r"[A-Za-z]\?{2,}(?=\s{1,9}[A-Z\"]|\s{0,9}$)|\?!|!\?|\xbf(?!\xbd)", re.MULTILINE)
_BEHIND_WORDS = tuple(
    (
        re.compile(rf"(?<=[A-Za-z]){gap}\?{{3}}(?={gap}[A-Za-z]|$)", re.MULTILINE),
        re.compile(rf"[A-Za-z]{gap}\?{{3,}}[ \t]{{0,9}}$", re.MULTILINE),
    )
    for gap in ("", " ")
)
"""Runs behind a word, or a word and a space; and those of them that end a line."""
_CHAT = re.compile(r"[A-Za-z]\?{3}[A-Za-z]{1,20}\?{3}[A-Za-z]")  # "why???did???he"
# In these a question mark is a part, or stands for any character.
_CODE = re.compile(r"://|\w=|(?<![\d?])%")
_TOKEN_ENDS = re.compile(r"[\s<>\"]")
_TOKEN_REACH = 100  # characters of a token that are looked at on each side
_RUN = re.compile(r"\?{2,}")
_ASKING = frozenset(
    "what who why how when where which really seriously huh ok okay right yes no you me it that "
    "this there".split()
)

# A dash or an ellipsis hardly follows these: what is left open may be meant.
_LEADING = frozenset(
    "a an the of for to in with at by from my your his her our their is are was were be been "
    "about and or mr mrs ms miss dr sir lady".split()
)
# A name of which the rest is not known is followed by these.
_GAP = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,20}) \?{3}(?![A-Za-z])(?= (and|of|or)\b|)")
# What goes on after a dash often begins with one of these; what stands for an unknown name or
# number is hardly ever before one.
_GOING_ON = frozenset(
    "and but or nor yet so the not they it he she we you this these those which who especially "
    "particularly including such even usually often sometimes perhaps although though whether "
    "while whilst because therefore once without unless until just only".split()
)
_ENOUGH = 2
_OFTEN = 5  # runs, of which one ends a line
_LIST = 3  # items, each with a dash after its name
_LONG = 1_000  # characters in which whoever asks ??? would have done it more than once


def has_bytes_as_questions(text: str) -> bool:
    """Whether runs of question marks in a text stand for bytes, and not for questions.

    >>> has_bytes_as_questions("I don???t know"), has_bytes_as_questions("What??? I know")
    (True, False)
    """
    if "???" not in text:
        return False
    # No expression looks beyond the line, and each line is looked through a dozen times.
    lines = [line for line in text.split("\n") if "?" in line]
    doubtful = _leave_out_code("\n".join(line for line in lines if "???" in line))
    if _CONTRACTION.search(doubtful) or _QUOTATION.search(doubtful):
        return True
    if _CHAT.search(doubtful):
        return False
    doubtful = _leave_out_questions(doubtful)
    if _has_gaps(doubtful):
        return False
    asked = len(_ASKED.findall("\n".join(lines)))
    evidence = _count_evidence(doubtful, is_calm=len(text) > _LONG and not asked)
    return evidence >= _ENOUGH and evidence > 2 * asked


def stands_in_code(text: str, start: int) -> bool:
    """Whether the run of question marks that begins there is a part of an address or a pattern.

    >>> text = "See http://example.org/?q=don???t, I don???t know"
    >>> [stands_in_code(text, text.index("???")), stands_in_code(text, text.rindex("???"))]
    [True, False]
    """
    left = _TOKEN_ENDS.split(text[max(0, start - _TOKEN_REACH) : start])[-1]
    right = _TOKEN_ENDS.split(text[start : start + _TOKEN_REACH], maxsplit=1)[0]
    return _CODE.search(left + right) is not None


def _leave_out_code(text: str) -> str:
    return _RUN.sub(lambda run: "." if stands_in_code(text, run.start()) else run[0], text)


def _has_gaps(text: str) -> bool:
    """Whether half of the runs, two and more, stand for what is not known: ``at ???``."""
    gaps: int = sum(
        before.lower() in _LEADING or (bool(after) and before[0].isupper())
        for before, after in _GAP.findall(text)
    )
    return gaps > 1 and gaps * 2 >= len(_RUN.findall(text))


def _leave_out_questions(text: str) -> str:
    """The text without runs like those that end a line, be it with a space before, as in French.

    Who asks so at the ends of lines asks so within them. A dash or an ellipsis stands there, too,
    but seldom.
    """
    for behind_word, at_end in _BEHIND_WORDS:
        if len(at_end.findall(text)) * _OFTEN >= max(1, len(behind_word.findall(text))):
            text = behind_word.sub("", text)
    return text


def _count_evidence(text: str, *, is_calm: bool) -> int:
    """How much speaks for bytes; one dash between spaces, or one word, is not enough.

    In a text that ``is_calm`` it is, if the sentence goes on behind the dash.
    """
    certain = len(_NUMBERS.findall(text)) + len(_SIGNATURE.findall(text))
    certain += len(_ITEM.findall(text)) >= _LIST
    likely = sum(match[1] not in _ASKING for match in _WORD.finditer(text))
    words_before: set[str] = set()  # "TODO ??? close it" is a habit, however often it comes
    for match in _BETWEEN.finditer(text):
        before, space, after = match.groups()
        if before.lower() in _ASKING or before.lower() in _LEADING:
            continue
        goes_on = is_calm and after in _GOING_ON and len(before) > 2
        if goes_on or (not space and is_english_word(before) and is_english_word(after)):
            certain += 1
        elif is_english_word(after) and (len(before) > 3 or is_english_word(before)):
            words_before.add(before)
    return _ENOUGH * certain + likely + len(words_before)
