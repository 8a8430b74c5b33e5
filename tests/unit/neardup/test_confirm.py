"""That equal fingerprints are equal shingles, and what happens where they are not."""

import numpy as np
import pytest

from cleantext.deduplication import DedupeOptions, dedupe
from cleantext.neardup import mixing
from cleantext.neardup.confirm import are_faithful
from cleantext.neardup.sets import ShingleSets
from cleantext.neardup.texts import Texts

LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789_"
PAIRS = {one ^ two: (one, two) for one in LETTERS for two in LETTERS}


def find_collision() -> tuple[str, str]:
    """Two tokens of 16 bytes that share a hash, which is mixed eight bytes after the other.

    The second halves undo the difference that the first halves make.
    """
    start = mixing.mix64(np.uint64(int.from_bytes(b"aaaaaaaa", "little")))
    for number in range(10_000_000):
        first = f"{number:08}"
        other = mixing.mix64(np.uint64(int.from_bytes(first.encode(), "little")))
        difference = (int(start) ^ int(other)).to_bytes(8, "little")
        if PAIRS.keys() >= set(difference):
            one, two = (bytes(PAIRS[each][side] for each in difference) for side in (0, 1))
            return f"aaaaaaaa{one.decode()}", f"{first}{two.decode()}"
    raise AssertionError("no collision found")


COLLIDING = find_collision()


def faithful(*texts: str, size: int = 2) -> bool:
    """Whether fingerprints tell all shingles of pairs of texts apart."""
    return are_faithful(Texts.of_strings(texts), size)


@pytest.mark.parametrize(
    "pair",
    [("a b c", "b c d"), ("", ""), ("", "a"), ("a", "a"), ("a b a b a b", "b a b a b a"),
     ("x  y ", " x y"), ("one two three four five", "two three four six")],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 2, 5])
def test_usual_texts_are_told_apart(pair: tuple[str, str], size: int) -> None:
    """Repeats within a text and shingles of both are no collisions."""
    assert faithful(*pair, size=size)


def test_a_collision_is_found_wherever_it_is() -> None:
    """Between two texts or within one, in any pair, alone or after equal shingles."""
    one, two = COLLIDING
    assert not faithful(one, two, size=1)
    assert not faithful(f"{one} {two}", "a", size=1)
    assert not faithful("a", "a", f"c d {one}", f"c d {two}", size=2)
    assert not faithful(f"c d e {one} x", f"c d e {two} x", size=3)
    assert faithful(f"c d e {one} x", f"c d e {one} x", size=3)


def test_texts_made_to_collide_are_not_duplicates() -> None:
    """The bytes decide: what shares hashes, and no shingle, is kept."""
    one, two = COLLIDING
    result = dedupe([one, two, f"{one} ", "other"], DedupeOptions(shingle_size=1))
    assert result.kept_ids == ("0", "1", "3")
    assert [(d.id, d.duplicate_of, d.similarity) for d in result.duplicates] == [("2", "0", 1.0)]


def test_secret_fingerprints_make_the_same_sets() -> None:
    """As many shingles, shared alike."""
    normal = Texts.of_strings(["a b c a b", "b c d", "", "e"])
    usual, secret = ShingleSets.of_texts(normal, 2), ShingleSets.of_texts(normal, 2, b"key")
    assert usual.offsets.tolist() == secret.offsets.tolist() == [0, 3, 5, 5, 6]
    assert usual.fingerprints[1] == usual.fingerprints[3]
    assert secret.fingerprints[1] == secret.fingerprints[3]
    assert len(set(secret.fingerprints.tolist())) == 5
