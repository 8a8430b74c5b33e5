"""Floor 0: every error that cleantext raises on purpose.

    CleantextError
    ├── InvalidOption          (also a ValueError)  an option has a value it can't have
    ├── UnreadableDocument     a file or record could not be read
    ├── DuplicateDocumentId    (also a ValueError)  two documents have one id
    ├── CorpusError            a source or a destination can't be used as asked
    └── NotAvailable           (also a NotImplementedError)  needs an extra that is not installed

Each message says what is wrong, where, and what to do.
"""

from __future__ import annotations

__all__ = [
    "CleantextError",
    "CorpusError",
    "DuplicateDocumentId",
    "InvalidOption",
    "NotAvailable",
    "UnreadableDocument",
]


class CleantextError(Exception):
    """The root: catch it to catch every error that cleantext raises on purpose."""


class InvalidOption(CleantextError, ValueError):
    """An option has a value it can't have; the message names the option and what it takes."""


class UnreadableDocument(CleantextError):
    """A file or a record could not be read; corpus commands report it in ``skipped.jsonl``."""


class DuplicateDocumentId(CleantextError, ValueError):
    """Two documents have the same id, so that a result could not say which of them it means."""


class CorpusError(CleantextError):
    """A source or a destination can't be used as asked; nothing was written."""


class NotAvailable(CleantextError, NotImplementedError):
    """What was asked for needs an extra that is not installed."""
