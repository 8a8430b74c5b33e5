"""Floor 4: the report that shows a person what `dedupe` and `clean` did to a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from cleantext.errors import NotAvailable

__all__ = ["write_report"]


def write_report(result: Path, destination: Path) -> NoReturn:
    """Raise `NotAvailable`: the report of a finished run is a later piece of work.

    ``result`` is the directory that `dedupe_corpus` wrote, ``destination`` the HTML file to write.
    """
    raise NotAvailable(
        f"the HTML report is not built yet, so {destination} can't be written; leave the report "
        f"out, and read duplicates.jsonl and summary.json in {result} instead"
    )
