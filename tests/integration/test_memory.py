"""Memory grows by a few hundred bytes a document, and never with the text (promise 8)."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

from cleantext import clean, dedupe_corpus

WORDS = [f"word{n}" for n in range(5_000)]


def peak_memory(folder: Path, documents: int, words: int) -> int:
    """The most bytes that a run over so many documents of so many words held at once."""
    draw = random.Random(1)
    source = folder / f"{documents}x{words}"
    source.mkdir()
    with (source / "corpus.jsonl").open("w", encoding="utf-8") as file:
        for n in range(documents):
            text = " ".join(draw.choices(WORDS, k=words))
            file.write(json.dumps({"id": str(n), "text": text}) + "\n")
    tracemalloc.start()
    try:
        dedupe_corpus(source, folder / f"{source.name}.out")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_text(tmp_path: Path) -> None:
    """Three times the text, in as many documents, takes no more memory than a batch more."""
    peak_memory(tmp_path, 10, 10)  # what is loaded once does not count
    short = peak_memory(tmp_path, 600, 1_500)
    long = peak_memory(tmp_path, 600, 4_500)
    assert long - short < 4_000_000, f"{short:,} and then {long:,} bytes"


def test_memory_grows_by_a_few_hundred_bytes_a_document(tmp_path: Path) -> None:
    """Twenty thousand short documents more take at most 800 bytes each."""
    peak_memory(tmp_path, 10, 10)
    few = peak_memory(tmp_path, 5_000, 12)
    many = peak_memory(tmp_path, 25_000, 12)
    assert (many - few) / 20_000 < 800, f"{few:,} and then {many:,} bytes"


def test_a_large_text_of_short_lines_takes_eighty_times_its_size() -> None:
    """What is made of each character and each line is not held for all of them at once."""
    lines = (
        f"The old mill number {n} burned down on Monday night, and nobody was hurt, he said.\n"
        f"Home {n}\nNews of {n}\nShare this\nRead more about the {n} rivers\n"
        for n in range(3_000)
    )
    text = "".join(lines)
    clean(text[:3_000])  # what is loaded once does not count
    tracemalloc.start()
    try:
        clean(text)
        assert tracemalloc.get_traced_memory()[1] < 85 * len(text)
    finally:
        tracemalloc.stop()
