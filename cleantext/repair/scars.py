"""What a character leaves behind when some of its bytes are lost, and where a text has such scars.

A curly apostrophe is E2 80 99 in UTF-8. Read as Latin-1 it is three characters, the last two of
them C1 controls; whoever strips controls leaves a lone ``â``. The table of such scars is made by
`losses` when this module is imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cleantext.repair.losses import QUOTES, WINDOWS_HIGH, as_latin1, as_windows, drop, make_tables

__all__ = [
    "CIRCUMFLEX",
    "EURO",
    "LETTER",
    "QUESTION",
    "REPLACED",
    "SCAR",
    "SURE",
    "TWICE",
    "Mark",
    "Reading",
    "read_marks",
]

SCAR = "\N{REPLACEMENT CHARACTER}"
"""What stands for a scar in the skeleton of a text."""

# The kinds of scar, by what else they could be.
CIRCUMFLEX = "circumflex"  # a lone a with circumflex: a letter in many languages
TWICE = "twice"  # the same, decoded wrongly twice: or the letter, decoded wrongly once
EURO = "euro"  # a lone euro sign, after the a with circumflex was lost too
LETTER = "letter"  # too few bytes for a mark; a lone A with tilde, or two bytes
QUESTION = "question"  # question marks for bytes; or for a question
REPLACED = "replaced"  # U+FFFD: lost for sure, but what it was is open
SURE = "sure"  # nothing that a person writes

MARKS = QUOTES + "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}"
"""What a scar is taken for where its bytes don't tell: the marks of running text."""

_OTHERS = (
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{BULLET}\N{EURO SIGN}"
    "\N{TRADE MARK SIGN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{PRIME}\N{DOUBLE PRIME}"
)
_A = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"
_EURO = "\N{EURO SIGN}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A scar, or a mark that is whole and tells something about the scars around it.

    ``start`` and ``end`` are its offsets in the text, ``at`` its place in the skeleton;
    ``candidates`` are the characters that it may have been (one, where it is whole); ``kind`` is
    empty where it is whole.
    """

    start: int
    end: int
    at: int
    candidates: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as far as it can be read.

    In the skeleton each scar is one `SCAR`, and mojibake that lost nothing is what it was.
    """

    skeleton: str
    marks: tuple[Mark, ...]


_SCARS, _WHOLE = make_tables(MARKS + _OTHERS)
_A_ONCE = frozenset((as_latin1(_A), as_windows(_A)))
_A_TWICE = (
    _A_ONCE
    | {as_latin1(once) for once in _A_ONCE}
    | {as_windows(once) for once in _A_ONCE}
    | {drop(as_latin1(as_latin1(_A)))}
)
"""The letter itself, decoded wrongly once or twice."""
_KINDS = {_A: CIRCUMFLEX, **dict.fromkeys(_A_TWICE, TWICE)}

_EURO_SCARS = {
    as_windows(mark)[1:]: mark for mark in MARKS if mark != "\N{RIGHT DOUBLE QUOTATION MARK}"
} | {_EURO + lost: "\N{RIGHT DOUBLE QUOTATION MARK}" for lost in ("\x9d", "?", SCAR)}
_EURO_OPENS = as_windows("\N{LEFT DOUBLE QUOTATION MARK}")[1:]


def _make_pattern() -> re.Pattern[str]:
    """What is read in one pass: the longest first, and a part of something after the whole."""
    after = "\x80-\xbf" + re.escape(WINDOWS_HIGH)
    parts = {_A, as_latin1(_A), _A + _EURO}
    known = sorted((_SCARS.keys() | _WHOLE.keys()) - parts, key=len, reverse=True)
    c1 = "\x80-\x9f" + re.escape(WINDOWS_HIGH)
    patterns = {
        "known": "|".join(map(re.escape, known)),
        "lost": f"(?:{SCAR}|{as_latin1(SCAR)})+",
        "whole": f"[\xc2-\xdf][{after}]|{_A}[{c1}][{after}]|[\xe0\xe1\xe3-\xef][{after}]{{2}}"
        f"|[\xf0-\xf4][{after}]{{3}}",
        "euro": f"(?<![^\\W\\d_A-Za-z])(?:{'|'.join(map(re.escape, _EURO_SCARS))})"
        # All that is left of a closing mark: nobody writes a price like that.
        f"|(?<=[A-Za-z][.,!?]){_EURO}(?![\\w{_EURO}])|(?<=[A-Za-z]){_EURO}(?![\\w{_EURO}])",
        # Another code page may have a character for what Windows-1252 leaves open.
        # Where the two lost characters became spaces, an ending stands after the gap.
        "part": f"{_A}{_EURO}(?![^\\x00-\\x7f{_A}])"
        f"|(?<=[A-Za-z]){_A} {{1,2}}(?=(?:s|t|re|ve|ll|d|m)(?![A-Za-z]))"
        f"|{_A}(?!{_EURO})",
        "tilde": "\N{LATIN CAPITAL LETTER A WITH TILDE}",
        "query": r"\?\?+",
        "plain": f"[\"'{MARKS}]|\n+",
    }
    # What can't begin any of these is passed over without trying each.
    first = f"[{SCAR}{_EURO}?\"'{MARKS}\n\xc2-\xf4]"
    choice = "|".join(f"(?P<{name}>{part})" for name, part in patterns.items())
    return re.compile(f"(?={first})(?:{choice})")


_PATTERN = _make_pattern()
_BYTES = {bytes([b]).decode("cp1252", "ignore"): b for b in range(0x80, 0xA0)}
_STRAIGHT = {'"': MARKS[2:4], "'": MARKS[0:2]}
_LOST = re.compile(f"{SCAR}|{as_latin1(SCAR)}")


def read_marks(text: str, *, questions: bool = False) -> Reading:
    """Read a text: its skeleton, its scars and its marks, in order.

    ``questions`` says that in this text a run of question marks stands for lost bytes.

    >>> reading = read_marks("the country\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}s oil")
    >>> reading.marks[0].start, reading.marks[0].kind
    (11, 'circumflex')
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    length = done = 0
    size = _bytes_each(text)
    opened = text.find(_EURO_OPENS) % (len(text) + 1)  # at the end, where it is not found
    for match in _PATTERN.finditer(text):
        copied = text[done : match.start()]
        length += len(copied)
        pieces.append(copied)
        done = match.end()
        for shown, start, end, candidates, kind in _units(match, size, opened, questions):
            if candidates:
                marks.append(Mark(start, end, length, candidates, kind))
            pieces.append(shown)
            length += len(shown)
    pieces.append(text[done:])
    return Reading("".join(pieces), tuple(marks))


Unit = tuple[str, int, int, str, str]  # shown in the skeleton; start, end, candidates, kind


def _bytes_each(text: str) -> int:
    """How many U+FFFD stand for one mark: three where they come in threes, else one."""
    runs = [len(_LOST.findall(run[0])) for run in _LOST_RUN.finditer(text)]
    return 3 if runs and min(runs) > 1 and any(run % 3 == 0 for run in runs) else 1


_LOST_RUN = re.compile(f"(?:{_LOST.pattern})+")


def _units(match: re.Match[str], size: int, opened: int, questions: bool) -> Iterable[Unit]:
    """What one match of the pattern is read as; a lone euro sign can close what was ``opened``."""
    start, end = match.span()
    found = match[0]
    name = match.lastgroup
    if name == "plain":
        return [(found, start, end, _STRAIGHT.get(found, found), "")]
    if name == "whole":
        return [_decoded(found, start, end)]
    if name == "lost":
        places = [(start + m.start(), start + m.end()) for m in _LOST.finditer(found)]
        return _split(places, size, REPLACED)
    if name == "query":
        return _questions(match) if questions else [(found, start, end, "", "")]
    if name == "tilde":
        return [(SCAR, start, end, MARKS, LETTER)]
    if name == "euro":
        if found == _EURO and start < opened:
            return [(found, start, end, "", "")]
        return [(SCAR, start, end, _EURO_SCARS.get(found, "\N{RIGHT DOUBLE QUOTATION MARK}"), EURO)]
    if found in _WHOLE:
        return [(_WHOLE[found], start, end, _WHOLE[found], "")]
    scar = found.rstrip(" ")
    return [(SCAR, start, end, _SCARS[scar], _KINDS.get(scar.rstrip("?"), SURE))]


def _questions(match: re.Match[str]) -> list[Unit]:
    """A run of question marks that stand for bytes: marks of three, and what is left over."""
    start, end = match.span()
    places = [(n, n + 1) for n in range(start, end)]
    over = len(places) % 3
    if over == 1:  # a question was asked, and then a mark closed it
        return [("?", start, start + 1, "", ""), *_split(places[1:], 3, QUESTION)]
    if over and match.string[max(0, start - 1) : start].isalpha():  # a letter of two bytes ended it
        return [*_split(places[:2], 3, QUESTION), *_split(places[2:], 3, QUESTION)]
    return _split(places, 3, QUESTION)


def _split(places: list[tuple[int, int]], size: int, kind: str) -> list[Unit]:
    """Lost bytes in groups, one for each character; what is left over is a letter."""
    groups = [places[n : n + size] for n in range(0, len(places), size)]
    return [
        (SCAR, group[0][0], group[-1][1], MARKS, kind if len(group) == size else LETTER)
        for group in groups
    ]


def _decoded(found: str, start: int, end: int) -> Unit:
    """Mojibake that lost nothing, as what it was."""
    raw = bytes(_BYTES.get(c) or ord(c) for c in found)
    character = raw.decode("utf-8", "ignore")
    if character == _A:
        return SCAR, start, end, _SCARS[_A], TWICE
    return character or found, start, end, character if character in MARKS else "", ""
