"""What of an HTML page does not belong to its story."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.element import Elements
from cleantext.page.plain import remove_blocks
from cleantext.page.profile import SitePatterns

__all__ = ["find_furniture", "find_outside"]

SURE = 0.65
"""What stands below a line that ends the site's stories stays if it has a higher probability: shops
have their details there, and the tree tells comments better than such a line does."""


def find_outside(
    texts: Sequence[str],
    elements: Elements,
    profile: SitePatterns | None = None,
    site: str | None = None,
) -> dict[int, str]:
    """The blocks of an HTML page that do not belong to its story, each with the rule that says so.

    ``elements`` are those of `html.reading.read_page`, with their verdicts; ``profile`` and
    ``site`` are those of `boilerplate.judge_blocks`.
    """
    reasons = elements.reasons
    rules = {index: reasons[index] for index, kept in enumerate(elements.kept) if not kept}
    if profile is not None:
        judged = enumerate(zip(elements.kept, elements.chances, strict=True))
        sure = {index for index, (kept, chance) in judged if kept and chance > SURE}
        rules |= profile.find_furniture(texts, site, spared=sure)
    return rules


def find_furniture(
    blocks: Sequence[Block], profile: SitePatterns | None = None, site: str | None = None
) -> list[Change]:
    """The changes that remove what the site repeats from the blocks of a story.

    A page was judged when it was read, but a repair can show that a line is the site's.
    """
    if profile is None:
        return []
    sure = {
        index
        for index, block in enumerate(blocks)
        if block.element is not None and block.element.chance > SURE
    }
    furniture = profile.find_furniture([block.text for block in blocks], site, spared=sure)
    return remove_blocks(blocks, furniture, "boilerplate")
