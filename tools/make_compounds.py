"""Write ``cleantext/repair/lossy/compounds.txt``: how English compounds begin and end.

usage: python tools/make_compounds.py STORIES.jsonl.xz ... [--least 2] [--odds 3] -o compounds.txt

A word is listed, as ``multi-`` or ``-based``, if in the stories (JSON lines with ``text`` or
``gold``) hyphens join it to at least ``--least`` words, in as many stories, and to ``--odds`` times
as many as it touches em dashes on that side.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

COMPOUND = re.compile(r"(?<![A-Za-z0-9-])([A-Za-z]+)-([A-Za-z]{2,})(?![A-Za-z-])")
APART = re.compile(r"(?<![A-Za-z])([A-Za-z]+)—(?=([A-Za-z]+))")


def read(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of files of JSON lines."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield row.get("text") or row.get("gold") or ""


def choose(
    joined: Sequence[set[tuple[str, str]]], apart: Iterable[str], side: int, least: int, odds: float
) -> list[str]:
    """The words that stand often enough on that side of a hyphen, and seldom on that of a dash.

    ``joined`` are the compounds of each text.
    """
    partners = Counter(pair[side] for pair in set().union(*joined))
    texts = Counter(word for pairs in joined for word in {pair[side] for pair in pairs})
    dashes = Counter(apart)
    often = (word for word, n in partners.items() if min(n, texts[word]) >= least)
    return sorted(word for word in often if partners[word] >= odds * dashes[word])


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--odds", type=float, default=3)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    texts = [text.lower() for text in dict.fromkeys(read(args.stories))]
    joined = [set(COMPOUND.findall(text)) for text in texts]
    apart = [pair for text in texts for pair in APART.findall(text)]
    begins, ends = (
        choose(joined, (pair[side] for pair in apart), side, args.least, args.odds)
        for side in (0, 1)
    )
    lines = [*(f"{word}-" for word in begins), *(f"-{word}" for word in ends)]
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
