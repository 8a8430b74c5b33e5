"""What the names of an element say that it is for: navigation, comments, the story, and more.

The words of class, id, role and itemprop name zones. What is in an element is in its zones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel
from cleantext.page.html.markup import Ints, Words
from cleantext.page.html.names import Table, find_slot

__all__ = ["ZONES", "read_zones"]

_WORDS = {
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs pagination pager toolbar "
    "submenu topbar masthead tabs skip crumb crumbs",
    "footer": "footer copyright colophon foot bottom legal contentinfo",
    "header": "header head banner top",
    "aside": "sidebar sidebars rail aside side secondary widget widgets module promo teaser "
    "complementary",
    "comment": "comment comments disqus respond reply replies discussion",
    "share": "share sharing sharedaddy social socials addthis addtoany sharebar facebook twitter "
    "follow",
    "related": "related recommended recommendations recirculation outbrain taboola trending "
    "popular mostpopular mostread readmore relatedposts yarpp more latest similar also read next",
    "newsletter": "newsletter signup subscribe subscription optin mailchimp login register account",
    "advertising": "ad ads adv advert advertisement advertising sponsor sponsored promoted dfp",
    "dialog": "cookie cookies gdpr consent ccpa modal popup overlay lightbox tooltip dropdown",
    "meta": "meta tags tag taglist toolbox byline author date time published credit credits info",
    "picture": "caption captions figure image photo media gallery img thumb thumbnail",
    "story": "article story content entry post body text main articlebody prose richtext single",
    "title": "title headline heading subtitle subhead lead intro dek standfirst summary",
    "forum": "thread message messages topic answer answers question reviews review quote posts",
    "product": "product price cart description details specs specification sku buy shop item",
    "listing": "list listing grid card cards results feed archive items loop row",
    "bio": "bio profile about user avatar signature",
}
ZONES = tuple(_WORDS)
"""The names of the zones."""
_BITS = {zone: 1 << index for index, zone in enumerate(ZONES)}
_TABLE = Table.make(
    {
        word: [sum(_BITS[zone] for zone, words in _WORDS.items() if word in words.split())]
        for words in _WORDS.values()
        for word in words.split()
    },
    1,
)


def read_zones(tags: Ints, names: Words, bits: Ints) -> None:
    """Add to the bits of each tag those of its zones; ``names`` are the words, each of its tag."""
    _read_zones(tags, names, _TABLE.keys, _TABLE.rows, _TABLE.shift, bits)


@kernel
def _read_zones(
    tags: Ints,
    names: Words,
    keys: Words,
    rows: NDArray[np.int32],
    shift: np.uint64,
    bits: Ints,
) -> None:
    for index in range(tags.size):
        slot = find_slot(names[index], keys, shift)
        if slot >= 0:
            bits[tags[index]] |= rows[slot, 0]
