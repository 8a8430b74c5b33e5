"""Floor 2: the field that somebody named for the texts, where no record has it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from cleantext.corpus.reader import read_field_names
from cleantext.corpus.source import SourceFile
from cleantext.errors import InvalidOption

__all__ = ["check_text_field"]

_FILES = 100  # that are looked at, of a corpus without one text
_NAMES = 20  # that are shown


def check_text_field(root: Path, files: Iterable[SourceFile], text_field: str) -> None:
    """Raise `InvalidOption`, with the fields that are there, if no record has the one for texts.

    It is for a corpus of which no document could be read. The first record of each file is asked.
    """
    seen: dict[str, None] = {}
    for file in islice(files, _FILES):
        seen.update(dict.fromkeys(read_field_names(root, file)))
    if seen and text_field not in seen:
        shown = ", ".join(repr(name) for name in islice(seen, _NAMES))
        raise InvalidOption(
            f"no record has a field {text_field!r} for its text; they have {shown}: say with "
            "text_field (--text-field) which one it is"
        )
