"""Floor 4: how similar the duplicates are, as bars of a drawing and rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from cleantext.report.findings import BIN_WIDTH, Findings

__all__ = ["Bar", "Histogram", "Tick", "draw_histogram"]

_WIDTH, _HEIGHT = 720, 260  # of the drawing, in its own units
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 34, 34
_GAP = 14  # before the bar of the documents that are the same
_LEAST_HEIGHT = 2.0  # of a bar that stands for something


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its box in the drawing, what it spans in words, and how many it counts."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its place in the drawing, and its text."""

    place: float
    text: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A drawing of ``width`` by ``height``: the bars, the axes, and where the threshold is."""

    width: int
    height: int
    left: int
    top: int
    right: float
    base: int
    bars: tuple[Bar, ...]
    across: tuple[Tick, ...]
    upward: tuple[Tick, ...]
    threshold: float


def draw_histogram(findings: Findings) -> Histogram:
    """The bars of the similarities below 1, and, apart, the one of those that are 1."""
    counts = [*findings.bins, findings.whole]
    most = max(*counts, 1)
    right = _WIDTH - _RIGHT
    step = (right - _LEFT - _GAP) / len(counts)

    def bar(place: int, count: int) -> Bar:
        is_whole = place == len(findings.bins)
        low = findings.lowest + place * BIN_WIDTH
        label = "1 (the same words)" if is_whole else f"{low:.2f} to {low + BIN_WIDTH:.2f}"
        height = _height(count, most)
        x = _LEFT + place * step + (_GAP if is_whole else 0)
        return Bar(round(x + 1, 1), _base() - height, round(step - 2, 1), height, label, count)

    def across(similarity: float) -> float:
        return round(_LEFT + (similarity - findings.lowest) / BIN_WIDTH * step, 1)

    tenths = range(round(findings.lowest * 10), 10)
    return Histogram(
        _WIDTH,
        _HEIGHT,
        _LEFT,
        _TOP,
        right,
        _base(),
        tuple(bar(place, count) for place, count in enumerate(counts)),
        (
            *(Tick(across(tenth / 10), f"{tenth / 10:.1f}") for tenth in tenths),
            Tick(round(right - step / 2, 1), "1"),
        ),
        tuple(Tick(_base() - _height(n, most), f"{n:,}") for n in sorted({0, most // 2, most})),
        across(float(findings.summary["options"]["threshold"])),
    )


def _base() -> int:
    return _HEIGHT - _BOTTOM


def _height(count: int, most: int) -> float:
    height = round(count / most * (_base() - _TOP), 1)
    return max(height, _LEAST_HEIGHT) if count else 0.0
