"""Train the classifier of blocks: the same data gives the same weights, bit for bit.

usage: python tools/train_boilerplate.py --data DIR [--out DIR] [--folds 3] [--apart SET…]

DIR holds ``texts/SET.jsonl.xz`` and ``pages/SET.jsonl.xz``; `README.md` beside this script says
what they are, what is trained, and how to read what is printed. Needs catboost 1.2.10.
"""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from forests import (
    SAMPLE,
    WEIGHTS,
    Grower,
    Lessons,
    Rows,
    arrays_of,
    digest,
    hash_text,
    parse_arguments,
    say,
    write_json,
)  # fmt: skip
from labels import STORY
from numpy.typing import NDArray
from texts import SETS, TRANSLATIONS, Page, read_pages, read_translations

from cleantext.page.boilerplate import mark_phrases
from cleantext.page.context import add_context, add_scores
from cleantext.page.lexicon import Lexicon, load_function_words
from cleantext.page.measures import measure_blocks
from cleantext.page.selection import CEILING, draw_line

TREES = {"iterations": 200, "depth": 6, "learning_rate": 0.12, "l2_leaf_reg": 5.0, "rsm": 0.4,
         "subsample": 0.7, "bootstrap_type": "Bernoulli", "boosting_type": "Plain",
         "border_count": 64, "random_seed": 1}  # fmt: skip
NAIVE_SHARE = 0.4
"""The share of the ``naive`` pages that is learned from: they have most of the blocks."""
LEAST_CHANCE = 0.15
"""The lightest blocks are learned from with this chance."""
LEXICON_SITES = 8
LEXICON_CHARACTERS = 160
LEXICON_UNIT = 8
_WORD = re.compile(r"\w+")


def main() -> None:
    """Read the pages, train, measure, write the weights."""
    args = parse_arguments(__doc__)
    started = time.perf_counter()
    pages = [page for name in SETS for page in read_pages(args.data, name)]
    pages += read_translations(args.data)
    say(started, f"{len(pages)} pages, {sum(len(page.blocks) for page in pages)} blocks")
    training = Training(pages, args.folds, frozenset(args.apart), args.threads, started)
    training.run()
    figures = training.measure()
    training.write(args.out, args.data, figures)
    say(started, "done")


class Training:
    """Two forests over the pages; page i is measured by forests that never saw its site."""

    def __init__(
        self, pages: list[Page], folds: int, apart: frozenset[str], threads: int, started: float
    ) -> None:
        self.pages = pages
        self.grower = Grower(TREES, LEAST_CHANCE, threads, started)
        self.folds = range(folds)
        self.fold = [-1 if p.set in apart else hash_text(p.site) % folds for p in pages]
        self.learned = [
            self.fold[i] >= 0
            and (p.way != "naive" or hash_text("naive " + p.id) % 100 < NAIVE_SHARE * 100)
            for i, p in enumerate(pages)
        ]
        labels = [page.labels >= STORY for page in pages]
        weights = [page.weights for page in pages]
        self.lessons = Lessons(self.folds, self.fold, self.learned, labels, weights)
        self.scores: list[NDArray[np.int64]] = []

    def run(self) -> None:
        """Learn the lexicon and both forests."""
        phrases = [mark_phrases(page.blocks) for page in self.pages]
        self.words = self.read_words()
        lexicons = {fold: self.learn_lexicon(fold) for fold in (*self.folds, -1)}
        self.lexicon = lexicons[-1]
        first: list[Rows] = [
            add_context(
                measure_blocks(page.blocks, marks, Lexicon(lexicons[fold], load_function_words()))
            )
            for page, marks, fold in zip(self.pages, phrases, self.fold, strict=True)
        ]
        say(self.grower.started, f"{first[0].shape[1]} features")
        self.first, scores = self.grower.train(self.lessons, first, "first")
        second: list[Rows] = [
            add_scores(rows, each) for rows, each in zip(first, scores, strict=True)
        ]
        self.second, self.scores = self.grower.train(self.lessons, second, "second")

    def read_words(self) -> list[tuple[set[str], set[str]]]:
        """The words of each page's short blocks: of its boilerplate, and of its story."""
        return [_words_by_label(page) for page in self.pages]

    def learn_lexicon(self, left_out: int) -> dict[str, int]:
        """The weight of each word on enough sites: how many have it in boilerplate, in stories."""
        sites: dict[str, tuple[set[str], set[str]]] = {}
        for page, fold, words in zip(self.pages, self.fold, self.words, strict=True):
            if fold not in (left_out, -1):
                furniture, story = sites.setdefault(page.site, (set(), set()))
                furniture |= words[0]
                story |= words[1]
        furniture_sites = Counter(word for each, _ in sites.values() for word in each)
        story_sites = Counter(word for _, each in sites.values() for word in each)
        weights = {}
        for word in sorted(furniture_sites | story_sites):
            inside, outside = story_sites[word], furniture_sites[word]
            weight = round(math.log((outside + 0.7) / (inside + 0.7)) * LEXICON_UNIT)
            if inside + outside >= LEXICON_SITES and abs(weight) >= 2:
                weights[word] = max(-40, min(40, weight))
        return weights

    def measure(self) -> dict[str, dict[str, list[float]]]:
        """F1, precision and recall of each set and way: means over pages, of words."""
        figures: dict[str, dict[str, list[float]]] = {}
        for kind in sorted({page.type for page in self.pages}):
            for name in sorted({page.set for page in self.pages}):
                for way in ("layout", "naive", "residue", "main", "gold"):
                    rows = [
                        _measure(page, scores)
                        for page, scores in zip(self.pages, self.scores, strict=True)
                        if (page.set, page.way, page.type) == (name, way, kind)
                    ]
                    if rows:
                        mean = np.mean(rows, axis=0)
                        f1 = 2 * mean[0] * mean[1] / max(1e-9, mean.sum())
                        figures.setdefault(f"{name} {kind}", {})[way] = [
                            round(float(x), 4) for x in (f1, *mean)
                        ]
        for group, ways in figures.items():
            shown = "  ".join(f"{w} {f:.3f}/{p:.3f}/{r:.3f}" for w, (f, p, r) in ways.items())
            print(f"{group:24} {shown}", flush=True)
        return figures

    def write(self, out: Path, data: Path, figures: dict[str, Any]) -> None:
        """The weights, and beside them how they were made."""
        out.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(out / "text.npz", **arrays_of(self.first, self.second))
        write_json(out / "lexicon.json", self.lexicon)
        record = {
            "made_by": "tools/train_boilerplate.py",
            "trees": TREES,
            "folds": len(self.folds),
            "threads": self.grower.threads,
            "sha256": {
                **{
                    f"texts/{name}.jsonl.xz": digest(data / f"texts/{name}.jsonl.xz")
                    for name in SETS
                },
                f"{TRANSLATIONS}.jsonl.xz": digest(data / f"{TRANSLATIONS}.jsonl.xz"),
                "phrases.toml": digest(WEIGHTS.parent / "phrases.toml"),
                "function_words.txt": digest(WEIGHTS.parent / "function_words.txt"),
            },
            "naive_share": NAIVE_SHARE,
            "sample": [SAMPLE, LEAST_CHANCE],
            "figures": "cross-validated by site; F1, precision, recall: means over pages, of words",
            "cross_validated": figures,
        }
        write_json(out / "training.json", record)


def _words_by_label(page: Page) -> tuple[set[str], set[str]]:
    """The words of the page's short blocks: of its boilerplate, and of its story."""
    words: tuple[set[str], set[str]] = (set(), set())
    if page.way in ("layout", "naive"):
        for block, label in zip(page.blocks, page.labels, strict=True):
            if len(block.text) <= LEXICON_CHARACTERS:
                words[bool(label >= STORY)].update(_WORD.findall(block.text.casefold()))
    return words


def _measure(page: Page, scores: NDArray[np.int64]) -> tuple[float, float]:
    """Precision and recall of what would be kept, in words."""
    line = min(CEILING, draw_line(scores.tolist(), page.words.tolist()))
    kept = page.words * (scores >= line)
    good = float((kept * page.labels).sum())
    wanted = len(_WORD.findall(page.gold))
    return good / max(1, int(kept.sum())), min(1.0, good / max(1, wanted))


if __name__ == "__main__":
    main()
