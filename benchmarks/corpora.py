"""A corpus for the benchmarks of `dedupe`: stories as news has them, made from a seed.

Words follow Zipf's law, lengths a log-normal law (2.9 KB in the mean), curly quotes and dashes are
in most stories. One story in ten is made of an earlier one: an exact copy, a copy under another
byline or with edits, or a press release with other names in it. Each site puts its own lines
around its stories.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

__all__ = ["stories", "write_corpus"]

_WORDS = 60_000
_STORIES_A_SITE = 500  # in the mean; the largest site of many has twenty times as many
_MEDIAN_TOKENS, _SPREAD = 300, 0.7  # of the log-normal law: 2.9 KB a story
_ONSETS = "b c d f g h j k l m n p r s t v w y b d n r s t l br ch gr pl st th tr".split()
_VOWELS = "a e i o u a e i o ea ou".split()
_CODAS = ["", "", "", "", "", "n", "r", "s", "l", "t", "nd", "ck"]
_MARKS = [
    ", ",
    ". ",
    "\N{RIGHT SINGLE QUOTATION MARK}s ",
    " \N{EN DASH} ",
    ".\n\n",
    " \N{LEFT DOUBLE QUOTATION MARK}",
    ",\N{RIGHT DOUBLE QUOTATION MARK} ",
    " (",
    ") ",
]


def write_corpus(path: Path, count: int, seed: int, *, median_tokens: int = _MEDIAN_TOKENS) -> None:
    """Write ``count`` stories as JSON lines, the marks as they are (not as escapes)."""
    with path.open("w", encoding="utf-8") as file:
        for name, text in stories(count, seed, median_tokens):
            file.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")


def stories(count: int, seed: int, median_tokens: int) -> Iterator[tuple[str, str]]:
    """Give ids and texts; the first stories of a larger corpus are not those of a smaller one."""
    chance = random.Random(seed)
    numbers = np.random.default_rng(seed)
    words = _make_words(chance)
    sites = 1 + count // _STORIES_A_SITE
    around = [_phrase(words, numbers, chance.randint(2, 20)) for _ in range(2 * sites)]
    templates = [_phrase(words, numbers, 150).split(" ") for _ in range(40)]
    recent: list[str] = []  # of which copies are made
    for number in range(count):
        body = _make_body(chance, numbers, words, recent, templates, median_tokens)
        if len(recent) < 20_000:
            recent.append(body)
        else:
            recent[chance.randrange(len(recent))] = body
        site = int(sites * chance.random() ** 2)
        is_exact = chance.random() < 0.02 and number > 0
        if not is_exact:
            text = f"{around[2 * site]}\n\n{body}\n\n{around[2 * site + 1]}\n"
        yield f"site{site:03}/{number:07}", text


def _make_words(chance: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        syllables = 1 + (len(words) > 400) + (len(words) > 12000) + (chance.random() < 0.2)
        word = "".join(
            chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
            for _ in range(syllables)
        )
        words[word.title() if chance.random() < 0.1 else word] = None
    return list(words)


def _phrase(words: list[str], numbers: np.random.Generator, tokens: int) -> str:
    """Words by Zipf's law; one in nine is followed by a mark."""
    ranks = np.exp(numbers.random(tokens) * np.log(len(words))).astype(np.int64) - 1
    marked = numbers.random(tokens) < 1 / 9
    marks = numbers.integers(0, len(_MARKS), tokens)
    return "".join(
        words[rank] + (_MARKS[mark] if is_marked else " ")
        for rank, mark, is_marked in zip(
            ranks.tolist(), marks.tolist(), marked.tolist(), strict=True
        )
    ).rstrip()


def _make_body(
    chance: random.Random,
    numbers: np.random.Generator,
    words: list[str],
    recent: list[str],
    templates: list[list[str]],
    median_tokens: int,
) -> str:
    kind = chance.random()
    if kind < 0.02:
        tokens = list(chance.choice(templates))
        for _ in range(4):
            tokens[chance.randrange(len(tokens))] = chance.choice(words)
        return " ".join(tokens)
    if kind < 0.10 and recent:
        tokens = chance.choice(recent).split(" ")
        for _ in range(int(len(tokens) * chance.choice((0.0, 0.005, 0.02, 0.04, 0.08)))):
            place = chance.randrange(len(tokens))
            if chance.random() < 0.5:
                tokens[place] = chance.choice(words)
            elif len(tokens) > 1:
                del tokens[place]
        return " ".join([chance.choice(words), *tokens])
    return _phrase(words, numbers, max(20, int(numbers.lognormal(np.log(median_tokens), _SPREAD))))
