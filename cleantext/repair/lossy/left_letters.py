"""Letters and signs that ftfy leaves in a line which lost other bytes: ``på`` beside a scar.

A line that lost nothing is decoded as a whole. In others ftfy decodes what is suspicious by itself,
and some letters are not: the second byte of an a with ring is a yen sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleantext.edits import Change
from cleantext.repair.lossy.losses import WINDOWS_HIGH

__all__ = ["find_left_letters"]

_SIGNS = "".join(c for c in WINDOWS_HIGH if not c.isalpha()) + "\xa1-\xbf"
_CAPITALS = "".join(c for c in WINDOWS_HIGH if c.isupper())
_LEADS = "\xc3-\xc5"  # of the letters from U+00C0 to U+017F
_ANY = f"[{_LEADS}][{_SIGNS}{WINDOWS_HIGH}]"
_ALONE = "(?![^\x00-\x7f])"  # more of the same would be a part of a longer sequence
_LETTER = re.compile(
    f"(?<=[A-Za-z])(?:{_ANY}){{2,}}{_ALONE}|(?<![^\x00-\x7f])(?:{_ANY}){{2,}}(?=[a-z])"
    f"|(?<=[a-z])[{_LEADS}](?:[{_SIGNS}]|[{WINDOWS_HIGH}](?=[a-z]))"
    f"|(?<=[A-Z])\xc3[\xa1-\xbf]{_ALONE}"
    f"|[{_LEADS}][{_SIGNS}](?=[a-z])|(?<![^\x00-\x7f])[{_LEADS}][{_CAPITALS}](?=[a-z])"
    # and signs, before which no capital of a with circumflex stands
    f"|(?<![^\x00-\x7f])(?:\xc2[\xa1-\xbf]|\xe2\N{DOUBLE LOW-9 QUOTATION MARK}\xa2){_ALONE}"
)
_BYTES = {character: bytes([n]) for n, character in enumerate(bytes(range(256)).decode("latin-1"))}
_BYTES |= {character: character.encode("cp1252") for character in WINDOWS_HIGH}


def find_left_letters(text: str, lost: Sequence[Change]) -> list[Change]:
    """What was restored, and what else of the same lines is UTF-8 read in the wrong codec.

    What touches something restored is left.

    >>> lost = [Change("repair", "lossy:dash", 4, 5, "\N{REPLACEMENT CHARACTER}", "-")]
    >>> changes = find_left_letters("pÃ¥ \N{REPLACEMENT CHARACTER} vÃ¥g", lost)
    >>> [(change.start, change.after) for change in changes]
    [(1, 'å'), (4, '-'), (7, 'å')]
    """
    return sorted([*lost, *_letters_beside(text, lost)], key=lambda change: change.start)


def _letters_beside(text: str, lost: Sequence[Change]) -> Iterator[Change]:
    taken = {at for change in lost for at in range(change.start, change.end)}
    done = 0
    for change in lost:
        if change.start < done:
            continue
        start = text.rfind("\n", 0, change.start) + 1
        done = text.find("\n", change.end) + 1 or len(text)
        for match in _LETTER.finditer(text, start, done):
            if not taken.isdisjoint(range(*match.span())):
                continue
            letter = b"".join(_BYTES[c] for c in match[0]).decode()
            codec = "latin-1" if max(match[0]) < "\u0100" else "cp1252"
            yield Change(
                "repair", f"mojibake:utf8-as-{codec}", match.start(), match.end(), match[0], letter
            )
