"""Floor 3: how an index on disk changes: what is kept goes in, what is old goes out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cleantext.corpus.manifest import SegmentEntry
from cleantext.corpus.segments import Entries, merge_segments, text_digests, write_segment
from cleantext.corpus.spool import Spool
from cleantext.dates import ALWAYS, NO_DATE
from cleantext.deduplication.index import (
    BYTES_AT_ONCE,
    DOCUMENTS_AT_ONCE,
    DedupeIndex,
    cut_blocks,
)
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.sets import ShingleSets
from cleantext.neardup.texts import Texts

__all__ = ["update_index"]


def update_index(
    index: DedupeIndex, spool: Spool, kept: NDArray[np.int64], run: str, oldest: int = ALWAYS
) -> None:
    """Add the kept documents of a run, drop those with a date before ``oldest``.

    Documents without a date have the time of this call. The index changes whole or not at all;
    ``run`` is the name of who changes it. Who calls this holds the lock.
    """
    files, manifest = index.files, index.manifest
    files.make_ready(manifest)
    made, segments = manifest.made, list(manifest.segments)
    if len(kept):
        made += 1
        name = f"{made:06}"
        count = write_segment(
            files.segment(name),
            index.banding.bands,
            lambda band: spool.keys_of(band)[kept],
            _entries(spool, kept, index.options.shingle_size),
        )
        segments.append(SegmentEntry(name, count, ALWAYS))
    segments = [replace(entry, oldest=max(entry.oldest, oldest)) for entry in segments]
    merged, made = _merge(index, segments, made)
    generation = manifest.generation + 1
    files.write(
        replace(
            manifest,
            generation=generation,
            runs=manifest.note_run(run),
            made=made,
            segments=tuple(merged),
        )
    )


def _entries(spool: Spool, kept: NDArray[np.int64], shingle_size: int) -> Iterator[Entries]:
    normalizer = Normalizer()
    now = time.time_ns() // 1000
    dates = np.where(spool.rows["date"] == NO_DATE, now, spool.rows["date"])
    for block in cut_blocks(spool.sizes()[kept], BYTES_AT_ONCE, DOCUMENTS_AT_ONCE):
        chosen = kept[block]
        texts = spool.texts_of(chosen)
        normal = normalizer.normalize(texts)
        yield Entries(
            ShingleSets.of_texts(normal, shingle_size),
            Texts.of_strings(spool.ids_of(chosen)),
            text_digests(texts),
            dates[chosen],
        )


def _merge(
    index: DedupeIndex, segments: Sequence[SegmentEntry], made: int
) -> tuple[list[SegmentEntry], int]:
    """Merge the last segments while the one before is not twice as large as they are.

    So there are never many, and a document is written again only when the index has grown
    by half of what it is merged into. One of which half has expired is written again alone.
    """
    live = [int(index.open_segment(entry).live().sum()) for entry in segments]
    first, total = len(segments), 0
    while first > 0 and (total == 0 or live[first - 1] < 2 * total):
        first -= 1
        total += live[first]
    merged: list[SegmentEntry] = []
    groups = [segments[n : n + 1] for n in range(first)] + [segments[first:]]
    for group, count in zip(groups, [*live[:first], total], strict=True):
        documents = sum(entry.documents for entry in group)
        if len(group) == 1 and 2 * count > documents:
            merged.extend(group)
        elif count:
            made += 1
            name = f"{made:06}"
            merge_segments(
                index.files.segment(name),
                index.banding.bands,
                [index.open_segment(entry) for entry in group],
            )
            merged.append(SegmentEntry(name, count, ALWAYS))
    return merged, made
