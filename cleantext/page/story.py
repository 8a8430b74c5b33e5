"""What of an HTML page does not belong to its story: as it was judged when it was read."""

from __future__ import annotations

from collections.abc import Sequence

from cleantext.edits import Change
from cleantext.model import Block
from cleantext.page.plain import remove_blocks
from cleantext.page.profile import SitePatterns

__all__ = ["find_outside"]


def find_outside(
    blocks: Sequence[Block], profile: SitePatterns | None = None, site: str | None = None
) -> list[Change]:
    """The changes that remove the blocks of an HTML page which do not belong to the story.

    ``blocks`` are those of `html.parse`, each with its verdict; ``profile`` and ``site`` are those
    of `boilerplate.judge_blocks`.
    """
    reasons = {
        index: block.element.reason
        for index, block in enumerate(blocks)
        if block.element is not None and not block.element.kept
    }
    if profile is not None:
        reasons |= profile.find_furniture([block.text for block in blocks], site)
    return remove_blocks(blocks, reasons, "boilerplate") if reasons else []
