"""What long pages keep against the model: it learned from pages of some hundred blocks.

Of a book in one page, a manual, a log it would take whole chapters: counts that it never met, such
as that of the blocks before this one, then weigh more than what the block itself is like.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cleantext.page.html.block_text import RUNNING_WORDS
from cleantext.page.html.contents import find_listed
from cleantext.page.html.markup import Bools, Markup
from cleantext.page.html.outline import Outline
from cleantext.page.html.page_model import Choice, choose_blocks
from cleantext.page.html.page_scores import score_tree
from cleantext.page.html.tree import FEATURES, Tree

__all__ = ["find_parts", "look_again"]

LARGE = 1000
"""Of so many blocks few pages are that the model learned from ..."""
LONG = 150
"""... and of so many few that have hardly any link."""
FEW_LINKS = 0.05
"""Of the text of such a page a smaller share is links."""
MOST_COUNTED = 100
"""To look again, nothing is counted any farther."""
LINKED = 500
"""A block with so many thousandths of links is no text of a book."""
LEAST_KEPT = 1 / 3
"""The model keeps at least this share of the running text of a book."""
_COUNTS = [
    place
    for place, name in enumerate(FEATURES)
    if name.rstrip("0123456789") in ("blocks_", "place_", "tags_", "alike_")
    or name in ("index", "from_end", "from_title", "page_blocks")
]
"""The features that count the blocks of a page, or of the elements around a block."""
_NO_TEXT = ("hidden", "in_nav", "in_footer", "in_button", "in_form")


def look_again(tree: Tree, choice: Choice) -> Choice:
    """What is kept of a page, and of a long one the running text that would be kept of a short one.

    Wrong where much running text of a long page is not the story's, as in threads of comments.
    """
    if not _is_long(tree):
        return choice
    rows = tree.features.T.copy()
    rows[_COUNTS] = np.minimum(rows[_COUNTS], MOST_COUNTED)
    short = replace(tree, features=rows.T)
    again = choose_blocks(score_tree(short), tree.words).heed(short)
    spared = again.kept & ~choice.kept & (tree.words >= RUNNING_WORDS) & (tree.densities < LINKED)
    return Choice(choice.kept | spared, np.where(spared, again.chances, choice.chances))


def _is_long(tree: Tree) -> bool:
    count = len(tree.words)
    if count <= LONG:
        return False
    linked = int((tree.densities * tree.words).sum())
    return count > LARGE or linked < 1000 * FEW_LINKS * int(tree.words.sum())


def find_parts(markup: Markup, outline: Outline, tree: Tree, choice: Choice) -> Bools:
    """The blocks that stay since the page's own table of contents leads to them.

    Wrong where `find_listed` is, and where a part has advertisements within.
    """
    parts = np.zeros(len(tree.words), dtype=np.bool_)
    listed = find_listed(markup, outline, tree.densities)
    parts[listed.start : listed.stop] = True
    running = tree.words * (parts & (tree.words >= RUNNING_WORDS))
    if (running * choice.kept).sum() < LEAST_KEPT * running.sum():
        return np.zeros_like(parts)
    for name in _NO_TEXT:
        parts &= tree.column(name) == 0
    return parts & ~choice.kept & (tree.densities < LINKED)
