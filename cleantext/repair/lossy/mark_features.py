"""What speaks for one reading or another of a mark: the shapes and words on both its sides."""

from __future__ import annotations

import re

from cleantext.repair.lossy.reading import SCAR

__all__ = ["find_features"]

_ENDINGS = frozenset("s t re ve ll d m".split())
_SHORTENED = frozenset("em til n cause bout round tis twas cuz im ere".split())
_SPEECH = frozenset(
    "said says say told tells asked asks wrote writes added adds called calls replied explained "
    "according he she they".split()
)
_SMALL = frozenset(
    "a an the of in on at to for and or is by with from as but be over after".split()
)
_WORD = re.compile(r"[^\W\d_]+")

# Bounds, in characters: how far a word, a line and a quotation are followed.
_WORD_REACH, _LINE_REACH, _QUOTATION_REACH = 20, 150, 120

_SHAPES = {
    SCAR: "S",
    "": "\n",
    **dict.fromkeys(".,!;:'\"\n", ""),
    "?": "!",
    **dict.fromkeys("([{>", "("),
    **dict.fromkeys(")]}<", ")"),
    **dict.fromkeys("-\N{EN DASH}\N{EM DASH}", "-"),
    **dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "'"),
    **dict.fromkeys("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}", '"'),
    "\N{HORIZONTAL ELLIPSIS}": "\N{HORIZONTAL ELLIPSIS}",
    **dict.fromkeys("%$\N{POUND SIGN}\N{EURO SIGN}#@&*/", "%"),
}


def find_features(skeleton: str, at: int) -> list[str]:
    r"""The names of the features of the mark at a place of a skeleton.

    >>> "ending s of word" in find_features("it\N{REPLACEMENT CHARACTER}s", 2)
    True
    """
    left = _shape(skeleton[at - 1]) if at else "\n"
    right = _shape(skeleton[at + 1 : at + 2])
    further_left = _shape(skeleton[at - 2]) if at > 1 else "\n"
    further_right = _shape(skeleton[at + 2 : at + 3])
    before, after = _word_before(skeleton, at), _word_after(skeleton, at + 1)
    return [
        "any",
        f"left {left}",
        f"right {right}",
        f"between {left}{right}",
        f"lefts {further_left}{left}",
        f"rights {right}{further_right}",
        f"left-heavy {further_left}{left}{right}",
        f"right-heavy {left}{right}{further_right}",
        f"wide {further_left}{left}{right}{further_right}",
        f"line {_line(skeleton, at)}{left}{right}",
        *_of_quotation(skeleton, at, left, right),
        *_of_words(skeleton, at, before, after),
        *_of_neighbours(skeleton, at, left, right, further_right),
    ]


def _shape(character: str) -> str:
    """The class of a character."""
    shape = _SHAPES.get(character)
    if shape is not None:
        return shape or character
    if character.isupper():
        return "A"
    if character.isalpha():
        return "a"
    if character.isdigit():
        return "0"
    return " " if character.isspace() else "?"


def _word_after(skeleton: str, at: int) -> str:
    end = at
    limit = min(len(skeleton), at + _WORD_REACH)
    while end < limit and skeleton[end].isalnum():
        end += 1
    return skeleton[at:end]


def _word_before(skeleton: str, at: int) -> str:
    start = at
    limit = max(0, at - _WORD_REACH)
    while start > limit and skeleton[start - 1].isalnum():
        start -= 1
    return skeleton[start:at]


def _line(skeleton: str, at: int) -> str:
    """Whether the line is long (n), a sentence (s), a headline (t) or another short line (h)."""
    start = skeleton.rfind("\n", max(0, at - _LINE_REACH), at) + 1
    end = skeleton.find("\n", at, at + _LINE_REACH)
    if (start == 0 and at > _LINE_REACH) or (end < 0 and len(skeleton) - at > _LINE_REACH):
        return "n"
    line = skeleton[start:end] if end >= 0 else skeleton[start:]
    if line.rstrip()[-1:] in (".", ":"):
        return "s"
    words = [word for word in _WORD.findall(line) if len(word) > 2 and word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in words)
    return "t" if len(words) > 2 and capitals >= 0.7 * len(words) else "h"


def _of_quotation(skeleton: str, at: int, left: str, right: str) -> list[str]:
    """How many words lie between this scar and the next or the last, and how they end."""
    if right in "aA0(" and left not in "aA0":
        end = skeleton.find(SCAR, at + 1, at + _QUOTATION_REACH)
        name, begin = "until", at
    elif left not in " \n(":
        begin = skeleton.rfind(SCAR, max(0, at - _QUOTATION_REACH), at)
        name, end = f"since{right}", begin if begin < 0 else at
    else:
        return []
    if end < 0:
        return [f"{name} none"]
    words = min(5, skeleton.count(" ", begin, end) + 1)
    last = end if name == "until" else begin
    return [f"{name} {words}{_shape(skeleton[last - 1 : last])}"]


def _of_words(skeleton: str, at: int, before: str, after: str) -> list[str]:
    """The words that touch the mark."""
    if before and after:
        return _inside(skeleton, at, before, after)
    if after:
        found = [f"shortened {after.lower()}"] if after.lower() in _SHORTENED else []
        if len(after) in (2, 3) and after[:2].isdigit():
            found.append(f"decade {len(after)}{after[-1] == 's'}")
        return [*found, f"after {min(len(after), 3)}"]
    if before:
        following = "".join(map(_shape, skeleton[at + 1 : at + 3]))
        found = [f"{'plural' if before[-1] in 'sS' else 'word'} {following}"]
        if before.lower() in ("o", "n", "d") or before[-2:] == "in":
            found.append(f"cut {before[-2:].lower()}")
        return found
    return []


def _inside(skeleton: str, at: int, before: str, after: str) -> list[str]:
    """A mark with a word on each side."""
    ending = after.lower() if after.lower() in _ENDINGS else "n" if len(after) > 2 else "x"
    last = before[-1].lower()
    stem = "one" if len(before) == 1 else last if last in "sn" else "word"
    then = _shape(skeleton[at + 1 + len(after) : at + 2 + len(after)])
    found = [
        f"ending {ending}",
        f"ending {ending} of {stem}",
        f"ending {ending} then {then}",
        f"lengths {min(len(before), 4)}{min(len(after), 4)}{_shape(before[-1])}{_shape(after[0])}",
    ]
    return [*found, f"letter {before}"] if len(before) == 1 else found


def _of_neighbours(skeleton: str, at: int, left: str, right: str, further_right: str) -> list[str]:
    """Whether the word beyond a space speaks of speech."""
    found = []
    if left == " ":
        found.append(f"speech {_word_before(skeleton, at - 1).lower() in _SPEECH}{right}")
    if right == " ":
        spoken = _word_after(skeleton, at + 2).lower() in _SPEECH
        found.append(f"then speech {spoken}{left}{further_right}")
    return found
