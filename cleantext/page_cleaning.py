"""Floor 2: one HTML page, from its source to the story: `clean_html` and `explain_html`.

A page is read as blocks, each with its verdict; what is outside of the story goes at once, and the
steps of `cleaning` do the rest.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleantext.cleaning import STEPS, CleanOptions, Settings, run_steps
from cleantext.model import Block, BlockReport, Change, CleanedPage
from cleantext.page import plain, story
from cleantext.page.binary import find_kind
from cleantext.page.html.dialects import open_elements
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.repair import prepare
from cleantext.repair.decoding.decode import decode

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import NavigableString

    from cleantext.page.html import reading

__all__ = ["clean_html", "explain_html"]

_DEFAULT = CleanOptions()
# What is outside of a page's story has gone when it was read.
_PAGE_STEPS = (STEPS[0], *STEPS[2:], STEPS[1])


def clean_html(
    page: str | bytes | Tag | NavigableString,
    options: CleanOptions = _DEFAULT,
    *,
    profile: SitePatterns | None = None,
    site: str | None = None,
) -> str:
    """Give the story of an HTML page as plain text.

    ``page`` is HTML as text or as bytes (then `decode` finds its encoding), or a BeautifulSoup
    tree, or a part of one. The other arguments are those of `clean`. A page without a story gives
    "", and so do bytes that are no text, such as those of a PDF or a packed page.

    Raises TypeError for any other type.

    >>> clean_html("<nav><a href=/>Home</a></nav><article><p>A story of one line.</p></article>")
    'A story of one line.'
    """
    settings = Settings(options, profile, site, is_html=True)
    return plain.join(_clean_page(_markup(page), settings).cleaned)


def explain_html(
    page: str | bytes | Tag | NavigableString,
    options: CleanOptions = _DEFAULT,
    *,
    profile: SitePatterns | None = None,
    site: str | None = None,
) -> CleanedPage:
    """Do what `clean_html` does, and show what became of each block of the page.

    The arguments and errors are those of `clean_html`.

    >>> page = explain_html("<nav><a href=/>Home</a></nav><article><p>A story.</p></article>")
    >>> [(block.text, block.kept) for block in page.blocks]
    [('Home', False), ('A story.', True)]
    """
    markup = _markup(page)
    read = _clean_page(markup, Settings(options, profile, site, is_html=True))
    text = plain.join(read.cleaned)
    reason = "" if text else _find_binary(page) or _explain_nothing(markup, read.page)
    return CleanedPage(text, tuple(_report(read)), reason)


@dataclass(frozen=True, slots=True, eq=False)
class _ReadPage:
    """A page, which of its blocks are outside of the story by which rule, and what became of it.

    ``blocks`` are those of the story, ``changes`` what was changed in their text, ``cleaned`` what
    is left of them.
    """

    page: reading.Page
    outside: dict[int, str]
    blocks: Sequence[Block]
    changes: Sequence[Change]
    cleaned: Sequence[Block]


def _clean_page(markup: str, settings: Settings) -> _ReadPage:
    # It needs NumPy and Numba, which whoever cleans plain text need not wait for.
    from cleantext.page.html import reading

    if settings.options.repair:
        prepare()  # most pages need it, and the first of all waits anyhow
    page = reading.read_page(markup)
    outside = {}
    if settings.options.boilerplate:
        outside = story.find_outside(page.texts, page.elements, settings.profile, settings.site)
    blocks = page.join(outside)
    changes, cleaned = run_steps(blocks, _PAGE_STEPS, settings, reading.move_blocks)
    return _ReadPage(page, outside, blocks, changes, cleaned)


def _markup(page: str | bytes | Tag | NavigableString) -> str:
    # Whoever has a tree has imported bs4; whoever has not need not wait for its import.
    soup = sys.modules.get("bs4")
    if soup is not None and isinstance(page, soup.NavigableString):
        return str(page.output_ready())
    if isinstance(page, str):
        return page
    if isinstance(page, (bytes, bytearray, memoryview)):
        return "" if _find_binary(page) else decode(bytes(page), html=True)
    if soup is not None and isinstance(page, soup.Tag):
        return _write_tree(page)
    raise TypeError(
        f"clean_html() takes HTML as str or bytes, or a BeautifulSoup tree; "
        f"got {type(page).__name__}"
    )


def _find_binary(page: object) -> str:
    """Why bytes that are no text give none."""
    kind = find_kind(page) if isinstance(page, (bytes, bytearray, memoryview)) else ""
    return f"the bytes are no page, but {kind}" if kind else ""


def _write_tree(tree: Tag) -> str:
    """The source of a tree; of one that was read as XML, too, as HTML."""
    source = str(tree)
    return open_elements(source) if tree.known_xml else source


def _explain_nothing(markup: str, page: reading.Page) -> str:
    """Why a page gives no text."""
    from cleantext.page.html.reading import ASKS_FOR_SCRIPTS

    if any(reason != ASKS_FOR_SCRIPTS for reason in page.elements.reasons):
        return "no block of the page belongs to a story"
    lowered = markup.lower()
    if "<frameset" in lowered:
        return "the page has no text of its own: its frames are other pages"
    if "<script" in lowered:
        return "the page has no text of its own: its scripts would have to write it"
    return "the page has no text"


def _report(read: _ReadPage) -> Iterator[BlockReport]:
    """What became of each block. A block keeps its element for life, so that tells who is left."""
    left = {id(block.element): block.text for block in read.cleaned}
    places = {id(block.element): block.start for block in read.blocks}
    starts = [change.start for change in read.changes]
    for index, (text, element) in enumerate(zip(read.page.texts, read.page.elements, strict=True)):
        cleaned = left.get(id(element))
        if cleaned is not None:
            reason = element.reason if element.kept else "boilerplate is kept"
            yield BlockReport(cleaned, True, reason, element.chance)
            continue
        rule = read.outside.get(index, "")
        if not rule:
            rule = read.changes[bisect_right(starts, places[id(element)]) - 1].rule
        yield BlockReport(text, False, rule if element.kept else element.reason, element.chance)
