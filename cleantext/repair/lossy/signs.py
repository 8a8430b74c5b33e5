"""Signs that are no marks of running text: told by their bytes, or by what stands beside a scar.

Where pages in Windows-1252 were read as UTF-8, U+FFFD is left of every character beyond ASCII: of
degrees and fractions just as of quotation marks. What stands beside them tells that they are none.
"""

from __future__ import annotations

import re

from cleantext.repair.language import is_english_word
from cleantext.repair.lossy.marks import LABELS_OF
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import EURO, SURE, Mark

__all__ = ["find_sign", "may_be_measure", "takes_no_sign"]

_REACH = 40  # characters on each side of a scar that are looked at
_AREA = re.compile(r"\d ?[ckm]?m\Z")
_AFTER_NUMBER = re.compile(r"\d ?\Z")
_SCALE = re.compile(r" ?[CF](?![\w'])|[mgl](?![\w'])")  # degrees; micrometres and the like
_ALONE = re.compile(r"(?:^|[\s(\d])\Z", re.MULTILINE)
_UNIT = re.compile(
    r" (?:inch|inches|ft|foot|feet|cups?|tsps?|tbsps?|(?:tea|table)spoons?|miles?|hours?|pints?"
    r"|pounds?|lbs?|oz|ounces?|acres?|yards?|stars?|gallons?|quarts?|litres?|liters?)(?!\w)"
)

_NEAR = 60  # characters before a scar that may say what it ends
_LEAST_WORD = 3
"""A word of so few letters may stand before a sign."""
_REMARK = re.compile(r"[A-Za-z]{2}\)\Z")
_LAST_WORD = re.compile(r"(?<!\w)[A-Za-z]{3,20}\Z")
_MONTHS = frozenset(
    "January February March April June July August September October November December".split()
)
_BEFORE_SIGNS = frozenset(
    "about above acts almost also annotated another approximately around article articles "
    "because been below between both chapter clause code codes constitution cost costs "
    "during each earn earned earning earns either from have into just least less more most nearly "
    "ordinance over paid paragraph part pays plus price raise raised raises raising regulation "
    "regulations rule rules save saved saves section sections some spend spends spent statute "
    "statutes subsection than that their then these this those title under until upon were which "
    "with within without worth your".split()
)
"""English words before which a sign may stand ("under"), or nothing that is said apart."""


def find_sign(mark: Mark, place: Place) -> str:
    """What else the bytes of a scar can tell: a bullet, a trade mark, a euro, a prime, a hyphen."""
    if mark.kind not in (SURE, EURO) or any(each in LABELS_OF for each in mark.candidates):
        return ""
    fits = {
        "\N{BULLET}": place.is_spaced,
        "\N{TRADE MARK SIGN}": place.left.isalnum() and place.left.isascii(),
        "\N{EURO SIGN}": place.left.isdigit() or place.right.isdigit() or _follows_sum(place),
        "\N{PRIME}": place.left.isdigit(),
        "\N{DOUBLE PRIME}": place.left.isdigit(),
        "\N{NON-BREAKING HYPHEN}": place.is_inside,
        "\N{EIGHTH NOTE}": place.is_spaced,
    }
    return next((sign for sign in mark.candidates if fits.get(sign)), "")


def _follows_sum(place: Place) -> bool:
    """Whether a sum stands before it, and a space, as most of Europe writes it: ``25 €``."""
    return place.left.isspace() and place.further.isdigit() and not place.right.isalnum()


def may_be_measure(skeleton: str, at: int, *, paired: bool) -> bool:
    r"""Whether U+FFFD may be a degree, a fraction, an exponent or a letter, and hardly a mark.

    ``paired`` says that as a quotation mark it would have a partner: "a bill of 10m".

    >>> [may_be_measure(f"{left}\N{REPLACEMENT CHARACTER}{right}", len(left), paired=False)
    ...     for left, right in (("Use 1", " cups"), ("of 74 m", ", and"), ("the ", "-blockers"))]
    [True, True, True]
    """
    before = skeleton[max(0, at - _REACH) : at]
    if not paired and _AREA.search(before):
        return True
    after = skeleton[at + 1 : at + _REACH]
    if _SCALE.match(after) and _AFTER_NUMBER.search(before):
        return True
    if not _ALONE.search(before):
        return False
    return _UNIT.match(after) is not None or (after[:1] == "-" and after[1:2].isalpha())


def takes_no_sign(skeleton: str, at: int) -> bool:
    """Whether no section sign or pound sign follows what stands before U+FFFD.

    >>> [takes_no_sign(f"{before} *", len(before) + 1) for before in ("in March", "under")]
    [True, False]
    """
    before = skeleton[max(0, at - _NEAR) : at].rstrip()
    if before.endswith("%") or _REMARK.search(before):
        return True
    found = _LAST_WORD.search(before)
    word = found[0] if found else ""
    if word in _MONTHS:
        return True
    is_plain = word.islower() and word not in _BEFORE_SIGNS
    return is_plain and len(word) > _LEAST_WORD and is_english_word(word)
