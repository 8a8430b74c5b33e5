"""The network: exact sums, and what a block's place among its neighbours does."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from cleantext.page.classifier.measures import Ints
from cleantext.page.classifier.network import CLASSES, MOST_ACTIVE, Network


@pytest.fixture(scope="module", params=["text", "html"])
def network(request: pytest.FixtureRequest) -> Network:
    """The networks that come with the package: of plain text, of pages."""
    with files("cleantext.page").joinpath(f"weights/{request.param}.npz").open("rb") as stream:
        return Network.from_arrays(np.load(stream, allow_pickle=False))


def _features(network: Network, count: int) -> Ints:
    """Some page."""
    random = np.random.default_rng(7)
    features = random.integers(0, 300, (count, len(network.classes) + len(network.borders)))
    features[:, network.classes] %= CLASSES
    return features


def _score(network: Network, features: Ints) -> list[int]:
    return list(network.score(network.read(features)).tolist())


def test_a_page_without_blocks_has_no_scores(network: Network) -> None:
    """Nothing in, nothing out."""
    assert _score(network, _features(network, 0)) == []


@pytest.mark.parametrize("count", [1, 2, 40, 500])
def test_scores_are_exact(network: Network, count: int) -> None:
    """In double precision, and with the inputs in another order, every score is the same."""
    features = _features(network, count)
    double = Network(
        network.classes,
        network.borders,
        network.dilations,
        network.layers.astype(np.float64),
        network.layer_biases.astype(np.float64),
        {name: (w.astype(np.float64), b.astype(np.float64))
         for name, (w, b) in network.dense.items()},
    )  # fmt: skip
    assert _score(network, features) == _score(double, features)


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_large_page_is_scored_in_parts(
    network: Network, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of however many blocks the parts are, every score is the same: neighbours are in others."""
    features = _features(network, 100)
    whole = _score(network, features)
    monkeypatch.setattr("cleantext.page.classifier.network._MOST_ROWS", rows)
    assert _score(network, features) == whole


def test_no_sum_can_leave_single_precision(network: Network) -> None:
    """The largest sum that the weights allow is below 2 to the 24, for whatever page."""
    layers = np.abs(network.layers).sum(axis=(1, 2)) * MOST_ACTIVE + np.abs(network.layer_biases)
    dense = [
        np.abs(weights).sum(axis=0) * MOST_ACTIVE + np.abs(biases)
        for weights, biases in network.dense.values()
    ]
    assert max(layers.max(), *(each.max() for each in dense)) < 2**24


def test_a_block_is_seen_with_its_neighbours(network: Network) -> None:
    """The same block scores otherwise beside others."""
    features = _features(network, 60)
    changed = features.copy()
    changed[31] = 0
    assert _score(network, features)[30] != _score(network, changed)[30]


def test_features_beyond_the_borders_count_like_the_largest(network: Network) -> None:
    """A block of a million words is read like one of a hundred thousand."""
    features = _features(network, 5)
    larger = features.copy()
    number = next(n for n in range(features.shape[1]) if n not in network.classes)
    features[2, number], larger[2, number] = 10**5, 10**6
    assert _score(network, features) == _score(network, larger)
