"""Shingles: the exact set, and the hashes that stand for it."""

import time

import numpy as np
import pytest

from cleantext.neardup.shingles import (
    jaccard_of_sets,
    shingle_fingerprints,
    shingle_hashes,
    shingle_set,
)
from cleantext.words import tokenize

TEXTS = [
    "The ferry left at nine and the ferry came back at noon.",
    "one",
    "one two three four",
    "one two three four five",
    "Stra\N{LATIN SMALL LETTER SHARP S}e, caf\N{LATIN SMALL LETTER E WITH ACUTE} \U0001f600 7_up",
    "\N{CJK UNIFIED IDEOGRAPH-6771}\N{CJK UNIFIED IDEOGRAPH-4EAC} tower",
    "a a a a a a a a",
    "seventy eight-by ninecharsx sixteen_letters_ seventeen_letters a b c d e f",
    "exactly8",
]


def mixed(value: int) -> int:
    """The finalizer of MurmurHash3 in plain Python."""
    value = (value ^ value >> 33) * 0xFF51AFD7ED558CCD % 2**64
    value = (value ^ value >> 33) * 0xC4CEB9FE1A85EC53 % 2**64
    return value ^ value >> 33


def documented_token(token: str) -> int:
    """What the docstring of hash_tokens promises, in plain Python."""
    data, state = token.encode(), 0
    while len(data) >= 8:
        state = mixed(state ^ int.from_bytes(data[:8], "little"))
        data = data[8:]
    rest = state ^ int.from_bytes(data, "little")
    return mixed((rest + len(token.encode()) * 0x9E3779B97F4A7C15) % 2**64)


def documented_fingerprint(tokens: tuple[str, ...]) -> int:
    """What the docstring of shingle_fingerprints promises, in plain Python."""
    polynomial = 0
    for token in tokens:
        polynomial = (polynomial * 0x9E3779B97F4A7C15 + documented_token(token)) % 2**64
    return mixed(polynomial)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", [1, 2, 5, 40])
def test_fingerprints_are_the_documented_hash(text: str, size: int) -> None:
    """Each shingle occurrence has the fingerprint of the formula, in text order."""
    tokens = tokenize(text)
    shingles = [tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))]
    expected = [documented_fingerprint(shingle) for shingle in shingles]
    assert shingle_fingerprints(text, size).tolist() == expected
    assert set(shingles) == shingle_set(text, size)


@pytest.mark.parametrize("text", TEXTS)
def test_hashes_are_the_upper_halves_of_the_fingerprints(text: str) -> None:
    """A shingle hash is the upper 32 bits of its fingerprint."""
    expected = [fingerprint >> 32 for fingerprint in shingle_fingerprints(text, 3).tolist()]
    hashes = shingle_hashes(text, 3)
    assert hashes.dtype == np.uint32
    assert hashes.tolist() == expected


@pytest.mark.parametrize("text", ["", "  \n", "... !? --", "\N{COMBINING ACUTE ACCENT}"])
def test_a_text_without_tokens_has_no_shingles(text: str) -> None:
    """Neither the set nor the hashes hold anything."""
    assert shingle_set(text, 5) == frozenset()
    assert shingle_hashes(text, 5).tolist() == []


def test_a_short_text_has_one_shingle_of_all_its_tokens() -> None:
    """Fewer tokens than the shingle size make one shingle."""
    assert shingle_set("Left at noon", 5) == {("left", "at", "noon")}
    assert len(shingle_fingerprints("Left at noon", 5)) == 1


def test_a_shorter_shingle_is_not_a_longer_one() -> None:
    """A text that is a prefix of another shares no shingle with it when both are short."""
    assert not set(shingle_hashes("a b", 5).tolist()) & set(shingle_hashes("a b c", 5).tolist())


def test_tokens_do_not_run_together() -> None:
    """Where one token ends and the next begins matters."""
    assert shingle_fingerprints("ab c", 2).tolist() != shingle_fingerprints("a bc", 2).tolist()


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "a " * 500_000, "line\n" * 200_000, "\ud800 a\0b " * 100_000]
)
def test_a_megabyte_takes_linear_time(text: str) -> None:
    """One long token, one long line, many lines, surrogates and NUL: seconds, not hours."""
    started = time.perf_counter()
    shingle_hashes(text, 5)
    shingle_set(text, 5)
    assert time.perf_counter() - started < 10


def test_jaccard_is_shared_over_all() -> None:
    """|A and B| / |A or B|; nothing in common is 0.0, and so are two empty sets."""
    a, b = frozenset({("a",), ("b",)}), frozenset({("b",), ("c",), ("d",)})
    assert jaccard_of_sets(a, b) == 1 / 4
    assert jaccard_of_sets(a, a) == 1.0
    assert jaccard_of_sets(a, frozenset()) == 0.0
    assert jaccard_of_sets(frozenset(), frozenset()) == 0.0
