"""Formulas of a page as text: in TeX where the page has it, else sign by sign."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["write_formulas"]

# KaTeX and MathJax write a formula twice, once to be drawn: MathJax 2 with its letters.
_TWICE = ".katex-html, .MJX_Assistive_MathML, mjx-math"
_WHOLE = ("html", "body")
"""Whatever class they have, they are no formula, and the parser refuses to remove its root."""
_TEX = "annotation[encoding='application/x-tex']"
_SIGNS = "mi, mn, mo, ms, mtext"
_MOST_CLIMBED = 40
"""So far around a formula another one is looked for, which holds it."""
_STYLED = re.compile(r"\{\\(?:display|text)style\s(.*)\}", re.DOTALL)


def write_formulas(parser: LexborHTMLParser) -> None:
    r"""Replace the formulas of a page, which are in MathML, by their text.

    >>> page = "<p>Let <math><mi>x</mi><mo>=</mo><mn>2</mn></math> be.</p>"
    >>> parser = LexborHTMLParser(page)
    >>> write_formulas(parser)
    >>> parser.body.text()
    'Let x = 2 be.'
    """
    for node in parser.css(_TWICE):
        if node.tag not in _WHOLE:
            node.decompose()
    for node in parser.css("math"):
        if _is_held(node):
            continue
        signs = (sign.text(deep=False, strip=True) for sign in node.css(_SIGNS))
        text = _find_tex(node) or " ".join(filter(None, signs))
        is_block = node.attributes.get("display") == "block"
        node.replace_with(f" {text} " if is_block else text)


def _is_held(node: LexborNode) -> bool:
    """Whether a formula stands in another one, of whose text it is a part."""
    around = node.parent
    for _ in range(_MOST_CLIMBED):
        if around is None or around.tag == "math":
            break
        around = around.parent
    return around is not None and around.tag == "math"


def _find_tex(node: LexborNode) -> str:
    """What an author wrote in TeX, without the style that Wikipedia puts around it."""
    written: Any = node.attributes.get("alttext")
    annotation = node.css_first(_TEX)
    tex = (annotation.text() if annotation else written or "").strip()
    styled = _STYLED.fullmatch(tex)
    return styled[1].strip() if styled else tex
