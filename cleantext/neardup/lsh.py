"""Locality-sensitive hashing: which documents may share a bucket.

A signature is cut into bands of rows. Documents with the same numbers in a band share that
band's bucket (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", section 3.4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cleantext.errors import InvalidOption
from cleantext.kernels import kernel
from cleantext.neardup.mixing import mix64

__all__ = ["Banding", "band_keys", "choose_banding"]

_MOST_NUM_PERM = 4096


@dataclass(frozen=True, slots=True)
class Banding:
    """How a signature is cut: ``bands`` of ``rows`` numbers each, from its start.

    Two documents are candidates if they share the buckets of ``least_shared`` bands.
    """

    bands: int
    rows: int
    least_shared: int = 1

    def recall_at(self, similarity: float) -> float:
        """The probability that two documents of this similarity are candidates.

        >>> round(Banding(bands=32, rows=4).recall_at(0.7), 4)
        0.9998
        >>> round(Banding(bands=32, rows=4, least_shared=3).recall_at(0.7), 4)
        0.9907
        """
        bands, in_band = self.bands, similarity**self.rows
        if in_band in (0.0, 1.0):
            return in_band
        # Of many bands there are more subsets than a float can count: each term by its logarithm.
        return 1.0 - sum(
            math.exp(
                math.lgamma(bands + 1)
                - math.lgamma(shared + 1)
                - math.lgamma(bands - shared + 1)
                + shared * math.log(in_band)
                + (bands - shared) * math.log1p(-in_band)
            )
            for shared in range(self.least_shared)
        )


def choose_banding(threshold: float, recall: float, num_perm: int) -> Banding:
    """The most selective banding that still finds pairs at the threshold with this recall.

    Two signatures agree in a row with probability ``threshold``, and in a whole band with ``p =
    threshold**rows``. In how many of ``bands`` bands they agree is binomial, since no two bands
    share a row: in at least ``least_shared`` with ``1 - sum(comb(bands, k) * p**k * (1 - p)**(bands
    - k))`` over the smaller ``k``. More rows make smaller buckets, and more shared bands fewer
    false candidates: the largest ``rows`` is taken for which the ``num_perm // rows`` bands that
    fit reach the recall, then the largest ``least_shared`` that still does. (Of pairs that are
    0.3 similar, one shared band of 32 would make 23 in 100 a candidate, three make 2 in 1000.)

    ``threshold`` is above 0 and at most 1, ``recall`` above 0 and below 1. Raises
    `InvalidOption` where even bands of one row can't reach it.

    >>> choose_banding(0.7, 0.99, 128)
    Banding(bands=32, rows=4, least_shared=3)
    """
    for rows in range(num_perm, 0, -1):
        banding = Banding(num_perm // rows, rows)
        if banding.recall_at(threshold) < recall:
            continue
        while banding.least_shared < banding.bands:
            stricter = replace(banding, least_shared=banding.least_shared + 1)
            if stricter.recall_at(threshold) < recall:
                break
            banding = stricter
        return banding
    needed = math.log1p(-recall) / math.log1p(-threshold)
    # More numbers than `DedupeOptions.num_perm` may be are no advice.
    more = f"num_perm={math.ceil(needed)} would; or " if needed <= _MOST_NUM_PERM else ""
    raise InvalidOption(
        f"num_perm={num_perm} can't find pairs at threshold={threshold:g} with "
        f"recall={recall:g}: {more}raise the threshold, or lower the recall"
    )


def band_keys(signatures: NDArray[np.uint32], banding: Banding) -> NDArray[np.uint64]:
    """The bucket of each document in each band: ``uint64[documents, bands]``.

    A key is a 64-bit hash of the band's numbers: from 0, ``key = mix64(key ^ number) + 1`` for
    each. That two of a million documents get one key by accident has a probability of 1 in 37
    million a band, and would cost a comparison, never a wrong result. Keys of different bands
    are not to be compared.

    >>> signatures = np.array([[1, 2, 3, 4], [1, 2, 3, 5]], np.uint32)
    >>> one, two = band_keys(signatures, Banding(bands=2, rows=2))
    >>> (one == two).tolist()
    [True, False]
    """
    keys = np.empty((len(signatures), banding.bands), np.uint64)
    _hash_bands(signatures, banding.rows, keys)
    return keys


@kernel
def _hash_bands(signatures: NDArray[np.uint32], rows: int, keys: NDArray[np.uint64]) -> None:
    for document in range(keys.shape[0]):
        for band in range(keys.shape[1]):
            key = np.uint64(0)
            for row in range(band * rows, (band + 1) * rows):
                key = mix64(key ^ np.uint64(signatures[document, row])) + np.uint64(1)
            keys[document, band] = key
