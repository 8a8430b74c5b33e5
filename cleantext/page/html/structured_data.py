"""The story that a page gives to machines: ``articleBody`` of its JSON-LD (schema.org).

It is evidence, not truth: often it is cut short, or the story of another page. It counts only where
the page itself shows far less.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

__all__ = ["find_article_body", "find_scripts"]

_KEY = "articleBody"
_OTHERS = frozenset(
    ("citation", "comment", "isBasedOn", "isPartOf", "itemListElement", "mentions", "relatedLink")
)
"""What these hold is another page's, or a reader's."""
_MOST_VALUES = 20_000
"""So many values of a page's data are looked at."""
_DECODER = json.JSONDecoder(strict=False)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]++|\\(?:.|\Z))*+(?:"|\Z)|,(?=\s*+[\]}])', re.DOTALL)
"""A string, or a comma before the end of a list: programs that write by hand leave it there."""
_AROUND = re.compile(r"(?:[\s;,\ufeff]|//|/\*|\*/|<!--|-->|<!\[CDATA\[|\]\]>)*")
"""What may stand around data that is meant for programs which know it for data: XHTML, and programs
from before it, are told so."""


def find_scripts(source: bytes, places: Iterable[int]) -> list[bytes]:
    """The scripts of a page that hold JSON-LD, without parsing it; the last may not be closed.

    ``places`` is where ``ld+json`` stands (`survey.find_data`), in order.

    >>> find_scripts(b'<script type="application/ld+json">{"@type": "Article"}</script>', [26])
    [b'{"@type": "Article"}']
    """
    scripts = []
    end = 0
    for place in places:
        if place < end:
            continue
        end = source.find(b"</script", place)
        if end < 0:
            end = len(source)
        start = source.find(b">", place, end) + 1
        if start:  # else another script speaks of it
            scripts.append(source[start:end])
    return scripts


def find_article_body(scripts: Iterable[bytes]) -> str:
    """The longest ``articleBody`` in JSON-LD; an empty string if there is none.

    >>> find_article_body([b'{"articleBody": "The mill burned."}'])
    'The mill burned.'
    """
    bodies = [body for script in scripts for body in _read_bodies(script)]
    return max(bodies, key=len, default="")


def _read_bodies(script: bytes) -> list[str]:
    if _KEY.encode() not in script:
        return []
    values = list(_read_values(script.decode(errors="replace")))
    bodies = []
    for value in values:  # grows while it is read
        if len(values) > _MOST_VALUES:
            break
        if isinstance(value, dict):
            bodies.append(_read_body(value.get(_KEY)))
            values += [inner for key, inner in value.items() if key not in _OTHERS]
        elif isinstance(value, list):
            values += value
    return bodies


def _read_values(text: str) -> Iterator[Any]:
    """What a script says, one value after the other; broken data is no evidence, and ends it."""
    place = 0
    is_mended = False
    while (match := _AROUND.match(text, place)) and match.end() < len(text):
        try:
            value, place = _DECODER.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            if is_mended:
                return
            text = _STRING_OR_COMMA.sub(_drop_comma, text[match.end() :])
            place, is_mended = 0, True
            continue
        yield value


def _drop_comma(found: re.Match[str]) -> str:
    return "" if found[0] == "," else found[0]


def _read_body(body: Any) -> str:
    """A story, which may be given in parts, and each part with its language beside it."""
    parts = body if isinstance(body, list) else [body]
    told = [part.get("@value") if isinstance(part, dict) else part for part in parts]
    return "\n".join(part for part in told if isinstance(part, str))
