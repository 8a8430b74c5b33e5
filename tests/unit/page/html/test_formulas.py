"""Formulas of a page as text."""

from __future__ import annotations

import time

import pytest

from cleantext.page.html.reading import visible_text

X_SQUARED = "<msup><mi> x </mi><mn>2</mn></msup>"


def annotated(tex: str) -> str:
    """A formula with what its author wrote in TeX."""
    note = f"<annotation encoding='application/x-tex'>{tex}</annotation>"
    return f"<math><semantics><mrow>{X_SQUARED}</mrow>{note}</semantics></math>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Let <math><mi>x</mi><mo>=</mo><mn>2</mn></math> be.", "Let x = 2 be."),
        (f"if <math>\n{X_SQUARED}\n<mo>&lt;</mo><mn>9</mn></math>, then", "if x 2 < 9, then"),
        (f"if {annotated('x^2 &lt; 9')}, then", "if x^2 < 9, then"),
        ("if " + annotated("{\\displaystyle x^{2}}") + ", then", "if x^{2}, then"),
        (f"if <math alttext='{{\\textstyle x}}'>{X_SQUARED}</math>, then", "if x, then"),
        ("a<math display=block><mtext>so it is</mtext></math>b", "a so it is b"),
        ("a<math></math>b", "ab"),
        ("a <math><mi>x<math><mi>y</math></math> b", "a x y b"),
    ],
)
def test_a_formula_is_a_part_of_its_sentence(html: str, text: str) -> None:
    """In TeX where the page has it, without the style around it; else sign by sign."""
    assert visible_text(f"<p>{html}</p>") == text


@pytest.mark.parametrize(
    "html",
    [
        f"<span class=katex-mathml>{annotated('x^2')}</span>"
        "<span class=katex-html aria-hidden=true><span>x</span><span>2</span></span>",
        f"<span class=MathJax><nobr>x^2</nobr></span>"
        f"<span class=MJX_Assistive_MathML>{annotated('x^2')}</span>",
        "<mjx-container><mjx-math aria-hidden=true><mjx-mi></mjx-mi></mjx-math>"
        f"<mjx-assistive-mml>{annotated('x^2')}</mjx-assistive-mml></mjx-container>",
        f"<span style='display: none'>{annotated('x^2')}</span><img alt=x^2 aria-hidden=true>",
    ],
    ids=["KaTeX", "MathJax 2", "MathJax 3", "Wikipedia"],
)
def test_a_formula_that_is_written_twice_is_read_once(html: str) -> None:
    """Once to be drawn, and once for whoever can't see the drawing."""
    assert visible_text(f"<p>Let {html} be.</p>") == "Let x^2 be."


@pytest.mark.parametrize("tag", ["html", "body"])
def test_a_page_is_no_formula_whatever_its_class(tag: str) -> None:
    """The whole of a page has the class of what a formula is drawn with: the page stays."""
    assert (
        visible_text(f"<{tag} class=katex-html><p>Let <math><mi>x</mi></math> be.") == "Let x be."
    )


@pytest.mark.parametrize("part", ["<math><mi>x", "<math>", "<math alttext=x>y</math>", "<mi>x"])
def test_hostile_formulas_take_linear_time(part: str) -> None:
    """Formulas in formulas, and very many of them, take seconds at most."""
    started = time.process_time()
    visible_text("<math>" + part * 50_000)
    assert time.process_time() - started < 8
