"""What the HTML tree knows of a block: its tag, where it stands, and what that says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Element", "Scope", "open_scope"]

PATH_LENGTH = 8

_ZONE_TAGS = {
    "nav": "navigation",
    "menu": "navigation",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "select": "form",
    "button": "form",
    "dialog": "dialog",
}
_ZONE_ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "button": "form",
}
_ZONE_WORDS = {
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs pagination pager toolbar "
    "submenu topbar masthead tabs skip",
    "footer": "footer copyright colophon",
    "aside": "sidebar sidebars rail aside",
    "comments": "comment comments disqus respond reply",
    "share": "share sharing sharedaddy social socials addthis addtoany sharebar",
    "related": "related recommended recommendations recirculation outbrain taboola trending "
    "popular mostpopular mostread readmore relatedposts yarpp",
    "newsletter": "newsletter signup subscribe subscription optin mailchimp",
    "advertising": "ad ads adv advert advertisement advertising sponsor sponsored promo promoted "
    "dfp banner",
    "cookie": "cookie cookies gdpr consent ccpa",
    "dialog": "modal popup overlay lightbox tooltip",
    "meta": "tags taglist toolbox",
}
_ZONE_BY_WORD = {word: zone for zone, words in _ZONE_WORDS.items() for word in words.split()}
_WORDS = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
_UNZONED = frozenset({"html", "body", "main", "article", "pre", "p", "blockquote"})
_HIDDEN = re.compile(
    r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE
)
_INLINE_SCOPES = frozenset({"a", "span", "font", "b", "i", "em", "strong", "small", "label"})


@dataclass(frozen=True, slots=True)
class Element:
    """What the tree knew of a block.

    ``tag`` is its block element; ``path`` that element and those around it, nearest first, at most
    `PATH_LENGTH`; ``zone`` why the page itself sets it apart from the story (``navigation``,
    ``hidden``, ``comments`` …), or an empty string; ``main`` whether it stands in the element that
    holds the page's running text; ``link_density`` the share of its characters that are links,
    0 to 1.
    """

    tag: str
    path: tuple[str, ...]
    zone: str
    main: bool
    link_density: float


@dataclass(slots=True)
class Scope:
    """An open element while the tree is walked: what everything in it inherits."""

    index: int
    parent: int
    tag: str
    path: tuple[str, ...]
    zone: str = ""
    preformatted: bool = False
    link: bool = False
    outer: Scope | None = None

    @property
    def block(self) -> Scope:
        """The block element that the scope stands in: itself, or the one around an inline."""
        return self.outer or self


def open_scope(tag: str, attributes: Mapping[str, str | None], around: Scope, index: int) -> Scope:
    """The scope of an element; the one around it where the element changes nothing."""
    inline = tag in _INLINE_SCOPES
    zone = around.zone or _find_zone(tag, attributes)
    if inline and tag != "a" and zone == around.zone:
        return around
    return Scope(
        index,
        around.index,
        tag,
        around.path if inline else (tag, *around.path[: PATH_LENGTH - 1]),
        zone,
        around.preformatted or tag == "pre",
        around.link or tag == "a",
        around.block if inline else None,
    )


def _find_zone(tag: str, attributes: Mapping[str, str | None]) -> str:
    if not attributes:
        return _ZONE_TAGS.get(tag, "")
    if _is_hidden(attributes):
        return "hidden"
    zone = _ZONE_TAGS.get(tag) or _ZONE_ROLES.get(attributes.get("role") or "")
    if zone or tag in _UNZONED:
        return zone or ""
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    for word in _WORDS.findall(names):
        found = _ZONE_BY_WORD.get(word.lower())
        if found:
            return found
    return ""


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )
