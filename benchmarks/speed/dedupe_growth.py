"""How time and memory of `cleantext dedupe` grow with the number of documents."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.corpora import write_corpus
from benchmarks.speed.dedupe import dedupe_command, measure_process

_DOCUMENTS = (100_000, 2_000_000)
_MEDIAN_TOKENS = 45  # so that the larger corpus has some 1.5 GB


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Time and most memory for few and for many short documents, measured once; all are made."""
    del data, rounds
    measured = []
    for documents in _DOCUMENTS:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "short"
            source.mkdir()
            write_corpus(source / "corpus.jsonl", documents, seed, median_tokens=_MEDIAN_TOKENS)
            measured.append(measure_process(dedupe_command(source, Path(folder) / "result")))
    few, many = measured
    times = _DOCUMENTS[1] / _DOCUMENTS[0]
    more_bytes = (many["peak megabytes"] - few["peak megabytes"]) * 1e6
    return {
        **{f"{count:,} documents": each for count, each in zip(_DOCUMENTS, measured, strict=True)},
        "processor seconds over linear": round(
            many["processor seconds"] / (times * few["processor seconds"]), 3
        ),
        "bytes a document more": round(more_bytes / (_DOCUMENTS[1] - _DOCUMENTS[0])),
    }
