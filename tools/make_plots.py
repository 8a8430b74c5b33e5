"""Draw the plots of README and documentation from what the benchmarks measured.

    pip install '.[bench]'
    python tools/make_plots.py

Each is drawn twice, for light and for dark pages, as SVG and PNG, into docs/figures/. A digest of
the results is in the SVG, so that a test can tell an old plot.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["FIGURES", "PLOTS", "RESULTS", "digest_of"]

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "docs" / "figures"
RESULTS = ROOT / "benchmarks" / "results"
_INKS = {"light": ("#1b1f24", "#57606a"), "dark": ("#e6e8ea", "#a4adb6")}
# Colours that those who see few colours can tell apart (Okabe and Ito), light enough and dark
# enough for both pages.
_FILLS = ("#0b77c2", "#d55e00", "#009e73", "#b8860b", "#cc79a7", "#8a8d91")
_HATCHES = ("", "//", "..", "xx", "\\\\", "++")  # what colour says, hatching says too
_LEGEND_COLUMNS = 4

Figures = Mapping[str, Any]
Values = dict[str, dict[str, float]]  # of each group the contenders


def main() -> None:
    """Draw all plots."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "cleantext"  # the same results, the same file
    matplotlib.rcParams["svg.fonttype"] = "none"  # text that can be read, searched and scaled
    matplotlib.rcParams["font.family"] = "sans-serif"
    matplotlib.rcParams["hatch.linewidth"] = 0.5
    FIGURES.mkdir(exist_ok=True)
    for name, (title, unit, values_of) in PLOTS.items():
        report = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
        for scheme in _INKS:
            _draw(FIGURES / f"{name}-{scheme}", title, unit, values_of(report["figures"]), scheme)


def digest_of(name: str) -> str:
    """A digest of the results that a plot is made from."""
    return sha256((RESULTS / f"{name}.json").read_bytes()).hexdigest()[:16]


def _draw(path: Path, title: str, unit: str, values: Values, scheme: str) -> None:
    """Bars by group, the contenders of each side by side, with their values at their ends."""
    import matplotlib.pyplot as plt

    ink, quiet = _INKS[scheme]
    contenders = list(next(iter(values.values())))
    height = 0.8 / len(contenders)
    figure, axes = plt.subplots(figsize=(8, 0.9 + len(values) * (0.35 + 0.2 * len(contenders))))
    for place, contender in enumerate(contenders):
        places = [
            group + (place - (len(contenders) - 1) / 2) * height for group in range(len(values))
        ]
        bars = axes.barh(
            places,
            [group[contender] for group in values.values()],
            height * 0.9,
            label=contender,
            color=_FILLS[place % len(_FILLS)],
            hatch=_HATCHES[place % len(_HATCHES)],
            edgecolor=ink,
            linewidth=0.4,
        )
        axes.bar_label(bars, fmt="{:,.3g}", padding=3, color=ink, fontsize=8)
    axes.set_yticks(range(len(values)), list(values), color=ink)
    axes.invert_yaxis()
    axes.margins(x=0.12, y=0.01)
    axes.set_xlabel(unit, color=quiet)
    axes.set_title(title, color=ink, loc="left")
    axes.tick_params(colors=quiet, length=0)
    axes.tick_params(axis="y", labelcolor=ink)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "left")
        spine.set_color(quiet)
    columns = min(len(contenders), _LEGEND_COLUMNS)
    figure.legend(loc="outside lower center", ncols=columns, frameon=False, labelcolor=ink)
    figure.set_layout_engine("constrained")
    metadata = {"Date": None, "Description": digest_of(path.name.rpartition("-")[0])}
    figure.savefig(path.with_suffix(".svg"), transparent=True, metadata=metadata)
    figure.savefig(path.with_suffix(".png"), transparent=True, dpi=160)
    plt.close(figure)


def _speeds(figures: Figures) -> Values:
    unit = "megabytes a second"
    return {
        name: {contender: speed["median"] for contender, speed in each[unit].items()}
        for name, each in figures.items()
    }


def _found(figures: Figures) -> Values:
    return {
        kind: {contender: share * 100 for contender, share in each["found"].items()}
        for kind, each in figures["kinds"].items()
    }


PLOTS: dict[str, tuple[str, str, Callable[[Figures], Values]]] = {
    "speed_repair": ("Repairing characters, one core", "MB/s", _speeds),
    "quality_robustness": ("Near-duplicates found, by what was done to the copy", "%", _found),
}


if __name__ == "__main__":
    main()
