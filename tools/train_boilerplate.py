"""Train the classifier of blocks: the same data gives the same weights, bit for bit.

usage: python tools/train_boilerplate.py --data DIR [--out DIR] [--folds 3]

DIR holds ``texts/SET.jsonl.xz`` and ``pages/SET.jsonl.xz``; `README.md` beside this script says
what they are, what is trained, and how to read what is printed. Needs torch 2.13.0, CatBoost 1.2.10
and what `taught` needs.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import choices
import lexicons
import network
import numpy as np
from forests import arrays_of
from labels import STORY
from numpy.typing import NDArray
from records import WEIGHTS, digest, digest_all, hash_text, say, write_json
from taught import TAUGHT, read_taught
from texts import SETS, TRANSLATIONS, Page, read_pages, read_translations
from written import FOLDER, WRITTEN, read_written, without_opening

from cleantext.page.boilerplate.described_page import mark_phrases
from cleantext.page.boilerplate.selection import CEILING, draw_line
from cleantext.page.classifier.context import add_context, feature
from cleantext.page.classifier.lexicon import Lexicon, load_function_words
from cleantext.page.classifier.measures import measure_blocks
from cleantext.page.classifier.network import Network
from cleantext.page.plain import lines_of

LEXICON_FOLDS = 3
"""A page is read with lexicons that have not seen its site, whether it is measured or learned."""
_WORD = re.compile(r"\w+")
RECIPE = network.Recipe(
    classes=tuple(feature(name) for name in ("first", "last", "end")),
    channels=48, epochs=12, dropout=0.25, decay=0.01, thinned=0.7, measured=0.5,
)  # fmt: skip
WAYS = {"layout": 1.0, "naive": 0.7, "residue": 0.8, "main": 0.9, "gold": 0.8, "crop": 0.4,
        WRITTEN: 1.0}  # fmt: skip
COUNTS = {"wcxb_dev": 1.0, "newspaper": 1.6, "readability": 1.6, "sites": 1.0, "languages": 0.3,
          "snippets": 0.8, WRITTEN: 3.0}  # fmt: skip
"""What a page of each way and set counts."""
NO_ARTICLE = 0.6
"""What a page of another type counts."""
HARM = {"residue": 1.3, "main": 1.3, "gold": 1.3, WRITTEN: 1.3}
"""What recall counts more where little is boilerplate, and on written pages."""
LINE_COUNTS = COUNTS | {WRITTEN: 5.0}
LINE_HARM = {WRITTEN: 2.0}
"""The same where the line is learned: of small pages a line too high takes more of the story than
one too low leaves of furniture."""
Ints = NDArray[np.int64]
Figures = dict[str, dict[str, list[float]]]


def main() -> None:
    """Read the pages, train, measure, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=LEXICON_FOLDS)
    args = parser.parse_args()
    network.make_repeatable()
    started = time.perf_counter()
    pages = [page for name in SETS for page in read_pages(args.data, name)]
    pages += [*read_translations(args.data), *read_taught(args.data), *read_written()]
    say(started, f"{len(pages)} pages, {sum(len(page.blocks) for page in pages)} blocks")
    training = Training(pages, args.folds, started)
    scores = training.score_unseen()
    lines = training.choose_lines(scores, args.out)
    figures = training.measure(scores, lines)
    training.write(args.out, args.data, figures)
    say(started, "done")


class Training:
    """Lexicons and a network; page i is measured by those that never saw its site."""

    def __init__(self, pages: Sequence[Page], folds: int, started: float) -> None:
        self.pages = pages
        self.started = started
        self.folds = range(folds)
        self.fold = [hash_text(page.site) % folds for page in pages]
        self.short = [lexicons.SHORT.read(page) for page in pages]
        self.prose = [lexicons.PROSE.read(page) for page in pages]
        self.features = self._read_features()
        self.borders = network.find_borders(
            [rows for page, rows in zip(pages, self.features, strict=True)
             if page.way in ("layout", "main")],
            RECIPE,
        )  # fmt: skip
        reader = network.make_reader(RECIPE, self.borders)
        self.samples = [
            _make_sample(page, rows, reader)
            for page, rows in zip(pages, self.features, strict=True)
        ]
        say(started, f"{len(self.features[0][0])} features")

    def learn_lexicons(self, left_out: int | None = None) -> tuple[dict[str, int], dict[str, int]]:
        """The lexicon of short blocks and that of prose, of all pages but those of a fold."""
        chosen = [index for index, fold in enumerate(self.fold) if fold != left_out]
        return (
            lexicons.learn_lexicon(
                [(self.pages[i].site, self.short[i]) for i in chosen], lexicons.SHORT
            ),
            lexicons.learn_lexicon(
                [(self.pages[i].site, self.prose[i]) for i in chosen], lexicons.PROSE
            ),
        )

    def _read_features(self) -> list[Ints]:
        known = load_function_words()
        made = {fold: self.learn_lexicons(fold) for fold in self.folds}
        short = {fold: Lexicon(weights, known) for fold, (weights, _) in made.items()}
        prose = {fold: Lexicon(weights, known) for fold, (_, weights) in made.items()}
        return [
            add_context(
                lines_of(page.blocks).texts,
                measure_blocks(page.blocks, mark_phrases(page.blocks).marks, short[fold]),
                prose[fold],
            )
            for page, fold in zip(self.pages, self.fold, strict=True)
        ]

    def score_unseen(self) -> list[Ints]:
        """The scores of each page by a network that never saw its site."""
        scores = [np.zeros(0, dtype=np.int64)] * len(self.pages)
        for left_out in self.folds:
            learned = [
                s for s, fold in zip(self.samples, self.fold, strict=True) if fold != left_out
            ]
            trained = Network.from_arrays(self._train(learned))
            for index, fold in enumerate(self.fold):
                if fold == left_out:
                    scores[index] = trained.score(trained.read(self.features[index]))
            say(self.started, f"network without fold {left_out}")
        return scores

    def _train(self, samples: Sequence[network.Sample]) -> dict[str, NDArray[Any]]:
        return network.quantize(network.train(samples, RECIPE), RECIPE, self.borders)

    def choose_lines(self, scores: Sequence[Ints], out: Path) -> list[int]:
        """The lowest score to keep on each page, chosen by forests that never saw its site.

        The forest that saw all pages is written to ``out``.
        """
        lessons = [
            choices.make_lesson(
                page, rows, each, LINE_COUNTS[page.set], LINE_HARM.get(page.set, 1.0)
            )
            for page, rows, each in zip(self.pages, self.features, scores, strict=True)
        ]
        forests = {}
        for left_out in (*self.folds, -1):
            made = zip(lessons, self.fold, strict=True)
            learned = [lesson for lesson, fold in made if lesson and fold != left_out]
            forests[left_out] = choices.learn_choice(learned)
            say(self.started, f"lines without fold {left_out}")
        out.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(out / "line.npz", **arrays_of(line=forests[-1]))
        return [
            lesson.lines.levels[int(forests[fold].score(lesson.lines.rows).argmax())]
            if lesson
            else min(CEILING, draw_line(each.tolist(), page.words.tolist()))
            for lesson, fold, page, each in zip(lessons, self.fold, self.pages, scores, strict=True)
        ]

    def measure(self, scores: Sequence[Ints], lines: Sequence[int]) -> Figures:
        """F1, precision and recall of each set and way: means over pages, of words."""
        rows: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for page, each, line in zip(self.pages, scores, lines, strict=True):
            if page.way != "crop":  # its gold is the whole text
                group = f"{page.set} {page.type}"
                rows.setdefault((group, page.way), []).append(_measure(page, each >= line))
        figures: Figures = {}
        for (group, way), found in sorted(rows.items()):
            mean = np.mean(found, axis=0)
            f1 = 2 * mean[0] * mean[1] / max(1e-9, mean.sum())
            figures.setdefault(group, {})[way] = [round(float(x), 4) for x in (f1, *mean)]
        for group, ways in figures.items():
            shown = "  ".join(f"{w} {f:.3f}/{p:.3f}/{r:.3f}" for w, (f, p, r) in ways.items())
            print(f"{group:24} {shown}", flush=True)
        return figures

    def write(self, out: Path, data: Path, figures: Figures) -> None:
        """The weights of a network that saw all pages, and beside them how they were made."""
        arrays = self._train(self.samples)
        out.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(out / "text.npz", **arrays)
        short, prose = self.learn_lexicons()
        write_json(out / "lexicon.json", short)
        write_json(out / "prose.json", prose)
        write_json(out / "training.json", _describe(data, len(self.folds), figures))


def _make_sample(page: Page, features: Ints, reader: Network) -> network.Sample:
    """The page as the network learns from it."""
    labels = without_opening(page.labels, page.words) if page.set == WRITTEN else page.labels
    is_known = ~np.isnan(labels)
    return network.Sample(
        inputs=reader.read(features).astype(np.int8),
        labels=(is_known & (labels >= STORY)).astype(np.float32),
        words=page.words.astype(np.float32) + np.float32(0.3),
        counts=WAYS[page.way] * COUNTS[page.set] * (1 if page.type == "article" else NO_ARTICLE),
        harm=HARM.get(page.way, 1.0),
        halved=page.way == "naive",
        known=None if is_known.all() else is_known.astype(np.float32),
    )


def _describe(data: Path, folds: int, figures: Figures) -> dict[str, Any]:
    """How the weights were made."""
    names = [f"{kind}/{name}.jsonl.xz" for name in SETS for kind in ("texts", "pages")]
    names += [f"{TRANSLATIONS}.jsonl.xz", f"pages/{TAUGHT}.jsonl.xz"]
    words = ("furniture/phrases.toml", "classifier/function_words.txt")
    return {
        "made_by": "tools/train_boilerplate.py",
        "folds": folds,
        "recipe": asdict(RECIPE),
        "lines": {**choices.TREES, "random_seeds": choices.SEEDS},
        "sha256": {
            **{name: digest(data / name) for name in names},
            **{name: digest(WEIGHTS.parent / name) for name in words},
            WRITTEN: digest_all(FOLDER),
        },
        "figures": "cross-validated by site; F1, precision, recall: means over pages, of words",
        "cross_validated": figures,
    }


def _measure(page: Page, is_kept: NDArray[np.bool_]) -> tuple[float, float]:
    """Precision and recall of what would be kept, in words."""
    kept = page.words * is_kept
    good = float((kept * np.nan_to_num(page.labels)).sum())
    wanted = len(_WORD.findall(page.gold))
    return good / max(1, int(kept.sum())), min(1.0, good / max(1, wanted))


if __name__ == "__main__":
    main()
