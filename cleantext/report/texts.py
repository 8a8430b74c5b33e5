"""Floor 4: the texts of a few documents of a corpus, as `dedupe` compared them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleantext.cleaning import CleanOptions
from cleantext.corpus.formats import find_format
from cleantext.corpus.reader import read_file
from cleantext.corpus.records import Fields, Record
from cleantext.corpus.source import SourceFile, find_root, walk
from cleantext.deduplication.compared import RuleCounts, compared_text
from cleantext.errors import CorpusError
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.repair import RepairOptions

__all__ = ["find_texts"]


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a run read its source."""

    fields: Fields
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    clean: CleanOptions | None


def find_texts(
    source: Path, ids: Iterable[str], options: Mapping[str, Any], profile: SitePatterns | None
) -> dict[str, str]:
    """The texts of those documents that are still there, read as the run read them.

    ``options`` are those of ``summary.json``. The source is read in its order until all are
    found; files that are one document are opened only if they are asked for.

    Raises `CorpusError` if the source can't be read, or the options are of another version.
    """
    reading = _reading_of(options)
    root = find_root(source)
    wanted = set(ids)
    found: dict[str, str] = {}
    for file in walk(source, include=reading.include, exclude=reading.exclude):
        if not wanted:
            break
        for record in _records_among(root, file, reading.fields, wanted):
            wanted.discard(record.document.id)
            found[record.document.id] = compared_text(record, reading.clean, profile, RuleCounts())
            if not wanted:
                break
    return found


def _reading_of(options: Mapping[str, Any]) -> _Reading:
    try:
        return _Reading(
            Fields(options["text_field"], options["id_field"], options["url_field"]),
            tuple(options["include"]),
            tuple(options["exclude"]),
            _clean_options(options["clean"]),
        )
    except (KeyError, TypeError) as error:
        raise CorpusError(
            "summary.json is of another version, whose options this one does not know "
            f"({error}); run the deduplication again, or leave the source out"
        ) from error


def _clean_options(values: Mapping[str, Any] | None) -> CleanOptions | None:
    if values is None:
        return None
    repair = values["repair"]
    return CleanOptions(**{**values, "repair": repair and RepairOptions(**repair)})


def _records_among(
    root: Path, file: SourceFile, fields: Fields, wanted: set[str]
) -> Iterator[Record]:
    form = find_format(file.path)
    is_one_document = form is not None and form.kind in ("text", "html")
    if is_one_document and file.path not in wanted:
        return
    for item in read_file(root, file, fields):
        if isinstance(item, Record) and item.document.id in wanted:
            yield item
