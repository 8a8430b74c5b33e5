"""What repeats and copyrights on purpose: there, what judges web pages has no business."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from cleantext.page.code import is_code
from cleantext.page.header import find_header
from cleantext.page.legal import is_legal
from cleantext.page.markdown import find_fixed
from cleantext.page.plain import Lines

__all__ = ["find_exempt", "name_exempt"]

_COMMENTS = ("# ", "//", "/*", ";", "%", '.\\"', "dnl ", "<!--")
"""How comments begin, in files that are not mostly code."""


def name_exempt(lines: Lines) -> str:
    r"""What a text is, if it is one that is left as it is; else nothing.

    When it can be wrong: see `is_code` and `is_legal`.

    >>> from cleantext.page.plain import parse
    >>> code = "".join(f"value_{n} = compute({n});\n" for n in range(6))
    >>> name_exempt(parse(code)), name_exempt(parse("The mill."))
    ('source code', '')
    """
    if is_code(lines.text, lines.texts):
        return "source code"
    return "a licence or contract" if is_legal(lines.text) else ""


def find_exempt(lines: Lines) -> AbstractSet[int]:
    r"""The lines that are left as they are whatever the text is: a header, tables, fenced code.

    And lines of rights in comments, as files have them: of scripts, translations, manuals.

    >>> from cleantext.page.plain import parse
    >>> sorted(find_exempt(parse("# Copyright 2021 Ann Example\nmsgid: the crane\n")))
    [0]
    """
    exempt = find_fixed(lines.text, lines.texts).union(find_header(lines))
    if "opyright" in lines.text:
        return exempt.union(
            index
            for index, text in enumerate(lines.texts)
            if text.startswith(_COMMENTS) and "opyright" in text
        )
    return exempt
