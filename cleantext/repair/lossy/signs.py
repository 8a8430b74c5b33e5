"""Signs that are no marks of running text: told by their bytes, or by what stands beside a scar.

Where pages in Windows-1252 were read as UTF-8, U+FFFD is left of every character beyond ASCII:
of degrees, fractions and sums of money just as of quotation marks. Some are told by their
neighbours; of the others it can be told only that they are no marks.
"""

from __future__ import annotations

import re

from cleantext.repair.lossy.marks import LABELS_OF
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import LETTER, REPLACED, SURE, Mark

__all__ = ["find_sign", "may_be_measure"]

_REACH = 40  # characters on each side of a scar that are looked at
# What may stand on both sides of a sign that is none of the marks, and can be nothing else.
_TOLD = (
    (re.compile(r"\d ?\Z"), re.compile(r" ?[CF](?![\w'.])"), "\N{DEGREE SIGN}"),
    (re.compile(r"\d ?\Z"), re.compile(r"[mgl](?![\w'])"), "\N{MICRO SIGN}"),
    (
        re.compile(r"\b[Cc]opyright ?\Z|\bCOPYRIGHT ?\Z"),
        re.compile(r" ?(?:19|20)\d\d(?!\d)"),
        "\N{COPYRIGHT SIGN}",
    ),
)
_AREA = re.compile(r"\d ?[ckm]?m\Z")
_ALONE = re.compile(r"(?:^|[\s(\d])\Z", re.MULTILINE)
_UNIT = re.compile(
    r" (?:inch|inches|ft|foot|feet|cups?|tsps?|tbsps?|(?:tea|table)spoons?|miles?|hours?|pints?"
    r"|pounds?|lbs?|oz|ounces?|acres?|yards?|stars?|gallons?|quarts?|litres?|liters?)(?!\w)"
)


def find_sign(skeleton: str, mark: Mark, place: Place) -> str:
    """What else a scar was: a bullet, a trade mark, a euro, a degree; nothing where none fits.

    >>> mark = Mark(10, 11, 10, "", REPLACED)
    >>> text = "Bake at 40\N{REPLACEMENT CHARACTER}C"
    >>> find_sign(text, mark, Place.of(text, 10))
    '°'
    """
    if mark.kind == SURE and not any(c in LABELS_OF for c in mark.candidates):
        return _by_bytes(mark, place)
    if mark.kind in (REPLACED, LETTER) and place.row == 1:
        before = skeleton[max(0, mark.at - _REACH) : mark.at]
        for left, right, sign in _TOLD:
            if right.match(skeleton, mark.at + 1) and left.search(before):
                return sign
    return ""


def _by_bytes(mark: Mark, place: Place) -> str:
    fits = {
        "\N{BULLET}": place.is_spaced,
        "\N{TRADE MARK SIGN}": place.left.isalnum() and place.left.isascii(),
        "\N{EURO SIGN}": place.left.isdigit() or place.right.isdigit(),
        "\N{PRIME}": place.left.isdigit(),
        "\N{DOUBLE PRIME}": place.left.isdigit(),
        "\N{NON-BREAKING HYPHEN}": place.is_inside,
    }
    return next((sign for sign in mark.candidates if fits.get(sign)), "")


def may_be_measure(skeleton: str, at: int, *, paired: bool) -> bool:
    r"""Whether U+FFFD may be a fraction, an exponent or a Greek letter, and hardly a mark.

    ``paired`` says that as a quotation mark it would have a partner: "a bill of 10m".

    >>> [may_be_measure(f"{left}\N{REPLACEMENT CHARACTER}{right}", len(left), paired=False)
    ...     for left, right in (("Use 1", " cups"), ("of 74 m", ", and"), ("the ", "-blockers"))]
    [True, True, True]
    """
    before = skeleton[max(0, at - _REACH) : at]
    if not paired and _AREA.search(before):
        return True
    after = skeleton[at + 1 : at + _REACH]
    if not _ALONE.search(before):
        return False
    return _UNIT.match(after) is not None or (after[:1] == "-" and after[1:2].isalpha())
