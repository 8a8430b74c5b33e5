"""What the text of each block of an HTML page looks like, in numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleantext.kernels import kernel, subroutine
from cleantext.page.html.block_bytes import CLASSES
from cleantext.page.html.markup import Bytes, Ints, Words
from cleantext.page.html.names import Table, find_end, find_slot, find_words, is_letter, number_word
from cleantext.page.html.outline import Outline

__all__ = ["LIMIT", "NAMES", "RUNNING_WORDS", "Rows", "bound", "measure_text"]

Rows = NDArray[np.int16]
"""A row for each feature, a column for each block."""
LIMIT = 32_000
"""Features are bounded by this."""

RUNNING_WORDS = 12
"""A block with so many words, the end of a sentence and few links is running text."""
_LINKED = 500
_COUNTED = (
    "upper", "digit", "end", "comma", "colon", "quote", "bracket", "separator", "dash", "symbol",
    "rights", "unspaced", "letter",
)  # fmt: skip
_COLUMNS = np.array([CLASSES.index(name) for name in _COUNTED])
_END = CLASSES.index("end")
_HEAD_WORDS = 16
"""So many words of a block's beginning are looked up."""
_FEW_WORDS = 3
_FORM = 6
"""So many measures come before the copies."""
NAMES = (
    "words", "characters", "capitals", "link_density", "first", "last", "copies", "copies_before",
    *(f"share_{name}" for name in _COUNTED),
    "evidence", "evidence_mean", "evidence_least", "evidence_most", "evidence_first", "function",
    "title",
)  # fmt: skip
"""The names of the measures. Shares are in thousandths; ``first`` and ``last`` are classes of
characters; ``evidence`` is what the words say, ``title`` the share that the page's title has."""


@kernel
def bound(value: int) -> int:
    """The value as a feature."""
    return max(-LIMIT, min(LIMIT, value))


def measure_text(outline: Outline, evidence: Table, title: str, rows: Rows) -> Ints:
    """Write a row for each of `NAMES`.

    Sums over the blocks are the result, int64 of shape (4, blocks + 1): of words, of words of
    running text, of linked characters, and of all; what the first none, one, two ... blocks have.
    """
    sums = np.zeros((4, len(outline.texts) + 1), dtype=np.int64)
    _measure_form(
        outline.counts, outline.words, outline.capitals, outline.linked, outline.first,
        outline.last, _COLUMNS, rows, sums,
    )  # fmt: skip
    _count_copies(outline.texts, rows[_FORM : _FORM + 2])
    _read_words(
        outline.data, outline.eights, outline.begins, _number_title(title),
        evidence.keys, evidence.rows, evidence.shift, rows[_FORM + 2 + len(_COUNTED) :],
    )  # fmt: skip
    return sums


@kernel
def _measure_form(
    counts: Ints,
    words: Ints,
    capitals: Ints,
    linked: Ints,
    first: Ints,
    last: Ints,
    columns: Ints,
    rows: Rows,
    sums: Ints,
) -> None:
    """Write how long each block is, what it is made of, and the sums of `measure_text`."""
    for block in range(words.size):
        characters = counts[block, 1:-1].sum()
        per = max(characters, 1)
        density = linked[block] * 1000 // per
        rows[0, block] = bound(words[block])
        rows[1, block] = bound(characters)
        rows[2, block] = capitals[block] * 1000 // max(words[block], 1)
        rows[3, block] = density
        rows[4, block] = first[block]
        rows[5, block] = last[block]
        for index in range(columns.size):
            rows[_FORM + 2 + index, block] = bound(counts[block, columns[index]] * 1000 // per)
        is_running = words[block] >= RUNNING_WORDS and density < _LINKED and counts[block, _END]
        sums[0, block + 1] = sums[0, block] + words[block]
        sums[1, block + 1] = sums[1, block] + words[block] * bool(is_running)
        sums[2, block + 1] = sums[2, block] + linked[block]
        sums[3, block + 1] = sums[3, block] + characters


def _count_copies(texts: list[str], rows: Rows) -> None:
    """Write how often the page has each text, and how often before it; `LIMIT` at most."""
    rows[0], rows[1] = 1, 0
    counts: dict[str, int] = {}
    for index, text in enumerate(texts):
        before = counts.get(text, 0)
        counts[text] = before + 1
        if before:
            rows[1, index] = min(before, LIMIT)
    if len(counts) == len(texts):
        return
    for index in [index for index, text in enumerate(texts) if counts[text] > 1]:
        rows[0, index] = min(counts[texts[index]], LIMIT)


def _number_title(title: str) -> Words:
    """The numbers of the words of the page's title."""
    _, numbers = find_words(np.frombuffer(title.encode("utf-8", "surrogatepass"), dtype=np.uint8))
    return numbers


@kernel
def _read_words(
    data: Bytes,
    eights: Words,
    begins: Ints,
    title: Words,
    keys: Words,
    values: NDArray[np.int32],
    shift: np.uint64,
    rows: Rows,
) -> None:
    """Write what the first words of each block say, and how many of them are in the title."""
    for block in range(begins.size):
        place = begins[block]
        end = begins[block + 1] if block + 1 < begins.size else data.size
        count = total = least = most = first = functions = titles = 0
        while place < end and count < _HEAD_WORDS:
            start = place
            if is_letter(data[start]):
                place = find_end(eights, start, end)
                word = number_word(eights, start, place)
                slot = find_slot(word, keys, shift)
                said = values[slot, 0] if slot >= 0 else 0
                least = min(least, said) if count else said
                most = max(most, said) if count else said
                first = first if count else said
                total += said
                functions += values[slot, 1] if slot >= 0 else 0
                titles += _is_among(word, title)
                count += 1
            place += 1
        rows[0, block] = total
        rows[1, block] = total * 8 // max(count, 1)
        rows[2, block], rows[3, block], rows[4, block] = least, most, first
        rows[5, block] = functions
        rows[6, block] = titles * 1000 // max(count, _FEW_WORDS)


@subroutine
def _is_among(word: np.uint64, words: Words) -> bool:
    found = False
    for each in words:  # to the end: compiled to vectors
        found |= bool(each == word)
    return found
