"""Resolution: which documents are dropped, and for whom."""

import time

import numpy as np

from cleantext.neardup.resolve import resolve_candidates


def resolve(texts: list[str], order: list[int], threshold: float) -> dict[int, tuple[int, float]]:
    """Resolve texts that all share one bucket, with single tokens as shingles."""
    keys = np.zeros((len(texts), 1), np.uint64)
    return resolve_candidates(order, keys, texts.__getitem__, 1, threshold)[0]


def test_similarity_to_a_dropped_document_is_no_reason() -> None:
    """No chaining: the third is like the second, which was dropped, and not like the first."""
    texts = ["a b c d e", "b c d e f", "c d e f g"]
    assert resolve(texts, [0, 1, 2], 0.6) == {1: (0, 4 / 6)}


def test_a_document_is_dropped_for_the_most_similar_kept_one() -> None:
    """Of two kept documents that would do, the more similar; ties go to the earlier."""
    texts = ["a b c d e f g h", "a b c d e i j k", "a b c d e f i j", "a b c d e f i"]
    assert resolve(texts, [0, 1, 2], 0.5) == {2: (1, 7 / 9)}
    assert resolve(texts, [0, 1, 3], 0.5) == {3: (0, 6 / 9)}
    assert resolve(texts, [1, 0, 3], 0.5) == {3: (1, 6 / 9)}


def test_the_order_decides_who_is_kept() -> None:
    """The same documents in another order: the one that comes first is kept."""
    texts = ["a b c d", "a b c d e", "x y"]
    assert resolve(texts, [0, 1, 2], 0.7) == {1: (0, 0.8)}
    assert resolve(texts, [2, 1, 0], 0.7) == {0: (1, 0.8)}


def test_equal_texts_have_similarity_one() -> None:
    """Every further copy is dropped for the first."""
    assert resolve(["a b"] * 3, [1, 2, 0], 0.7) == {2: (1, 1.0), 0: (1, 1.0)}


def test_documents_left_out_of_the_order_take_no_part() -> None:
    """They are neither dropped nor named."""
    assert resolve(["a b", "a b", "a b"], [1, 2], 0.7) == {2: (1, 1.0)}


def test_documents_in_different_buckets_are_not_compared() -> None:
    """Only candidates are looked at, each pair once however many buckets it shares."""
    keys = np.array([[1, 1, 1], [1, 1, 2], [3, 3, 3]], np.uint64)
    texts = ["a b c", "a b c", "a b c"]
    dropped, candidate_pairs = resolve_candidates([0, 1, 2], keys, texts.__getitem__, 1, 0.7)
    assert dropped == {1: (0, 1.0)}
    assert candidate_pairs == 1


def test_nothing_to_resolve() -> None:
    """No documents, no duplicates."""
    keys = np.empty((0, 32), np.uint64)
    assert resolve_candidates([], keys, [].__getitem__, 5, 0.7) == ({}, 0)


def test_a_template_with_thousands_of_copies_costs_its_size_not_the_square() -> None:
    """Each copy is compared with the one that is kept."""
    template = " ".join(f"word{number}" for number in range(50))
    texts = [f"{template} {number}" for number in range(5000)]
    keys = np.zeros((len(texts), 32), np.uint64)
    started = time.perf_counter()
    dropped, candidate_pairs = resolve_candidates(range(5000), keys, texts.__getitem__, 5, 0.7)
    assert len(dropped) == candidate_pairs == 4999
    assert {kept for kept, _ in dropped.values()} == {0}
    assert time.perf_counter() - started < 20
