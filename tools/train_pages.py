"""Train the classifier of HTML pages: the same data gives the same weights, bit for bit.

usage: python tools/train_pages.py --data DIR [--out DIR] [--folds 3] [--threads 1]
                                   [--apart SET ...]

DIR holds ``pages/SET.jsonl.xz``; `README.md` beside this script says what they are, what is
trained, and how to read what is printed; the sets ``--apart`` are measured and teach nothing. Needs
catboost 1.2.10, torch 2.13.0 and what `taught` does.
"""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import network
import numpy as np
from forests import Grower, Lessons, arrays_of, parse_arguments
from labels import STORY
from numpy.typing import NDArray
from pages import SETS, Page, read_pages
from records import digest, hash_text, say, write_json

from cleantext.page.classifier.lexicon import load_function_words
from cleantext.page.classifier.network import Network
from cleantext.page.html.names import Table, pack_word
from cleantext.page.html.page_model import choose_blocks
from cleantext.page.html.page_scores import add_scores, join_scores
from cleantext.page.html.tree import Tree, describe_page

TREES = {"iterations": 280, "depth": 6, "learning_rate": 0.09, "l2_leaf_reg": 5.0, "rsm": 0.4,
         "subsample": 0.7, "bootstrap_type": "Bernoulli", "boosting_type": "Plain",
         "border_count": 64, "random_seed": 1}  # fmt: skip
RECIPE = network.Recipe(
    channels=16, epochs=16, dropout=0.1, decay=0.05, thinned=0.3, measured=1.0, rare=5
)
LEAST_CHANCE = 0.1
"""The lightest blocks are learned from with this chance."""
NAME_SITES, WORD_SITES = 6, 8
"""A word is learned if so many sites have it, in class or id, or in the text."""
UNIT = 8
"""What words say is in this part of a natural logarithm of odds."""
LEAST, MOST = 2, 40
"""A word that says less is left out, and what it says is bounded."""

RUN = 4
"""Pages are measured by the runs of so many words that they share with their gold text."""
_WORD = re.compile(r"\w+")

Entries = dict[int, list[int]]


def main() -> None:
    """Read the pages, train, measure, write the weights."""
    args = parse_arguments(__doc__)
    network.make_repeatable()
    started = time.perf_counter()
    pages = [page for name in SETS for page in read_pages(args.data, name)]
    say(started, f"{len(pages)} pages, {sum(len(page.labels) for page in pages)} blocks")
    training = Training(pages, args.folds, frozenset(args.apart), args.threads, started)
    training.run()
    figures = training.measure()
    training.write(args.out, args.data, figures)
    say(started, "done")


class Training:
    """Two forests and a network; page i is measured by some that never saw its site."""

    def __init__(
        self, pages: list[Page], folds: int, apart: frozenset[str], threads: int, started: float
    ) -> None:
        self.pages = pages
        self.grower = Grower(TREES, LEAST_CHANCE, threads, started)
        self.folds = range(folds)
        self.fold = [-1 if p.set in apart else hash_text(p.site) % folds for p in pages]
        is_learned = [fold != -1 for fold in self.fold]
        labels = [page.labels >= STORY for page in pages]
        weights = [page.weights for page in pages]
        self.lessons = Lessons(self.folds, self.fold, is_learned, labels, weights)

    def run(self) -> None:
        """Learn what words say, both forests and the network."""
        entries = {fold: self._learn_words(fold) for fold in (*self.folds, -1)}
        self.entries = entries[-1]
        tables = {fold: (_table(names), _table(words)) for fold, (names, words) in entries.items()}
        trees = [
            describe_page(page.head, page.markup, page.outline, *tables[fold])
            for page, fold in zip(self.pages, self.fold, strict=True)
        ]
        say(self.grower.started, f"{trees[0].features.shape[1]} features")
        self.trees: list[Tree] = trees
        rows = [tree.features for tree in trees]
        self.first, scores = self.grower.train(self.lessons, rows, "first")
        rows = [
            np.concatenate([tree.features, add_scores(tree, each)], axis=1)
            for tree, each in zip(trees, scores, strict=True)
        ]
        self.second, scores = self.grower.train(self.lessons, rows, "second")
        read = self._train_network()
        self.scores = [join_scores(*each) for each in zip(scores, read, strict=True)]

    def _train_network(self) -> list[NDArray[np.int64]]:
        """The scores of each page by a network that never saw its site; that of all is kept."""
        rows = [tree.features for tree in self.trees]
        borders = network.find_borders(rows, RECIPE)
        reader = network.make_reader(RECIPE, borders)
        samples = [
            _make_sample(page, reader.read(features.astype(np.int64)))
            for page, features in zip(self.pages, rows, strict=True)
        ]
        scores = [np.zeros(0, dtype=np.int64)] * len(samples)
        for left_out in (*self.folds, -1):
            learned = [
                sample
                for sample, fold in zip(samples, self.fold, strict=True)
                if fold not in (left_out, -1) and sample.counts
            ]
            arrays = network.quantize(network.train(learned, RECIPE), RECIPE, borders)
            trained = Network.from_arrays(arrays)
            for index, fold in enumerate(self.fold):
                if fold == left_out:
                    scores[index] = trained.score(samples[index].inputs.astype(np.float32))
            say(self.grower.started, f"network without fold {left_out}")
        self.network = arrays
        return scores

    def _learn_words(self, left_out: int) -> tuple[Entries, Entries]:
        """What each word of class and id says, and each word of the text."""
        pages = [
            page
            for page, fold in zip(self.pages, self.fold, strict=True)
            if fold not in (left_out, -1)
        ]
        function = {pack_word(word) for word in load_function_words()}
        words = {number: [0, 1] for number in function}
        for number, weight in _weigh_words(pages).items():
            words[number] = [weight, int(number in function)]
        return {number: [weight] for number, weight in _weigh_names(pages).items()}, words

    def measure(self) -> dict[str, list[float]]:
        """F1, precision and recall of each set and type: means over pages, of runs of words."""
        rows: dict[str, list[tuple[float, float]]] = {}
        for page, tree, scores in zip(self.pages, self.trees, self.scores, strict=True):
            if page.gold.strip():
                found = _measure(page, tree, scores)
                for group in {page.set, f"{page.set} {page.type}"}:
                    rows.setdefault(group, []).append(found)
        figures = {}
        for group, values in sorted(rows.items()):
            mean = np.mean(values, axis=0)
            f1 = 2 * mean[0] * mean[1] / max(1e-9, mean.sum())
            figures[group] = [round(float(x), 4) for x in (f1, *mean)]
            print(f"{group:28} {figures[group]}", flush=True)
        return figures

    def write(self, out: Path, data: Path, figures: dict[str, Any]) -> None:
        """The weights, and beside them how they were made."""
        out.mkdir(parents=True, exist_ok=True)
        forests = arrays_of(first=self.first, second=self.second)
        np.savez_compressed(out / "html.npz", **forests, **self.network)
        names, words = self.entries
        write_json(out / "html.json", {"names": _spell(names), "words": _spell(words)})
        record = {
            "made_by": "tools/train_pages.py",
            "trees": TREES,
            "network": asdict(RECIPE),
            "folds": len(self.folds),
            "threads": self.grower.threads,
            "sha256": {
                f"pages/{name}.jsonl.xz": digest(data / f"pages/{name}.jsonl.xz") for name in SETS
            },
            "figures": "cross-validated by site; F1, precision, recall: means over pages, of runs "
            f"of {RUN} words",
            "cross_validated": figures,
        }
        write_json(out / "html_training.json", record)


def _make_sample(page: Page, inputs: NDArray[np.float32]) -> network.Sample:
    """The page as the network learns from it."""
    is_known = ~np.isnan(page.labels)
    return network.Sample(
        inputs=inputs.astype(np.int8),
        labels=(is_known & (page.labels >= STORY)).astype(np.float32),
        words=page.counts.astype(np.float32) + np.float32(0.3),
        counts=SETS[page.set] * float(page.weights.any()),
        known=None if is_known.all() else is_known.astype(np.float32),
    )


def _weigh_names(pages: list[Page]) -> dict[int, int]:
    """How much a word of class and id speaks for boilerplate: the shares of words, site by site."""
    shares: dict[tuple[str, int], list[float]] = {}
    for page in pages:
        names, inside, outside = page.names
        for name, good, bad in zip(names.tolist(), inside.tolist(), outside.tolist(), strict=True):
            if good + bad > 0:
                shares.setdefault((page.site, name), []).append(good / (good + bad))
    good_sites, sites = Counter[int](), Counter[int]()
    for (_, name), values in shares.items():
        good_sites[name] += sum(values) / len(values)
        sites[name] += 1
    base = math.log((sites.total() - good_sites.total()) / good_sites.total())
    odds = {
        name: math.log((count - good_sites[name] + 1) / (good_sites[name] + 1)) - base
        for name, count in sites.items()
        if count >= NAME_SITES
    }
    return _round(odds)


def _weigh_words(pages: list[Page]) -> dict[int, int]:
    """How much a word of a short block speaks for boilerplate: on how many sites it is in which."""
    sites: dict[str, tuple[set[int], set[int]]] = {}
    for page in pages:
        story, furniture = sites.setdefault(page.site, (set(), set()))
        story.update(page.words[0].tolist())
        furniture.update(page.words[1].tolist())
    inside = Counter(word for story, _ in sites.values() for word in story)
    outside = Counter(word for _, furniture in sites.values() for word in furniture)
    odds = {
        word: math.log((outside[word] + 0.7) / (inside[word] + 0.7))
        for word in inside | outside
        if inside[word] + outside[word] >= WORD_SITES
    }
    return _round(odds)


def _round(odds: dict[int, float]) -> dict[int, int]:
    weights = {word: round(UNIT * value) for word, value in odds.items()}
    return {
        word: max(-MOST, min(MOST, weight))
        for word, weight in weights.items()
        if abs(weight) >= LEAST
    }


def _spell(entries: Entries) -> dict[str, list[int]]:
    """The entries by their words, as far as those are whole: eight bytes may cut a letter."""
    spelled = {}
    for number, row in entries.items():
        word = number.to_bytes(8, "little").rstrip(b"\0")
        try:
            spelled[word.decode("utf-8")] = row
        except UnicodeDecodeError:
            continue
    return spelled


def _table(entries: Entries) -> Table:
    spelled = _spell(entries)
    return Table.make(spelled, len(next(iter(spelled.values()))))


def _measure(page: Page, tree: Tree, scores: NDArray[np.int64]) -> tuple[float, float]:
    """Precision and recall of what would be kept, in runs of words."""
    kept = choose_blocks(scores, tree.words).kept
    texts = zip(page.outline.texts, kept.tolist(), strict=True)
    found = _count_runs("\n".join(text for text, is_kept in texts if is_kept))
    wanted = _count_runs(page.gold)
    good = (found & wanted).total()
    return good / max(1, found.total()), good / max(1, wanted.total())


def _count_runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


if __name__ == "__main__":
    main()
