"""Texts as one array of bytes."""

import numpy as np

from cleantext.neardup.texts import Texts, are_same, digest_texts


def test_texts_are_taken_in_any_order_and_more_than_once() -> None:
    """What is taken is what was asked for, empty texts and repeats too."""
    texts = Texts.of_strings(["one", "", "three", "\N{EURO SIGN}"])
    taken = texts.take(np.array([3, 1, 0, 3]))
    assert [taken[number].decode() for number in range(4)] == [
        "\N{EURO SIGN}", "", "one", "\N{EURO SIGN}",
    ]  # fmt: skip
    assert len(texts.take(np.empty(0, np.int64))) == 0


def test_same_texts_have_the_same_bytes() -> None:
    """Two texts that differ in size, or in one byte anywhere, are not the same."""
    text = "ab" * 50
    others = [text, text[:-1], text + "a", "b" + text[1:], text[:-1] + "a", text[:63] + "a" * 37]
    same = are_same(Texts.of_strings([text] * len(others)), Texts.of_strings(others))
    assert same.tolist() == [True, False, False, False, False, False]


def test_digests_tell_texts_apart() -> None:
    """Each byte counts, and so does the length: of texts of one byte, and of changed ones."""
    zeros = ["\0" * size for size in range(200)]
    changed = ["x" * place + "y" + "x" * (150 - place) for place in range(150)]
    texts = [*zeros, *changed]
    assert len(set(digest_texts(Texts.of_strings(texts)).tolist())) == len(texts)


def test_digests_do_not_depend_on_what_is_around() -> None:
    """A text has the same digest alone and among others."""
    texts = ["a" * size for size in range(100)]
    together = digest_texts(Texts.of_strings(texts))
    alone = [digest_texts(Texts.of_strings([text]))[0] for text in texts]
    assert together.tolist() == alone
