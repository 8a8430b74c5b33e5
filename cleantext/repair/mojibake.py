"""Undo wrong decodings, and show for each damaged sequence which decoding it was.

The decisions and their tables are ftfy's: its badness, its codecs, its expressions. Their order
is, too, but that among codecs which all fit the likeliest reading comes first. What ftfy does not
tell is where in a text a step changed what. So its steps are walked through here with the places
kept: encoding in one of its codecs gives one byte for each character, and decoding takes one
character from one to six bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ftfy.badness import is_bad
from ftfy.chardata import (
    ALTERED_UTF8_RE,
    CHARMAP_ENCODINGS,
    LOSSY_UTF8_RE,
    UTF8_DETECTOR_RE,
    possible_encoding,
)
from ftfy.fixes import A_GRAVE_WORD_RE

from cleantext.edits import Change, apply_changes
from cleantext.repair.certainty import is_certain, measure_oddness
from cleantext.repair.changes import (
    Span,
    Step,
    find_in_turn,
    find_until_rest,
    make_changes,
    substitution,
)
from cleantext.repair.characters import find_c1
from cleantext.repair.options import RepairOptions
from cleantext.repair.screen import may_be_after_loss, may_be_mojibake

__all__ = ["find_intact_mojibake", "find_mojibake"]

_MOST_LAYERS = 16  # of mojibake upon mojibake; only text made to annoy has more

_NAMES = {codec: codec.replace("sloppy-windows-", "cp") for codec in CHARMAP_ENCODINGS}
_UNDEFINED_IN_CP1252 = re.compile("[\x81\x8d\x8f\x90\x9d]")

# Where places have to be kept, bytes are the characters of Latin-1: a change to them is a `Change`.
_LATIN1 = "latin-1"
_MAC_ROMAN = "macroman"
_A_GRAVE = re.compile(A_GRAVE_WORD_RE.pattern.decode(_LATIN1))
_ALTERED = re.compile(ALTERED_UTF8_RE.pattern.decode(_LATIN1))
_LOST = re.compile(LOSSY_UTF8_RE.pattern.decode(_LATIN1))
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode().decode(_LATIN1)
# UTF-8, and the two bytes that Java writes for a NUL.
_SEQUENCES = re.compile(
    "(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|\xc0\x80)+"
)
# That, or a character beyond U+FFFF as two surrogates, as old Java and MySQL write it.
_VARIANT = re.compile(rb"\xc0\x80|\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")


def find_mojibake(text: str, options: RepairOptions) -> list[Change]:
    r"""The changes that undo the wrong decodings of one line, all layers of them.

    Source: ftfy 6.3, ``fix_encoding_and_explain``. The options that refine ``fix_encoding`` hold
    here for every step, which they do not in ``ftfy.fix_text``.

    >>> [(change.rule, change.after) for change in find_mojibake("a cafÃ©", RepairOptions())]
    [('mojibake:utf8-as-latin-1', 'é')]
    """
    return find_until_rest(text, lambda text: _find_layer(text, options), _MOST_LAYERS) or []


def find_intact_mojibake(text: str) -> list[Change]:
    r"""The changes that undo the wrong decodings of a line which lost nothing by them.

    It is UTF-8 to its last character, and needs no guess. Whoever looks for what was lost in a
    text has this done before, so as not to take a part of something whole for a scar.

    >>> find_intact_mojibake("SÃ£o or Sâo?")
    []
    """
    return find_until_rest(text, _find_intact_layer, _MOST_LAYERS) or []


def _find_intact_layer(text: str) -> list[Change]:
    if not may_be_mojibake(text) or "\N{REPLACEMENT CHARACTER}" in text:
        return []
    bad = is_bad(text)
    for codec in _preferred(text, _possible(text)):
        if codec == _MAC_ROMAN and may_be_after_loss(text):
            continue  # it has letters of Arabic for what is left of a mark
        utf8 = text.encode(codec).decode(_LATIN1)
        if _reading(text, codec) is not None and (bad or is_certain(text, utf8)):
            return _find_decoding(text, codec, []) or []
    return []


def _find_layer(text: str, options: RepairOptions) -> list[Change]:
    if not may_be_mojibake(text) or not is_bad(text):
        return _find_intact_layer(text)
    possible = _possible(text)
    for codec in _preferred(text, possible):
        decoded = _find_decoding(text, codec, list(_restorations(codec, options)))
        if decoded is not None:
            return decoded
    if options.decode_inconsistent_utf8:
        islands = make_changes(text, _islands(text, options))
        if islands:
            return islands
    # A line of Latin-1 and C1 controls was Windows-1252 as a whole.
    windows = _LATIN1 in possible and not _UNDEFINED_IN_CP1252.search(text)
    return find_c1(text) if windows or options.fix_c1_controls else []


def _possible(text: str) -> list[str]:
    return [codec for codec in CHARMAP_ENCODINGS if possible_encoding(text, codec)]


def _preferred(text: str, possible: Sequence[str]) -> list[str]:
    """The codecs in the order in which they are tried: ftfy's, but the likeliest reading first.

    Codecs of one region share most characters, and where one of them gives mojibake, another often
    gives it too.
    """
    order = list(possible)
    readings = {codec: reading for codec in possible if (reading := _reading(text, codec))}
    if len(set(readings.values())) > 1:
        best = min(readings, key=lambda codec: measure_oddness(readings[codec]))
        first = next(iter(readings))
        order.remove(best)
        order.insert(possible.index(first), best)
    return order


def _reading(text: str, codec: str) -> str | None:
    try:
        return text.encode(codec).decode()
    except UnicodeDecodeError:
        return None


def _find_decoding(text: str, codec: str, steps: Sequence[Step]) -> list[Change] | None:
    """The changes to a text that is UTF-8 read in the codec; None if it is not.

    ``steps`` make UTF-8 of bytes that were UTF-8 once.
    """
    data = text.encode(codec).decode(_LATIN1)
    restored = find_in_turn(data, steps)
    try:
        _decode(apply_changes(data, restored))
    except UnicodeDecodeError:
        return None
    found = find_in_turn(data, [lambda _: restored, _find_characters])
    rule = f"mojibake:utf8-as-{_NAMES[codec]}"
    return make_changes(text, ((c.start, c.end, c.after, rule) for c in found))


def _restorations(codec: str, options: RepairOptions) -> Iterator[Step]:
    # In Mac Roman, an en dash and a space would pass for a character without its last byte.
    if options.restore_byte_a0 and codec != _MAC_ROMAN:
        yield lambda data: _find_a_grave(data) if _ALTERED.search(data) else []
        yield _find_spaces
    if options.replace_lossy_sequences and codec.startswith("sloppy"):
        yield _find_lost


def _decode(utf8: str) -> str:
    # Source: ftfy's codec "utf-8-variants", which takes quadratic time.
    data = utf8.encode(_LATIN1)
    if b"\xc0" in data or b"\xed" in data:
        data = _VARIANT.sub(_standard, data)
    return data.decode()


def _standard(variant: re.Match[bytes]) -> bytes:
    pair = variant[0].replace(b"\xc0\x80", b"\x00").decode("utf-8", "surrogatepass")
    return pair.encode("utf-16", "surrogatepass").decode("utf-16").encode()


_find_a_grave = substitution(_A_GRAVE, lambda _: "\xc3\xa0 ", "")
_find_spaces = substitution(_ALTERED, lambda altered: altered[0].replace(" ", "\xa0"), "")
_find_lost = substitution(_LOST, lambda _: _REPLACEMENT, "")
_find_characters = substitution(_SEQUENCES, lambda utf8: _decode(utf8[0]), "")


def _islands(text: str, options: RepairOptions) -> Iterator[Span]:
    """What stands in the midst of other text and looks like nothing but UTF-8 read wrongly."""
    for match in UTF8_DETECTOR_RE.finditer(text):
        island = match[0]
        if len(island) < len(text) and is_bad(island):
            for change in find_mojibake(island, options):
                start = match.start() + change.start
                yield start, start + len(change.before), change.after, change.rule
