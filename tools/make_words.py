"""Write ``cleantext/repair/english.txt``: the words that most English stories share.

usage: python tools/make_words.py STORIES.jsonl.xz ... --others SENTENCES.jsonl.xz
       [-n 5000] [-m 20000] -o english.txt

A word counts once a story. The list serves to tell English from other languages, so what is also a
common short word of one of them is left out. Of the words beyond the first ``-n``, up to ``-m``,
only those of four letters and more are taken, and none that several sentences (JSON lines with
``lang`` and ``text``) of other languages have.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleantext.repair.language import FUNCTION_WORDS

WORD = re.compile(r"(?<![\w'-])[a-zA-Z]{2,14}(?![\w'-])")
FOREIGN = set(
    "de la le du des les et en un una el los las al il van von der den dem das die da do".split()
)


ENGLISH = ("en", "eng", "sco", "udhr-udhr_eng", "udhr-udhr_sco")
SHARED = 8  # sentences of other languages that a rarer word may not have
LONG = 4  # letters of a rarer word, at least


def read(path: Path) -> Iterator[dict[str, str]]:
    """The records of a file of JSON lines."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def count(texts: Iterable[str]) -> Counter[str]:
    """In how many of the texts each word is."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(WORD.findall(text.lower())))
    return counts


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--others", type=Path, required=True)
    parser.add_argument("-n", "--common", type=int, default=5000)
    parser.add_argument("-m", "--most", type=int, default=20000)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    stories = count(row["text"] for path in args.stories for row in read(path))
    others = count(row["text"] for row in read(args.others) if row["lang"] not in ENGLISH)
    foreign = FOREIGN.union(*FUNCTION_WORDS.values())
    words = [word for word, _ in stories.most_common() if word not in foreign]
    rarer = words[args.common : args.most]
    listed = [w for w in rarer if len(w) >= LONG and others[w] < SHARED]
    chosen = sorted(words[: args.common] + listed)
    args.output.write_text("\n".join(chosen) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
