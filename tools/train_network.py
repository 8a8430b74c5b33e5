"""Train the network and put it beside the forests: the same data gives the same weights.

usage: python tools/train_network.py --data DIR [--out DIR] [--folds 3]

DIR is that of `train_boilerplate.py`, which runs first; the pages are its pages, and those of
`taught`. Needs torch 2.13.0 and what `taught` needs. With ``--folds 0`` nothing is measured.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import network
import numpy as np
import torch
from forests import WEIGHTS, digest
from numpy.typing import NDArray
from taught import TAUGHT, read_taught
from texts import SETS, read_pages, read_translations
from train_boilerplate import Training

from cleantext.page.boilerplate import mark_phrases
from cleantext.page.lexicon import Lexicon, load_function_words
from cleantext.page.measures import measure_blocks
from cleantext.page.network import Network


def main() -> None:
    """Read the pages, train, measure, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    started = time.perf_counter()
    pages = [page for name in SETS for page in read_pages(args.data, name)]
    pages += [*read_translations(args.data), *read_taught(args.data)]
    training = Training(pages, max(2, args.folds), frozenset(), 1, started)
    measures = _measure(training)
    borders = network.find_borders(
        [rows for page, rows in zip(pages, measures, strict=True) if page.way == "layout"]
    )
    blank = Network.from_arrays(network.quantize(network.Layers(), borders))
    samples = [
        network.make_sample(page, rows, blank) for page, rows in zip(pages, measures, strict=True)
    ]
    print(f"{time.perf_counter() - started:6.0f} s  {len(samples)} pages", flush=True)
    figures = _cross_validate(training, samples, measures, borders) if args.folds else None
    arrays = network.quantize(network.train(samples), borders)
    _write(args.out, args.data, arrays, figures)
    print(f"{time.perf_counter() - started:6.0f} s  done", flush=True)


def _measure(training: Training) -> list[NDArray[np.int64]]:
    """The measures of each page, with a lexicon that did not see its site."""
    training.words = [
        (set(), set()) if page.set == TAUGHT else words  # as `train_boilerplate.py` has it
        for page, words in zip(training.pages, training.read_words(), strict=True)
    ]
    known = load_function_words()
    lexicons = {fold: Lexicon(training.learn_lexicon(fold), known) for fold in training.folds}
    return [
        measure_blocks(page.blocks, mark_phrases(page.blocks), lexicons[fold])
        for page, fold in zip(training.pages, training.fold, strict=True)
    ]


def _cross_validate(
    training: Training,
    samples: list[network.Sample],
    measures: list[NDArray[np.int64]],
    borders: NDArray[np.int64],
) -> dict[str, Any]:
    """The figures of each set and way, by the network alone, each page by one new to its site."""
    scores: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)] * len(samples)
    for left_out in training.folds:
        learned = [s for s, fold in zip(samples, training.fold, strict=True) if fold != left_out]
        trained = Network.from_arrays(network.quantize(network.train(learned), borders))
        for index, fold in enumerate(training.fold):
            if fold == left_out:
                scores[index] = trained.score(measures[index])
    training.scores = scores
    return training.measure()


def _write(
    out: Path, data: Path, arrays: dict[str, NDArray[Any]], figures: dict[str, Any] | None
) -> None:
    path = out / "text.npz"
    with np.load(path) as stored:
        kept = {name: stored[name] for name in stored if not name.startswith("network.")}
    np.savez_compressed(path, **kept, **arrays)
    record = json.loads((out / "training.json").read_text(encoding="utf-8"))
    record["network"] = {
        "made_by": "tools/train_network.py",
        "epochs": network.EPOCHS,
        "channels": network.CHANNELS,
        "sha256": {f"pages/{TAUGHT}.jsonl.xz": digest(data / f"pages/{TAUGHT}.jsonl.xz")},
        **({"cross_validated": figures} if figures else {}),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "training.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
