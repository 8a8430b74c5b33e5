"""Deduplication against its definition, by brute force over all pairs."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.deduplication import DedupeOptions, dedupe, jaccard
from cleantext.deduplication.options import Keep
from cleantext.words import tokenize

# So high a recall that a pair is missed once in 10**15: what is found is all there is.
CERTAIN: dict[str, Any] = {
    "num_perm": 512,
    "recall": 1 - 1e-12,
    "threshold": 0.6,
    "shingle_size": 2,
}
LENGTHS = {"first": lambda _: 0, "longest": lambda text: -len(text), "shortest": len}


@st.composite
def corpora(draw: st.DrawFn) -> list[str]:
    """Documents with exact copies, near copies and near copies of these among them."""
    noise = draw(st.randoms(use_true_random=False))
    texts = [""]
    for _ in range(draw(st.integers(1, 14))):
        words = noise.choice(texts).split()
        for _ in range(noise.choice([0, 1, 1, 3, 12])):
            words.insert(noise.randint(0, len(words)), noise.choice("abcdefghij") * 3)
        texts.append(" ".join(words) + noise.choice(["", "."]))
    return noise.sample(texts, len(texts))


def resolve_by_definition(
    texts: list[str], keep: str, threshold: float, shingle_size: int
) -> dict[str, tuple[str, float]]:
    """Each dropped text's place, the place of the kept one it names, and their similarity."""
    order = sorted(range(len(texts)), key=lambda n: (LENGTHS[keep](texts[n]), n))
    kept: list[int] = []
    dropped = {}
    for n in order:
        similar = [(jaccard(texts[n], texts[k], shingle_size=shingle_size), k) for k in kept]
        verified = [(s, -kept.index(k), k) for s, k in similar if s >= threshold]
        if verified:
            similarity, _, best = max(verified)
            dropped[str(n)] = (str(best), similarity)
        else:
            kept.append(n)
    return dropped


@pytest.mark.parametrize("keep", sorted(LENGTHS))
@given(texts=corpora())
@settings(max_examples=60, deadline=None)
def test_result_is_the_definition(keep: Keep, texts: list[str]) -> None:
    """With certain recall, `dedupe` does what comparing all pairs by the definition does."""
    result = dedupe(texts, DedupeOptions(keep=keep, **CERTAIN))
    found = {d.id: (d.duplicate_of, d.similarity) for d in result.duplicates}
    assert found == resolve_by_definition(texts, keep, 0.6, 2)
    assert sorted([*result.kept_ids, *result.duplicate_ids], key=int) == [
        str(n) for n in range(len(texts))
    ]


@given(texts=corpora(), seed=st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_input_order_changes_only_which_copy_is_kept(texts: list[str], seed: int) -> None:
    """Of documents with the same tokens one is kept, and only the order says which."""
    shuffled = random.Random(seed).sample(texts, len(texts))
    exact = DedupeOptions(threshold=1.0, shingle_size=10_000)
    one, two = dedupe(texts, exact), dedupe(shuffled, exact)
    assert len(one.kept_ids) == len(two.kept_ids)

    def tokens(texts: list[str], ids: tuple[str, ...]) -> list[list[str]]:
        return sorted(tokenize(texts[int(n)]) for n in ids)

    assert tokens(texts, one.kept_ids) == tokens(shuffled, two.kept_ids)


@given(texts=corpora(), threshold=st.floats(0.3, 1.0))
@settings(max_examples=40, deadline=None)
def test_every_dropped_document_is_really_a_duplicate(texts: list[str], threshold: float) -> None:
    """At any recall: it names a kept document, by their exact similarity, above the threshold."""
    result = dedupe(texts, DedupeOptions(threshold=threshold, num_perm=64, recall=0.9))
    for duplicate in result.duplicates:
        assert duplicate.duplicate_of in result.kept_ids
        assert duplicate.similarity >= threshold
        a, b = texts[int(duplicate.id)], texts[int(duplicate.duplicate_of)]
        assert duplicate.similarity == jaccard(a, b)
