"""Resolution: which documents are dropped, and for whom."""

import random
import time
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from cleantext.neardup import resolve as resolving
from cleantext.neardup.lsh import Banding
from cleantext.neardup.resolve import Candidates, resolve_candidates
from cleantext.neardup.texts import Texts


def candidates_of(keys: NDArray[np.uint64], texts: list[str]) -> Candidates:
    """What texts in memory are compared by. No two keys differ in their lowest bits alone."""
    column = Texts.of_strings(texts)
    spread = keys << np.uint64(32)
    return Candidates(
        Banding(keys.shape[1], rows=1),
        lambda band: spread[:, band],
        column.take,
        np.diff(column.offsets),
        lambda function, numbers: [function(number) for number in numbers],
    )


def resolve(
    texts: list[str], order: Sequence[int], threshold: float
) -> dict[int, tuple[int, float]]:
    """Resolve texts that all share one bucket, with single tokens as shingles."""
    return resolve_in(np.zeros((len(texts), 1), np.uint64), texts, order, threshold, 1)[0]


def resolve_in(
    keys: NDArray[np.uint64], texts: list[str], order: Sequence[int], threshold: float, size: int
) -> tuple[dict[int, tuple[int, float]], int]:
    """The dropped texts, the kept one of each with the similarity, and the candidate pairs."""
    found = resolve_candidates(
        np.array(order, np.int64), candidates_of(keys, texts), size, threshold
    )
    pairs = zip(found.kept.tolist(), found.similarity.tolist(), strict=True)
    return dict(zip(found.documents.tolist(), pairs, strict=True)), found.candidate_pairs


@pytest.fixture(params=["one block", "blocks of one", "little memory"])
def _blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents decided all at once, or one by one, or with few candidates in memory."""
    if request.param == "blocks of one":
        monkeypatch.setattr(resolving, "_DOCUMENTS_AT_ONCE", 1)
    if request.param == "little memory":
        monkeypatch.setattr(resolving, "_BYTES_AT_ONCE", 20)
        monkeypatch.setattr(resolving, "_BYTES_A_TASK", 10)
        monkeypatch.setattr(resolving, "_PAIRS_AT_ONCE", 2)


pytestmark = pytest.mark.usefixtures("_blocks")


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


def test_long_texts_near_the_threshold_are_told_apart() -> None:
    """Texts of up to 3,000 tokens that share half to nine tenths, at their ends or throughout.

    What is left out by a look, and where counting ends early, decide nothing.
    """
    drawn = random.Random(5)
    texts = ["origin"]
    for size in (30, 300, 1000, 3000):
        common = [f"c{size}x{number}" for number in range(size)]
        for similarity in (0.5, 0.6, 0.69, 0.7, 0.71, 0.8, 0.9):
            kept = common[: round(size * similarity)]
            own = [f"o{len(texts)}x{number}" for number in range(drawn.randrange(size // 9))]
            both = [kept + own, own + kept, drawn.sample(kept + own, len(kept + own))]
            texts += [" ".join(tokens) for tokens in [*both, common]]
    sets = [set(text.split()) for text in texts]
    expected: dict[int, tuple[int, float]] = {}
    for number, own_set in enumerate(sets):
        found = [
            (len(own_set & sets[other]) / len(own_set | sets[other]), -other)
            for other in range(number)
            if other not in expected
        ]
        best, other = max(found, default=(0.0, 0))
        if best >= 0.7:
            expected[number] = (-other, best)
    assert resolve(texts, range(len(texts)), 0.7) == expected
    assert len(expected) > 40


def test_equal_texts_have_similarity_one() -> None:
    """Every further copy is dropped for the first."""
    assert resolve(["a b"] * 3, [1, 2, 0], 0.7) == {2: (1, 1.0), 0: (1, 1.0)}


def test_documents_left_out_of_the_order_take_no_part() -> None:
    """They are neither dropped nor named."""
    assert resolve(["a b", "a b", "a b"], [1, 2], 0.7) == {2: (1, 1.0)}


def test_the_threshold_itself_passes() -> None:
    """Seven of ten is 0.7, whatever binary fractions make of it."""
    assert resolve(["a b c d e f g h i j", "a b c d e f g"], [0, 1], 0.7) == {1: (0, 0.7)}
    assert resolve(["a b c d e f g h i j k", "a b c d e f g"], [0, 1], 0.7) == {}


def test_documents_in_different_buckets_are_not_compared() -> None:
    """Only candidates are looked at, each pair once however many buckets it shares."""
    keys = np.array([[1, 1, 1], [1, 1, 2], [3, 3, 3]], np.uint64)
    texts = ["a b c", "a b c", "a b c"]
    assert resolve_in(keys, texts, [0, 1, 2], 0.7, 1) == ({1: (0, 1.0)}, 1)


def test_nothing_to_resolve() -> None:
    """No documents, no duplicates."""
    assert resolve_in(np.empty((0, 32), np.uint64), [], [], 0.7, 5) == ({}, 0)


def test_a_template_with_thousands_of_copies_costs_its_size_not_the_square() -> None:
    """Each copy is compared with the one that is kept."""
    template = " ".join(f"word{number}" for number in range(50))
    texts = [f"{template} {number}" for number in range(5000)]
    keys = np.zeros((len(texts), 32), np.uint64)
    started = time.perf_counter()
    dropped, candidate_pairs = resolve_in(keys, texts, range(5000), 0.7, 5)
    assert len(dropped) == candidate_pairs == 4999
    assert {kept for kept, _ in dropped.values()} == {0}
    assert time.perf_counter() - started < 20
