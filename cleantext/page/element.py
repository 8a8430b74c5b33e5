"""What the HTML tree knows of a block, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PATH_LENGTH", "Element"]

PATH_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Element:
    """What the tree knew of a block, and what the model said of it.

    ``tag`` is its block element; ``path`` that element and those around it, nearest first, at most
    `PATH_LENGTH`; ``link_density`` the share of its characters that are links, 0 to 1; ``kept``
    whether it belongs to the page's story, ``chance`` how likely that is, 0 to 1, and ``reason``
    what spoke for it or against it.
    """

    tag: str
    path: tuple[str, ...]
    link_density: float
    kept: bool
    chance: float
    reason: str
