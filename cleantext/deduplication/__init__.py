"""Floor 3: near-duplicates among documents in memory, or in a corpus on disk.

NumPy, Numba and Arrow are loaded when something is computed, not when this is imported: the
command line takes its help from `DedupeOptions`.
"""

from __future__ import annotations

from cleantext.deduplication.corpus import dedupe_corpus
from cleantext.deduplication.documents import dedupe, drop_duplicates, jaccard, signature
from cleantext.deduplication.options import DedupeOptions, DedupeResult, DedupeSummary

__all__ = [
    "DedupeOptions",
    "DedupeResult",
    "DedupeSummary",
    "dedupe",
    "dedupe_corpus",
    "drop_duplicates",
    "jaccard",
    "signature",
]
