"""Which part of a text needs a second look: most of it needs none, and seeing that must be fast.

ftfy calls a line bad by an expression of some thirty alternatives, which it tries at each
character. The two searches here say yes to every such line and to a few more, in one pass that
stops only at characters which are rare in good text, and looks at their neighbours. One takes the
text. The other takes what plain ASCII leaves of it (see `leftovers`): in a long story that is a
short string, in which what was adjacent still is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_letters

from ftfy.badness import MOJIBAKE_CATEGORIES
from ftfy.chardata import CHARMAP_ENCODINGS

__all__ = [
    "may_be_after_loss",
    "may_be_lossy",
    "may_be_mojibake",
    "may_leave_lossy",
    "may_leave_mojibake",
]

# A rare category, the categories that make it suspicious when before it, and when after it.
# Source: ftfy 6.3, ``badness.BADNESS_RE``: each pair of its rules is here under its rarer half. Of
# a rule of three characters two are here, of a rule with ASCII the rest.
_NEIGHBOURS = (
    (
        "bad",
        "bad lower_accented upper_accented box start_punctuation end_punctuation currency numeric "
        "law lower_common upper_common",
        "bad lower_accented upper_accented box start_punctuation end_punctuation currency numeric "
        "law",
    ),
    (
        "box",
        "bad lower_accented upper_accented lower_common currency numeric start_punctuation "
        "end_punctuation law",
        "bad lower_accented upper_accented kaomoji currency numeric law start_punctuation "
        "end_punctuation",
    ),
    (
        "start_punctuation",
        "bad lower_accented upper_accented currency numeric box",
        "bad numeric box",
    ),
    (
        "end_punctuation",
        "bad lower_accented upper_accented box",
        "bad lower_accented upper_accented currency box",
    ),
    (
        "currency",
        "bad lower_accented upper_accented end_punctuation box",
        "bad lower_accented upper_accented start_punctuation box",
    ),
    (
        "numeric",
        "bad upper_accented start_punctuation box",
        "bad lower_accented upper_accented start_punctuation box",
    ),
    ("law", "bad upper_accented box", "bad box"),
    ("upper_accented", "lower_accented lower_common", ""),
)


def _characters(names: str) -> str:
    return "".join(MOJIBAKE_CATEGORIES[name] for name in names.split())


_CAPITALS = "\N{LATIN CAPITAL LETTER A WITH TILDE}\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}"
_LIGATURES = "\N{LATIN CAPITAL LIGATURE OE}\N{LATIN SMALL LIGATURE OE}"
_LATIN_LEADS = (
    "\N{LATIN CAPITAL LETTER I WITH CIRCUMFLEX}\N{LATIN CAPITAL LETTER ETH}"
    "\N{LATIN CAPITAL LETTER O WITH STROKE}\N{LATIN CAPITAL LETTER U WITH GRAVE}"
)
_OTHER_LEADS = (
    "\N{CYRILLIC CAPITAL LETTER VE}\N{CYRILLIC CAPITAL LETTER GHE}"
    "\N{CYRILLIC CAPITAL LETTER ER}\N{CYRILLIC CAPITAL LETTER ES}"
    "\N{GREEK CAPITAL LETTER BETA}\N{GREEK CAPITAL LETTER GAMMA}"
    "\N{GREEK CAPITAL LETTER XI}\N{GREEK CAPITAL LETTER OMICRON}"
)
_MARKS = _characters("bad start_punctuation end_punctuation currency numeric common") + (
    "\N{DEGREE SIGN}\N{LATIN SMALL LETTER S WITH CARON}\N{LATIN CAPITAL LETTER S WITH CARON}"
    "\N{LATIN SMALL LETTER Z WITH CARON}\N{LATIN CAPITAL LETTER Y WITH DIAERESIS}" + _LIGATURES
)

# The rules of ftfy's expression that are for single characters: what is before, the rare character,
# and what is after it. "" is for anything.
_RULES = (
    ("", _characters("c1"), ""),
    ("", _CAPITALS, ""),
    (
        _characters("lower_accented upper_accented currency numeric box law"),
        _characters("end_punctuation"),
        _characters("start_punctuation"),
    ),
    ("", _LIGATURES, "^A-Za-z"),
    ("", _LATIN_LEADS, _MARKS),
    (_characters("upper_accented"), "\N{DEGREE SIGN}", ""),
    ("\N{MULTIPLICATION SIGN}", "\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}", ""),
    ("\N{LATIN SMALL LETTER A WITH GRAVE}", _characters("numeric"), ""),
    ("", "\N{SQUARE ROOT}\N{ALMOST EQUAL TO}", "^\x00-\x7f"),
    (
        "",
        "\N{SINGLE LOW-9 QUOTATION MARK}",
        "\N{LATIN CAPITAL LETTER A WITH DIAERESIS}\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"
        "\N{LATIN SMALL LETTER O WITH ACUTE}",
    ),
    (
        "\N{CYRILLIC SMALL LETTER VE}\N{CYRILLIC CAPITAL LETTER VE}",
        "\N{CYRILLIC CAPITAL LETTER DJE}",
        "",
    ),
    ("\N{GREEK SMALL LETTER BETA}", "\N{EURO SIGN}", ""),
    (_OTHER_LEADS, _MARKS + "\N{MICRO SIGN}", _OTHER_LEADS),
)


# In good text too these are everywhere: of the many rules only those about them are tried.
_FREQUENT = (
    "\N{EN DASH}\N{EM DASH}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
)

_Rule = tuple[str, str, str]
"""A class before ("" for anything), a class for the rare character, and what must follow."""


def _ftfys_rules() -> Iterator[_Rule]:
    for before, rare, after in _RULES:
        # At the end of a text anything may have been: "[^A-Za-z]" has to hold there too.
        end = "$|" if after.startswith("^") else ""
        yield before, rare, f"{end}[{after}]" if after else ""
    for name, before, after in _NEIGHBOURS:
        yield _characters(before), _characters(name), ""
        if after:
            yield "", _characters(name), f"[{_characters(after)}]"


def _rules_of_certainty() -> tuple[list[_Rule], list[_Rule]]:
    """What `certainty.is_certain` asks for, of UTF-8 read in one of the codecs.

    Three letters in a row of another alphabet, or a Latin one where lines would meet that do not
    fit; and, where a letter of ASCII stands before it, one of the great Latin alphabets.
    """
    tee = "\N{BOX DRAWINGS LIGHT VERTICAL AND RIGHT}"
    alphabets, latin = [("", tee, f"[{_read_in('cp437', 0x80, 0xBF)}]")], []
    for codec in CHARMAP_ENCODINGS:
        continuation = f"[{_read_in(codec, 0x80, 0xBF)}]"
        lead = _read_in(codec, 0xCE, 0xDB)
        alphabets.append(("", lead, f"{continuation}(?:[{lead}]{continuation}){{2}}"))
        latin.append(("", _read_in(codec, 0xC3, 0xC5), continuation))
    return alphabets, latin


def _read_in(codec: str, first: int, last: int) -> str:
    """What bytes from ``first`` to ``last`` are in the codec, ready for a character class."""
    return re.escape(bytes(range(first, last + 1)).decode(codec))


def _make_pattern() -> re.Pattern[str]:
    """All rules; what needs a letter before it, and is nothing else, is in the group."""
    alphabets, latin = _rules_of_certainty()
    rules = [*_ftfys_rules(), *alphabets]
    stops = "".join(rare for _, rare, _ in [*rules, *latin])
    frequent = [rule for rule in rules if re.search(f"[{rule[1]}]", _FREQUENT)]
    rare = [rule for rule in rules if re.sub(f"[{re.escape(_FREQUENT)}]", "", rule[1])]
    of_rare = f"(?<![{_FREQUENT}])(?:{_any_of(rare)})"
    of_frequent = f"(?<=[{_FREQUENT}])(?:{_any_of(frequent)})"
    leads = "".join(rare for _, rare, _ in latin)
    of_latin = f"(?<=[{leads}])(?P<latin>{_any_of(latin)})"
    # A class first: it is what makes the search of `re` skip at C speed.
    return re.compile(f"[{stops}](?:{of_rare}|{of_frequent}|{of_latin})")


def _any_of(rules: Sequence[_Rule]) -> str:
    return "|".join(
        (f"(?<=[{before}][{rare}])" if before else f"(?<=[{rare}])")
        + (f"(?={after})" if after else "")
        for before, rare, after in rules
    )


_PATTERN = _make_pattern()
_LETTERS = frozenset(ascii_letters)

may_leave_mojibake = _PATTERN.search
"""The first place at which what plain ASCII leaves of a text may be mojibake, as a match, or None.

Of what stood before a character it knows nothing."""


def may_be_mojibake(text: str) -> re.Match[str] | None:
    """The first place at which a text may be mojibake, as a match, or None."""
    for match in _PATTERN.finditer(text):
        if not match.lastgroup or text[match.start() - 1 : match.start()] in _LETTERS:
            return match
    return None


# What Windows-1252 makes of the bytes of a mark, but for the first: a euro sign, and one of these.
_AFTER_LOSS = re.compile(
    "\N{EURO SIGN}[\N{SMALL TILDE}\N{TRADE MARK SIGN}\N{LATIN SMALL LIGATURE OE}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{BROKEN BAR}"
    "\N{LATIN SMALL LETTER S WITH CARON}\N{LATIN SMALL LETTER Z WITH CARON}\N{CENT SIGN}"
    # In capitals.
    "\N{LATIN CAPITAL LIGATURE OE}\N{LATIN CAPITAL LETTER S WITH CARON}"
    "\N{LATIN CAPITAL LETTER Z WITH CARON}"
    "\x9d?\N{REPLACEMENT CHARACTER}]"
)


def may_be_after_loss(text: str) -> bool:
    """Whether a euro sign may be what is left of a mark that lost its first byte, and no price."""
    return "\N{EURO SIGN}" in text and _AFTER_LOSS.search(text) is not None


def may_be_lossy(text: str) -> bool:
    """Whether `lossy.find_lossy` may find anything; False for nearly all good text, and fast.

    >>> may_be_lossy("Nothing was lost here?")
    False
    """
    # Every scar has one of these, and none is common in good text. This is asked of each sentence
    # with a letter beyond ASCII, so it is written out: a loop would take ten times as long.
    return (
        "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}" in text
        or "\N{LATIN CAPITAL LETTER A WITH TILDE}" in text
        or "\N{REPLACEMENT CHARACTER}" in text
        or "\N{INVERTED QUESTION MARK}\N{VULGAR FRACTION ONE HALF}" in text
        or "???" in text
        or may_be_after_loss(text)
    )


def may_leave_lossy(leftovers: str) -> bool:
    """The same for what plain ASCII leaves of a text, question marks aside."""
    return "\N{EURO SIGN}" in leftovers or may_be_lossy(leftovers)
