"""What single words say."""

from __future__ import annotations

from cleantext.page.lexicon import load_function_words, load_lexicon


def test_weights_are_small_whole_numbers_of_single_words() -> None:
    """Each entry is a casefolded word with a weight that a reader can judge."""
    weights = load_lexicon().weights
    assert all(type(weight) is int and -40 <= weight <= 40 for weight in weights.values())
    assert all(word == word.casefold() and len(word.split()) == 1 for word in weights)


def test_words_of_menus_weigh_against_a_block() -> None:
    """Words that every reader knows from menus and notices, and words of prose."""
    weights = load_lexicon().weights
    assert all(weights[word] > 0 for word in ("subscribe", "sitemap", "copyright", "privacy"))
    assert all(weights[word] < 0 for word in ("although", "previously", "because"))


def test_function_words_are_of_many_languages() -> None:
    """A word each of several scripts."""
    words = load_function_words()
    assert {"the", "nicht", "\N{CYRILLIC SMALL LETTER I}"} <= words
