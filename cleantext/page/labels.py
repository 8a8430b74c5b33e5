"""Lines that a site writes beside its stories: reading times, controls, tags, names of pictures.

They are certain by themselves, also in a text that has nothing else of a page. The trained model is
not told of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from cleantext.page.features import SENTENCE_ENDS, count_words, sum_running
from cleantext.page.notices import find_introduced, is_notice
from cleantext.page.phrases import KEY, OPENING, load_phrases

__all__ = ["find_labels"]

TAG_WORDS = 40
"""A line of tags has at most so many words."""
COUNT_CHARACTERS = 50
"""A control that begins with a number has at most so many characters."""
MOST_CHARACTERS = 140
"""A control has at most so many characters."""
LEAST_ABOVE = 100
"""Below so many words of running text stands what a story is filed under."""
MOST_PICTURES = 12
"""Where a text has more names of pictures it is a list of them."""
MOST_TAGS = 2
"""Where more lines begin with the same word for tags they are the fields of records."""
LONGEST_TAG = 24
"""What a line of tags begins with has at most so many characters."""
_ENDS = tuple(SENTENCE_ENDS)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MASKED = re.compile(r"[\d\N{FULLWIDTH COLON}]")
_DATE = re.compile(r"[^\W\d_]+")
_DIGITS = frozenset("0123456789")
_PICTURE = re.compile(
    r"[^\s/]{1,200}\.(?:jpe?g|JPE?G|png|PNG|gif|GIF|webp)|(?:IMG|DSC[NF]?|PXL)[_-]?\d{3,8}"
)
_PICTURE_ENDS = frozenset(("jpg", "peg", "png", "gif", "ebp"))
_FILE = re.compile(r"[^\s/]{1,200}\.[A-Za-z][A-Za-z0-9]{0,4}")
_COLON = re.compile(r"\s?[:\N{FULLWIDTH COLON}]\s?")


def find_labels(texts: Sequence[str], phrases: Sequence[str]) -> dict[int, str]:
    """Lines of controls, of tags, and names of pictures, each with its rule.

    ``phrases`` are the ``texts`` by `normalize_phrase`. Wrong where a line of the story is word for
    word one of the catalogue, or begins as its tags do.

    >>> texts = ["The crane fell on Monday. " * 20, "5 min read", "Tags: cranes, harbours"]
    >>> find_labels(texts, ["...", "5 min read", "tags: cranes, harbours"])
    {1: 'control', 2: 'tags'}
    """
    catalogue = load_phrases()
    openings, ends = catalogue.labels, _PICTURE_ENDS
    begun = [
        index
        for index, phrase in enumerate(phrases)
        # No long line has a phrase. Nearly all lines end here: it must be quick.
        if (opening := (phrase or texts[index][:OPENING].casefold())[:OPENING]) in openings
        or opening[:KEY] in openings
        or phrase[-KEY:] in ends
        or (phrase[:1] in _DIGITS and len(phrase) <= COUNT_CHARACTERS)
    ]
    controls = _find_controls(texts, phrases, begun)
    words = {index: _find_tagging(texts[index], catalogue.tagging) for index in begun}
    counts = Counter(words.values())
    tags = [index for index in begun if words[index] and counts[words[index]] <= MOST_TAGS]
    pictures = [i for i in begun if " " not in texts[i] and _PICTURE.fullmatch(texts[i])]
    if len(pictures) > MOST_PICTURES or any(_is_named(texts, index) for index in pictures):
        pictures = []
    found = controls | dict.fromkeys(pictures, "file")
    if not found and not tags:
        return {}
    above = sum_running(texts)
    if not above[-1]:
        return {}
    return found | {index: "tags" for index in tags if above[index] >= LEAST_ABOVE}


def _find_controls(
    texts: Sequence[str], phrases: Sequence[str], begun: Sequence[int]
) -> dict[int, str]:
    """Controls and notices, but for those that the text itself quotes."""
    known = load_phrases().controls
    found = {}
    for index in begun:
        if phrases[index] in known or _mask(phrases[index]) in known:
            found[index] = "control"
        elif is_notice(texts[index], phrases[index], "".join(texts[index + 1 : index + 2])):
            found[index] = "notice"
    introduced = set(find_introduced(texts, found)) if found else ()
    return {index: rule for index, rule in found.items() if index not in introduced}


def _mask(phrase: str) -> str:
    """A phrase as the catalogue has controls with numbers; nothing for a long one."""
    if len(phrase) > MOST_CHARACTERS or not _MASKED.search(phrase):
        return ""
    masked = _NUMBER.sub("0", phrase).replace("\N{FULLWIDTH COLON}", ":")
    return _DATE.sub(_mask_date, masked)


def _mask_date(word: re.Match[str]) -> str:
    return "jan" if word[0] in load_phrases().calendar else word[0]


def _is_named(texts: Sequence[str], index: int) -> bool:
    """Whether the text itself names a file there: below a colon, in a sentence, among others."""
    above, below = texts[max(index - 1, 0)], "".join(texts[index + 1 : index + 2])
    if above.endswith(":") or any(_is_other_file(text) for text in (above, below)):
        return True
    return below[:1].islower() and not _PICTURE.fullmatch(below)


def _is_other_file(text: str) -> bool:
    return _FILE.fullmatch(text) is not None and not _PICTURE.fullmatch(text)


def _find_tagging(text: str, tagging: Container[str]) -> str:
    """The word for that with which a line begins that says what a story is filed under.

    Labels of machines (``app=web``) are of another kind.
    """
    head = text[:LONGEST_TAG]
    colon = _COLON.search(head) if ":" in head or "\N{FULLWIDTH COLON}" in head else None
    word = head[: colon.start()].casefold() if colon else ""
    if word not in tagging:
        return ""
    is_line = count_words(text) <= TAG_WORDS and not text.endswith(_ENDS) and "=" not in text
    return word if is_line else ""
