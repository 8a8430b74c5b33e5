"""What of an HTML page does not belong to its story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.element import Elements
from cleantext.page.plain import remove_blocks
from cleantext.page.profile.site_patterns import SitePatterns

__all__ = ["find_furniture", "find_outside"]

SURE = 0.65
"""What stands below a line that ends the site's stories stays if it has a higher probability: shops
have their details there, and the tree tells comments better than such a line does."""
CERTAIN = 0.75
"""A line that the site repeats is the story's all the same if it has a higher probability: each
page of a manual has its "Syntax"."""
LONG = 70
"""A block with so many characters is a paragraph ..."""
LEAST_LONG = 0.5
"""... and a page of whose text paragraphs are a smaller share is no story, but a list or a table:
its lines are what it is about, and prices and labels stand on every page of a shop."""


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
        chances = {
            index: chance
            for index, (kept, chance) in enumerate(
                zip(elements.kept, elements.chances, strict=True)
            )
            if kept
        }
        rules |= _heed_profile(texts, chances, profile, site)
    return rules


def find_furniture(
    blocks: Sequence[Block], profile: SitePatterns | None = None, site: str | None = None
) -> list[Change]:
    """The changes that remove what the site repeats from the blocks of a story.

    A page was judged when it was read, but a repair can show that a line is the site's.
    """
    if profile is None:
        return []
    chances = {
        index: block.element.chance
        for index, block in enumerate(blocks)
        if block.element is not None
    }
    furniture = _heed_profile([block.text for block in blocks], chances, profile, site)
    return remove_blocks(blocks, furniture, "boilerplate")


def _heed_profile(
    texts: Sequence[str],
    chances: Mapping[int, float],
    profile: SitePatterns,
    site: str | None,
) -> dict[int, str]:
    """What the site repeats; ``chances`` has the blocks that are kept, and how likely each is."""
    sizes = [len(texts[index]) for index in chances]
    is_story = sum(size for size in sizes if size >= LONG) >= LEAST_LONG * sum(sizes)
    certain, sure = (CERTAIN, SURE) if is_story else (0.0, 0.0)
    return profile.find_furniture(
        texts,
        site,
        story={index for index, chance in chances.items() if chance > certain},
        spared={index for index, chance in chances.items() if chance > sure},
    )
