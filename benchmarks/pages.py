"""Pages with a story in them, and the story itself: written, made from a seed, or the user's.

The written pages are of many kinds and languages, each line with a label before it: ``+`` the
story's, ``-`` furniture, ``?`` what people would not agree about, which is left out. The classifier
has not learned from them. The made pages are of eight invented sites, each with its own markup and
furniture. They show that everything works and who is how fast; how good an extractor is on the web,
pages from the web show.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from benchmarks.prose import Story, part_subjects, write_story

__all__ = ["Page", "read_pages", "read_texts"]

_WRITTEN = Path(__file__).parent / "written"
_PAGES_A_SITE = 20
_TEASERS = 30
_SCRIPT = "window.dataLayer.push({'event': 'view', 'page': 'story'});\n" * 400  # as pages have it
_MENU = "Home News Sport Weather Business Culture Travel Jobs Motoring Obituaries Puzzles".split()
_ABOVE = ("Skip to content", "Subscribe", "Sign in", "Search", "E-edition", "Breaking news")
_SHARE = ("Share this article", "Facebook", "Twitter", "WhatsApp", "Email", "Print", "Copy link")
_ASIDE = ("Most read", "Advertisement", "Sign up for our newsletter", "Popular videos", "Top jobs")
_MORE = ("More from this section", "Related stories", "You might also like", "Read next")
_BELOW = (
    "Comments are closed.", "Read our community guidelines", "Terms of use", "Privacy policy",
    "Contact us", "About us", "Back to top", "Cookies",
    "All rights reserved. Not to be reproduced without permission.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page's HTML, the story alone, and its text line by line as a browser shows it.

    ``kind`` is what sort of page it is: an article, a forum ...
    """

    html: str
    gold: str
    layout: str = ""
    kind: str = "article"


def read_pages(data: Path | None, seed: int) -> dict[str, list[Page]]:
    """The sets of ``DIR/pages/*.jsonl.xz`` (``html``, ``gold``, ``type``), or one of made pages."""
    if data is None:
        return {"made": list(_make_pages(seed))}
    return {
        path.name.split(".")[0]: [
            Page(row["html"], row["gold"], kind=row.get("type", "article")) for row in _read(path)
        ]
        for path in _sets(data / "pages")
    }


def read_texts(data: Path | None, seed: int) -> dict[str, list[tuple[str, str]]]:
    """Pairs of a page's text and its story, by set and by how the page became text.

    Those of ``DIR/texts/*.jsonl.xz`` (field ``gold``, and a field for each way), or written and
    made ones.
    """
    if data is None:
        pages = list(_make_pages(seed))
        return {
            "written, line by line": list(_read_written("\n")),
            "written, with empty lines": list(_read_written("\n\n")),
            "made, line by line": [(page.layout, page.gold) for page in pages],
            "made, torn by tags": [(_torn(page.html), page.gold) for page in pages],
        }
    sets = {}
    for path in _sets(data / "texts"):
        rows = list(_read(path))
        for way in ("layout", "naive", "residue", "main"):
            pairs = [(row[way], row["gold"]) for row in rows if row.get(way, "").strip()]
            if pairs:
                sets[f"{path.name.split('.')[0]}, {way}"] = pairs
    return sets


def _sets(folder: Path) -> list[Path]:
    """The files of a folder of the user's. Raises FileNotFoundError if there are none."""
    paths = sorted(folder.glob("*.jsonl.xz"))
    if not paths:
        raise FileNotFoundError(f"{folder} holds no .jsonl.xz")
    return paths


def _read(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _read_written(gap: str) -> Iterator[tuple[str, str]]:
    """The written pages and their stories, with this between their lines."""
    for path in sorted(_WRITTEN.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        labelled = [(line[0], line[2:]) for line in lines if line[0] != "?"]
        story = [text for label, text in labelled if label == "+"]
        yield gap.join(text for _, text in labelled), gap.join(story)


def _torn(html: str) -> str:
    body = LexborHTMLParser(html).body
    return body.text(separator="\n") if body else ""


def _make_pages(seed: int) -> Iterator[Page]:
    chance = random.Random(seed)
    for site in range(8):
        site_lines = chance.sample(_MENU, 7), chance.sample(_BELOW, 7)
        for _ in range(_PAGES_A_SITE):
            yield _make_page(chance, site, *site_lines)


def _make_page(chance: random.Random, site: int, menu: list[str], below: list[str]) -> Page:
    own, others = part_subjects(chance)
    story = write_story(chance, subject=own)
    teasers = [write_story(chance, 1, others) for _ in range(_TEASERS)]
    links = [teaser.headline for teaser in teasers]
    above = chance.sample(_ABOVE, 3)
    share, aside = chance.sample(_SHARE, 4), [chance.choice(_ASIDE), *links[:8]]
    teased = [line for teaser in teasers[8:12] for line in (teaser.headline, teaser.paragraphs[0])]
    under = [chance.choice(_MORE), *teased, *links[12:], *below]
    is_plain = site % 2 == 1  # of its elements, only their order tells what is what
    parts = [
        _items(above + menu, "nav", "menu", is_plain),
        _story_markup(story, share, is_plain),
        _items(aside, "aside", "sidebar", is_plain),
        _items(under, "footer", "related", is_plain),
    ]
    html = f"<!doctype html><html><head><title>{escape(story.headline)}</title>"
    html += f"<script>{_SCRIPT}</script></head><body>"
    html += "\n".join(parts) + "</body></html>"
    lines = [*above, *menu, story.headline, story.byline, *share, *story.paragraphs, *aside, *under]
    return Page(html, story.text, "\n".join(lines))


def _items(lines: list[str], element: str, name: str, is_plain: bool) -> str:
    items = "".join(
        f"<li class='item item-{number}'><a class='link' href='/{name}/{number}'>"
        f"<span class='text'>{escape(line)}</span></a></li>"
        for number, line in enumerate(lines)
    )
    if is_plain:
        return f"<div class='c{len(name)}'><ul>{items}</ul></div>"
    return f"<{element} class='{name}'><ul>{items}</ul></{element}>"


def _story_markup(story: Story, share: list[str], is_plain: bool) -> str:
    element = "div" if is_plain else "article"
    head = f"<h1>{escape(story.headline)}</h1><p class='by'>{escape(story.byline)}</p>"
    buttons = "".join(f"<button>{escape(line)}</button> " for line in share)
    paragraphs = [escape(paragraph, quote=False) for paragraph in story.paragraphs]
    body = "".join(f"<p>{_with_inline(paragraph)}</p>\n" for paragraph in paragraphs)
    return f"<{element}>{head}<div>{buttons}</div>{body}</{element}>"


def _with_inline(paragraph: str) -> str:
    """A word in bold and two in a link: what tears a text apart that is made carelessly."""
    words = paragraph.split(" ")
    words[0] = f"<b>{words[0]}</b>"
    if len(words) > 12:
        words[4:6] = [f"<a href='/x'>{' '.join(words[4:6])}</a>"]
    return " ".join(words)
