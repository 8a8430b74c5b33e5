"""The story that a page gives to machines: ``articleBody`` of its JSON-LD (schema.org).

It is evidence, not truth: often it is cut short, or the story of another page. It counts only where
the page itself shows far less.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

__all__ = ["find_article_body"]

_KEY = "articleBody"
_TYPE = "application/ld+json"
_MOST_VALUES = 20_000
"""So many values of a page's data are looked at."""


def find_article_body(html: str) -> str:
    """The longest ``articleBody`` in the JSON-LD of a page; an empty string if there is none.

    >>> data = '<script type="application/ld+json">{"articleBody": "The mill burned."}</script>'
    >>> find_article_body(data)
    'The mill burned.'
    """
    if _KEY not in html:
        return ""
    bodies = [body for script in _find_scripts(html) for body in _read_bodies(script)]
    return max(bodies, key=len, default="")


def _find_scripts(html: str) -> Iterator[str]:
    """The scripts that hold JSON-LD."""
    place = html.find(_TYPE)
    while place >= 0:
        start, end = html.find(">", place) + 1, html.find("</script", place)
        if not 0 < start <= end:
            return
        yield html[start:end]
        place = html.find(_TYPE, end)


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
