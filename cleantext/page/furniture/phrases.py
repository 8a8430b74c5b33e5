"""The phrase catalogue ``phrases.toml``: words that are a page's furniture wherever they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cleantext.page.furniture.letter_cases import spell_cases
from cleantext.page.furniture.parts import KEY, Part, estimate_words, fits, make_pattern

__all__ = ["OPENING", "Phrases", "load_phrases"]


OPENING = 6
"""So many characters of a beginning are looked for first; few other lines have the same."""
ROW_PARTS = 3
"""A row of a menu has at least so many entries ..."""
ROW_KNOWN = 0.5
"""... and at least this share of them is in the catalogue, three of them at least."""
ROW_CHARACTERS = 300
"""A longer block is no row of a menu or of buttons."""
ROW_NETWORKS = 2
"""A row of share buttons has at least so many of them."""

_ROW_SEPARATOR = re.compile(
    r"\s?[|/\N{BULLET}\N{MIDDLE DOT}\N{FULLWIDTH VERTICAL LINE}\N{BOX DRAWINGS LIGHT VERTICAL}]\s?"
)
_SYMBOLS_AND_SPACE = re.compile(r"[^\w+@.'-]+")
_BETWEEN_PHRASES = re.compile(r"; |\n")
_BETWEEN_PARTS = " ... "
_OPEN_END = _BETWEEN_PARTS.rstrip()
_CAMERAS_AND_RIGHTS = frozenset(
    ("img", "dsc", "pxl", "\N{COPYRIGHT SIGN}19", "\N{COPYRIGHT SIGN}20")
)
_TEASING = frozenset(("related-links", "most-read"))
"""The kinds of headings that other stories stand below."""
_LISTS = ("networks", "tails", "menu", "controls", "repeated", "tagging", "keywords", "calendar")
"""What is nothing but words or beginnings, of all languages together."""
_AFTER_SHORT = ("", " ", ":", "\N{FULLWIDTH COLON}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The catalogue, as the rules look it up; every phrase is spelled by `normalize_phrase`.

    ``blocks`` maps a whole block to its kind; ``weak`` the same, for words that are furniture only
    beside other furniture (``share``); ``starts`` maps the first three characters of a block's
    beginning to what is known of the beginnings, ``ends`` the last three of its end to the same;
    ``networks`` are the places to share at, ``sharing`` all words of a row of share buttons;
    ``tails`` are the blocks after which only furniture follows, ``boxes`` those of them that other
    stories stand below; ``menu`` the entries of a site's menu; ``controls`` what players, galleries
    and platforms say, and reading times, with 0 for each number; ``repeated`` buttons that are
    furniture where they stand on a page often; ``notices`` maps the first six characters of notices
    that vary to the parts of each, in their order; ``tagging`` how lines begin that say what a
    story is filed under, ``keywords`` how those do that are so only if a machine wrote them;
    ``calendar`` the names of months and days.
    For a quick look there are ``whole``, all phrases that a whole block may be, ``openings``, how
    the beginnings begin, and, of six characters, or of three where there are no more, ``numbered``,
    how controls with numbers do, ``tagged``, how lines of tags do, and ``labels``, how these and
    notices, repeated buttons, lines of rights and names of pictures do.
    """

    blocks: Mapping[str, str]
    weak: Mapping[str, str]
    starts: Mapping[str, tuple[Part, ...]]
    ends: Mapping[str, tuple[Part, ...]]
    networks: frozenset[str]
    sharing: frozenset[str]
    tails: frozenset[str]
    boxes: frozenset[str]
    menu: frozenset[str]
    controls: frozenset[str]
    repeated: frozenset[str]
    notices: Mapping[str, tuple[tuple[str, ...], ...]]
    tagging: frozenset[str]
    keywords: frozenset[str]
    calendar: frozenset[str]
    whole: frozenset[str]
    openings: frozenset[str]
    numbered: frozenset[str]
    tagged: frozenset[str]
    labels: frozenset[str]

    def find_kind(self, phrase: str) -> str | None:
        """The kind of furniture that this block certainly is, None if it is not certain.

        ``phrase`` is the block as `normalize_phrase` spells it. Wrong where a line of a story is
        word for word a phrase of the catalogue.

        >>> load_phrases().find_kind("terms of use | privacy | contact")
        'navigation'
        >>> load_phrases().find_kind("share this story: facebook twitter whatsapp")
        'share'
        """
        # Each line of a page comes here, and nearly none is a phrase. To see that must be quick:
        # what costs is to look at parts of the catalogue that are not in the processor's cache.
        kind = self.blocks.get(phrase) if phrase in self.whole else None
        if kind is None and (phrase[:OPENING] in self.openings or phrase[:KEY] in self.openings):
            kind = self._find_start(phrase)
        if kind is None and phrase[-KEY:] in self.ends:
            kind = self._find_end(phrase)
        if kind is None and len(phrase) <= ROW_CHARACTERS:
            kind = self._find_row(phrase)
        return kind

    def _find_start(self, phrase: str) -> str | None:
        """The kind of a block by its beginning."""
        words = estimate_words(phrase)
        for part in self.starts.get(phrase[:KEY], ()):
            if words <= part.most_words and phrase.startswith(part.text) and fits(phrase, part):
                return part.kind
        return None

    def _find_end(self, phrase: str) -> str | None:
        """The kind of a block by its end."""
        words = estimate_words(phrase)
        for part in self.ends[phrase[-KEY:]]:
            if phrase.endswith(part.text) and words <= part.most_words:
                return part.kind
        return None

    def _find_row(self, phrase: str) -> str | None:
        """The kind of a block that is a row: of a menu's entries, or of share buttons."""
        if _has_separator(phrase) and self._is_menu(phrase):
            return "navigation"
        if not self._may_share(phrase):
            return None
        parts = _SYMBOLS_AND_SPACE.split(phrase)
        rest = [part for part in parts if part not in self.networks]
        is_named = any(len(part) > 1 and part in self.networks for part in parts)
        if not is_named or phrase.count(" ") + 1 - len(rest) < ROW_NETWORKS:
            return None  # a drawing, or a formula, has an "x x", too
        label = " ".join(rest)
        is_sharing = not label or self.blocks.get(label) == "share" or label in self.weak
        return "share" if is_sharing else None

    def _may_share(self, phrase: str) -> bool:
        """Whether a row of share buttons may have all of these words: a quick look."""
        first, space, rest = phrase.partition(" ")
        if not space or (first.isalnum() and first not in self.sharing):
            return False
        last = rest.rpartition(" ")[2]
        if last.isalnum() and last not in self.sharing:
            return False
        return all(word in self.sharing or not word.isalnum() for word in rest.split(" "))

    def _is_menu(self, phrase: str) -> bool:
        """Whether the parts of a row are entries of menus."""
        parts = [part for part in _ROW_SEPARATOR.split(phrase) if part]
        if len(parts) < ROW_PARTS:
            return False
        known = {part for part in parts if part in self.menu or part in self.weak}
        return len(known) >= max(ROW_PARTS, ROW_KNOWN * len(parts))


def _has_separator(phrase: str) -> bool:
    # Written out, as a loop or an expression would take five times as long.
    return (
        "|" in phrase
        or "/" in phrase
        or "\N{BULLET}" in phrase
        or "\N{MIDDLE DOT}" in phrase
        or "\N{FULLWIDTH VERTICAL LINE}" in phrase
        or "\N{BOX DRAWINGS LIGHT VERTICAL}" in phrase
    )


@cache  # constant data of the package, parsed at its first use so that importing stays cheap
def load_phrases() -> Phrases:
    """The catalogue that comes with the package.

    >>> load_phrases().blocks["more from this section"]
    'related-links'
    """
    source = files("cleantext.page.furniture").joinpath("phrases.toml").read_text(encoding="utf-8")
    catalogue = tomllib.loads(source)
    blocks, weak = _by_phrase(catalogue["blocks"]), _by_phrase(catalogue["weak"])
    starts = _by_characters(catalogue["starts"], slice(None, KEY))
    notices = _by_opening(catalogue["notices"])
    words = {name: frozenset(_all_languages(catalogue[name])) for name in _LISTS}
    controls, repeated = words["controls"], words["repeated"]
    labels = [*weak, *(phrase for phrase, kind in blocks.items() if kind == "share")]
    boxes = (phrase for phrase in words["tails"] if blocks.get(phrase) in _TEASING)
    numbered = frozenset(opening for phrase in controls for opening in _number_opening(phrase))
    tagged = frozenset().union(*map(_tag_openings, words["tagging"] | words["keywords"]))
    begun = (phrase[:OPENING] for phrase in repeated)
    return Phrases(
        blocks=blocks,
        weak=weak,
        starts=starts,
        ends=_by_characters(catalogue["ends"], slice(-KEY, None)),
        sharing=words["networks"].union(*(label.split(" ") for label in labels)),
        boxes=frozenset(boxes).difference(_all_languages(catalogue["lists"])),
        notices=notices,
        whole=words["menu"].union(blocks, weak),
        openings=frozenset(_openings(starts)),
        numbered=numbered,
        tagged=tagged,
        labels=_CAMERAS_AND_RIGHTS.union(notices, numbered, tagged, begun),
        **words,
    )


def _number_opening(control: str) -> Iterator[str]:
    """How a control begins that has a number or a colon, which lines may write otherwise."""
    opening = control[:OPENING]
    if "0" in opening or ":" in opening:
        yield opening[:KEY]
        yield opening[:KEY].replace(":", "\N{FULLWIDTH COLON}")
    elif "0" in control or ":" in control:
        yield opening


def _tag_openings(word: str) -> frozenset[str]:
    """How a line begins that this word for tags begins, with what may follow at once."""
    begun = (word + mark for mark in _AFTER_SHORT)
    return frozenset(each[:OPENING] if len(each) >= OPENING else each[:KEY] for each in begun)


def _by_phrase(kinds: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {phrase: kind for kind, table in kinds.items() for phrase in _all_languages(table)}


def _by_characters(
    kinds: Mapping[str, Mapping[str, Any]], key: slice
) -> dict[str, tuple[Part, ...]]:
    """The parts of a block, by the characters that ``key`` takes."""
    parts: dict[str, list[Part]] = {}
    for kind, entry in kinds.items():
        behind = make_pattern(_BETWEEN_PHRASES.split(entry.get("behind", "").strip()))
        for phrase in _all_languages(entry["phrases"]):
            text = phrase.removesuffix(_OPEN_END)
            part = Part(text, entry["most_words"], kind, None if text == phrase else behind)
            parts.setdefault(text[key], []).append(part)
    return {characters: tuple(entries) for characters, entries in parts.items()}


def _by_opening(table: Mapping[str, str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The parts of each notice, by the first characters of its first part."""
    notices: dict[str, list[tuple[str, ...]]] = {}
    for notice in _all_languages(table):
        notices.setdefault(notice[:OPENING], []).append(tuple(notice.split(_BETWEEN_PARTS)))
    return {opening: tuple(entries) for opening, entries in notices.items()}


def _openings(starts: Mapping[str, tuple[Part, ...]]) -> Iterator[str]:
    """How the beginnings begin; those that are shorter than that, by their key."""
    for key, parts in starts.items():
        for part in parts:
            yield part.text[:OPENING] if len(part.text) >= OPENING else key


def _all_languages(table: Mapping[str, str]) -> Iterator[str]:
    for language, phrases in table.items():
        for phrase in _BETWEEN_PHRASES.split(phrases.strip()):
            yield from spell_cases(phrase, language)
