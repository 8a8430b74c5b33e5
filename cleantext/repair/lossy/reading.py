"""What a text is read as where characters may be lost: its scars, and the marks that are whole."""

from __future__ import annotations

from dataclasses import dataclass

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
    "is_legible",
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

_MANY = 50


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

    In the skeleton each scar is one `SCAR`, and mojibake that lost nothing is what it was;
    ``has_whole`` says that a letter or a sign is.
    """

    skeleton: str
    marks: tuple[Mark, ...]
    has_whole: bool = False

    @property
    def is_legible(self) -> bool:
        """Whether enough is left of the text to tell anything."""
        return is_legible(self.skeleton, len(self.marks))


def is_legible(skeleton: str, marks: int) -> bool:
    """Whether enough is left of a text with so many marks to tell anything."""
    return marks <= _MANY or skeleton.count(SCAR) * 4 <= len(skeleton)
