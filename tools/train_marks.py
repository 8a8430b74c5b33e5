"""Train the weights of ``cleantext/repair/lossy/marks.json`` on undamaged stories.

usage: python tools/train_marks.py STORIES.jsonl.xz ... [--folds 5] [-o marks.json]

Each story (a JSON line with ``text`` or ``gold``) is damaged in three ways; where each scar was
made, its mark is known. What is learned is one weight for each feature and label and for each
state and label, by maximum likelihood and a prior, with AdaGrad. Whether a right single quotation
mark was an apostrophe or closed a quotation is not known: both are allowed, and the likelihood
sums over them. With ``--folds``, the figures of a cross-validation by story are printed first.

Source: Lafferty, McCallum and Pereira, ICML 2001; Duchi, Hazan and Singer, JMLR 12, 2011.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from field import NEXT, decode, pack, score, train

from cleantext.repair.language import find_language
from cleantext.repair.lossy.marks import LABELS, LABELS_OF, OPEN, OTHER, list_slots
from cleantext.repair.lossy.reading import SCAR
from cleantext.repair.lossy.scars import MARKS, read_marks

UNSURE = re.compile("[\x80-\x9f\ufffd\xe2\xc3]")  # a story that is damaged already
CLASSES = ("'", "'", "'", '"', '"', "-", "…", "x")


def damage(text: str, way: str, dice: random.Random) -> tuple[str, dict[int, str]]:
    """The damaged text, and by offset what was there."""
    pieces, truth, length = [], {}, 0
    for character in text:
        piece = character
        if not character.isascii() and way == "c1":
            read = character.encode("utf-8", "replace").decode("latin-1")
            piece = "".join(c for c in read if not "\x80" <= c <= "\x9f")
        elif character in MARKS and (way == "replaced" or (way == "half" and dice.random() < 0.5)):
            piece = SCAR
        if piece != character:
            truth[length] = character
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), truth


def chain(text: str, truth: dict[int, str]) -> list[tuple[list[str], int, int]]:
    """The slots of a damaged text: features, possible labels and true ones, both as bits."""
    slots = []
    for mark, features, labels in list_slots(read_marks(text)):
        true = labels
        if mark is not None and mark.kind:
            was = truth.get(mark.start, "")
            true = [x for x in LABELS_OF.get(was, ()) if x in labels] or [OTHER]
            if OPEN in true:
                true = [OPEN]
        slots.append((features, bits(labels), bits(true)))
    return slots


def cut(text: str, truth: dict[int, str], dice: random.Random):
    """Some lines of a text, as where it was wrapped: quotations begin and end outside."""
    for _ in range(len(text) // 2000 + 2):
        start = text.find(" ", dice.randrange(len(text))) + 1
        end = text.find(" ", start + dice.choice((40, 70, 70, 200)))
        part = text[start : end if end > 0 else len(text)]
        inside = {at - start: was for at, was in truth.items() if start <= at < start + len(part)}
        if inside:
            yield part, inside


def bits(labels) -> int:
    """Write a set of labels as bits."""
    return sum(1 << label for label in labels)


def evaluate(model, chains, tally: Counter) -> None:
    """Count (what it was, what it was taken for), single and double marks as classes."""
    ids_of, weights, moves = model
    begin, ids, allowed, true, stories = pack(chains, ids_of)
    for first, last in pairwise(stories):
        scores = score(weights, begin, ids, first, last)
        for i, x in enumerate(decode(scores, allowed[first:last], moves, NEXT), first):
            if true[i] != allowed[i]:
                was = int(true[i]).bit_length() - 1
                tally[CLASSES[was], CLASSES[x]] += 1


def write(model, path: Path) -> None:
    """Write the weights that matter, in hundredths."""
    ids_of, weights, moves = model
    kept = {
        feature: [round(100 * float(w)) for w in weights[i]]
        for feature, i in ids_of.items()
        if np.abs(weights[i]).max() >= 0.1
    }
    head = json.dumps(
        {
            "made_by": "tools/train_marks.py",
            "unit": "hundredths of a nat",
            "labels": LABELS,
            "transitions": (100 * moves).round().astype(int).tolist(),
        }
    )
    lines = ",\n".join(f"{json.dumps(f)}: {json.dumps(w)}" for f, w in sorted(kept.items()))
    path.write_text(f'{head[:-1]}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")
    print(f"{len(kept)} features written to {path}")


def read_stories(paths: list[Path]) -> Iterator[tuple[Path, int, str]]:
    """Each undamaged English story with marks, once: its file, its number there, its text."""
    seen = set()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file):
                row = json.loads(line)
                text = row.get("text") or row.get("gold") or ""
                start = re.sub(r"\W+", "", text)[:200]
                if start in seen or UNSURE.search(text) or not any(m in text for m in MARKS):
                    continue
                seen.add(start)
                if find_language(text[:20_000]) == "en":
                    yield path, number, text


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    dice = random.Random(3)
    chains = []
    for path, number, text in read_stories(args.stories):
        for way in ("c1", "replaced", "half"):
            bad, truth = damage(text, way, dice)
            chains.append((path.name, number, way, chain(bad, truth)))
            if way != "half":
                parts = (chain(*part) for part in cut(bad, truth, dice))
                chains += [(path.name, number, f"{way}, lines", slots) for slots in parts]
    if args.folds:
        cross_validate(chains, args.folds)
    if args.output:
        write(train([slots for *_, slots in chains]), args.output)


def cross_validate(chains, folds: int) -> None:
    """Print how many marks are right in stories that were not in training."""
    tallies: dict[tuple[str, str], Counter] = {}
    for fold in range(folds):
        model = train([slots for _, n, _, slots in chains if n % folds != fold])
        for name, way in {(name, way) for name, _, way, _ in chains}:
            held = [s for a, n, w, s in chains if (a, w) == (name, way) and n % folds == fold]
            evaluate(model, held, tallies.setdefault((name, way), Counter()))
    for key, tally in sorted(tallies.items()):
        of = sum(n for (was, _), n in tally.items() if was != "x")
        right = sum(n for (was, taken), n in tally.items() if was == taken != "x")
        print(
            *key,
            f"{right / of:.4f} of {of}",
            {f"{a}>{b}": n for (a, b), n in tally.most_common() if a != b},
        )


if __name__ == "__main__":
    main()
