"""What single words say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleantext.page.classifier.lexicon import (
    Lexicon,
    load_function_words,
    load_lexicon,
    load_prose,
)
from cleantext.page.classifier.word_hashes import hash_words


@pytest.mark.parametrize("load", [load_lexicon, load_prose])
def test_weights_are_small_whole_numbers_of_single_words(load: Callable[[], Lexicon]) -> None:
    """Each entry is a casefolded word with a weight that a reader can judge."""
    weights = load().weights
    assert all(type(weight) is int and -40 <= weight <= 40 for weight in weights.values())
    assert all(word == word.casefold() and len(word.split()) == 1 for word in weights)


def test_words_of_menus_weigh_against_a_block() -> None:
    """Words that every reader knows from menus and notices, and words of prose."""
    weights = load_lexicon().weights
    assert all(weights[word] > 0 for word in ("subscribe", "sitemap", "copyright", "privacy"))
    assert all(weights[word] < 0 for word in ("although", "previously", "because"))


def test_words_of_notices_weigh_against_prose() -> None:
    """Words that prose has where it is no story, and words that stories have."""
    weights = load_prose().weights
    assert all(weights[word] > 0 for word in ("cookies", "newsletter", "privacy", "copyright"))
    assert all(weights[word] < 0 for word in ("talked", "warned", "feelings"))


def test_words_are_weighed_by_their_hashes() -> None:
    """A weight for each word that is known, and whether it is a function word."""
    lexicon = Lexicon({"said": -9, "the": 2}, frozenset({"the", "and"}))
    words = hash_words(["The town said", "", "AND"])
    weights, is_function = lexicon.weigh(words.hashes)
    assert weights.tolist() == [2, 0, -9, 0]
    assert is_function.tolist() == [True, False, False, True]
    assert words.counts.tolist() == [3, 0, 1]
    assert words.sizes.tolist() == [3, 4, 4, 3]


def test_function_words_are_of_many_languages() -> None:
    """A word each of several scripts."""
    words = load_function_words()
    assert {"the", "nicht", "\N{CYRILLIC SMALL LETTER I}"} <= words


def test_each_text_is_read_by_itself() -> None:
    """Words of one text say nothing of another; a function word counts once a text."""
    lexicon = Lexicon({"subscribe": 20, "said": -9, "the": 1}, frozenset({"the", "and"}))
    rows = lexicon.read(["", "the The\nAND said", "...", "subscribe"]).tolist()
    assert rows == [
        [0] * 8,
        [-7, -14, 1, -9, -9, 1, 2, 750],
        [0] * 8,
        [20, 160, 20, 20, 20, 20, 0, 1000],
    ]


def test_texts_without_words_say_nothing() -> None:
    """No text, and texts of marks alone."""
    lexicon = Lexicon({}, frozenset())
    assert lexicon.read(["--", "\n"]).tolist() == [[0] * 8, [0] * 8]


def test_words_of_any_script_are_parted_as_by_w() -> None:
    """The same words as the expression finds, beyond the basic plane and with marks, too."""
    vowel = "\N{DEVANAGARI LETTER KA}\N{DEVANAGARI VOWEL SIGN II}"
    gothic = "\N{GOTHIC LETTER AHSA}\N{GOTHIC LETTER BAIRKAN}"
    lexicon = Lexicon(
        {gothic: 5, "b": 3}, frozenset({vowel, "\N{DEVANAGARI LETTER KA}", "stra\xdfe"})
    )
    rows = lexicon.read([f"{gothic}, {vowel} b", "\N{GRINNING FACE} \ud800B_ _", "STRASSE"])
    assert rows[:, [0, 6, 7]].tolist() == [[8, 1, 666], [0, 0, 0], [0, 0, 0]]


def test_a_longer_word_is_another_word() -> None:
    """A known word within a word, or at another place of the text, is found by itself alone."""
    lexicon = Lexicon({"mail": 7}, frozenset())
    texts = ["x " * 50 + "mail", "email", "mails", "mail"]
    assert lexicon.read(texts)[:, 0].tolist() == [7, 0, 0, 7]


@pytest.mark.parametrize("other", ["x", "\N{LATIN SMALL LETTER E WITH ACUTE}"])
def test_a_word_at_the_end_of_a_long_page_is_found(other: str) -> None:
    """Powers for the hashes are made beyond those that are kept for most pages."""
    lexicon = Lexicon({"mail": 7, "home": 2}, frozenset())
    texts = ["home", *[f"{other} " * 50] * 400, "mail"]
    rows = lexicon.read(texts)
    assert rows[[0, -1], 0].tolist() == [2, 7]
    assert not rows[1:-1].any()
