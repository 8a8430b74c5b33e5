"""Clean, unique stories out of scraped news and web pages.

`clean` and `clean_html` make a story out of a scraped text or page, `explain` shows why each
character went, `dedupe` finds near-duplicates; the command ``cleantext`` does the same with
files. This is the public door: names and nothing else. Most are loaded when first used, so that
``import cleantext`` costs next to nothing, and `clean` never waits for Numba or Arrow.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

# Not lazy: the folder `repair` has the function's name, and whichever is bound last would win.
from cleantext.repair import RepairOptions as RepairOptions
from cleantext.repair import repair as repair

if TYPE_CHECKING:
    from cleantext.cleaner import Cleaner as Cleaner
    from cleantext.cleaning import STEPS as STEPS
    from cleantext.cleaning import CleanOptions as CleanOptions
    from cleantext.cleaning import clean as clean
    from cleantext.cleaning import explain as explain
    from cleantext.corpus_cleaning import CleanSummary as CleanSummary
    from cleantext.corpus_cleaning import clean_corpus as clean_corpus
    from cleantext.deduplication import DedupeOptions as DedupeOptions
    from cleantext.deduplication import DedupeResult as DedupeResult
    from cleantext.deduplication import DedupeSummary as DedupeSummary
    from cleantext.deduplication import dedupe as dedupe
    from cleantext.deduplication import dedupe_corpus as dedupe_corpus
    from cleantext.deduplication import drop_duplicates as drop_duplicates
    from cleantext.deduplication import jaccard as jaccard
    from cleantext.deduplication import signature as signature
    from cleantext.errors import CleantextError as CleantextError
    from cleantext.errors import CorpusError as CorpusError
    from cleantext.errors import DuplicateDocumentId as DuplicateDocumentId
    from cleantext.errors import InvalidOption as InvalidOption
    from cleantext.errors import NotAvailable as NotAvailable
    from cleantext.errors import UnreadableDocument as UnreadableDocument
    from cleantext.model import Block as Block
    from cleantext.model import BlockReport as BlockReport
    from cleantext.model import Change as Change
    from cleantext.model import Cleaned as Cleaned
    from cleantext.model import CleanedPage as CleanedPage
    from cleantext.model import Document as Document
    from cleantext.model import Duplicate as Duplicate
    from cleantext.page_cleaning import clean_html as clean_html
    from cleantext.page_cleaning import explain_html as explain_html
    from cleantext.profiles import SiteProfile as SiteProfile
    from cleantext.repair.decoding.decode import decode as decode
    from cleantext.report import write_report as write_report

__version__ = "0.1.0"

_HOMES = {
    "cleantext.cleaner": ["Cleaner"],
    "cleantext.cleaning": ["STEPS", "CleanOptions", "clean", "explain"],
    "cleantext.corpus_cleaning": ["CleanSummary", "clean_corpus"],
    "cleantext.deduplication": [
        "DedupeOptions", "DedupeResult", "DedupeSummary",
        "dedupe", "dedupe_corpus", "drop_duplicates", "jaccard", "signature",
    ],
    "cleantext.errors": [
        "CleantextError", "CorpusError", "DuplicateDocumentId",
        "InvalidOption", "NotAvailable", "UnreadableDocument",
    ],
    "cleantext.model": [
        "Block", "BlockReport", "Change", "Cleaned", "CleanedPage", "Document", "Duplicate",
    ],
    "cleantext.page_cleaning": ["clean_html", "explain_html"],
    "cleantext.profiles": ["SiteProfile"],
    "cleantext.repair.decoding.decode": ["decode"],
    "cleantext.report": ["write_report"],
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME_OF, "RepairOptions", "__version__", "repair"])


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
