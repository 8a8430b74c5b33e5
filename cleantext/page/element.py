"""What the HTML tree knows of a block, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

__all__ = ["Element", "Elements"]


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


@dataclass(frozen=True, slots=True, eq=False)
class Elements:
    """The elements of all blocks of a page: a list for each field of `Element`.

    A page has ten times as many blocks as its story, and each of the others would be an object for
    the garbage collector to follow. So an element is made when it is asked for; it stays the same.
    """

    tags: list[str]
    fixed: list[bool]
    captions: list[bool]
    densities: list[float]
    kept: list[bool]
    chances: list[float]
    reasons: list[str]
    _made: dict[int, Element] = field(default_factory=dict, init=False)

    def __len__(self) -> int:
        return len(self.tags)

    def __iter__(self) -> Iterator[Element]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, index: int) -> Element:
        """The element of a block, by its number from 0 on."""
        element = self._made.get(index)
        if element is None:
            element = self._made[index] = Element(
                self.tags[index],
                self.fixed[index],
                self.captions[index],
                self.densities[index],
                self.kept[index],
                self.chances[index],
                self.reasons[index],
            )
        return element

    def reject(self, index: int, reason: str) -> None:
        """Say of a block, before anyone has asked for its element, that it is not the story's."""
        self.kept[index], self.reasons[index] = False, reason

    def add(self, element: Element, times: int) -> None:
        """Add so many elements of this kind, each of them its own."""
        columns: tuple[list[Any], ...] = (
            self.tags, self.fixed, self.captions, self.densities, self.kept, self.chances,
            self.reasons,
        )  # fmt: skip
        for column, value in zip(columns, element, strict=True):
            column += [value] * times
