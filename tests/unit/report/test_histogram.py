"""The drawing of the similarities."""

from __future__ import annotations

from pathlib import Path

from cleantext.report.findings import gather_findings
from cleantext.report.histogram import Histogram, draw_histogram
from tests.unit.report.test_findings import write_result


def draw(result: Path, *similarities: float) -> Histogram:
    """The histogram of duplicates with these similarities, at threshold 0.7."""
    rows = [(f"copy{n}", "kept", similarity) for n, similarity in enumerate(similarities)]
    return draw_histogram(gather_findings(write_result(result, rows, [])))


def test_bars_stand_on_the_base_and_within_the_drawing(tmp_path: Path) -> None:
    """No bar leaves the drawing, and none covers another."""
    drawn = draw(tmp_path, 0.7, 0.75, 0.75, 0.99, 1.0)
    for bar in drawn.bars:
        assert bar.y + bar.height == drawn.base
        assert drawn.left <= bar.x
        assert bar.x + bar.width <= drawn.right
    for bar, after in zip(drawn.bars, drawn.bars[1:], strict=False):
        assert bar.x + bar.width < after.x


def test_the_highest_bar_reaches_the_top_and_one_copy_can_be_seen(tmp_path: Path) -> None:
    """Among a thousand exact copies one near copy still has a bar."""
    drawn = draw(tmp_path, 0.8, *[1.0] * 1000)
    assert drawn.bars[-1].y == drawn.top
    near = next(bar for bar in drawn.bars if bar.count == 1)
    assert near.label == "0.80 to 0.82"
    assert near.height >= 2


def test_no_bar_stands_left_of_the_threshold(tmp_path: Path) -> None:
    """The line of the threshold is where the first possible bar begins."""
    drawn = draw(tmp_path, 0.7, 0.7001)
    first = next(bar for bar in drawn.bars if bar.count)
    assert abs(first.x - drawn.threshold) < 2


def test_without_duplicates_there_is_an_empty_drawing(tmp_path: Path) -> None:
    """Nothing is divided by nothing."""
    drawn = draw(tmp_path)
    assert sum(bar.count for bar in drawn.bars) == 0
    assert [tick.text for tick in drawn.upward] == ["0", "1"]
