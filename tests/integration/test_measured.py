"""No figure is typed: tables and plots are those that the results make."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tools.make_plots import FIGURES, PLOTS, RESULTS, digest_of
from tools.make_tables import PAGES, fill_in


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_tables_are_made_from_the_results(page: Path) -> None:
    """`python tools/make_tables.py` would change nothing."""
    text = page.read_text(encoding="utf-8")
    assert "<!-- measured: " in text
    assert fill_in(text) == text, "run python tools/make_tables.py"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PLOTS)
def test_plots_are_made_from_the_results(name: str, scheme: str) -> None:
    """Each plot was drawn from the results that are there, as SVG and as PNG."""
    drawn = (FIGURES / f"{name}-{scheme}.svg").read_text(encoding="utf-8")
    assert digest_of(name) in drawn, "run python tools/make_plots.py"
    assert (FIGURES / f"{name}-{scheme}.png").stat().st_size > 10_000


@pytest.mark.parametrize("path", sorted(RESULTS.glob("*.json")), ids=lambda path: path.stem)
def test_results_say_what_they_were_measured_on(path: Path) -> None:
    """Machine, versions, commit and parameters stand beside the figures."""
    report = json.loads(path.read_text(encoding="utf-8"))
    assert {"machine", "versions", "commit", "parameters", "figures"} <= report.keys()
    assert {"data", "rounds", "seed"} <= report["parameters"].keys()
    assert re.fullmatch(r"[0-9a-f]{7,}(-dirty)?", report["commit"])


def test_a_section_is_replaced_and_nothing_else() -> None:
    """Making the tables again changes nothing more."""
    text = "before\n<!-- measured: speed_repair -->\nold\n<!-- end -->\nafter\n"
    made = fill_in(text)
    assert made.startswith("before\n<!-- measured: speed_repair -->\n")
    assert made.endswith("<!-- end -->\nafter\n")
    assert "old" not in made
    assert fill_in(made) == made


@pytest.mark.parametrize(
    ("pages", "name"),
    [
        ("news pages (newspaper)", "newspaper"),
        ("web articles (WCXB)", "wcxb_dev article"),
        ("forums", "wcxb_dev forum"),
        ("all seven types", "wcxb_dev"),
    ],
)
def test_the_page_on_html_has_the_figures_of_its_training(pages: str, name: str) -> None:
    """They stand beside the weights, and are another's once these are learned anew."""
    root = Path(__file__).parents[2]
    trained = (root / "cleantext/page/weights/html_training.json").read_text(encoding="utf-8")
    figures = json.loads(trained)["cross_validated"][name]
    row = " | ".join(f"{figure:.3f}" for figure in figures)
    assert f"| {pages} | {row} |" in (root / "docs/html.md").read_text(encoding="utf-8")
