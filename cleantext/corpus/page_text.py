"""Floor 2: a text as a plain page, which holds the same text when it is read again."""

from __future__ import annotations

import html
import re

__all__ = ["to_page"]

_EMPTY_LINE = re.compile(r"(?<!\n)\n\n(?!\n)")  # one alone: more are code's
_LAID_OUT = re.compile(r"^[^\S\n]|[^\S\n]{2}|[\t\v\f\x1c-\x1f]|\n\n", re.MULTILINE)


def to_page(text: str) -> str:
    r"""A page of the text's paragraphs, in whose lines white space stays as it is.

    >>> print(to_page("A loop <in> two lines:\n\nfor n in 1, 2:\n    print(n)"))
    <!DOCTYPE html>
    <meta charset="utf-8">
    <p>A loop &lt;in&gt; two lines:</p>
    <pre>for n in 1, 2:
        print(n)</pre>
    <BLANKLINE>
    """
    parts = _EMPTY_LINE.split(text.strip("\n"))
    paragraphs = [_to_element(part) for part in parts if part.strip()]
    return "\n".join(["<!DOCTYPE html>", '<meta charset="utf-8">', *paragraphs, ""])


def _to_element(paragraph: str) -> str:
    shown = html.escape(paragraph, quote=False)
    if _LAID_OUT.search(paragraph):  # code, or a table: elsewhere white space is one space
        return f"<pre>{shown}</pre>"
    return "<p>{}</p>".format(shown.replace("\n", "<br>\n"))
