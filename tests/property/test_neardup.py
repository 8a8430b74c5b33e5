"""Near-duplicates on any input: datasketch and brute force are the oracles."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cleantext.neardup.lsh import Banding, band_keys, choose_banding
from cleantext.neardup.minhash import estimate_jaccard, signatures
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.resolve import Candidates, resolve_candidates
from cleantext.neardup.shingles import (
    jaccard_of_sets,
    shingle_fingerprints,
    shingle_hashes,
    shingle_set,
)
from cleantext.neardup.texts import Texts
from cleantext.words import tokenize

Dropped = dict[int, tuple[int, float]]

words = st.sampled_from(
    ["ferry", "noon", "harbour", "Rain", "\N{LATIN SMALL LETTER E WITH ACUTE}t"]
)
texts = st.lists(words, min_size=1, max_size=8).map(" ".join)
corpora = st.lists(texts, min_size=1, max_size=14)
thresholds = st.sampled_from([0.1, 0.3, 0.5, 2 / 3, 0.7, 0.75, 0.9, 1.0])


def sign(corpus: list[str], size: int, num_perm: int, seed: int = 1) -> NDArray[np.uint32]:
    """The signatures of some texts."""
    hashes = [shingle_hashes(text, size) for text in corpus]
    offsets = np.cumsum([0, *map(len, hashes)])
    return signatures(np.concatenate(hashes), offsets, num_perm, seed)


def resolve(
    order: list[int],
    keys: NDArray[np.uint64],
    corpus: list[str],
    size: int,
    threshold: float,
    least: int = 1,
) -> tuple[Dropped, int]:
    """Resolution as the library does it."""
    column = Texts.of_strings(corpus)
    candidates = Candidates(
        Banding(keys.shape[1], 1, least),
        lambda band: keys[:, band],
        column.take,
        np.diff(column.offsets),
        lambda function, numbers: [function(number) for number in numbers],
    )
    found = resolve_candidates(np.array(order, np.int64), candidates, size, threshold)
    pairs = zip(found.kept.tolist(), found.similarity.tolist(), strict=True)
    return dict(zip(found.documents.tolist(), pairs, strict=True)), found.candidate_pairs


def resolve_by_brute_force(
    order: list[int],
    keys: NDArray[np.uint64],
    corpus: list[str],
    size: int,
    threshold: float,
    least: int,
) -> tuple[Dropped, int]:
    """Resolution as the design defines it, one pair at a time."""
    sets = [shingle_set(text, size) for text in corpus]
    kept: list[int] = []
    dropped: Dropped = {}
    looked_at = 0
    for document in order:
        beside = [other for other in kept if (keys[other] == keys[document]).sum() >= least]
        looked_at += len(beside)
        similarities = [jaccard_of_sets(sets[document], sets[other]) for other in beside]
        if max(similarities, default=0.0) >= threshold:
            best = max(similarities)
            dropped[document] = beside[similarities.index(best)], best
        else:
            kept.append(document)
    return dropped, looked_at


@given(
    st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=40), min_size=1, max_size=6),
    st.integers(1, 130),
    st.integers(0, 2**32 - 1),
)
@settings(deadline=None)
def test_signatures_are_datasketchs(documents: list[list[int]], num_perm: int, seed: int) -> None:
    """Every number of every signature is the one datasketch computes from the same hashes."""
    hashes = np.array([each for document in documents for each in document], np.uint32)
    offsets = np.cumsum([0, *map(len, documents)])
    for ours, document in zip(signatures(hashes, offsets, num_perm, seed), documents, strict=True):
        oracle = MinHash(num_perm, seed, hashfunc=int, scheme="affine32")
        oracle.update_batch(document)
        assert np.array_equal(ours, oracle.hashvalues)


@given(st.integers(0, 2**32 - 1), st.integers(1, 300), st.integers(0, 300), st.integers(0, 300))
@settings(deadline=None, derandomize=True)
def test_the_estimate_is_within_its_bound_of_the_exact(
    seed: int, shared: int, only_a: int, only_b: int
) -> None:
    """Within five standard errors, and three places for the long tail of rare agreement.

    The hashes are distinct, so there is no slack for collisions.
    """
    generator = np.random.default_rng(seed)
    total = shared + only_a + only_b
    hashes = np.unique(generator.integers(0, 2**32, total + 50, np.uint32))
    hashes = generator.permutation(hashes)[:total]
    a, b = hashes[: shared + only_a], np.concatenate([hashes[:shared], hashes[shared + only_a :]])
    one, two = signatures(np.concatenate([a, b]), np.array([0, len(a), len(a) + len(b)]), 256, 1)
    exact = shared / total
    bound = 5 * math.sqrt(exact * (1 - exact) / 256) + 3 / 256
    assert abs(estimate_jaccard(one, two) - exact) <= bound


@pytest.mark.parametrize(
    ("threshold", "recall"), [(0.5, 0.99), (0.7, 0.99), (0.7, 0.9), (0.8, 0.95), (0.9, 0.99)]
)
def test_lsh_finds_what_brute_force_finds_at_the_promised_recall(
    threshold: float, recall: float
) -> None:
    """Of 2,000 pairs exactly at the threshold, no fewer than promised, less three sigma.

    Nor do they differ by more than four sigma from what the formula says.
    """
    pairs, size = 2000, 190
    common = round(2 * size * threshold / (1 + threshold))
    generator = np.random.default_rng(20)
    hashes = generator.integers(0, 2**32, (pairs, 2, size), np.uint32)
    hashes[:, 1, :common] = hashes[:, 0, :common]
    exact = common / (2 * size - common)
    banding = choose_banding(threshold, recall, 128)
    signed = signatures(hashes.reshape(-1), np.arange(0, hashes.size + 1, size), 128, 1)
    keys = band_keys(signed, banding)
    shared = (keys[::2] == keys[1::2]).sum(axis=1)
    found = float((shared >= banding.least_shared).mean())
    sigma = math.sqrt(recall * (1 - recall) / pairs)
    assert exact == pytest.approx(threshold, abs=0.004)
    assert found >= recall - 3 * sigma
    formula = banding.recall_at(exact)
    assert abs(found - formula) <= 4 * math.sqrt(formula * (1 - formula) / pairs) + 1 / pairs


@given(corpora, st.integers(1, 3))
@settings(deadline=None)
def test_equal_shingles_and_only_they_have_equal_fingerprints(corpus: list[str], size: int) -> None:
    """The exact set and the fingerprints of a text are of one size, and overlap alike."""
    exact = [shingle_set(text, size) for text in corpus]
    hashed = [set(shingle_fingerprints(text, size).tolist()) for text in corpus]
    for (one, two), (a, b) in zip(pairwise(exact), pairwise(hashed), strict=True):
        assert (len(one & two), len(one | two)) == (len(a & b), len(a | b))


@given(corpora, st.integers(1, 3), thresholds, st.sampled_from([(1, 4), (2, 2), (4, 1)]), st.data())
@settings(deadline=None, max_examples=150)
def test_resolution_is_what_brute_force_decides(
    corpus: list[str],
    size: int,
    threshold: float,
    bands_and_rows: tuple[int, int],
    data: st.DataObject,
) -> None:
    """In any order, of any part of the corpus, with any banding: the same, pair for pair."""
    order = data.draw(st.lists(st.sampled_from(range(len(corpus))), unique=True))
    keys = band_keys(sign(corpus, size, num_perm=4), Banding(*bands_and_rows))
    least = data.draw(st.integers(1, keys.shape[1]))
    expected = resolve_by_brute_force(order, keys, corpus, size, threshold, least)
    assert resolve(order, keys, corpus, size, threshold, least) == expected


@given(corpora, st.integers(1, 3), thresholds, st.data())
@settings(deadline=None, max_examples=150)
def test_every_result_is_valid_in_every_order(
    corpus: list[str], size: int, threshold: float, data: st.DataObject
) -> None:
    """Each dropped document names a kept one before it, with their exact similarity.

    No kept document could have been dropped: all pairs are candidates here.
    """
    order = data.draw(st.permutations(range(len(corpus))))
    one_bucket = np.zeros((len(corpus), 1), np.uint64)
    dropped, _ = resolve(order, one_bucket, corpus, size, threshold)
    sets = [shingle_set(text, size) for text in corpus]
    kept = [document for document in order if document not in dropped]
    for document, (keeper, similarity) in dropped.items():
        before = [each for each in kept if order.index(each) < order.index(document)]
        assert keeper in before
        assert similarity == jaccard_of_sets(sets[document], sets[keeper]) >= threshold
        assert similarity == max(jaccard_of_sets(sets[document], sets[each]) for each in before)
    for index, document in enumerate(kept):
        for other in kept[:index]:
            assert jaccard_of_sets(sets[document], sets[other]) < threshold


@given(corpora, st.integers(1, 3), st.data())
@settings(deadline=None)
def test_order_changes_only_which_copy_of_equal_documents_is_kept(
    corpus: list[str], size: int, data: st.DataObject
) -> None:
    """At threshold 1.0, the kept sets are the distinct ones, each by its first document."""
    order = data.draw(st.permutations(range(len(corpus))))
    keys = band_keys(sign(corpus, size, num_perm=8), choose_banding(1.0, 0.99, 8))
    dropped, _ = resolve(order, keys, corpus, size, 1.0)
    sets = [shingle_set(text, size) for text in corpus]
    first = {sets[document]: document for document in reversed(order)}
    assert set(order) - set(dropped) == set(first.values())
    assert dropped == {d: (first[sets[d]], 1.0) for d in dropped}


# Characters whose tokens depend on what is beside them, or that become several.
AWKWARD = (
    "aZ_9 .'"
    "\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}\N{COMBINING GREEK YPOGEGRAMMENI}"
    "\N{LATIN SMALL LETTER SHARP S}\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
    "\N{LATIN SMALL LIGATURE FFI}\N{GREEK SMALL LETTER IOTA WITH DIALYTIKA AND TONOS}"
    "\N{GREEK CAPITAL LETTER SIGMA}\N{OHM SIGN}\N{KELVIN SIGN}\N{EN QUAD}"
    "\N{RIGHT SINGLE QUOTATION MARK}\N{EN DASH}\N{NO-BREAK SPACE}"
    "\N{LATIN SMALL LETTER E WITH ACUTE}"
    "\N{HANGUL CHOSEONG KIYEOK}\N{HANGUL JUNGSEONG A}\N{HANGUL JONGSEONG KIYEOK}"
    "\N{HANGUL SYLLABLE GA}\N{CJK UNIFIED IDEOGRAPH-6771}\N{CJK COMPATIBILITY IDEOGRAPH-F900}"
    "\N{HIRAGANA LETTER KA}\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}"
    "\N{DEVANAGARI LETTER NA}\N{DEVANAGARI SIGN NUKTA}\N{DEVANAGARI SIGN VIRAMA}"
    "\N{DEVANAGARI VOWEL SIGN I}\N{THAI CHARACTER KO KAI}\N{THAI CHARACTER SARA U}"
    "\N{THAI CHARACTER MAI EK}\N{ARABIC LETTER BEH}\N{ARABIC SHADDA}\N{ARABIC FATHA}"
    "\N{TIBETAN VOWEL SIGN II}\N{MYANMAR LETTER KA}\N{KHMER LETTER KA}\N{LAO LETTER KO}"
    "\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}\N{HEAVY BLACK HEART}\N{GRINNING FACE}"
    "\N{DESERET CAPITAL LETTER LONG I}\N{MUSICAL SYMBOL HALF NOTE}\N{KAITHI LETTER DDDHA}"
    "\U000110ba\U00020000\U0010ffff\ud800\x00\x7f\x80"
)


@given(
    st.lists(
        st.one_of(
            st.text(), st.text(st.sampled_from(AWKWARD)), st.text(st.sampled_from("aB .9_\xe9’"))
        ),
        max_size=5,
    )
)
@settings(deadline=None, max_examples=300)
def test_normalized_texts_hold_the_tokens_of_words(corpus: list[str]) -> None:
    """Whatever the characters: the kernels see the tokens that `tokenize` finds, text by text."""
    normal = NORMALIZER.normalize(Texts.of_strings(corpus))
    found = [normal[number].decode().split(" ") for number in range(len(corpus))]
    expected = [tokenize(text.replace("\ud800", "?")) for text in corpus]
    assert [[token for token in tokens if token] for tokens in found] == expected


NORMALIZER = Normalizer()  # one for all: what it has learned must not change what it does


def test_every_character_is_normalized_as_words_does() -> None:
    """Each character of Unicode, alone and between letters."""
    for first in range(0, 0x110000, 4096):
        characters = [chr(c) for c in range(first, first + 4096) if not 0xD800 <= c < 0xE000]
        corpus = [*characters, *(f"a{character}b" for character in characters)]
        normal = NORMALIZER.normalize(Texts.of_strings(corpus))
        for number, text in enumerate(corpus):
            assert normal[number].decode().split() == tokenize(text), ascii(text)
