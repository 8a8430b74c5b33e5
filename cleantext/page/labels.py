"""Lines that a site writes beside its stories: reading times, controls, tags, names of pictures.

They are certain by themselves, also in a text that has nothing else of a page. The trained model is
not told of them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from cleantext.page.features import SENTENCE_ENDS, count_running, count_words
from cleantext.page.phrases import load_phrases

__all__ = ["find_labels"]

TAG_WORDS = 40
"""A line of tags has at most so many words."""
LEAST_ABOVE = 100
"""Below so many words of running text stands what a story is filed under."""
MOST_PICTURES = 12
"""Where a text has more names of pictures it is a list of them."""
LONGEST_TAG = 24
"""What a line of tags begins with has at most so many characters."""
_ENDS = tuple(SENTENCE_ENDS)
_NUMBER = re.compile(r"\d+")
_PICTURE = re.compile(
    r"[^\s/]{1,200}\.(?:jpe?g|png|gif|webp)|(?:IMG|DSC[NF]?|PXL|MG)[_-]?\d{3,8}", re.IGNORECASE
)
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
    keys = _NUMBER.sub("0", "\n".join(phrases)).replace("\N{FULLWIDTH COLON}", ":").split("\n")
    controls = [i for i, key in enumerate(keys) if key in catalogue.controls]
    tags = [i for i, text in enumerate(texts) if _is_tags(text, catalogue.tagging)]
    pictures = [i for i, text in enumerate(texts) if " " not in text and _PICTURE.fullmatch(text)]
    if len(pictures) > MOST_PICTURES:
        pictures = []
    found = dict.fromkeys(controls, "control") | dict.fromkeys(pictures, "file")
    if found and not count_running(texts):
        return {}
    return found | {i: "tags" for i in tags if count_running(texts[:i]) >= LEAST_ABOVE}


def _is_tags(text: str, tagging: Container[str]) -> bool:
    """Whether a line is what a story is filed under: a word for that, a colon, no sentence."""
    colon = _COLON.search(text, 0, LONGEST_TAG)
    return (
        colon is not None
        and text[: colon.start()].casefold() in tagging
        and count_words(text) <= TAG_WORDS
        and not text.endswith(_ENDS)
    )
