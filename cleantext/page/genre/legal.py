"""Whether a text is a licence or a contract: whatever it copyrights there, it is no web page's."""

from __future__ import annotations

__all__ = ["is_legal"]

LEAST_SHARE = 0.027
"""Of a text's words so many are those of lawyers: in licences 3 to 14 in a hundred, in whole web
pages and their stories at most 2.5, but for short ones."""
LEAST_COMMON = 0.008
"""The commonest of them alone have this share: nearly all pages have less, and need no more."""
LEAST_KINDS = 7
"""So many different ones are among them: a short report about a licence has four or five."""
_COMMON = (
    b" shall ", b"warrant", b"liab", b"licens", b"copyright", b"distribut", b"permission", b"grant",
    b"agreement", b"tenant",
)  # fmt: skip
"""What stands in the commonest words of English licences and contracts ..."""
_STEMS = (
    *_COMMON, b"hereb", b"herein", b"hereun", b"hereof", b"thereof", b"therein",
    b"notwithstanding", b"pursuant", b"licenc", b"sublicen", b"merchantab", b"infring",
    b"indemnif", b"disclaim", b"permitted", b"damages", b"consequential", b"incidental",
    b"derivative", b"modif", b"provision", b"provided that", b"landlord", b"lessee", b"lessor",
    b"party", b"parties", b"in writing", b"governed by",
)  # fmt: skip
"""... and in all of them."""


def is_legal(text: str) -> bool:
    """Whether a text is a licence or a contract, by how many of its words are those of lawyers.

    It knows English ones. It can be wrong about a page with little but its terms of use, which is
    left as it is with all that is around them.

    >>> grant = "The licensor hereby grants permission to modify and distribute derivative works "
    >>> is_legal(grant + "provided that it does so in writing."), is_legal("It was granted. " * 9)
    (True, False)
    """
    # As bytes, of which lower() takes those of ASCII alone: a tenth of the time.
    lowered = text.encode(errors="replace").lower()
    words = text.count(" ") + text.count("\n") + 1
    if sum(map(lowered.count, _COMMON)) < LEAST_COMMON * words:
        return False
    counts = [lowered.count(stem) for stem in _STEMS]
    is_various = len(counts) - counts.count(0) >= LEAST_KINDS
    return is_various and sum(counts) >= LEAST_SHARE * words
