"""What of an HTML page does not belong to its story."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.element import Elements
from cleantext.page.plain import remove_blocks
from cleantext.page.profile import SitePatterns

__all__ = ["find_furniture", "find_outside"]


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
        rules |= profile.find_furniture(texts, site)
    return rules


def find_furniture(
    blocks: Sequence[Block], profile: SitePatterns | None = None, site: str | None = None
) -> list[Change]:
    """The changes that remove what the site repeats from the blocks of a story.

    A page was judged when it was read, but a repair can show that a line is the site's.
    """
    if profile is None:
        return []
    furniture = profile.find_furniture([block.text for block in blocks], site)
    return remove_blocks(blocks, furniture, "boilerplate")
