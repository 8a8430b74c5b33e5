"""Whether a text is a licence or a contract: whatever it copyrights there, it is no web page's."""

from __future__ import annotations

__all__ = ["is_legal"]

LEAST_SHARE = 0.027
"""Of a text's words so many are those of lawyers: in licences 3 to 14 in a hundred, in whole web
pages and their stories at most 2.5, but for short ones."""
LEAST_KINDS = 7
"""So many different ones are among them: a short report about a licence has four or five."""
_STEMS = (
    " shall ", "hereb", "herein", "hereun", "hereof", "thereof", "therein", "notwithstanding",
    "pursuant", "warrant", "liab", "licens", "licenc", "sublicen", "merchantab", "infring",
    "indemnif", "disclaim", "copyright", "distribut", "permission", "permitted", "grant", "damages",
    "consequential", "incidental", "derivative", "modif", "agreement", "provision", "provided that",
    "landlord", "tenant", "lessee", "lessor", "party", "parties", "in writing", "governed by",
)  # fmt: skip
"""What stands in words of English licences and contracts."""


def is_legal(text: str) -> bool:
    """Whether a text is a licence or a contract, by how many of its words are those of lawyers.

    It knows English ones. It can be wrong about a page with little but its terms of use, which is
    left as it is with all that is around them.

    >>> grant = "The licensor hereby grants permission to modify and distribute derivative works "
    >>> is_legal(grant + "provided that it does so in writing."), is_legal("It was granted. " * 9)
    (True, False)
    """
    lowered = text.lower()
    counts = [lowered.count(stem) for stem in _STEMS]
    words = text.count(" ") + text.count("\n") + 1
    is_various = len(counts) - counts.count(0) >= LEAST_KINDS
    return is_various and sum(counts) >= LEAST_SHARE * words
