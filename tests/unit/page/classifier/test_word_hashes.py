"""The words of blocks, by their hashes."""

from __future__ import annotations

import pytest

from cleantext.page.classifier.word_hashes import hash_words, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the old mill", ["the", "old", "mill"]),
        ("\u6771\u4eac\u90fd", ["\u6771\u4eac", "\u4eac\u90fd"]),
        ("a\u6771b \u4eac\u3002\u90fd", ["a", "\u6771", "b", "\u4eac", "\u90fd"]),
        ("\u0e17\u0e35\u0e48", ["\u0e17\u0e35", "\u0e35\u0e48"]),
        ("\u304b_\u304d\u304f1", ["\u304b", "_", "\u304d\u304f", "1"]),
    ],
)
def test_scripts_without_spaces_have_pairs_for_words(text: str, words: list[str]) -> None:
    """A pair for each two neighbours, Thai vowel signs too; a character alone is a word."""
    assert list(split_words(text)) == words
    (count,) = hash_words([text]).counts
    assert count == len(words)


def test_letters_of_scripts_without_spaces_count_twice() -> None:
    """A pair is as long as a word of four letters, so that it has a meaning."""
    assert hash_words(["mill \u6771\u4eac\u90fd \u6c34"]).sizes.tolist() == [4, 4, 4, 2]


@pytest.mark.parametrize("line", ["the old ferry", "Fährmann \N{LATIN SMALL LETTER A WITH TILDE}"])
def test_a_large_page_is_read_in_parts(line: str) -> None:
    """Each line has the words that it has alone: long lines are not cut, nor is any line lost."""
    texts = [f"{line} {number}" for number in range(20_000)]
    texts[7] = texts[-3] = f"{line} " * 20_000
    texts[8] = ""
    together = hash_words(texts)
    alone = [hash_words([text]) for text in texts]
    for whole, parts in zip(together, zip(*alone, strict=True), strict=True):
        assert whole.tolist() == [number for part in parts for number in part.tolist()]
