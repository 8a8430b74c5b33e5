"""Write ``cleantext/repair/english.txt``: the words that most English stories share.

usage: python tools/make_words.py STORIES.jsonl.xz ... [-n 3000] -o english.txt

A word counts once a story. What is also a common short word of another language is left out: the
list serves to tell English from them.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from pathlib import Path

from cleantext.repair.language import FUNCTION_WORDS

WORD = re.compile(r"(?<![\w'-])[a-zA-Z]{2,14}(?![\w'-])")
FOREIGN = set(
    "de la le du des les et en un una el los las al il van von der den dem das die da do".split()
)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("-n", "--number", type=int, default=3000)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    stories: Counter[str] = Counter()
    for path in args.stories:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                text = json.loads(line)["text"].lower()
                stories.update(set(WORD.findall(text)))
    foreign = FOREIGN.union(*(words for code, words in FUNCTION_WORDS.items()))
    common = [word for word, _ in stories.most_common() if word not in foreign][: args.number]
    args.output.write_text("\n".join(sorted(common)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
