"""What repeats and copyrights on purpose: there, what judges web pages has no business."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from cleantext.page.features import RUNNING_WORDS, count_words
from cleantext.page.genre.code import is_code
from cleantext.page.genre.header import find_header, is_message
from cleantext.page.genre.legal import is_legal
from cleantext.page.genre.manual import is_manual
from cleantext.page.genre.markdown import find_fixed
from cleantext.page.plain import Lines, find_lines

__all__ = ["LEGAL", "find_exempt", "name_exempt"]

LEGAL = "a licence or contract"
"""What `name_exempt` calls a text of which a page's menus may go."""

LEAST_ROWS = 5
"""A table has at least so many rows ..."""
LEAST_TABLE = 0.8
"""... and at least this share of its lines are rows, each with as many tabs as the others."""
_COMMENTS = ("# ", "//", "/*", ";", "%", '.\\"', "dnl ", "<!--")
"""How comments begin, in files that are not mostly code."""
_OPEN, _CLOSE = "/*", "*/"
_RIGHTS = ("opyright", "\N{COPYRIGHT SIGN}", "ights reserved")
_RIGHTS_HEADINGS = frozenset(
    {
        "copyright", "copyrights", "copyright notice", "copyright and license",
        "copyright and licence", "license", "licence", "licensing", "rights",
    }
)  # fmt: skip
"""Headings below which a document says whose it is."""
_NONE = -2
_AROUND_HEADING = "#=*:. 0123456789"


def name_exempt(lines: Lines) -> str:
    r"""What a text is, if it is one that is left as it is; else nothing.

    When it can be wrong: see `is_code`, `is_legal`, `is_message` and `is_manual`.

    >>> from cleantext.page.plain import parse
    >>> code = "".join(f"value_{n} = compute({n});\n" for n in range(6))
    >>> name_exempt(parse(code)), name_exempt(parse("The mill."))
    ('source code', '')
    """
    if is_code(lines.text, lines.texts):
        return "source code"
    if is_legal(lines.text):
        return LEGAL
    if is_message(lines):
        return "a message or a package's file"
    if is_manual(lines):
        return "a page of a manual"
    return "a table or list" if _is_table(lines) or _is_commented(lines.texts) else ""


def _is_table(lines: Lines) -> bool:
    """Whether nearly all lines are rows, each with as many tabs, and there is no prose beside."""
    if lines.text.count("\t") < LEAST_ROWS:
        return False
    rows = Counter(text.count("\t") for text in lines.texts if "\t" in text)
    if not rows or max(rows.values()) < max(LEAST_ROWS, LEAST_TABLE * len(lines)):
        return False
    return _has_no_prose(text for text in lines.texts if "\t" not in text)


def _is_commented(texts: Sequence[str]) -> bool:
    """Whether all that runs are comments, as in a list that says at its head what it holds."""
    return bool(texts) and texts[0].startswith(_COMMENTS) and _has_no_prose(texts)


def _has_no_prose(texts: Iterable[str]) -> bool:
    """Whether each of these lines is a comment, or too short to be running text."""
    return all(text.startswith(_COMMENTS) or count_words(text) < RUNNING_WORDS for text in texts)


def find_exempt(lines: Lines) -> AbstractSet[int]:
    r"""The lines that are left as they are whatever the text is: a header, tables, fenced code.

    And lines of rights in comments, as files have them, of scripts, translations, manuals; or
    below a heading that says so.

    >>> from cleantext.page.plain import parse
    >>> sorted(find_exempt(parse("# Copyright 2021 Ann Example\nmsgid: the crane\n")))
    [0]
    """
    exempt = find_fixed(lines.text, lines.texts).union(find_header(lines))
    return exempt.union(_find_rights(lines))


def _find_rights(lines: Lines) -> Iterator[int]:
    """Lines of rights that are the text's own by their place; a heading above with them."""
    texts = lines.texts
    marked = find_lines(lines, _RIGHTS)
    commented = _find_commented(texts) if marked and _OPEN in lines.text else frozenset()
    heading, previous = _NONE, _NONE  # the heading just above, or above other lines of rights
    for index in marked:
        text = texts[index]
        if _is_heading(text) and not text.startswith(_COMMENTS):
            continue
        if previous != index - 1:
            is_below = index > 0 and _is_heading(texts[index - 1]) and lines.gaps[index - 1] != "\n"
            heading = index - 1 if is_below else _NONE
        if heading != _NONE:
            yield from (heading, index)
        elif index in commented or text.startswith(_COMMENTS):
            yield index
        previous = index


def _is_heading(text: str) -> bool:
    """Whether a line is the heading of what a document says about its rights."""
    return text.strip(_AROUND_HEADING).lower() in _RIGHTS_HEADINGS


def _find_commented(texts: Sequence[str]) -> AbstractSet[int]:
    """The lines of comments of several lines."""
    found = set()
    is_comment = False
    for index, text in enumerate(texts):
        is_comment |= text.startswith(_OPEN)
        if is_comment:
            found.add(index)
        is_comment &= _CLOSE not in text
    return found
