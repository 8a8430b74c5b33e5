"""What a character leaves behind when some of its bytes are lost, and where a text has such scars.

A curly apostrophe is E2 80 99 in UTF-8. Read as Latin-1 it is three characters, the last two of
them C1 controls; whoever strips controls leaves a lone ``â``. The table of such scars is made by
`losses` when this module is imported. It is looked up, and no part of an expression: to compile one
of hundreds of words takes longer than to read a story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.repair.lossy.gaps import find_gap, gap_after, keeps_spaces
from cleantext.repair.lossy.losses import (
    QUOTES,
    WINDOWS_HIGH,
    as_latin1,
    as_windows,
    drop,
    make_tables,
)
from cleantext.repair.lossy.questions import stands_in_code
from cleantext.repair.lossy.reading import (
    CIRCUMFLEX,
    EURO,
    LETTER,
    QUESTION,
    REPLACED,
    SCAR,
    SURE,
    TWICE,
    Mark,
    Reading,
)

__all__ = ["MARKS", "read_marks"]

MARKS = QUOTES + "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}"
"""What a scar is taken for where its bytes don't tell: the marks of running text."""

_LOW = "\N{SINGLE LOW-9 QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
_OTHERS = _LOW + (
    "\N{BULLET}\N{EURO SIGN}\N{TRADE MARK SIGN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}"
    "\N{PRIME}\N{DOUBLE PRIME}\N{EIGHTH NOTE}"
)
_A = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"
_FIRST_LETTER, _LAST_LETTER = "\xa0", "\u017f"
"""What else Europe writes: a capital before a closing mark may be read as a letter of Africa."""
_EURO = "\N{EURO SIGN}"
_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
_LEAD_TWICE = f"{_TILDE}\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}"
"""What is left of the first byte of most letters, decoded wrongly twice."""

_SCARS, _WHOLE = make_tables(MARKS + _OTHERS)
# A space for a control, with what shows that it is none between words: the byte after it.
_SCARS |= {s.replace("?", " "): c for s, c in _SCARS.items() if "?" in s and not s.endswith("?")}
# Mojibake in capitals: the a with circumflex has one, and ligatures have.
_SCARS |= {as_windows(c).upper(): c for c in MARKS + _LOW if as_windows(c).upper() not in _SCARS}
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
    as_windows(mark)[1:]: mark
    for mark in MARKS + _LOW + "\N{BULLET}"
    if mark != "\N{RIGHT DOUBLE QUOTATION MARK}"
} | {_EURO + lost: "\N{RIGHT DOUBLE QUOTATION MARK}" for lost in ("\x9d", "?", SCAR)}
_EURO_ENDS = "".join(
    as_windows(mark)[2]
    for mark in "\N{RIGHT SINGLE QUOTATION MARK}\N{HORIZONTAL ELLIPSIS}\N{EN DASH}\N{EM DASH}"
)
_EURO_OPENS = re.compile(
    "|".join(
        re.escape(as_windows(mark)[1:]) for mark in ("\N{LEFT DOUBLE QUOTATION MARK}", _LOW[1])
    )
)
_UNSPACED = "\u0e01-\u0eff\u3001-\u9fff\uac00-\ud7a3\uff01-\uff5e"
"""Thai to Chinese, Japanese and Korean, with their punctuation: no space follows a quotation."""
# What the a with circumflex is in the code pages of other alphabets: then nothing was lost.
_OTHER_A = (
    "\N{CYRILLIC SMALL LETTER VE}\N{GREEK SMALL LETTER BETA}\N{HEBREW LETTER GIMEL}"
    "\N{THAI CHARACTER SARA O}\N{LATIN SMALL LETTER A WITH MACRON}"
)


_KNOWN = (_SCARS.keys() | _WHOLE.keys()) - {_A, as_latin1(_A), _A + _EURO}
"""What is read as it stands; the others may be a part of something else."""
_LEADS = frozenset(known[0] for known in _KNOWN)
_SIZES: dict[str, list[int]] = {}
for _size, _begin in sorted({(len(known), known[:2]) for known in _KNOWN}, reverse=True):
    _SIZES.setdefault(_begin, []).append(_size)
"""By their first two characters, how long what is known is; the longest first."""
_IS_KNOWN, _IS_LEAD = "known", "lead"


def _make_pattern() -> re.Pattern[str]:
    """What is read in one pass, but for what is known: a part of something after the whole.

    What is known begins at a match, too: at a lead where nothing else would.
    """
    after = "\x80-\xbf" + re.escape(WINDOWS_HIGH)
    c1 = "\x80-\x9f" + re.escape(WINDOWS_HIGH)
    rare = "".join(as_windows(mark)[2] for mark in MARKS[2:])
    patterns = {
        "lost": f"(?:{SCAR}|{as_latin1(SCAR)})+",
        # A letter that ends a word, and a mark that lost its first character: it would be a rare
        # Chinese character, or a digit of N'Ko.
        "whole": f"(?!(?<=[A-Za-z])(?:\xdf{_EURO}|[\xe4\xe5]{_EURO}[{rare}]))"
        f"(?:{_LEAD_TWICE}[\xa0-\xbf]|[\xc2-\xdf][{after}]|{_A}[{c1}][{after}]|[\xe0\xe1\xe3-\xef][{after}]{{2}}"
        f"|[\xf0-\xf4][{after}]{{3}})",
        "euro": f"(?={_EURO})(?<![{_OTHER_A}])(?:{'|'.join(map(re.escape, _EURO_SCARS))}"
        # All that is left of a closing mark: nobody writes a price like that.
        f"|(?:(?<=[^\\W\\d_])|(?<=[)\\]])|(?<=[^\\W\\d_][.,!?;])|(?<=[)\\]][.,!?;])"
        f"|(?<={_EURO}[{_EURO_ENDS}])){_EURO}(?!\\w|{_EURO}(?![{_EURO_ENDS}]))"
        f"|(?<=[{_UNSPACED}]){_EURO}(?!\\d))",
        # Another code page may have a character for what Windows-1252 leaves open.
        # An ordinal sign behind it would be the third byte of what is none of these marks.
        "part": f"{_A}{_EURO}(?![^\\x00-\\x7f{_A}])|{_A}(?![{_EURO}\xaa])",
        # The byte that was lost may have left a sign of its own before the rest of the word.
        "tilde": f"{_LEAD_TWICE}|{_TILDE}(?:[?{SCAR}](?=[a-z]))?",
        "query": r"\?\?+",
        "plain": f"[\"'{MARKS}]|\n+",
        _IS_LEAD: f"[{''.join(sorted(_LEADS))}]",
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
    has_whole = False
    size = _bytes_each(text)
    opening = _EURO_OPENS.search(text) if _EURO in text else None
    opened = opening.start() if opening else len(text)
    gap = find_gap(text)
    is_whole = keeps_spaces(text, gap)
    for begin, found, name in _find_pieces(text):
        if found == _A and gap:
            found += gap_after(text, begin, gap, is_whole=is_whole)
        copied = text[done:begin]
        length += len(copied)
        pieces.append(copied)
        done = begin + len(found)
        if name == "query" and questions and not stands_in_code(text, begin):
            units = _questions(text, begin, done)
        else:
            units = _units(text, begin, found, name, size, opened)
        for shown, start, end, candidates, kind in units:
            if candidates:
                marks.append(Mark(start, end, length, candidates, kind))
            elif name == "whole":
                has_whole |= _FIRST_LETTER <= shown <= _LAST_LETTER
            pieces.append(shown)
            length += len(shown)
    pieces.append(text[done:])
    return Reading("".join(pieces), tuple(marks), has_whole)


def _find_pieces(text: str) -> Iterator[tuple[int, str, str]]:
    """What is not read as it stands: where it begins, itself, and what it is by the pattern."""
    place = 0
    while match := _PATTERN.search(text, place):
        start, found, name = match.start(), match[0], str(match.lastgroup)
        if found[0] in _LEADS and (known := _find_known(text, start)):
            found, name = known, _IS_KNOWN
        place = start + len(found)
        if name != _IS_LEAD:
            yield start, found, name


def _find_known(text: str, start: int) -> str:
    """The longest of what is known that begins there; nothing where none does."""
    for size in _SIZES.get(text[start : start + 2], ()):
        if (beginning := text[start : start + size]) in _KNOWN:
            return beginning
    return ""


Unit = tuple[str, int, int, str, str]  # shown in the skeleton; start, end, candidates, kind


_ELIDED = re.compile(r"(?<![^\W\d_])(?:[ldjmtscn]|qu)\Z", re.IGNORECASE)


def _bytes_each(text: str) -> int:
    """How many U+FFFD stand for one mark: three where they come in threes, else one.

    None where none stands alone and none is three: two marks, or a letter.
    """
    runs = {len(_LOST.findall(run[0])) for run in _LOST_RUN.finditer(text)}
    if 1 in runs or not runs:
        return 1
    return 3 if any(run % 3 == 0 for run in runs) else 0


_LOST_RUN = re.compile(f"(?:{_LOST.pattern})+")


def _units(text: str, start: int, found: str, name: str, size: int, opened: int) -> list[Unit]:
    """What one piece is read as; a lone euro sign can close what was ``opened``."""
    end = start + len(found)
    if name == "plain":
        return [(found, start, end, _STRAIGHT.get(found, found), "")]
    if name == "whole":
        return [_decoded(found, start, end)]
    if name == "lost":
        places = [(start + m.start(), start + m.end()) for m in _LOST.finditer(found)]
        if not size:
            return [(SCAR * len(places), start, end, "", "")]
        return _threes(text, places, REPLACED) if size == 3 else _split(places, 1, REPLACED)
    if name == "query":
        return [(found, start, end, "", "")]
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


_TWO_LETTERS = 4
"""So many question marks within a word may be two letters."""


def _questions(text: str, start: int, end: int) -> list[Unit]:
    """A run of question marks that stand for bytes: marks of three, and what is left over."""
    places = [(n, n + 1) for n in range(start, end)]
    if (
        len(places) == _TWO_LETTERS
        and text[start - 1 : start].isalpha()
        and text[end : end + 1].islower()
    ):
        return [(SCAR * _TWO_LETTERS, start, end, "", "")]
    if len(places) % 3 == 1 and text[start - 1 : start].strip():
        # A question was asked, and then a mark closed it.
        return [("?", start, start + 1, "", ""), *_split(places[1:], 3, QUESTION)]
    return _threes(text, places, QUESTION)


def _threes(text: str, places: list[tuple[int, int]], kind: str) -> list[Unit]:
    """A run of lost bytes as marks of three, and a letter of two; or as what can't be told."""
    start, end, over = places[0][0], places[-1][1], len(places) % 3
    if over and len(places) not in (2, 5):  # an emoji has four bytes
        return [(SCAR * len(places), start, end, "", "")]
    # A letter of two bytes ended the word, or begins it after a French elision.
    ends = text[start - 1 : start].isalpha() and not _ELIDED.search(text, max(0, start - 4), start)
    if over and ends:
        return [*_split(places[:2], 3, kind), *_split(places[2:], 3, kind)]
    return _split(places, 3, kind)


def _split(places: list[tuple[int, int]], size: int, kind: str) -> list[Unit]:
    """Lost bytes in groups, one for each character; what is left over is a letter."""
    groups = [places[n : n + size] for n in range(0, len(places), size)]
    return [
        (SCAR, group[0][0], group[-1][1], MARKS, kind if len(group) == size else LETTER)
        for group in groups
    ]


def _decoded(found: str, start: int, end: int) -> Unit:
    """Mojibake that lost nothing that could not be told, as what it was."""
    if found.startswith(_LEAD_TWICE):
        found = found.replace(_LEAD_TWICE, _TILDE)
    raw = bytes(_BYTES.get(c) or ord(c) for c in found)
    character = raw.decode("utf-8", "ignore")
    if character == _A:
        return SCAR, start, end, _SCARS[_A], TWICE
    return character or found, start, end, character if character in MARKS else "", ""
