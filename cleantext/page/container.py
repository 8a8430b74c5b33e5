"""The element that holds a page's running text, found from the text alone.

Text is weighed bottom-up, as in Readability (Arc90, 2009), but without its class-name scores: the
main container is the innermost element that holds most of the page's running text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleantext.page.element import Scope

__all__ = ["mark_main"]

SHARE = 0.7
"""The share of the page's running text that the main container must hold."""
_RUNNING_CHARACTERS = 80


def mark_main(found: Sequence[tuple[str, Scope, float]], scopes: Sequence[Scope]) -> list[bool]:
    """For each text, whether it stands in the page's main container.

    ``found`` are texts with their scope and link density; ``scopes`` all scopes, parents first. A
    zone that would take most of the page's running text (a form around everything) is lifted.
    """
    _lift_zones(found, scopes)
    weights = [0] * len(scopes)
    for text, scope, density in found:
        if not scope.zone:
            weights[scope.index] += _weigh(text, density)
    for scope in reversed(scopes[1:]):
        weights[scope.parent] += weights[scope.index]
    total = weights[0]
    main = 0
    for scope in scopes:
        # Parents come first: a scope inside the main one that still holds enough is further in.
        if total and scope.parent == main and weights[scope.index] >= SHARE * total:
            main = scope.index
    inside = [False] * len(scopes)
    for scope in scopes:
        inside[scope.index] = scope.index == main or (scope.parent >= 0 and inside[scope.parent])
    return [inside[scope.index] for _, scope, _ in found]


def _lift_zones(found: Sequence[tuple[str, Scope, float]], scopes: Sequence[Scope]) -> None:
    by_zone: Counter[str] = Counter()
    for text, scope, density in found:
        by_zone[scope.zone] += _weigh(text, density)
    zone, weight = max(by_zone.items(), key=lambda item: item[1], default=("", 0))
    if zone and weight > by_zone.total() / 2:
        for scope in scopes:
            if scope.zone == zone:
                scope.zone = ""


def _weigh(text: str, density: float) -> int:
    """How many of the text's characters count as running text."""
    return len(text) if len(text) >= _RUNNING_CHARACTERS and density < 0.5 else 0
