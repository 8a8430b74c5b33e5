"""A forest of symmetric decision trees over whole numbers: the trained part of the HTML classifier.

Every node of one level of a symmetric tree asks the same question, so that a tree is a short list
of questions, and their answers, read as a binary number, say which leaf a block falls in
(Prokhorenkova et al. 2018, "CatBoost", section 2). Features, borders and leaves are integers:
the sum is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["UNIT", "Forest"]

UNIT = 1024
"""A score of so much is one natural logarithm of the odds."""
_ROWS = 128
"""So many rows are scored at a time: the answers of all trees must fit a processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """The questions and the leaves of all trees.

    At level l of tree t: is feature ``features[l, t]`` above ``borders[l, t]``?
    Level 0 asks for the highest bit of the leaf's number.
    ``leaves`` has a value for each tree and each leaf, in `UNIT`; ``bias`` is added to their sum.
    """

    features: NDArray[np.int16]
    borders: NDArray[np.int16]
    leaves: NDArray[np.int16]
    bias: int

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Forest:
        """The forest that was written under this name by the training script."""
        return cls(
            arrays[f"{name}.features"],
            arrays[f"{name}.borders"],
            arrays[f"{name}.leaves"],
            int(arrays[f"{name}.bias"]),
        )

    def score(self, rows: NDArray[np.int16]) -> NDArray[np.int64]:
        """The logarithm of the odds that a block belongs to the story, in `UNIT`, for each row.

        >>> one = np.ones((1, 1), dtype=np.int16)
        >>> stump = Forest(0 * one, 3 * one, np.array([[-5, 7]], dtype=np.int16), 1)
        >>> stump.score(np.array([[3], [4]], dtype=np.int16)).tolist()
        [-4, 8]
        """
        parts = [self._score(rows[start : start + _ROWS]) for start in range(0, len(rows), _ROWS)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *parts])

    def _score(self, rows: NDArray[np.int16]) -> NDArray[np.int64]:
        columns = np.ascontiguousarray(rows.T)
        trees, leaves = self.leaves.shape
        # All questions at once: much faster than level by level.
        asked = columns.take(self.features.ravel(), axis=0)
        answers = asked > self.borders.ravel()[:, None]
        leaf = np.zeros((trees, len(rows)), dtype=np.uint8 if leaves <= 1 << 8 else np.uint32)
        for level in answers.view(np.uint8).reshape(-1, *leaf.shape):
            leaf += leaf
            leaf |= level
        places = leaf.astype(np.intp)
        places += np.arange(0, self.leaves.size, leaves)[:, None]
        total: NDArray[np.int64] = self.leaves.ravel().take(places).sum(axis=0, dtype=np.int64)
        return total + self.bias
