"""Whether what looks like a scar is itself meant: a letter, a sign or a variable that is named.

Who writes about letters, about formulas or about damaged text writes the character that damage
leaves, and means it.
"""

from __future__ import annotations

import re

from cleantext.repair.lossy.reading import SCAR

__all__ = ["BOTH", "NAMED", "count_variables", "is_about_letters", "is_named"]

_NEAR = 60  # characters on each side of a scar that may say it is meant as a letter
_BESIDE = 20  # and those that have the words beside it
_FAR = 300  # characters before a scar that may have the dash which it closes
BOTH = 2
"""So many words stand beside a scar."""
# A letter in brackets or quotation marks; letters with a circumflex that combines, as in formulas.
NAMED = re.compile(f"[\\[(\"'\u201c\u2018\xab\u201e]{SCAR}[\\])\"'\u201d\u2019\xbb,]|\u0302")
"""What shows, wherever it stands, that a text names such letters."""

# What a dash hardly follows, and a letter or a variable often does.
_NAMING = frozenset(
    "a an as by define denote denotes display displayed displays each for get gets got let of or "
    "operator operators preposition press pressed print printed prints put puts read replace saw "
    "see sees set shows suppose symbol symbols the type typed types use used uses value values "
    "with write writes wrote".split()
)
# Words that have their subject after them, and verbs that have it before them; a dash stands before
# such a verb only where another one has opened what it closes.
_WAITING = frozenset("but do does hence how if since so that then thus when where why".split())
_JOINING = frozenset(("and", "or"))
_VERBS = frozenset("appear appears are denotes is means stands".split())
_SIGNS = frozenset("= + < > \N{ALMOST EQUAL TO} \N{ELEMENT OF} \N{NOT EQUAL TO} \xb1 \xd7".split())
_ABOUT_LETTERS = re.compile(
    # in this part alone: a dotless i would be the same letter as "I"
    r"(?i:\b(?:letters?|characters?|circumflex|diacritics?|accent(?:s|ed)?|vowels?|alphabet"
    r"|glyphs?|unicode|replacement|u\+[0-9a-f]{4}|(?:en|de)cod(?:ed?|ers?|es|ing)|utf-?8|ascii"
    r"|mojibake|black diamonds?|spell(?:s|ed|ing)?|spelt|pronounced?|keyboards?|estimators?"
    r"|latin-?1|html entit(?:y|ies)|hex)\b|\\u[0-9a-f]{4}|\berrors=)"
    # a letter with an accent, alone: no sign of multiplication or division, no "steak à la carte"
    r"|(?<!\S)(?![\xe0\xd7\xf7])[\xc0-\xc1\xc4-\xe1\xe3-\u024f](?![^\s,.;:)])"
)


def is_about_letters(skeleton: str, at: int) -> bool:
    """Whether a scar is between tabs, or near a word about letters or an accented one alone."""
    if "\t" in skeleton[max(0, at - 1) : at + 2]:
        return True
    # One more is seen, so that no letter at the end stands alone because it was cut there.
    end = at + _NEAR
    found = _ABOUT_LETTERS.search(skeleton, max(0, at - _NEAR), end + 1)
    return found is not None and found.start() < end


def is_named(skeleton: str, at: int) -> bool:
    """Whether a scar between spaces is a word of its sentence, by the words beside it.

    >>> [is_named(f"{left} {SCAR} {right}", len(left) + 1)
    ...     for left, right in (("where", "is a sum"), ("y =", "+ 1"), ("the boat", "is late"))]
    [True, True, True]
    >>> is_named(f"the boat {SCAR} an old one {SCAR} is late", 22)
    False
    """
    first = max(0, at - _FAR)
    line = skeleton[max(first, skeleton.rfind("\n", first, at) + 1) : at]
    words = line[-20:].lower().split()
    before = "".join(words[-1:])
    after = "".join(skeleton[at + 1 : at + 20].split()[:1])
    if before in _NAMING or before in _SIGNS or after in _SIGNS:
        return True
    if before in _JOINING and (after in _JOINING or len("".join(words[-2:-1])) == 1):
        return True
    return after in _VERBS and (before in _WAITING or SCAR not in line)


def count_variables(skeleton: str, at: int) -> int:
    """How many of the two words beside a scar are single letters, as variables are.

    >>> count_variables(f"if p {SCAR} q, then", 5), count_variables(f"so I {SCAR} b", 5)
    (2, 1)
    """
    before = skeleton[max(0, at - _BESIDE) : at].split()[-1:]
    after = skeleton[at + 1 : at + _BESIDE].split()[:1]
    words = (*before, *(word.rstrip(",.;:") for word in after))
    return sum(len(word) == 1 and word.isalpha() and word not in "aAI" for word in words)
