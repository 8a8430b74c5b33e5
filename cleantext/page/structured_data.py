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
_TYPE = "ld+json"
_MOST_VALUES = 20_000
"""So many values of a page's data are looked at."""


def find_scripts(html: str) -> list[str]:
    """The scripts of a page that hold JSON-LD, without parsing it; the last may not be closed.

    >>> find_scripts('<script type="application/ld+json">{"@type": "Article"}</script>')
    ['{"@type": "Article"}']
    """
    scripts = []
    place = html.find(_TYPE)
    while place >= 0:
        end = html.find("</script", place)
        if end < 0:
            end = len(html)
        start = html.find(">", place, end) + 1
        if start:  # else another script speaks of it
            scripts.append(html[start:end])
        place = html.find(_TYPE, end)
    return scripts


def find_article_body(scripts: Iterable[str]) -> str:
    """The longest ``articleBody`` in JSON-LD; an empty string if there is none.

    >>> find_article_body(['{"articleBody": "The mill burned."}'])
    'The mill burned.'
    """
    bodies = [body for script in scripts for body in _read_bodies(script)]
    return max(bodies, key=len, default="")


def _read_bodies(script: str) -> list[str]:
    if _KEY not in script:
        return []
    try:
        values: list[Any] = [json.loads(script, strict=False)]
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
