"""The bit mixer."""

import numpy as np
import pytest

from cleantext.neardup import mixing


@pytest.mark.parametrize(
    ("value", "mixed"),
    [(0, 0), (1, 0xB456BCFC34C2CB2C), (0xFFFFFFFFFFFFFFFF, 0x64B5720B4B825F21)],
)
def test_mix64_is_the_finalizer_of_murmurhash3(value: int, mixed: int) -> None:
    """The known answers of fmix64 hold, so that another implementation can compute the same."""
    assert int(mixing.mix64(np.uint64(value))) == mixed
