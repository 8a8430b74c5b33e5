"""The story that a page gives to machines: ``articleBody`` of its JSON-LD (schema.org).

It is evidence, not truth: often it is cut short, or the story of another page. It counts only where
the page itself shows far less.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

__all__ = ["find_article_body", "find_scripts"]

_KEY = "articleBody"
_MOST_VALUES = 20_000
"""So many values of a page's data are looked at."""


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
    try:
        values: list[Any] = [json.loads(script.decode(), strict=False)]
    except (ValueError, RecursionError):
        return []  # broken data is no evidence
    bodies = []
    for value in values:  # grows while it is read
        if len(values) > _MOST_VALUES:
            break
        if isinstance(value, dict):
            body = value.get(_KEY)
            bodies += [body] if isinstance(body, str) else []
            values += value.values()
        elif isinstance(value, list):
            values += value
    return bodies
