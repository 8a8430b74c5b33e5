"""Progress of long work on standard error; nothing where that is not a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

__all__ = ["Report", "progress_bar"]

Report = Callable[[str, int, int], None]
"""``report(stage, done, total)``: how far a stage is, in whatever it counts."""


@contextmanager
def progress_bar() -> Iterator[Report]:
    """Show a line for each stage that is reported, while it lasts and after it."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal,
        transient=True,
    ) as progress:  # fmt: skip
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)

        yield report
