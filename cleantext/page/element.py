"""What the HTML tree knows of a block, and what became of it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Element"]


class Element(NamedTuple):
    """What the tree knew of a block, and what the model said of it.

    ``tag`` is its block element; ``is_fixed`` whether it stands in a table, a quotation or
    preformatted text, ``is_caption`` whether in the caption of a picture; ``link_density`` is the
    share of its characters that are links, 0 to 1; ``kept`` whether it belongs to the page's
    story, ``chance`` how likely that is, 0 to 1, and ``reason`` what spoke for it or against it.
    """

    tag: str
    is_fixed: bool
    is_caption: bool
    link_density: float
    kept: bool
    chance: float
    reason: str
