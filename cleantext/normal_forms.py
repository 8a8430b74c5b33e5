"""Floor 0: Unicode's normalization forms, in linear time.

Source: Unicode Standard Annex 15, Unicode Normalization Forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, TypeAlias

__all__ = ["Form", "normalize", "split_at_piles"]

Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]

# Python sorts the marks of one letter in quadratic time. No language has a letter with a thousand
# of them; what has is left as it is.
_LONG_TEXT = 20_000
_PILE = 1_000
# All marks are among these; few letters are that are written without spaces.
_MAY_BE_MARKS = re.compile(
    "[\u0300-\u1fff\u20d0-\u20ff\u2c00-\u302f\u3099\u309a\ua000-\uabff\ufb00-\ufe2f"
    "\U00010000-\U0010ffff]+"
)


def normalize(text: str, form: Form) -> str:
    r"""The text in a normalization form, but for a thousand marks and more in a row.

    >>> ascii(normalize("cafe\N{COMBINING ACUTE ACCENT}", "NFC"))
    "'caf\\xe9'"
    """
    if len(text) <= _LONG_TEXT:  # a call for each part takes as long as to normalize a sentence
        return unicodedata.normalize(form, text)
    return "".join(
        part if is_pile else unicodedata.normalize(form, part)
        for part, is_pile in split_at_piles(text)
    )


def split_at_piles(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, and whether a part is a pile of marks, which nobody should normalize."""
    may_have_piles = len(text) > _LONG_TEXT and any(
        run.end() - run.start() >= _PILE for run in _MAY_BE_MARKS.finditer(text)
    )
    for index, part in enumerate(_split(text) if may_have_piles else [text]):
        yield part, index % 2 == 1


def _split(text: str) -> list[str]:
    """The text in parts, of which every other one is a pile of marks."""
    import regex  # it takes a hundredth of a second to load, and next to no text needs it

    return regex.split(rf"(\p{{M}}{{{_PILE},}})", text)
