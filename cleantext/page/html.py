"""HTML to blocks: one walk over Lexbor's tree, without recursion and in linear time.

A block element is a block; its text is what a reader sees, with white space collapsed. ``<br>`` is
a line break inside a block (two in a row end the block), a table row is one block with `` | ``
between its cells, list items and rows are a single line break apart, and preformatted text keeps
its lines in one block (the indentation of its first line stands in the gap before it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleantext.edits import Change, apply_changes
from cleantext.model import Block
from cleantext.page.container import mark_main
from cleantext.page.element import Element, Scope, open_scope
from cleantext.page.limits import limit_page

__all__ = ["move_blocks", "parse"]

_SKIPPED = frozenset(
    "applet audio canvas embed frame frameset head iframe link math meta noframes noscript object "
    "param script style svg template textarea title video".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label map "
    "mark nobr output picture q rp rt ruby s samp small source span strike strong sub sup time "
    "track tt u var wbr".split()
)
_CLOSE = frozenset({"li", "dt", "dd", "td", "th", "option"})
_SPACE = re.compile(r"[\t\n\f\r ]+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_CELL = " | "


@dataclass(slots=True)
class _Text:
    """The text of the block that is being read, and how much of it is link."""

    pieces: list[str]
    scope: Scope | None = None
    characters: int = 0
    linked: int = 0


def parse(html: str) -> list[Block]:
    r"""The blocks of an HTML page, in reading order, each with its `Element`.

    Text that no reader sees (scripts, styles, ``<noscript>``) is left out; what the page marks as
    hidden or as navigation is there, so that its removal can be shown. Never raises.

    >>> [block.text for block in parse("<h1>One</h1><p>T<b>w</b>o<br>lines<ul><li>Three</ul>")]
    ['One', 'Two\nlines', 'Three']
    """
    reader = _Reader()
    reader.read(LexborHTMLParser(limit_page(html)).root)
    return _join_blocks(reader.found, mark_main(reader.found, reader.scopes))


class _Reader:
    """The walk: an element opens and closes, a text is added, a finished block is put down."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Scope, float]] = []
        self.scopes: list[Scope] = []
        self.text = _Text([])

    def read(self, root: LexborNode | None) -> None:
        node, scope = root, Scope(0, -1, "", ())
        self.scopes.append(scope)
        open_nodes: list[tuple[LexborNode, Scope]] = []
        while node is not None:
            inner = self._enter(node, scope)
            child = node.first_child if inner is not None else None
            if child is not None and inner is not None:
                open_nodes.append((node, scope))
                node, scope = child, inner
                continue
            if inner is not None:
                self._leave(node, inner)
            following = node.next
            while following is None and open_nodes:
                inner = scope
                node, scope = open_nodes.pop()
                self._leave(node, inner)
                following = node.next
            node = following
        self._finish()

    def _enter(self, node: LexborNode, scope: Scope) -> Scope | None:
        """What the node's children stand in, None where they are not read."""
        if node.is_text_node:
            self._add(node.text_content or "", scope)
            return None
        tag = node.tag or ""
        if tag in _SKIPPED or not node.is_element_node:
            return None
        if tag == "br":
            self.text.pieces.append("\n")
            return None
        inner = open_scope(tag, node.attributes, scope, len(self.scopes))
        if inner is not scope:
            self.scopes.append(inner)
        if tag not in _INLINE:
            self._break(tag, scope)
        return inner

    def _leave(self, node: LexborNode, inner: Scope) -> None:
        tag = node.tag or ""
        if tag in ("td", "th"):
            self.text.pieces.append("\t" if inner.preformatted else "\v")
        elif tag not in _INLINE:
            self._break(tag, inner)

    def _break(self, tag: str, scope: Scope) -> None:
        """A block element's edge: it ends the block, or the line where the text is preformatted."""
        if tag in ("td", "th"):
            return
        if scope.preformatted and tag != "pre":
            self.text.pieces.append("\n")
        else:
            self._finish()

    def _add(self, text: str, scope: Scope) -> None:
        current = self.text
        if not scope.preformatted:
            text = _SPACE.sub(" ", text)
        if current.scope is None:
            if text.isspace() and not scope.preformatted:
                return
            current.scope = scope.block
        if _SOFT_HYPHEN in text:
            text = text.replace(_SOFT_HYPHEN, "")
        current.pieces.append(text)
        current.characters += len(text)
        if scope.link:
            current.linked += len(text)

    def _finish(self) -> None:
        current, self.text = self.text, _Text([])
        if current.scope is None:
            return
        density = current.linked / max(1, current.characters)
        whole = "".join(current.pieces)
        texts = [whole] if current.scope.preformatted else _paragraphs(whole)
        self.found += [(text, current.scope, density) for text in texts if text.strip()]


def _paragraphs(text: str) -> list[str]:
    """The text with its spaces collapsed, cut where a line is empty; cells become separated."""
    paragraphs: list[str] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        cells = [_SPACE.sub(" ", cell).strip() for cell in line.split("\v")]
        content = _CELL.join(cells[:-1] if len(cells) > 1 and not cells[-1] else cells).strip()
        if content.strip(" |"):
            lines.append(content)
        elif lines:
            paragraphs.append("\n".join(lines))
            lines = []
    return paragraphs


def _join_blocks(found: list[tuple[str, Scope, float]], main: list[bool]) -> list[Block]:
    """The blocks with their gaps, none with white space at its ends."""
    blocks: list[Block] = []
    start = 0
    if found and found[0][0].lstrip("\r\n")[:1].isspace():
        blocks.append(Block(0, "", ""))
    for index, each in enumerate(found):
        text = each[0].rstrip().lstrip("\r\n")
        indent = text[: len(text) - len(text.lstrip())]
        if blocks:
            last = blocks[-1]
            gap = _gap(found[index - 1][1], each[1]) if index else ""
            blocks[-1] = replace(last, gap=gap + indent)
            start = last.end + len(gap) + len(indent)
        blocks.append(Block(start, text[len(indent) :], "", _element(each, main[index])))
    return blocks


def _element(found: tuple[str, Scope, float], main: bool) -> Element:
    _, scope, density = found
    return Element(scope.tag, scope.path, scope.zone, main, density)


def _gap(before: Scope, after: Scope) -> str:
    return "\n" if before.tag in _CLOSE and after.tag in _CLOSE else "\n\n"


def move_blocks(blocks: Sequence[Block], changes: Sequence[Change]) -> list[Block]:
    r"""The blocks after changes to their joined text, each with its element.

    ``plain.join`` of the result is ``apply_changes`` of the joined text. A block that became empty
    is dropped; white space at a block's ends goes to the gaps beside it.

    >>> blocks = parse("<p>One</p><p>Two</p>")
    >>> moved = move_blocks(blocks, [Change("s", "r", 0, 5, "One\n\n", "")])
    >>> [(block.start, block.text, block.element.tag) for block in moved]
    [(0, 'Two', 'p')]
    """
    text = apply_changes("".join(block.text + block.gap for block in blocks), changes)
    starts = _moved_starts(blocks, changes)
    moved: list[Block] = []
    for block, start, end in zip(blocks, starts, [*starts, len(text)][1:], strict=True):
        _put(moved, text[start:end], block.element)
    return moved


def _moved_starts(blocks: Sequence[Block], changes: Sequence[Change]) -> list[int]:
    """Where each block begins after the changes; inside a change, where that change ends."""
    starts: list[int] = []
    shift = done = 0
    for block in blocks:
        while done < len(changes) and changes[done].end <= block.start:
            change = changes[done]
            if change.start == change.end == block.start:
                break
            shift += len(change.after) - len(change.before)
            done += 1
        start = block.start
        if done < len(changes) and changes[done].start < start:
            start = changes[done].end + len(changes[done].after) - len(changes[done].before)
        starts.append(start + shift)
    return starts


def _put(moved: list[Block], region: str, element: Element | None) -> None:
    text = region.strip()
    lead = region[: len(region) - len(region.lstrip())] if text else region
    if lead and moved:
        moved[-1] = replace(moved[-1], gap=moved[-1].gap + lead)
    elif lead:
        moved.append(Block(0, "", lead))
    if text:
        last = moved[-1] if moved else Block(0, "", "")
        start = last.end + len(last.gap)
        moved.append(Block(start, text, region[len(lead) + len(text) :], element))
