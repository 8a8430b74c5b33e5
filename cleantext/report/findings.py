"""Floor 4: what the files of a finished run say, counted and cut to what a page can show.

``duplicates.jsonl`` and ``skipped.jsonl`` are read line by line. Memory grows with the number of
clusters and sites, the findings do not grow at all: each list has a most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush, nsmallest
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from cleantext.errors import CorpusError
from cleantext.model import Document, Duplicate

__all__ = ["BIN_WIDTH", "Cluster", "Findings", "Reason", "Site", "gather_findings"]

BIN_WIDTH = 0.02
"""How much similarity a bar of the histogram spans."""

_MOST_CLUSTERS = 20
_MOST_COPIES = 5  # named of each cluster
_MOST_SITES = 20
_MOST_REASONS = 20
_MOST_PATHS = 3  # named of each reason
_MOST_PAIRS = 8
_SUMMARY = {
    **dict.fromkeys(("documents", "kept", "duplicates", "exact_duplicates", "skipped"), int),
    "candidate_pairs": int,
    "options": dict,
    "version": str,
}
_OPTIONS = {"threshold": float, "shingle_size": int}
_DUPLICATE = {"id": str, "duplicate_of": str, "similarity": float}
_SKIPPED = {"path": str, "reason": str}
_PARTICULARS = re.compile(r"'[^']*'|\d+")
_NO_SITE = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A kept document, how many stand behind it, the lowest of their similarities, some ids."""

    kept: str
    copies: int
    least: float
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """How many documents of a site were dropped, and whose document stands most often for them.

    An empty name is that of all documents whose id tells no site.
    """

    name: str
    dropped: int
    stands_for: str
    stands_for_times: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for which something was skipped, without its particulars; how often; examples."""

    reason: str
    times: int
    examples: tuple[tuple[str, str], ...]  # path, reason in full


@dataclass(frozen=True, slots=True)
class Findings:
    """What a page shows of a run.

    ``summary`` is ``summary.json``; ``bins`` are counts of duplicates by similarity, from
    ``lowest`` up by `BIN_WIDTH`, and ``whole`` counts those of similarity 1. ``pairs`` are
    examples, from the least similar up; ``clusters`` and ``sites`` the largest of
    ``cluster_count`` and ``site_count``. ``indexed`` duplicates are of documents of an index; the
    texts of these are not in the source, so they make no pairs.
    """

    summary: dict[str, Any]
    indexed: int
    lowest: float
    bins: tuple[int, ...]
    whole: int
    cluster_count: int
    clusters: tuple[Cluster, ...]
    site_count: int
    sites: tuple[Site, ...]
    reason_count: int
    reasons: tuple[Reason, ...]
    pairs: tuple[Duplicate, ...]


def gather_findings(result: Path) -> Findings:
    """Read what a run left in ``result``, the directory that `dedupe_corpus` wrote.

    Raises `CorpusError` where its files are not there or not as a run writes them.
    """
    summary = _read_summary(result)
    threshold = float(summary["options"]["threshold"])
    tally = _Tally(threshold)
    for duplicate, is_indexed in _read_duplicates(result):
        tally.add(duplicate, is_indexed=is_indexed)
    reasons = _count_reasons(result)
    return Findings(
        summary,
        tally.indexed,
        tally.lowest,
        tuple(tally.bins),
        tally.whole,
        len(tally.copies),
        _describe_clusters(result, tally.copies),
        len(tally.sites),
        tuple(_rank_sites(tally)),
        len(reasons),
        tuple(nsmallest(_MOST_REASONS, reasons, key=lambda each: (-each.times, each.reason))),
        tuple(tally.choose_pairs()),
    )


@dataclass(slots=True)
class _Tally:
    """What one pass over the duplicates counts."""

    threshold: float
    indexed: int = 0
    considered: int = 0
    lowest: float = 0.0
    bins: list[int] = field(default_factory=list)
    whole: int = 0
    copies: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    between: Counter[tuple[str, str]] = field(default_factory=Counter)
    pairs: dict[int, Duplicate] = field(default_factory=dict)
    least: list[tuple[float, int, Duplicate]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # A little room below the threshold shows that there is nothing.
        self.lowest = max(0, int(self.threshold * 10 + 1e-9) - 1) / 10
        self.bins = [0] * round((1 - self.lowest) / BIN_WIDTH)

    def add(self, duplicate: Duplicate, *, is_indexed: bool) -> None:
        self.indexed += is_indexed
        self.copies[duplicate.duplicate_of] += 1
        site, other = _site_of(duplicate.id), _site_of(duplicate.duplicate_of)
        self.sites[site] += 1
        self.between[site, other] += 1
        if duplicate.similarity >= 1:
            self.whole += 1
            return
        place = int((duplicate.similarity - self.lowest) / BIN_WIDTH + 1e-9)
        self.bins[min(max(place, 0), len(self.bins) - 1)] += 1
        if not is_indexed:
            self._consider(duplicate)

    def _consider(self, duplicate: Duplicate) -> None:
        """Hold a pair if it is the least similar of its band, or one of the least of all."""
        share = (duplicate.similarity - self.threshold) / max(1 - self.threshold, 1e-9)
        band = int(share * _MOST_PAIRS)
        if band not in self.pairs or duplicate.similarity < self.pairs[band].similarity:
            self.pairs[band] = duplicate
        self.considered += 1  # of pairs that are as similar the first one stays
        heappush(self.least, (-duplicate.similarity, -self.considered, duplicate))
        if len(self.least) > _MOST_PAIRS:
            heappop(self.least)

    def choose_pairs(self) -> list[Duplicate]:
        """One pair of each band of similarity, and the least similar of the others."""
        chosen = [*self.pairs.values()]
        least = (pair for _, _, pair in sorted(self.least, reverse=True))
        others = islice((pair for pair in least if pair not in chosen), _MOST_PAIRS - len(chosen))
        return sorted([*chosen, *others], key=lambda pair: pair.similarity)


def _read_summary(result: Path) -> dict[str, Any]:
    path = result / "summary.json"
    try:
        summary: dict[str, Any] = orjson.loads(path.read_bytes())
    except OSError as error:
        raise CorpusError(
            f"{result} is no result of a deduplication: {path.name} can't be read "
            f"({error.strerror}); name the directory that 'cleantext dedupe' wrote"
        ) from error
    except orjson.JSONDecodeError as error:
        raise CorpusError(f"{path} is damaged: {error}; run the deduplication again") from error
    if not (_has(summary, _SUMMARY) and _has(summary["options"], _OPTIONS)):
        raise CorpusError(
            f"{path} was not written by a deduplication; name the directory that "
            "'cleantext dedupe' wrote"
        )
    return summary


def _read_duplicates(result: Path) -> Iterator[tuple[Duplicate, bool]]:
    """Each duplicate, and whether the document that stands for it is one of an index."""
    for line in _read_lines(result / "duplicates.jsonl", _DUPLICATE):
        duplicate = Duplicate(line["id"], line["duplicate_of"], line["similarity"])
        yield duplicate, line.get("source") == "index"


def _has(found: Any, fields: Mapping[str, type]) -> bool:
    """Whether something read from JSON is an object with these fields of these types."""
    return isinstance(found, dict) and all(
        isinstance(found.get(name), (int, float) if kind is float else kind)
        for name, kind in fields.items()
    )


def _read_lines(path: Path, fields: Mapping[str, type]) -> Iterator[dict[str, Any]]:
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield _parse_line(path, number, line, fields)
    except OSError as error:
        raise CorpusError(
            f"{path} can't be read ({error.strerror}); it belongs to the result of every "
            "deduplication: run it again"
        ) from error


def _parse_line(path: Path, number: int, line: bytes, fields: Mapping[str, type]) -> dict[str, Any]:
    try:
        parsed: dict[str, Any] = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise CorpusError(
            f"{path} is damaged in line {number}: {error}; run the deduplication again"
        ) from error
    if not _has(parsed, fields):
        raise CorpusError(
            f"{path} is damaged in line {number}: it must have the fields {', '.join(fields)}; run "
            "the deduplication again"
        )
    return parsed


def _site_of(document_id: str) -> str:
    """The site that an id tells: the host of an address, or its first directory."""
    address = document_id if "://" in document_id else None
    return Document(document_id, "", address).site or _NO_SITE


def _describe_clusters(result: Path, copies: Counter[str]) -> tuple[Cluster, ...]:
    """The largest clusters. Their copies are looked up in a second pass, to hold no others."""
    largest = nsmallest(_MOST_CLUSTERS, copies.items(), key=lambda item: (-item[1], item[0]))
    least = {kept: 1.0 for kept, _ in largest}
    examples: dict[str, list[str]] = {kept: [] for kept, _ in largest}
    for duplicate, _ in _read_duplicates(result) if largest else ():
        kept = duplicate.duplicate_of
        if kept in examples:
            least[kept] = min(least[kept], duplicate.similarity)
            if len(examples[kept]) < _MOST_COPIES:
                examples[kept].append(duplicate.id)
    return tuple(Cluster(kept, size, least[kept], tuple(examples[kept])) for kept, size in largest)


def _rank_sites(tally: _Tally) -> Iterator[Site]:
    ranked = nsmallest(_MOST_SITES, tally.sites.items(), key=lambda item: (-item[1], item[0]))
    best: dict[str, tuple[int, str]] = {}
    for (site, other), times in tally.between.items():
        best[site] = min(best.get(site, (0, "")), (-times, other))
    for name, dropped in ranked:
        times, other = best[name]
        yield Site(name, dropped, other, -times)


def _count_reasons(result: Path) -> list[Reason]:
    """The reasons by kind: what they quote and number is left out, so that like counts as like."""
    times: Counter[str] = Counter()
    examples: dict[str, list[tuple[str, str]]] = {}
    for line in _read_lines(result / "skipped.jsonl", _SKIPPED):
        kind = _PARTICULARS.sub("…", line["reason"])
        times[kind] += 1
        some = examples.setdefault(kind, [])
        if len(some) < _MOST_PATHS:
            some.append((line["path"], line["reason"]))
    return [Reason(kind, count, tuple(examples[kind])) for kind, count in times.items()]
