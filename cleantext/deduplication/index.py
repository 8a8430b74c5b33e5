"""Floor 3: yesterday's documents as an index on disk, and what today's find in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.journal import find_setting_difference
from cleantext.corpus.manifest import IndexFiles, Manifest, SegmentEntry
from cleantext.corpus.segments import Segment, open_segment, text_digests
from cleantext.deduplication.compare import Matches, banding_of
from cleantext.deduplication.options import DedupeOptions
from cleantext.errors import CorpusError
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.resolve import Candidates
from cleantext.neardup.sets import ShingleSets
from cleantext.neardup.stored import ROW_BITS, find_buckets, keep_most_similar, list_pairs

if TYPE_CHECKING:
    from cleantext.cleaning import CleanOptions

__all__ = [
    "BYTES_AT_ONCE",
    "DOCUMENTS_AT_ONCE",
    "DedupeIndex",
    "Found",
    "cut_blocks",
    "index_settings",
]

# What is in memory at once: keys, documents, bytes of their texts, pairs of documents.
_KEYS_AT_ONCE = 3_000_000
DOCUMENTS_AT_ONCE = 4096
BYTES_AT_ONCE = 32_000_000
_PAIRS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """What an index holds of each document.

    ``entries`` are the numbers of the index's documents (-1: none).
    """

    index: DedupeIndex
    matches: Matches
    entries: NDArray[np.int64]
    candidate_pairs: int

    def id_of(self, document: int) -> str:
        """The id of the index's document that was found for one."""
        segment, row = self.index.locate(int(self.entries[document]))
        return segment.id_of(row)


def index_settings(options: DedupeOptions, clean: CleanOptions | None) -> dict[str, Any]:
    """What documents must have in common to be compared through an index."""
    return {
        "threshold": options.threshold,
        "shingle_size": options.shingle_size,
        "num_perm": options.num_perm,
        "recall": options.recall,
        "seed": options.seed,
        "clean": clean and asdict(clean),
        "with_bands": asdict(banding_of(options)),
    }


class DedupeIndex:
    """An index of documents that were kept, as it was when it was opened."""

    def __init__(self, files: IndexFiles, manifest: Manifest, options: DedupeOptions) -> None:
        self.files = files
        self.manifest = manifest
        self.options = options
        self.banding = banding_of(options)
        self._segments = [self.open_segment(entry) for entry in manifest.segments]
        self._starts = np.cumsum([0, *(len(segment) for segment in self._segments)])

    @classmethod
    def open(
        cls, files: IndexFiles, options: DedupeOptions, clean: CleanOptions | None, *, create: bool
    ) -> DedupeIndex:
        """Open an index; with ``create``, one that is not there is empty.

        Raises `CorpusError` if it is not there, or was made with other settings.
        """
        settings = index_settings(options, clean)
        while True:
            manifest = files.read()
            if manifest is None and not create:
                raise CorpusError(
                    f"there is no index at {files.path}; a run with --update makes one"
                )
            manifest = manifest or Manifest(settings)
            difference = find_setting_difference(manifest.settings, settings)
            if difference:
                raise CorpusError(
                    f"the index {files.path} was made with other settings: {difference}; ask for "
                    "the same, or use another index"
                )
            try:
                return cls(files, manifest, options)
            except FileNotFoundError as error:
                if files.read() == manifest:
                    raise CorpusError(
                        f"the index {files.path} is damaged: {error.filename} is missing; make it "
                        "anew"
                    ) from error
                # Somebody has changed it in between: take it as it is now.

    def open_segment(self, entry: SegmentEntry) -> Segment:
        """Map a segment of the index, as it is in the manifest or is to be."""
        return open_segment(self.files.segment(entry.name), self.banding.bands, entry.oldest)

    def locate(self, entry: int) -> tuple[Segment, int]:
        """The segment of one of the index's documents, and its row there."""
        number = int(np.searchsorted(self._starts, entry, "right")) - 1
        return self._segments[number], entry - int(self._starts[number])

    def find(
        self,
        candidates: Candidates,
        taking_part: NDArray[np.int64],
        has_tokens: NDArray[np.bool_],
    ) -> Found:
        """The most similar document of the index for each of those ``taking_part``.

        Where one is at least as similar as the threshold, exactly; ties go to the oldest. The
        time it takes hardly depends on the size of the index.
        """
        nowhere = np.full(len(has_tokens), -1, np.int64)
        found = Found(self, Matches.none(len(has_tokens)), nowhere, 0)
        comparable = taking_part[has_tokens[taking_part]]
        pairs = self._find_similar(candidates, comparable, found)
        self._find_bare(candidates, taking_part[~has_tokens[taking_part]], found)
        self._find_exact(candidates, found)
        return replace(found, candidate_pairs=pairs)

    def _find_similar(
        self, candidates: Candidates, documents: NDArray[np.int64], found: Found
    ) -> int:
        pairs = 0
        normalizer = Normalizer()
        group = max(1, _KEYS_AT_ONCE // self.banding.bands)
        for start in range(0, len(documents) if self._segments else 0, group):
            chosen = documents[start : start + group]
            keys = np.stack(
                [candidates.keys_of(band)[chosen] for band in range(self.banding.bands)]
            )
            for block in cut_blocks(candidates.sizes[chosen], BYTES_AT_ONCE, DOCUMENTS_AT_ONCE):
                part = np.ascontiguousarray(keys[:, block])
                pairs += self._compare_block(candidates, chosen[block], part, normalizer, found)
        return pairs

    def _compare_block(
        self,
        candidates: Candidates,
        documents: NDArray[np.int64],
        keys: NDArray[np.uint64],
        normalizer: Normalizer,
        found: Found,
    ) -> int:
        """Compare documents with what is in their buckets; how many pairs that were."""
        buckets = [find_buckets(segment.stored, keys) for segment in self._segments]
        sizes = sum(counts.sum(axis=0) for _, counts in buckets)
        compared = 0
        for part in cut_blocks(np.asarray(sizes), _PAIRS_AT_ONCE, len(documents)):
            pairs = [
                list_pairs(
                    segment.stored, starts[:, part], counts[:, part], self.banding.least_shared
                )
                for segment, (starts, counts) in zip(self._segments, buckets, strict=True)
            ]
            met = np.unique(np.concatenate(pairs) >> ROW_BITS)
            chosen = documents[part][met]
            texts = normalizer.normalize(candidates.texts_of(chosen))
            sets = ShingleSets.of_texts(texts, self.options.shingle_size)
            self._note_best(chosen, met, pairs, sets, found)
            compared += sum(map(len, pairs))
        return compared

    def _note_best(
        self,
        documents: NDArray[np.int64],
        met: NDArray[np.int64],
        pairs: Sequence[NDArray[np.int64]],
        sets: ShingleSets,
        found: Found,
    ) -> None:
        similarity = np.zeros(len(documents))
        for segment, start, numbered in zip(self._segments, self._starts, pairs, strict=False):
            best = np.full(len(documents), -1, np.int64)
            # The pairs' documents are numbered as in the block, the sets only hold those met.
            place = np.searchsorted(met, numbered >> ROW_BITS)
            placed = (place << ROW_BITS) | (numbered & ((1 << ROW_BITS) - 1))
            threshold = self.options.threshold
            if not keep_most_similar(segment.stored, placed, sets, threshold, best, similarity):
                raise segment.damage("rows, or set_offsets,")
            found.entries[documents[best >= 0]] = best[best >= 0] + start
        found.matches.similarity[documents] = similarity

    def _find_bare(
        self, candidates: Candidates, documents: NDArray[np.int64], found: Found
    ) -> None:
        """Documents without tokens are found by their bytes."""
        known: dict[bytes, int] = {}
        for segment, start in zip(self._segments, self._starts.tolist(), strict=False):
            bare = segment.bare()
            for row in bare[segment.live()[bare]].tolist():
                known.setdefault(segment.digests[row].tobytes(), start + row)
        for document, digest in zip(
            documents.tolist(), text_digests(candidates.texts_of(documents)), strict=True
        ):
            entry = known.get(digest.tobytes())
            if entry is not None:
                found.entries[document] = entry
                found.matches.similarity[document] = 1.0

    def _find_exact(self, candidates: Candidates, found: Found) -> None:
        alike = np.flatnonzero(found.matches.similarity == 1.0)
        for block in cut_blocks(candidates.sizes[alike], BYTES_AT_ONCE, DOCUMENTS_AT_ONCE):
            digests = text_digests(candidates.texts_of(alike[block]))
            for document, digest in zip(alike[block].tolist(), digests, strict=True):
                segment, row = self.locate(int(found.entries[document]))
                found.matches.is_exact[document] = bool((digest == segment.digests[row]).all())


def cut_blocks(sizes: NDArray[np.int64], most: int, most_documents: int) -> Iterator[slice]:
    """Cut documents into blocks of so many and of so much, each of one at least."""
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        before = int(ends[start - 1]) if start else 0
        fit = int(np.searchsorted(ends, before + most, "right"))
        end = max(start + 1, min(fit, start + most_documents))
        yield slice(start, end)
        start = end
