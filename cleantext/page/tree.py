"""What the tree of an HTML page says of its blocks, in numbers: a row of features for each block.

Sums over the tags in their order do what a walk would do: what stands open at a tag is what was
opened before it less what was closed, and what an element holds is the difference between its two
tags.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleantext.page.head import KINDS, Head
from cleantext.page.markup import NAMES, Bools, Ints, Markup, Words, tag_table
from cleantext.page.names import Table, find_attributes, find_words, number_words
from cleantext.page.outline import CLASSES, Outline

ZONE_WORDS = {
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs pagination pager toolbar "
    "submenu topbar masthead tabs skip crumb crumbs",
    "footer": "footer copyright colophon foot bottom legal",
    "header": "header head banner top",
    "aside": "sidebar sidebars rail aside side secondary widget widgets module promo teaser",
    "comment": "comment comments disqus respond reply replies discussion",
    "share": "share sharing sharedaddy social socials addthis addtoany sharebar facebook twitter "
    "follow",
    "related": "related recommended recommendations recirculation outbrain taboola trending "
    "popular mostpopular mostread readmore relatedposts yarpp more latest similar also read next",
    "newsletter": "newsletter signup subscribe subscription optin mailchimp login register account",
    "advertising": "ad ads adv advert advertisement advertising sponsor sponsored promoted dfp",
    "dialog": "cookie cookies gdpr consent ccpa modal popup overlay lightbox tooltip dropdown",
    "meta": "meta tags tag taglist toolbox byline author date time published credit credits info",
    "caption": "caption captions figure image photo media gallery img thumb thumbnail",
    "story": "article story content entry post body text main articlebody prose richtext single",
    "title": "title headline heading subtitle subhead lead intro dek standfirst summary",
    "forum": "thread message messages topic answer answers question reviews review quote posts",
    "product": "product price cart description details specs specification sku buy shop item",
    "listing": "list listing grid card cards results feed archive items loop row",
    "bio": "bio profile about user avatar signature",
}
"""Words of class and id, by what they tend to say of an element."""
_TAG_GROUPS = (
    "nav menu", "footer", "aside", "header", "form fieldset", "button select label option legend",
    "article", "main", "section", "figure picture", "figcaption caption", "ul ol", "li", "dl",
    "table", "blockquote q", "pre code", "details summary", "noscript", "address", "p", "a",
    "h1 h2 h3 h4 h5 h6",
)  # fmt: skip
_INNER_GROUPS = ("a", "img picture", "b strong", "i em cite", "span", "time", "input", "br", "code")
_OWN = ("p", "li", "td th tr", "dt dd", "div", "span", "a", "figcaption caption", "pre",
        "button label option", "section article main body", "blockquote")  # fmt: skip


def _groups(groups: tuple[str, ...]) -> Ints:
    return np.stack([tag_table(group.split()) for group in groups], axis=1).astype(np.int64)


_AROUND, _INNER, _OWNED = _groups(_TAG_GROUPS), _groups(_INNER_GROUPS), _groups(_OWN)
_LEVEL = np.array([int(name[1]) if name in "h1 h2 h3 h4 h5 h6" else 0 for name in NAMES])
_ZONES = {name: 1 << index for index, name in enumerate(ZONE_WORDS)}
_BITS = np.array(list(_ZONES.values()), dtype=np.int64)
ZONES = Table.make(
    {word: [_ZONES[zone]] for zone, words in ZONE_WORDS.items() for word in words.split()}, 1
)
RUNNING_WORDS = 12
_COUNTED = ("upper", "digit", "end", "comma", "colon", "quote", "bracket", "separator", "dash",
            "symbol", "rights", "unspaced", "letter")  # fmt: skip
_WINDOWS = (1, 3, 8, 24)
_ANCESTORS = 4
_LIMIT = 32_000
_HEAD = 16


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """What `describe_page` found: the features, and the tags that hold each block."""

    features: NDArray[np.int16]
    containers: Ints
    block_counts: Ints


def names_of() -> list[str]:
    names = ["words", "characters", "capitals", "link_density", "first", "last", "copies", "copies_before"]
    names += [f"share_{c}" for c in _COUNTED]
    names += [f"inner_{g.split()[0]}" for g in _INNER_GROUPS]
    names += [f"own_{g.split()[0]}" for g in _OWN] + ["level"]
    names += [f"in_{g.split()[0]}" for g in _TAG_GROUPS] + [f"zone_{z}" for z in ZONE_WORDS] + ["hidden", "weight_sum", "good_sum"]
    names += ["depth"]
    for k in range(_ANCESTORS):
        names += [f"c{k}_{x}" for x in ("weight","blocks","words","running","link","share","rshare","place","kids")]
    names += ["ev_sum", "ev_mean", "ev_min", "ev_max", "ev_first", "function"]
    names += [f"near{d:+d}_{x}" for d in (-2, -1, 1, 2) for x in ("words","link","end","same","ev")]
    names += [f"w{s}{w}_{x}" for w in _WINDOWS for s in ("b","a") for x in ("words","running","linked","blocks")]
    names += ["page_blocks","page_words","page_running","page_link","index","from_end","pos","rpos","to_run_b","to_run_a","main_lca","main_depth","after_h1","h1s"]
    names += ["title", "title_max", "from_title", "h_level", "h_far", "h_ev", "h_evmax"]
    names += [f"is_{k}" for k in KINDS] + [f"page_{g.split()[0]}" for g in _TAG_GROUPS] + [f"page_{z}" for z in ZONE_WORDS] + ["page_hidden"]
    names += [f"sig{k}_{x}" for k in range(3) for x in ("alike","words","rshare","siblings")]
    return names


def describe_page(
    head: Head, markup: Markup, outline: Outline, weights: Table, evidence: Table
) -> Tree:
    """The features of each block, int16 of shape (blocks, names)."""
    tags, steps = markup.tags, markup.steps
    places = outline.places
    count = len(places)
    owners, keys, hidden = find_attributes(markup)
    zone_bits, weight = _read_names(markup, owners, keys, weights)
    around = np.concatenate(
        [
            _AROUND[tags],
            ((zone_bits[:, None] & _BITS) > 0).astype(np.int64),
            hidden[:, None],
            np.maximum(weight, 0)[:, None],
            np.maximum(-weight, 0)[:, None],
        ],
        axis=1,
    )
    opened = steps > 0
    closing = np.flatnonzero(steps < 0)
    around[~opened] = 0
    around[closing] = -around[markup.partners[closing]]
    stands_in = np.cumsum(around, axis=0)[places]
    stands_in[:, :-2] = np.minimum(stands_in[:, :-2], 3)
    containers = np.where(opened[places], places, markup.parents[places])
    inner = np.zeros((len(tags) + 1, len(_INNER_GROUPS)), dtype=np.int64)
    np.cumsum(_INNER[tags] * (steps >= 0)[:, None], axis=0, out=inner[1:])
    following = np.append(places, len(tags) - 1)[1:]
    own = _text_features(outline)
    words = outline.words
    characters = own[:, 1]
    link = outline.linked * 1000 // np.maximum(characters, 1)
    ends = outline.counts[:, CLASSES.index("end")]
    running = words * ((words >= RUNNING_WORDS) & (link < 500) & (ends > 0))
    ev, title = _read_texts(outline, evidence, head.title)
    sums = _sums(words, running, outline.linked, characters)
    level = _LEVEL[tags[containers]]
    parts = [
        own,
        inner[following] - inner[places],
        _OWNED[tags[containers]],
        level,
        stands_in,
        markup.depths[places],
    ]
    chain = []
    opening_before = np.cumsum(opened)
    for _ in range(_ANCESTORS):
        chain.append(containers)
        parts.append(_container(markup, containers, weight, sums, places, opening_before))
        containers = np.maximum(markup.parents[containers], 0)
    parts += [ev, _near(words, link, own[:, 5], chain[0], ev[:, 0]), _windows(sums, words)]
    parts.append(_position(markup, sums, running, places, level, chain))
    parts.append(_titles(title, level))
    parts.append(_headings(level, ev))
    parts.append(_page_kind(head, stands_in, words, count))
    parts.append(_signatures(markup, owners, keys, sums, places, chain))
    features = np.column_stack(parts)
    return Tree(np.clip(features, -_LIMIT, _LIMIT).astype(np.int16), np.stack(chain), sums)


def _read_names(markup: Markup, owners: Ints, keys: Words, weights: Table) -> tuple[Ints, Ints]:
    count = len(markup.tags)
    bits = np.zeros(count, dtype=np.int64)
    np.bitwise_or.at(bits, owners, ZONES.look_up(keys)[:, 0])
    weight = np.bincount(owners, weights=weights.look_up(keys)[:, 0], minlength=count)
    return bits, weight.astype(np.int64)


def _text_features(outline: Outline) -> Ints:
    counts = outline.counts
    characters = counts[:, 1:-1].sum(axis=1)
    per = np.maximum(characters, 1)
    totals = Counter(outline.texts)
    if len(totals) == len(outline.texts):
        copies = np.tile(np.array([[1, 0]]), (len(outline.texts), 1))
    else:
        seen: Counter[str] = Counter()
        rows = []
        for text in outline.texts:
            rows.append((totals[text], seen[text]))
            seen[text] += 1
        copies = np.array(rows).reshape(-1, 2)
    return np.column_stack(
        [
            outline.words,
            characters,
            outline.capitals * 1000 // np.maximum(outline.words, 1),
            outline.linked * 1000 // per,
            outline.first,
            outline.last,
            copies,
            *(counts[:, CLASSES.index(name)] * 1000 // per for name in _COUNTED),
        ]
    )


def _title_keys(title: str) -> Words:
    data = np.frombuffer(title.encode("utf-8", "surrogatepass") + b" " * 9, dtype=np.uint8)
    starts, sizes = find_words(data, camel=False)
    words = np.ndarray((len(data) - 8,), dtype="<u8", buffer=data.tobytes(), strides=(1,))
    return number_words(words[starts], sizes)


def _titles(title: Ints, level: Ints) -> Ints:
    count = len(title)
    here = np.arange(count)
    score = title + 200 * (level == 1) + 100 * (level == 2)
    best = int(np.argmax(score)) if title.max(initial=0) >= 400 else -1
    return np.column_stack(
        [title, np.full(count, title.max(initial=0)),
         here - best if best >= 0 else np.full(count, -999)]
    )  # fmt: skip


def _headings(level: Ints, ev: Ints) -> Ints:
    """The last heading before each block: its level, how far it is, what its words say."""
    count = len(level)
    here = np.arange(count)
    last = np.maximum.accumulate(np.where(level > 0, here, -1))
    before = np.where(last < 0, 0, last)
    none = last < 0
    parts = [np.where(none, 0, level[before]), np.where(none, 999, here - before)]
    parts += [np.where(none, 0, ev[before, k]) for k in (1, 3)]
    return np.column_stack(parts)


def _page_kind(head: Head, stands_in: Ints, words: Ints, count: int) -> Ints:
    """What the page says it is, and in what most of its words stand."""
    inside = np.minimum(stands_in[:, :-2], 1)
    shares = (words[None, :] @ inside) * 100 // max(1, int(words.sum()))
    bits = np.array([[head.kinds >> index & 1 for index in range(len(KINDS))]])
    return np.repeat(np.concatenate([bits, shares], axis=1), count, axis=0)


def _signatures(
    markup: Markup, owners: Ints, keys: Words, sums: Ints, places: Ints, chain: list[Ints]
) -> Ints:
    """How often the page has an element like those around a block: same tag, names and depth."""
    count = len(markup.tags)
    mixed = (keys * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)
    names = np.bincount(owners, weights=(mixed & np.uint64(0xFFFFF)).astype(np.float64), minlength=count)
    signature = names.astype(np.int64) * 256 + markup.tags
    opening = np.flatnonzero(markup.steps > 0)
    begin = np.searchsorted(places, opening)
    end = np.searchsorted(places, markup.partners[opening])
    held = sums[end] - sums[begin]
    filled = end > begin
    _, kind = np.unique(signature[opening], return_inverse=True)
    alike = np.bincount(kind, weights=filled)
    text = np.bincount(kind, weights=held[:, 0])
    run = np.bincount(kind, weights=held[:, 1])
    siblings_key = signature[opening] * 65536 + (markup.parents[opening] % 65536)
    _, family = np.unique(siblings_key, return_inverse=True)
    siblings = np.bincount(family, weights=filled)
    at = np.zeros(count, dtype=np.int64)
    at[opening] = np.arange(len(opening))
    parts = []
    for container in chain[:3]:
        k, f = kind[at[container]], family[at[container]]
        parts += [alike[k], text[k] / np.maximum(alike[k], 1), run[k] * 1000 / max(1, int(sums[-1, 1])), siblings[f]]
    return np.column_stack(parts).astype(np.int64)


def _read_texts(outline: Outline, evidence: Table, title: str) -> tuple[Ints, Ints]:
    data = outline.data
    starts, sizes = find_words(data, camel=False)
    padded = np.append(data, np.zeros(8, dtype=np.uint8)).tobytes()
    words = np.ndarray((len(data),), dtype="<u8", buffer=padded, strides=(1,))
    count = len(outline.texts)
    if not len(starts) or not count:
        return np.zeros((count, 6), dtype=np.int64), np.zeros(count, dtype=np.int64)
    firsts = np.searchsorted(starts, outline.begins)
    lasts = np.append(firsts[1:], len(starts))
    sizes_of = np.minimum(lasts - firsts, _HEAD)
    index = np.arange(int(sizes_of.sum())) + np.repeat(firsts - (np.cumsum(sizes_of) - sizes_of), sizes_of)
    numbers = number_words(words[starts[index]], sizes[index])
    rows = evidence.look_up(numbers)
    in_title = np.concatenate([[0], np.cumsum(np.isin(numbers, _title_keys(title)))])
    begins = np.cumsum(sizes_of) - sizes_of
    empty = sizes_of == 0
    at = np.minimum(begins, max(0, len(index) - 1))
    if not len(index):
        return np.zeros((count, 6), dtype=np.int64), np.zeros(count, dtype=np.int64)
    value = rows[:, 0]
    total = np.concatenate([[0], np.cumsum(value)])
    total = total[begins + sizes_of] - total[begins]
    function = np.concatenate([[0], np.cumsum(rows[:, 1])])
    function = function[begins + sizes_of] - function[begins]
    filled = np.flatnonzero(~empty)
    least, most = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    least[filled] = np.minimum.reduceat(value, begins[filled])
    most[filled] = np.maximum.reduceat(value, begins[filled])
    first = np.where(empty, 0, value[at])
    in_title = (in_title[begins + sizes_of] - in_title[begins]) * 1000 // np.maximum(sizes_of, 3)
    return np.column_stack([total, total * 8 // np.maximum(sizes_of, 1), least, most, first, function]), in_title


def _sums(words: Ints, running: Ints, linked: Ints, characters: Ints) -> Ints:
    sums = np.zeros((len(words) + 1, 5), dtype=np.int64)
    np.cumsum(
        np.stack([words, running, linked, characters, np.minimum(running, 1)], axis=1),
        axis=0, out=sums[1:],
    )  # fmt: skip
    return sums


def _container(
    markup: Markup, containers: Ints, weight: Ints, sums: Ints, places: Ints, opening_before: Ints
) -> Ints:
    begin = np.searchsorted(places, containers)
    close = markup.partners[containers]
    end = np.searchsorted(places, close)
    held = sums[end] - sums[begin]
    total = np.maximum(sums[-1], 1)
    return np.column_stack(
        [
            weight[containers],
            end - begin,
            held[:, 0],
            held[:, 1],
            held[:, 2] * 1000 // np.maximum(held[:, 3], 1),
            held[:, 0] * 1000 // total[0],
            held[:, 1] * 1000 // total[1],
            np.arange(len(places)) - begin,
            opening_before[close] - opening_before[containers],
        ]
    )


def _near(words: Ints, link: Ints, last: Ints, container: Ints, ev: Ints) -> Ints:
    count = len(words)
    table = np.full((count + 4, 5), -1, dtype=np.int64)
    table[2:-2] = np.stack([words, link, last, container, ev], axis=1)
    parts = []
    for shift in (-2, -1, 1, 2):
        part = table[2 + shift : 2 + shift + count].copy()
        part[:, 3] = part[:, 3] == container
        parts.append(part)
    return np.concatenate(parts, axis=1)


def _windows(sums: Ints, words: Ints) -> Ints:
    count = len(words)
    here = np.arange(count)[:, None]
    sizes = np.array(_WINDOWS)
    chosen = sums[:, [0, 1, 2, 4]]
    before = chosen[here] - chosen[np.maximum(here - sizes, 0)]
    after = chosen[np.minimum(here + 1 + sizes, count)] - chosen[here + 1]
    return np.stack([before, after], axis=2).reshape(count, -1)


def _position(
    markup: Markup, sums: Ints, running: Ints, places: Ints, level: Ints, chain: list[Ints]
) -> Ints:
    count = len(places)
    here = np.arange(count)
    total = sums[-1]
    is_running = running > 0
    last = np.maximum.accumulate(np.where(is_running, here, -1))
    following = np.minimum.accumulate(np.where(is_running, here, count)[::-1])[::-1]
    lca, depth = _find_main(markup, sums, places)
    headings = np.concatenate([[0], np.cumsum(level == 1)])
    return np.column_stack(
        [
            np.full(count, count),
            np.full(count, total[0]),
            np.full(count, total[1]),
            np.full(count, total[2] * 1000 // max(1, total[3])),
            here,
            count - here,
            here * 1000 // count,
            sums[:-1, 1] * 1000 // max(1, total[1]),
            np.where(last < 0, 999, here - last),
            np.where(following == count, 999, following - here),
            lca,
            np.full(count, depth),
            headings[:-1],
            np.full(count, headings[-1]),
        ]
    )


def _find_main(markup: Markup, sums: Ints, places: Ints) -> tuple[Ints, int]:
    """How many of the elements around the main container hold each block, and of how many.

    The main container is the innermost element that holds most of the page's running text.
    """
    openings = np.flatnonzero(markup.steps > 0)
    begin = np.searchsorted(places, openings)
    end = np.searchsorted(places, markup.partners[openings])
    held = sums[end, 1] - sums[begin, 1]
    holds = held * 10 >= 7 * sums[-1, 1]
    around = openings[holds]
    inside = np.searchsorted(around, places, side="right") - np.searchsorted(
        np.sort(markup.partners[around]), places, side="right"
    )
    if not sums[-1, 1]:
        return np.zeros(len(places), dtype=np.int64), 0
    return inside, len(around)
