"""Lines that a site writes beside its stories: reading times, controls, tags, names of pictures.

They are certain by themselves, also in a text that has nothing else of a page. The trained model is
not told of them. Lines of rights without a space after their sign are here, too: the catalogue, of
which the model is told, has those with one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cleantext.page.features import SENTENCE_ENDS, count_words, sum_running
from cleantext.page.furniture.bylines import is_byline
from cleantext.page.furniture.notices import find_introduced, is_notice
from cleantext.page.furniture.parts import KEY
from cleantext.page.furniture.phrases import OPENING, load_phrases

__all__ = ["find_labels"]

TAG_WORDS = 40
"""A line of tags has at most so many words."""
COUNT_CHARACTERS = 50
"""A control that begins with a number has at most so many characters."""
MOST_CHARACTERS = 140
"""A control has at most so many characters."""
REPEATED = 3
"""A button below each comment, or in each item, stands on a page so often."""
LEAST_ABOVE = 40
"""Below so many words of running text stands what a story is filed under."""
MOST_PICTURES = 12
"""Where a text has more names of pictures it is a list of them."""
MOST_TAGS = 2
"""Where more lines begin with the same word for tags they are the fields of records."""
RIGHTS_WORDS = 20
"""A line of rights with an address has at most so many words."""
MOST_RIGHTS = 2
"""Where more lines are of rights the text says what was copied from where."""
LONGEST_TAG = 24
"""What a line of tags begins with has at most so many characters."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DATE = re.compile(r"[^\W\d_]+")
_DIGITS = frozenset("0123456789")
_PICTURE = re.compile(
    r"[^\s/?*]{1,200}\.(?:jpe?g|JPE?G|png|PNG|gif|GIF|webp)|(?:IMG|DSC[NF]?|PXL)[_-]?\d{3,8}"
)
_PICTURE_ENDS = frozenset(("jpg", "peg", "png", "gif", "ebp"))
_FILE = re.compile(r"[^\s/]{1,200}\.[A-Za-z][A-Za-z0-9]{0,4}")
_TIGHT = re.compile(r",[^\W\d].*,[^\W\d]")
_RIGHTS = re.compile(r"\N{COPYRIGHT SIGN}(?:19|20)\d\d(?!\d)")
_COLON = re.compile(r"\s?[:\N{FULLWIDTH COLON}]\s?")


def find_labels(texts: Sequence[str], phrases: Sequence[str]) -> dict[int, str]:
    """Lines of controls, notices, tags and rights, and names of pictures, each with its rule.

    ``phrases`` are the ``texts`` by `normalize_phrase`. Wrong where a line of the story is word for
    word one of the catalogue, or begins as its tags do.

    >>> texts = ["The crane fell on Monday. " * 20, "5 min read", "Tags: cranes, harbours"]
    >>> find_labels(texts, ["...", "5 min read", "tags: cranes, harbours"])
    {1: 'control', 2: 'tags'}
    """
    begun = _find_begun(texts, phrases)
    found = _find_controls(texts, phrases, begun)
    found |= dict.fromkeys(_find_pictures(texts, begun), "file")
    tags = _find_tags(texts, begun)
    rights = [i for i, opening in begun.items() if _is_rights(texts[i], opening)]
    if not found and not tags and not rights:
        return {}
    above = sum_running(texts)
    if not above[-1]:
        return {}
    if len(rights) <= MOST_RIGHTS:
        found |= {index: "phrase:copyright" for index in rights if above[index] == above[-1]}
    return found | {index: "tags" for index in tags if above[index] >= LEAST_ABOVE}


def _find_begun(texts: Sequence[str], phrases: Sequence[str]) -> dict[int, str]:
    """The lines that may be labels, with how each begins. Nearly none is: it must be quick."""
    catalogue = load_phrases()
    controls, openings, ends = catalogue.controls, catalogue.labels, _PICTURE_ENDS
    return {
        index: opening
        for index, phrase in enumerate(phrases)
        # No long line has a phrase.
        if (opening := (phrase or texts[index][:OPENING].casefold())[:OPENING]) in openings
        or opening[:KEY] in openings
        or phrase in controls
        or phrase[-KEY:] in ends
        or (phrase[:1] in _DIGITS and len(phrase) <= COUNT_CHARACTERS)
    }


def _find_controls(
    texts: Sequence[str], phrases: Sequence[str], begun: Mapping[int, str]
) -> dict[int, str]:
    """Controls and notices, but for those that the text itself quotes."""
    catalogue = load_phrases()
    buttons = [phrases[index] for index in begun if phrases[index] in catalogue.repeated]
    repeated = _find_repeated(buttons) if buttons else ()
    found = {}
    for index, opening in begun.items():
        phrase = phrases[index]
        if phrase in repeated or phrase in catalogue.controls or _is_numbered(phrase, opening):
            found[index] = "control"
        elif opening in catalogue.notices:
            below = "".join(texts[index + 1 : index + 2])
            if is_notice(texts[index], phrase, below):
                found[index] = "notice"
    introduced = set(find_introduced(texts, found)) if found else ()
    return {index: rule for index, rule in found.items() if index not in introduced}


def _find_repeated(phrases: Iterable[str]) -> set[str]:
    return {phrase for phrase, count in Counter(phrases).items() if count >= REPEATED}


def _is_numbered(phrase: str, opening: str) -> bool:
    """Whether a phrase is a control with a number in it, or a colon."""
    catalogue = load_phrases()
    is_count = opening[:1] in _DIGITS
    if (
        not is_count
        and opening not in catalogue.numbered
        and opening[:KEY] not in catalogue.numbered
    ):
        return False
    masked = _mask(phrase)
    if masked in catalogue.controls:
        return True
    return not is_count and _DATE.sub(_mask_date, masked) in catalogue.controls


def _mask(phrase: str) -> str:
    """A phrase as the catalogue has controls, but for names of months; nothing for a long one."""
    if len(phrase) > MOST_CHARACTERS:
        return ""
    return _NUMBER.sub("0", phrase).replace("\N{FULLWIDTH COLON}", ":")


def _mask_date(word: re.Match[str]) -> str:
    return "jan" if word[0] in load_phrases().calendar else word[0]


def _find_pictures(texts: Sequence[str], begun: Iterable[int]) -> list[int]:
    """Names of pictures, if they are few and the text itself names none."""
    pictures = [i for i in begun if " " not in texts[i] and _PICTURE.fullmatch(texts[i])]
    is_list = len(pictures) > MOST_PICTURES or any(_is_named(texts, index) for index in pictures)
    return [] if is_list else pictures


def _is_named(texts: Sequence[str], index: int) -> bool:
    """Whether the text itself names a file there: below a colon, in a sentence, among others."""
    above, below = texts[max(index - 1, 0)], "".join(texts[index + 1 : index + 2])
    if above.endswith(":") or any(_is_other_file(text) for text in (above, below)):
        return True
    return below[:1].islower() and not _PICTURE.fullmatch(below) and not is_byline(below)


def _is_other_file(text: str) -> bool:
    return _FILE.fullmatch(text) is not None and not _PICTURE.fullmatch(text)


def _is_rights(text: str, opening: str) -> bool:
    return _RIGHTS.match(opening) is not None and count_words(text) <= RIGHTS_WORDS


def _find_tags(texts: Sequence[str], begun: Mapping[int, str]) -> list[int]:
    """Lines that say what a story is filed under, if they are no fields of records."""
    tagged = load_phrases().tagged
    words = {
        index: _find_tagging(texts[index])
        for index, opening in begun.items()
        if opening in tagged or opening[:KEY] in tagged
    }
    counts = Counter(words.values())
    return [index for index, word in words.items() if word and counts[word] <= MOST_TAGS]


def _find_tagging(text: str) -> str:
    """The word for that with which a line begins that says what a story is filed under.

    Labels of machines (``app=web``) are of another kind. Keywords belong to the abstract of a
    paper, but for lists that have no space after their commas: they are out of a page's head.
    """
    head = text[:LONGEST_TAG]
    colon = _COLON.search(head) if ":" in head or "\N{FULLWIDTH COLON}" in head else None
    word = head[: colon.start()].casefold() if colon else ""
    catalogue = load_phrases()
    is_keywords = word in catalogue.keywords and _TIGHT.search(text) and ", " not in text
    if not is_keywords and word not in catalogue.tagging:
        return ""
    is_line = (
        count_words(text) <= TAG_WORDS and not text.endswith(SENTENCE_ENDS) and "=" not in text
    )
    return word if is_line else ""
