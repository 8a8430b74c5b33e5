"""The network that reads HTML pages, compiled."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from cleantext.page.classifier.network import MOST_ACTIVE, Network
from cleantext.page.html.page_network import PageNetwork


@pytest.fixture(scope="module")
def network() -> Network:
    """The network as the training script wrote it."""
    with files("cleantext.page").joinpath("weights/html.npz").open("rb") as stream:
        return Network.from_arrays(np.load(stream, allow_pickle=False))


def _make_features(network: Network, count: int) -> np.ndarray:
    """Features of all sizes: many are borders themselves, or lie beside one."""
    limits = np.iinfo(np.int16)
    source = np.random.default_rng(count)
    features = source.integers(limits.min, limits.max, (count, len(network.borders)), endpoint=True)
    near = source.random(features.shape) < 0.8
    for column, borders in enumerate(network.borders):
        known = borders[: network.steps[column]]
        beside = source.choice(known, count) + source.integers(-1, 2, count)
        features[:, column] = np.where(near[:, column], beside, features[:, column])
    return features.clip(limits.min, limits.max).astype(np.int16)


@pytest.mark.parametrize("count", [1, 2, 5, 6, 7, 15, 16, 17, 95, 96, 97, 300])
def test_scores_are_those_of_the_network(network: Network, count: int) -> None:
    """Whatever the size of the page: the loops go over several blocks at a time."""
    features = _make_features(network, count)
    expected = network.score(network.read(features.astype(np.int64)))
    assert PageNetwork.of(network).score(features).tolist() == expected.tolist()


def test_a_page_without_blocks_has_no_scores(network: Network) -> None:
    """Nothing is read of it."""
    features = np.empty((0, len(network.borders)), dtype=np.int16)
    assert PageNetwork.of(network).score(features).tolist() == []


def test_no_activation_is_larger_than_the_most(network: Network) -> None:
    """Where weights are as large as they can be, activations are cut as in `Network`."""
    loud = Network(
        network.classes,
        network.borders,
        network.dilations,
        np.full_like(network.layers, 100),
        network.layer_biases,
        {name: (np.full_like(weights, 100), biases)
         for name, (weights, biases) in network.dense.items()},
    )  # fmt: skip
    features = np.full((40, len(network.borders)), np.iinfo(np.int16).max, dtype=np.int16)
    scores = PageNetwork.of(loud).score(features)
    assert scores.tolist() == loud.score(loud.read(features.astype(np.int64))).tolist()
    assert scores.max() > MOST_ACTIVE


def test_channels_must_fill_vectors(network: Network) -> None:
    """The loops would leave out the last channels of others."""
    dense = {name: (weights[:, :8], biases[:8]) for name, (weights, biases) in
             network.dense.items()}  # fmt: skip
    odd = Network(
        network.classes, network.borders, network.dilations,
        network.layers[..., :8, :8], network.layer_biases[:, :8], dense,
    )  # fmt: skip
    with pytest.raises(ValueError, match="8 channels: a multiple of 16 is needed"):
        PageNetwork.of(odd)


def test_no_feature_is_one_input_for_all_blocks(network: Network) -> None:
    """The first border is the least value there is: with no other, all values are one input."""
    assert (network.steps >= 2).all()
