"""Floor 4: the report that shows a person what `dedupe` did to a corpus, as one HTML page."""

from __future__ import annotations

from cleantext.report.write import write_report

__all__ = ["write_report"]
