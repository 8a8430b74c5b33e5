"""Characters that are wrong by themselves: controls, line breaks, quotes, widths, normalization.

`find_characters` shows each change. `repair_characters` gives the text alone, with one
`str.replace` for each different character, since most stories are fine but for their curly
quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ftfy.chardata import (
    C1_CONTROL_RE,
    CONTROL_CHARS,
    DOUBLE_QUOTE_RE,
    LIGATURES,
    SINGLE_QUOTE_RE,
    WIDTH_MAP,
)
from ftfy.fixes import ANSI_RE, convert_surrogate_pair, fix_c1_controls

from cleantext.edits import Change, apply_changes
from cleantext.normal_forms import normalize
from cleantext.repair.changes import Span, Step, find_in_turn, make_changes, substitution
from cleantext.repair.leftovers import leave_plain_ascii
from cleantext.repair.normalization import find_normalization, is_surely_normal
from cleantext.repair.options import RepairOptions

__all__ = ["find_c1", "find_characters", "only_quotes", "repair_characters"]


@dataclass(frozen=True, slots=True)
class _Rewrite:
    """What is written for one character, where its option is on."""

    option: str
    rule: str
    after: str


def _rewrites() -> dict[str, _Rewrite]:
    """The characters that are rewritten whatever stands beside them. Source: ftfy's tables."""
    table = {
        chr(code): _Rewrite("fix_character_width", "width", after)
        for code, after in WIDTH_MAP.items()
    }
    for code, letters in LIGATURES.items():
        table[chr(code)] = _Rewrite("fix_latin_ligatures", "ligature", letters)
    for line_break in "\r\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\N{NEXT LINE}":
        table[line_break] = _Rewrite("fix_line_breaks", "line-break", "\n")
    characters = "".join(map(chr, range(0x2BC, 0x2020)))
    for quotes, straight in ((DOUBLE_QUOTE_RE, '"'), (SINGLE_QUOTE_RE, "'")):
        quote = _Rewrite("uncurl_quotes", "quote", straight)
        table |= dict.fromkeys(quotes.findall(characters), quote)
    return table


_REWRITES = _rewrites()
_REWRITTEN = re.compile(f"[{''.join(_REWRITES)}]")
_FEW = 6
_DELETED = {chr(code): _Rewrite("remove_control_chars", "control", "") for code in CONTROL_CHARS}
_CONTROL = re.compile(f"[{''.join(_DELETED)}]")
_SURROGATE = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")

_ALONE = _REWRITES | _DELETED
_QUOTES = {character for character, rewrite in _ALONE.items() if rewrite.rule == "quote"}
# ESC and surrogates may belong to longer sequences.
_ESCAPE = "\N{ESCAPE}"
_SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))
_NOT_ALONE = f"{_ESCAPE}\ud800-\udfff"
_SCAR = re.compile(f"[{''.join(_ALONE)}{_NOT_ALONE}]")
_IN_SEQUENCE = re.compile(f"[{_NOT_ALONE}]")


find_c1 = substitution(C1_CONTROL_RE, lambda match: fix_c1_controls(match[0]), "c1:cp1252")
"""The changes that read C1 controls as Windows-1252, as browsers do."""


def _joined(surrogates: re.Match[str]) -> str:
    paired = len(surrogates[0]) == 2
    return convert_surrogate_pair(surrogates) if paired else "\N{REPLACEMENT CHARACTER}"


_find_surrogates = substitution(_SURROGATE, _joined, "surrogate")
_find_terminal_escapes = substitution(ANSI_RE, lambda _: "", "terminal-escape")
_find_controls = substitution(_CONTROL, lambda _: "", "control")


def find_characters(
    text: str, options: RepairOptions, leftovers: str | None = None
) -> list[Change]:
    r"""The changes to single characters, in the order in which ftfy makes them.

    ``leftovers`` are the characters of the text that are not plain ASCII, where they are known.

    >>> changes = find_characters("\N{LEFT DOUBLE QUOTATION MARK}\r\n", RepairOptions())
    >>> [(change.rule, change.after) for change in changes]
    [('quote', '"'), ('line-break', '\n')]
    """
    if leftovers is None:
        leftovers = leave_plain_ascii(text)
    c1 = find_c1(text) if options.fix_c1_controls and C1_CONTROL_RE.search(leftovers) else []
    if c1:
        return find_in_turn(text, [lambda _: c1, lambda text: find_characters(text, options)])
    steps: list[Step] = []
    found = set(_SCAR.findall(leftovers))
    if found:
        steps += _steps(found, options)
    form = options.normalization
    if form is not None and not is_surely_normal(leftovers, form):
        steps.append(lambda text: find_normalization(text, form))
    return find_in_turn(text, steps)


def _steps(found: set[str], options: RepairOptions) -> Iterator[Step]:
    """The steps that may change something in a text with these scars."""
    known = {character: _REWRITES[character] for character in found & _REWRITES.keys()}
    rewrites = {c: rewrite for c, rewrite in known.items() if getattr(options, rewrite.option)}
    if rewrites:
        yield lambda text: make_changes(text, _rewritten(text, rewrites))
    if options.fix_surrogates and not found.isdisjoint(_SURROGATES):
        yield _find_surrogates
    if options.remove_terminal_escapes and _ESCAPE in found:
        yield _find_terminal_escapes
    if options.remove_control_chars and not found.isdisjoint(_DELETED):
        yield _find_controls


def only_quotes(leftovers: str, options: RepairOptions) -> bool:
    """Whether nothing but quotes may be rewritten, so that a text rests once they are.

    ``leftovers`` are the characters of the text that are not plain ASCII. Nothing comes of a
    straight quote.
    """
    form = options.normalization
    normal = form is None or is_surely_normal(leftovers, form)
    return normal and _QUOTES.issuperset(_SCAR.findall(leftovers))


def repair_characters(text: str, leftovers: str, options: RepairOptions) -> tuple[str, bool]:
    """What `find_characters` makes of a text without C1 controls, and whether it is at rest so.

    ``leftovers`` are the characters of the text that are not plain ASCII. A text rests where only
    quotes were rewritten: nothing comes of a straight one. It may rest in other cases too.
    """
    found = set(_SCAR.findall(leftovers))
    if found and _IN_SEQUENCE.search(leftovers):
        return apply_changes(text, find_characters(text, options)), False
    if "\r" in found and options.fix_line_breaks:
        # Before all others, of which some become a line feed, and some leave one behind.
        text = text.replace("\r\n", "\n")
    for character in found:
        rewrite = _ALONE[character]
        if getattr(options, rewrite.option):
            text = text.replace(character, rewrite.after)
    form = options.normalization
    if form is None or is_surely_normal(leftovers, form):
        return text, found <= _QUOTES
    return normalize(text, form), False


def _rewritten(text: str, rewrites: Mapping[str, _Rewrite]) -> Iterator[Span]:
    for start in _find_places(text, rewrites.keys()):
        character = text[start]
        end = start + (2 if character == "\r" and text.startswith("\n", start + 1) else 1)
        yield start, end, rewrites[character].after, rewrites[character].rule


def _find_places(text: str, characters: Collection[str]) -> list[int]:
    """Where any of the characters stands. A story has a few of them: quotes, mostly."""
    if len(characters) > _FEW:
        return [m.start() for m in _REWRITTEN.finditer(text) if m[0] in characters]
    places = []
    for character in characters:  # a search for one is four times as fast as one for a class
        place = text.find(character)
        while place >= 0:
            places.append(place)
            place = text.find(character, place + 1)
    places.sort()
    return places
