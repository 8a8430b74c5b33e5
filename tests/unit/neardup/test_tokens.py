"""The hashes of tokens, beside the formula of the docstring in plain Python."""

import random

import numpy as np
import pytest

from cleantext.neardup.mixing import mix64
from cleantext.neardup.texts import Texts
from cleantext.neardup.tokens import find_tokens, hash_tokens

LENGTH = 0x9E3779B97F4A7C15


def hash_plainly(token: bytes) -> int:
    """The hash of a token, eight bytes after the other."""
    state, at = 0, 0
    while len(token) - at >= 8:
        state = int(mix64(np.uint64(state ^ int.from_bytes(token[at : at + 8], "little"))))
        at += 8
    rest = state ^ int.from_bytes(token[at:], "little")
    return int(mix64(np.uint64((rest + len(token) * LENGTH) % 2**64)))


def hashes_of(normal: bytes) -> list[int]:
    """What the kernel gives for a text that stands between two others."""
    texts = Texts.of_bytes([b"before ", normal, b"after"])
    hashes = np.zeros(len(normal) // 2 + 1, np.uint64)
    count = hash_tokens(texts.utf8, texts.offsets[1], texts.offsets[2], hashes)
    return [int(each) for each in hashes[:count]]


@pytest.mark.parametrize("size", [1, 7, 8, 9, 15, 16, 17, 24, 63, 64, 65, 128, 200])
def test_a_token_of_any_length_is_hashed_by_the_formula(size: int) -> None:
    """Short or long, at the end of a text or not, wherever it lies in a block of 64 bytes."""
    token = bytes(97 + place % 26 for place in range(size))
    expected = hash_plainly(token)
    assert hashes_of(token) == [expected]
    for before in (1, 62, 63, 64, 65):
        assert hashes_of(b" " * before + token) == [expected]
        assert hashes_of(b" " * before + token + b"  ") == [expected]


def test_tokens_are_found_wherever_spaces_are() -> None:
    """Hundreds of texts with spaces in any places give the hashes of their tokens, in order."""
    chance = random.Random(1)
    for _ in range(300):
        share = chance.choice([0.02, 0.2, 0.5, 0.9])
        text = bytes(
            32 if chance.random() < share else chance.randrange(97, 123)
            for _ in range(chance.randrange(300))
        )
        assert hashes_of(text) == [hash_plainly(token) for token in text.split()]


def test_where_tokens_are_is_found_for_all_of_them() -> None:
    """Between the places that are given stand the tokens, and nothing else."""
    chance = random.Random(2)
    for _ in range(300):
        share = chance.choice([0.02, 0.2, 0.5, 0.9])
        text = bytes(
            32 if chance.random() < share else chance.randrange(97, 123)
            for _ in range(chance.randrange(300))
        )
        texts = Texts.of_bytes([b"before ", text, b"after"])
        places = np.zeros((len(text) // 2 + 1, 2), np.int64)
        count = find_tokens(texts.utf8, texts.offsets[1], texts.offsets[2], places)
        assert [texts.utf8[start:end].tobytes() for start, end in places[:count]] == text.split()
