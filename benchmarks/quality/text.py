"""`clean`, beside the line rules of C4: the story out of the text of a whole page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from benchmarks.pages import read_texts
from benchmarks.quality.measures import score
from cleantext import clean

_END = re.compile(r"[.!?\"”’')]$")  # noqa: RUF001 - as it is printed


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """F1, precision and recall of each set, and the share of good stories that `clean` keeps.

    ``rounds`` has no meaning here: nothing is timed.
    """
    figures = {}
    for name, pairs in read_texts(data, seed).items():
        texts, golds = zip(*pairs, strict=True)
        figures[name] = {
            "pages": len(pairs),
            "clean": score([clean(text) for text in texts], golds),
            "C4 line rules": score([_c4_lines(text) for text in texts], golds),
            "as it is": score(texts, golds),
            "stories alone": score([clean(gold) for gold in golds], golds),
        }
    return figures


def _c4_lines(text: str) -> str:
    """Lines of five words or more that end as sentences do (Raffel et al., JMLR 2020, 2.2)."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if _END.search(line) and len(line.split()) >= 5)
