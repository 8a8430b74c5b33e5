"""HTML to blocks, each with what the tree knows of it: no recursion, and linear time.

A block element is a block; its text is what a reader sees, with white space collapsed. ``<br>`` is
a line break inside a block (two in a row end the block), a table row is one block with `` | ``
between its cells, list items and rows are a single line break apart, and preformatted text keeps
its lines in one block (the indentation of its first line stands in the gap before it).
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import compress, pairwise

import numpy as np

from cleantext.edits import Change, apply_changes
from cleantext.model import Block
from cleantext.page.element import Element, Elements
from cleantext.page.html.dialects import as_shown
from cleantext.page.html.head import Head, read_head
from cleantext.page.html.long_pages import find_parts, look_again
from cleantext.page.html.markup import NAMES, Markup, read_markup
from cleantext.page.html.outline import Outline, read_outline
from cleantext.page.html.page_model import choose_blocks, explain_blocks, find_copies
from cleantext.page.html.page_scores import load_tables, score_tree
from cleantext.page.html.references import decode_references
from cleantext.page.html.structured_data import find_article_body, find_scripts
from cleantext.page.html.survey import find_data
from cleantext.page.html.tree import Tree, describe_page

__all__ = ["ASKS_FOR_SCRIPTS", "Page", "move_blocks", "parse", "read_page", "visible_text"]

LEAST_SHOWN = 0.4
"""A page that shows less of it has its story in the structured data."""
MOST_BLOCKS = 100_000
"""A page with more of them is a data set, and is not judged: it would take gigabytes."""
MOST_ASKED = 300
"""Who asks a reader to turn scripts on takes no more characters."""
ASKS_FOR_SCRIPTS = "asks for scripts"
_SCRIPTS = re.compile(r"java[ -]?script", re.IGNORECASE)
_NOSCRIPT = re.compile(rb"<noscript\b[^<>]*>([^<]*)", re.IGNORECASE)
_AGAIN = "the same text again"
_LISTED = "in a part that the page's contents list"
_ELSEWHERE = "the story is in the structured data"
_UNJUDGED = "too many blocks to be judged"
_STRUCTURED = Element("script", False, False, 0.0, True, 1.0, "structured data: articleBody")
_TAG = re.compile(
    r"</?(?:[abipu]|br|div|span|em|strong|ul|ol|li|h\d|img|figure|blockquote|table|t[dr]|su[bp])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"<(?:p|br|div|li|td|h\d)[\s/>]", re.IGNORECASE)
_CLOSE = frozenset({"li", "dt", "dd", "td", "th", "tr", "option"})


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The texts of a page's blocks in reading order, and the element of each.

    ``indents`` is the white space before the text, of those blocks that begin with some.
    """

    texts: list[str]
    indents: dict[int, str]
    elements: Elements

    def join(self, outside: Container[int] = ()) -> list[Block]:
        """The blocks with their gaps, without those of these indices.

        None has white space at its ends. Of the two gaps beside blocks that are left out the
        larger one stays, so that paragraphs that were apart stay apart.
        """
        end = len(self.texts)
        kept = [index for index in range(end) if index not in outside]
        blocks: list[Block] = []
        start = 0
        if kept and kept[0] in self.indents:
            lead = self.indents[kept[0]]
            blocks.append(Block(0, "", lead))
            start = len(lead)
        for index, following in pairwise([*kept, end]):
            text = self.texts[index]
            gap = self._gap(index, following) if following < end else ""
            blocks.append(Block(start, text, gap, self.elements[index]))
            start += len(text) + len(gap)
        return blocks

    def _gap(self, index: int, following: int) -> str:
        """What stands between two blocks, all between them being left out."""
        is_close = self._is_close(index) and self._is_close(following - 1)
        return ("\n" if is_close else "\n\n") + self.indents.get(following, "")

    def _is_close(self, index: int) -> bool:
        """Whether a block and the one after it are on lines that follow each other."""
        tags = self.elements.tags
        return tags[index] in _CLOSE and tags[index + 1] in _CLOSE


def read_page(html: str) -> Page:
    """The blocks of an HTML page, each judged.

    Text that no reader sees (scripts, styles) is left out; what the page marks as hidden or as
    navigation is there, so that its removal can be shown. Never raises.
    """
    markup, outline = _read_blocks(html)
    places, types = find_data(markup.source)
    scripts = find_scripts(markup.source, places)
    head = read_head(markup.source, types if scripts else ())
    elements = _judge(head, markup, outline)
    body = find_article_body(scripts)
    if body:
        shown = sum(map(len, compress(outline.texts, elements.kept)))
        if shown < LEAST_SHOWN * len(body):
            hidden = read_outline(read_markup(_as_html(body)))
            for index in range(len(elements)):
                elements.reject(index, _ELSEWHERE)
            elements.add(_STRUCTURED, len(hidden.texts))
            return Page(outline.texts + hidden.texts, {}, elements)
    return Page(outline.texts, outline.indents, elements)


def parse(html: str) -> list[Block]:
    r"""The blocks of an HTML page, all of them, each with its `Element`.

    >>> [block.text for block in parse("<h1>One</h1><p>T<b>w</b>o<br>lines<ul><li>Three</ul>")]
    ['One', 'Two\nlines', 'Three']
    """
    return read_page(html).join()


def visible_text(html: str) -> str:
    r"""The text that a reader of a page sees, boilerplate and all; nothing is judged.

    The first line of preformatted text has its indentation, as the others have theirs.

    >>> visible_text("<nav>Home</nav><script>x()</script><p>A story.")
    'Home\n\nA story.'
    """
    _, outline = _read_blocks(html)
    texts = outline.texts[:]
    for index, indent in outline.indents.items():
        texts[index] = indent + texts[index]
    return "\n\n".join(texts)


def _read_blocks(html: str) -> tuple[Markup, Outline]:
    """The tags and the blocks of a page, read otherwise if it shows nothing as it is."""
    markup = read_markup(html)
    outline = read_outline(markup)
    if not outline.texts and (mended := as_shown(html)) != html:
        markup = read_markup(mended)
        outline = read_outline(markup)
    return markup, outline


def _as_html(body: str) -> str:
    """A story of structured data, which may be HTML, escaped once more or not, or lines of text."""
    if not _TAG.search(body):
        unescaped = decode_references(body)
        if not _TAG.search(unescaped):
            return "".join(f"<p>{escape(line)}</p>" for line in body.split("\n"))
        body = unescaped
    if _BLOCK_TAG.search(body):
        return body
    return "".join(f"<p>{line}</p>" for line in body.split("\n"))


def _judge(head: Head, markup: Markup, outline: Outline) -> Elements:
    """The element of each block, with what the model says of it."""
    tags = [NAMES[tag] for tag in markup.tags[markup.containers(outline.places)].tolist()]
    count = len(tags)
    if not 0 < count <= MOST_BLOCKS:
        no, yes = [False] * count, [True] * count
        return Elements(tags, no, no[:], [0.0] * count, yes, [1.0] * count, [_UNJUDGED] * count)
    tree = describe_page(head, markup, outline, *load_tables())
    choice = choose_blocks(score_tree(tree), tree.words).heed(tree).extend(tree)
    choice = look_again(tree, choice)
    parts = find_parts(markup, outline, tree, choice)
    choice = replace(choice, kept=choice.kept | parts)
    reasons = explain_blocks(tree, choice)
    for index in np.flatnonzero(parts).tolist():
        reasons[index] = _LISTED
    fixed = tree.column("in_table") + tree.column("in_blockquote") + tree.column("in_pre") > 0
    elements = Elements(
        tags,
        fixed.tolist(),
        (tree.column("in_figcaption") > 0).tolist(),
        (tree.densities / 1000).tolist(),
        choice.kept.tolist(),
        choice.chances.tolist(),
        reasons,
    )
    for index in _find_asking(markup.source, outline.texts, tree):
        elements.reject(index, ASKS_FOR_SCRIPTS)
    for index in find_copies(outline.texts, tree, choice):
        elements.reject(index, _AGAIN)
    return elements


def _find_asking(source: bytes, texts: Sequence[str], tree: Tree) -> list[int]:
    """The blocks that ask a reader to turn scripts on.

    A ``<noscript>`` in the head may hold no text: there the parser ends it, and the text is the
    page's first.
    """
    found = np.flatnonzero(tree.column("in_noscript")).tolist()
    if not found and sum(map(len, texts)) <= MOST_ASKED:
        held = b" ".join(_NOSCRIPT.findall(source)).decode(errors="replace")
        asked = " ".join(decode_references(held).split())
        found = [index for index, text in enumerate(texts) if text in asked]
    return [
        index
        for index in found
        if len(texts[index]) <= MOST_ASKED and _SCRIPTS.search(texts[index])
    ]


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
        whole = block.text + block.gap
        if block.text and end - start == len(whole) and text.startswith(whole, start):
            is_there = start == block.start  # a quote for a quote moves nothing
            moved.append(block if is_there else Block(start, block.text, block.gap, block.element))
        elif start < end:
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
