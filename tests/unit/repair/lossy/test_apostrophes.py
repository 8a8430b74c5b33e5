"""Where an apostrophe makes a word, by language."""

from __future__ import annotations

import pytest

from cleantext.repair.lossy.apostrophes import names_have_endings, takes_apostrophe
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import SCAR


def takes(words: str, language: str) -> bool:
    """Whether an apostrophe in the place of the dash makes a word of the language."""
    skeleton = words.replace("-", SCAR)
    return takes_apostrophe(Place.of(skeleton, skeleton.index(SCAR)), language)


@pytest.mark.parametrize("words", ["dell-isola", "L-acqua", "c-è", "un-ora", "l-ho", "quest-anno"])
def test_italian_elides_before_a_vowel(words: str) -> None:
    """Articles, prepositions and pronouns lose their last vowel."""
    assert takes(words, "it")


@pytest.mark.parametrize("words", ["dell-casa", "casa-isola", "d-i", "d-ur"])
def test_what_italian_does_not_elide(words: str) -> None:
    """Before a consonant nothing is elided, and few short words stand behind a single letter."""
    assert not takes(words, "it")


def test_only_longer_elisions_are_italian_by_themselves() -> None:
    """A single letter may be of French or Friulian, where the language is not clear."""
    assert takes("nell-aria", "")
    assert not takes("l-aria", "")


@pytest.mark.parametrize(
    "words", ["Berlin-de", "Ankara-nın", "İstanbul-a", "ABD-nin", "TBMM-de", "Okulu-nda"]
)
def test_turkish_endings_agree_with_names(words: str) -> None:
    """An ending has the vowels of the name before it, and a letter between two vowels."""
    assert takes(words, "tr")


@pytest.mark.parametrize("words", ["Berlin-da", "Hik-ye", "Ankara-ın", "ev-de", "Al-de", "Tbr-de"])
def test_what_is_no_turkish_ending_of_a_name(words: str) -> None:
    """Other vowels, no vowel at all, a vowel too many, a small letter or two letters tell."""
    assert not takes(words, "tr")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ankara-da ve Berlin-de", True),  # no word has the letter behind another vowel
        ("İstanbul-da ve Berlin-de, ve İstanbul", True),  # one is known without it
        ("Ankara-da ve Ankara-dan", False),  # one name
        ("Fukar-dan ve Moll-da", False),  # none is known
        ("Ankara-da ve Gaz-da, Gaz- ve", False),  # one stands there with the letter alone
    ],
)
def test_turkish_names_are_known_without_the_letter(text: str, expected: bool) -> None:
    """Words that end in it have the same endings behind it."""
    skeleton = text.replace("-", SCAR)
    places = [Place.of(skeleton, at) for at, sign in enumerate(skeleton) if sign == SCAR]
    assert names_have_endings(skeleton, places) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("il poeta T-hir", True),
        ("Mungiu, C-inele", True),
        ("vero. L-isola", False),
        ("l-ora", False),
    ],
)
def test_a_capital_within_a_sentence_begins_a_name(text: str, expected: bool) -> None:
    """At the beginning of one it may be an article."""
    skeleton = text.replace("-", SCAR)
    assert Place.of(skeleton, skeleton.index(SCAR)).begins_name is expected
