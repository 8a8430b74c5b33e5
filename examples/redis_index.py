"""Put signatures into an index of datasketch's, in Redis, and ask it for candidates.

Where crawlers on many machines must ask one index, a server has to hold it. Run it as

    python examples/redis_index.py HOST

with datasketch and redis installed and a Redis server on HOST; without HOST the index is in this
process's memory. datasketch gives candidates only: their similarity is computed here, exactly.
"""

from __future__ import annotations

import sys

from datasketch import MinHash, MinHashLSH

from cleantext import DedupeOptions, jaccard, signature
from cleantext.neardup.lsh import choose_banding

OPTIONS = DedupeOptions(threshold=0.7)
STORIES = {
    "wire/1": "The old bridge at Marrow is closed to lorries since one of its piers has sunk by a "
    "hand's breadth, the county said on Friday.",
    "wire/2": "Frost has taken half of the apple blossom in the valley, growers say, and the price "
    "of cider will follow.",
}
TODAY = (
    "MARROW (Northwire) The old bridge at Marrow is closed to lorries since one of its piers has "
    "sunk by a hand's breadth, the county said on Friday."
)


def as_minhash(text: str) -> MinHash:
    """The signature of a text as datasketch's own object."""
    return MinHash(seed=OPTIONS.seed, hashvalues=signature(text, OPTIONS), scheme="affine32")


def make_index(host: str | None) -> MinHashLSH:
    """An index with the banding that finds pairs at the threshold with the recall asked for."""
    banding = choose_banding(OPTIONS.threshold, OPTIONS.recall, OPTIONS.num_perm)
    redis = {"type": "redis", "basename": b"stories", "redis": {"host": host, "port": 6379}}
    return MinHashLSH(
        num_perm=OPTIONS.num_perm,
        params=(banding.bands, banding.rows),
        storage_config=redis if host else None,
    )


def main(host: str | None) -> None:
    """Index some stories, and look for another one."""
    index = make_index(host)
    for name, text in STORIES.items():
        if name not in index:
            index.insert(name, as_minhash(text))
    for name in index.query(as_minhash(TODAY)):
        print(f"{name} is {jaccard(TODAY, STORIES[name]):.2f} similar")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
