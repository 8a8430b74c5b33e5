"""Floor 1: UTF-16 and UTF-32 without a byte order mark, told by what they make of the bytes.

Nearly every text in them has zero bytes: those of its spaces, digits and line breaks. Text in other
encodings may have some too, as separators or padding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

__all__ = ["read_wide"]

_WIDTHS = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}
_HEAD = 65_536
_BROKEN = 0.02  # the share of characters a damaged document may have lost, as in `guess`
# The high bytes in UTF-16 of Latin, punctuation, symbols, kana, full-width forms and emoji; what
# scripts written without spaces, or in several blocks, have beside these.
_USUAL = (0x00, 0x01, 0x1E, 0x20, 0x21, 0x22, 0x25, 0x30, 0xD8, 0xDC, 0xDD, 0xDE, 0xDF, 0xFF)
_HAN = range(0x4E, 0xA0)
_SYLLABLES = (range(0xAC, 0xD8), range(0xA0, 0xA5), range(0x14, 0x17))  # Hangul, Yi, Canadian
_PRIVATE = range(0xE0, 0xF9)
_ASCII = bytes([0, *b"\t\n\f\r", *range(0x20, 0x7F)])
_FEW_ZEROS = 8  # of so many bytes less than one is zero: those of Latin letters are every second
# Zero bytes are those of ASCII, but for these two, which are frequent where they are used.
_ROUND = "\N{CJK UNIFIED IDEOGRAPH-4E00}\N{IDEOGRAPHIC SPACE}"


def read_wide(data: bytes, declared: Sequence[str]) -> str | None:
    """The text of bytes in UTF-16 or UTF-32, or None if they are in neither.

    ``declared`` are the codecs that somebody named: one of these is enough where no byte is zero,
    and is preferred where several can be. Half a surrogate pair and a zero character here and there
    do not hide the encoding.
    """
    named = [codec for codec in declared if codec in _WIDTHS]
    if not named and _is_ascii(data):
        return None
    codec = _find(data, _WIDTHS if b"\0" in data else named, named)
    return data.decode(codec, "replace") if codec else None


def _is_ascii(data: bytes) -> bool:
    """Whether it is text in ASCII with a zero byte here and there, which ends a record or fills it.

    Spaces and digits read in pairs are signs that stand together in Unicode, too.
    """
    return data.count(0) * _FEW_ZEROS < len(data) and not data.translate(None, _ASCII)


def _find(data: bytes, candidates: Iterable[str], preferred: Sequence[str]) -> str | None:
    readings = []
    for codec in candidates:
        width = _WIDTHS[codec]
        head = data[: min(len(data), _HEAD) // width * width]
        text = head.decode(codec, "replace")
        broken = text.count("\N{REPLACEMENT CHARACTER}") + text.count("\0")
        if not text or broken > _BROKEN * len(text):
            continue
        plain = len(text.encode("ascii", "ignore"))
        zeros = head.count(0) - sum(map(text.count, _ROUND))
        if width == 4 or (plain * 2 >= zeros and _is_in_few_scripts(text)):
            readings.append((codec in preferred, plain, codec))
    # Read from the wrong end, spaces, digits and line breaks turn into rare letters.
    return max(readings)[-1] if readings else None


def _is_in_few_scripts(text: str) -> bool:
    """Whether a text read as UTF-16 uses a few blocks of Unicode, and isn't ASCII read in pairs."""
    units = text.encode("utf-16-be")
    highs, lows = units[::2], units[1::2]
    pairs = sum(map(_is_pair, highs, lows))
    if pairs * 2 > len(highs) - highs.count(0):
        return False
    pages = Counter(high for high in highs if high not in _PRIVATE)
    usual = sum(pages.pop(page, 0) for page in _USUAL)
    han = sum(pages.pop(page, 0) for page in _HAN)
    syllables = max(sum(pages[page] for page in block) for block in _SYLLABLES)
    alphabets = sum(count for _, count in pages.most_common(2))
    return usual + han + max(syllables, alphabets) >= 0.95 * len(highs)


def _is_pair(high: int, low: int) -> bool:
    """Whether a unit is two characters of ASCII, or one from the wrong end, and hardly a sign.

    An ellipsis (20 26), a trade mark and all hiragana would be two such characters.
    """
    if 0x41 <= high <= 0x5A or 0x61 <= high <= 0x7A:
        return low == 0 or 0x20 <= low < 0x7F
    return 0x28 <= high < 0x40 and 0x20 <= low < 0x40
