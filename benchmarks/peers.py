"""Other packages' deduplication, from a file to flags: ``python -m benchmarks.peers NAME FILE``.

Each reads JSON lines and prints how many documents it would drop. None verifies its candidates, and
none writes what is kept. datatrove has its own words; the others get the shingles of cleantext.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from cleantext.words import tokenize

__all__ = ["PEERS", "count_with_datasketch", "count_with_datatrove", "count_with_rensa"]

_SHINGLE_SIZE = 5
_NUM_PERM = 128
_BANDS = 16  # of 8 rows
_THRESHOLD = 0.7
_AT_ONCE = 1000
_DATATROVE_BANDS = 14  # its default


def count_with_rensa(path: Path) -> int:
    """Its full-set signatures in batches, as its documentation has it, and its one-shot index."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(_THRESHOLD, _NUM_PERM, _BANDS)
    batch: list[list[str]] = []
    dropped = start = 0

    def insert() -> None:
        nonlocal dropped, start
        matrix = RMinHash.digest_matrix_from_token_sets(batch, _NUM_PERM, 42)
        dropped += sum(index.insert_matrix_and_query_duplicate_flags(matrix, start))
        start += len(batch)
        batch.clear()

    for shingles in _shingle_file(path):
        batch.append(shingles)
        if len(batch) == _AT_ONCE:
            insert()
    if batch:
        insert()
    return dropped


def count_with_datasketch(path: Path) -> int:
    """Its quickest scheme of signatures, and its index with its own choice of bands."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_THRESHOLD, num_perm=_NUM_PERM)
    dropped = 0
    for number, shingles in enumerate(_shingle_file(path)):
        signed = MinHash(num_perm=_NUM_PERM, scheme="affine32")
        signed.update_batch([shingle.encode() for shingle in shingles])
        dropped += bool(index.query(signed))
        index.insert(str(number), signed)
    return dropped


def count_with_datatrove(path: Path) -> int:
    """Its pipeline as documented (14 bands of 8), a file and a process for each core."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import minhash
    from datatrove.pipeline.readers import JsonlReader

    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        names = ("source", "signatures", "buckets", "removed", "logs")
        source, signatures, buckets, removed, logs = (f"{folder}/{name}" for name in names)
        _deal(path, Path(source), cores)
        stages = (
            ([JsonlReader(source), minhash.MinhashDedupSignature(signatures)], cores),
            ([minhash.MinhashDedupBuckets(signatures, buckets)], _DATATROVE_BANDS),
            ([minhash.MinhashDedupCluster(buckets, removed)], 1),
        )
        for number, (stage, tasks) in enumerate(stages):
            # Forked, so that its processes count as time of this one.
            executor = LocalPipelineExecutor(
                stage, tasks, cores, f"{logs}/{number}", start_method="fork"
            )
            executor.run()
        return sum(each.stat().st_size for each in Path(removed).rglob("*.remove")) // 4


def _deal(path: Path, folder: Path, parts: int) -> None:
    """The lines of a file in turn to as many files: datatrove gives a process whole files."""
    folder.mkdir()
    files = [(folder / f"{part}.jsonl").open("wb") for part in range(parts)]
    with path.open("rb") as lines:
        for line, file in zip(lines, cycle(files), strict=False):
            file.write(line)
    for file in files:
        file.close()


def _shingle_file(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            tokens = tokenize(json.loads(line)["text"])
            runs = max(1, len(tokens) - _SHINGLE_SIZE + 1)
            yield list({" ".join(tokens[at : at + _SHINGLE_SIZE]) for at in range(runs)})


PEERS: dict[str, Callable[[Path], int]] = {
    "rensa": count_with_rensa,
    "datasketch": count_with_datasketch,
    "datatrove": count_with_datatrove,
}

if __name__ == "__main__":
    print(PEERS[sys.argv[1]](Path(sys.argv[2])))
