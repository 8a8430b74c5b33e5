"""Exact similarity of candidates."""

import pytest

from cleantext.neardup import verify
from cleantext.neardup.verify import Verifier, jaccard_of_sets


def verifier(*texts: str, threshold: float = 0.5) -> Verifier:
    """A verifier over some texts, with single tokens as shingles."""
    return Verifier(texts.__getitem__, 1, threshold)


def test_jaccard_is_shared_over_all() -> None:
    """|A and B| / |A or B|; nothing in common is 0.0, and so are two empty sets."""
    a, b = frozenset({("a",), ("b",)}), frozenset({("b",), ("c",), ("d",)})
    assert jaccard_of_sets(a, b) == 1 / 4
    assert jaccard_of_sets(a, a) == 1.0
    assert jaccard_of_sets(a, frozenset()) == 0.0
    assert jaccard_of_sets(frozenset(), frozenset()) == 0.0


def test_the_threshold_itself_passes() -> None:
    """Seven of ten is 0.7, whatever binary fractions make of it."""
    found = verifier("a b c d e f g", "a b c d e f g h i j", threshold=0.7)
    assert found.most_similar(0, [1]) == (1, 0.7)
    found = verifier("a b c d e f g", "a b c d e f g h i j k", threshold=0.7)
    assert found.most_similar(0, [1]) is None


def test_the_most_similar_candidate_is_found() -> None:
    """Not the first that passes."""
    found = verifier("a b c d", "a b c", "a b c d e", "a b")
    assert found.most_similar(0, [1, 2, 3]) == (2, 0.8)


def test_ties_go_to_the_earlier() -> None:
    """Among equally similar candidates, the one given first; also among equal sets."""
    found = verifier("a b c d", "a b c", "b c d", "d c b a", "a b c d")
    assert found.most_similar(0, [2, 1]) == (2, 0.75)
    assert found.most_similar(0, [1, 3, 4]) == (3, 1.0)


def test_without_candidates_nothing_is_found() -> None:
    """No candidates, no similarity, and no text is read."""
    assert verifier().most_similar(0, []) is None


def test_equal_fingerprints_of_different_shingles_do_not_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The shingle sets decide, not their hashes."""
    fingerprints = verify.shingle_fingerprints("the same", 1)
    monkeypatch.setattr(verify, "shingle_fingerprints", lambda *_: fingerprints)
    assert verifier("a b", "c d").most_similar(0, [1]) is None


@pytest.mark.parametrize("room", [0, 3, 100])
def test_what_is_held_does_not_change_what_is_found(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """With room for nothing, a little or all, the result is the same."""
    monkeypatch.setattr(verify, "_FINGERPRINTS_HELD", room)
    monkeypatch.setattr(verify, "_SHINGLES_HELD", room)
    found = verifier("a b c d", "a b c", "a b c d e", "x y")
    assert found.most_similar(0, [1, 2, 3]) == (2, 0.8)
    assert found.most_similar(1, [0, 2, 3]) == (0, 0.75)


def test_a_document_that_is_compared_often_is_read_once_or_twice() -> None:
    """Texts are not asked for again and again: once for fingerprints, once for the set."""
    asked: list[int] = []

    def text_of(document: int) -> str:
        asked.append(document)
        return "a b c d" if document == 0 else f"a b c d x{document}"

    found = Verifier(text_of, 1, 0.5)
    for document in range(1, 50):
        assert found.most_similar(document, [0]) == (0, 0.8)
    assert asked.count(0) == 2
    assert len(asked) == 100
