"""Floor 3: what deduplication may be asked, and what it answers. Nothing heavy is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from cleantext.errors import InvalidOption
from cleantext.model import Duplicate
from cleantext.options import check_options, documented, option

__all__ = ["DedupeOptions", "DedupeResult", "DedupeSummary", "Keep"]

Keep: TypeAlias = Literal["first", "longest", "shortest", "earliest"]


@documented
@dataclass(frozen=True, slots=True, kw_only=True)
class DedupeOptions:
    """When two documents are near-duplicates, and which of them is kept.

    Raises `InvalidOption` for a value that an option can't have.

    >>> DedupeOptions(threshold=0.5).keep
    'first'
    """

    threshold: float = option(
        0.7, "similarity from which on a document is a duplicate", above=0, most=1
    )
    shingle_size: int = option(5, "consecutive tokens in a shingle", least=1, most=2**31 - 1)
    num_perm: int = option(128, "numbers in a signature", least=1, most=4096)
    recall: float = option(
        0.99, "share of the pairs at the threshold that must be found", above=0, below=1
    )
    keep: Keep = option(
        "first",
        "which of several copies is kept: the first in order of path and position, the longest "
        "or the shortest (in characters), or the one with the earliest date",
        choices=("first", "longest", "shortest", "earliest"),
    )
    prefer: tuple[str, ...] = option(
        (),
        "sites whose copies are kept before those of all others, the first of them before the "
        "next; a site stands for its subdomains too",
    )
    seed: int = option(1, "seed of the signatures' permutations", least=0, most=2**32 - 1)

    def __post_init__(self) -> None:
        check_options(self)
        for site in self.prefer:
            if "/" in site:
                raise InvalidOption(
                    "DedupeOptions.prefer takes names of sites, such as 'example.org', "
                    f"without 'http://' or a path; got {site!r}"
                )


@dataclass(frozen=True, slots=True)
class DedupeResult:
    """Which documents are kept, and for each of the others which one stands for it.

    ``kept_ids`` and ``duplicates``, each a `Duplicate`, are both in input order.

    >>> DedupeResult(("a",), (Duplicate("b", "a", 0.9),)).kept_ids
    ('a',)
    """

    kept_ids: tuple[str, ...]
    duplicates: tuple[Duplicate, ...]

    @property
    def duplicate_ids(self) -> tuple[str, ...]:
        """The ids of the dropped documents, in input order.

        >>> DedupeResult(("a",), (Duplicate("b", "a", 1.0),)).duplicate_ids
        ('b',)
        """
        return tuple(duplicate.id for duplicate in self.duplicates)

    @property
    def clusters(self) -> dict[str, tuple[str, ...]]:
        """The ids of the duplicates of each kept document that has some.

        >>> DedupeResult(("a", "c"), (Duplicate("b", "a", 1.0),)).clusters
        {'a': ('b',)}
        """
        gathered: dict[str, list[str]] = {}
        for duplicate in self.duplicates:
            gathered.setdefault(duplicate.duplicate_of, []).append(duplicate.id)
        return {kept: tuple(gathered[kept]) for kept in self.kept_ids if kept in gathered}


@dataclass(frozen=True, slots=True)
class DedupeSummary:
    """What a run over a corpus did: the content of its ``summary.json``.

    ``documents`` were read: those ``kept`` and the ``duplicates``, of which ``exact_duplicates``
    are byte-identical to the kept document they name. ``skipped`` files and records were not
    read. ``candidate_pairs`` were compared to find the rest. ``rules`` tell what cleaning did, if
    it did: each ``rule``, its number of ``changes``, and how many characters they ``removed``, in
    kept documents and duplicates, the largest first. ``index``, where there was one, tells
    which generation of it, with how many documents, was compared with, how many ``duplicates``
    it has of this corpus, and how many documents were ``added`` to it. ``source`` tells which
    files the source had (their number, bytes and a digest of paths and sizes), and ``files`` which
    ones the run left beside its summary (their number and a digest of paths); ``seconds`` is how
    long the run took, or its last part if it was resumed. ``options`` is what the run was asked,
    as JSON holds it, ``version`` that of cleantext. `dedupe_corpus` shows one.
    """

    documents: int
    kept: int
    duplicates: int
    exact_duplicates: int
    skipped: int
    candidate_pairs: int
    rules: list[dict[str, Any]]
    options: dict[str, Any]
    source: dict[str, Any]
    version: str
    seconds: float
    index: dict[str, Any] | None = None
    files: dict[str, Any] | None = None
